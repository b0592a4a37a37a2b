import { applyFix, controlPath, fileLines, type FindingFix, type LineEdit } from "../findings/index.ts";
import type { ByteString } from "../../engine/bytes/index.ts";
import { compileMorercpthosts } from "../../engine/newmrh/index.ts";
import { compileRules } from "../../engine/tcprules/index.ts";
import type { Configuration, ConfigurationFile } from "../configuration.ts";
import { composed, editSize, type EditSize } from "./line-edits.ts";

/** What has to be done after files were edited, in this order, or else they have no effect. */
export type FixStep =
  /** tcprules makes the cdb of the rules' text. */
  | "compile rules"
  /** qmail-newmrh makes morercpthosts.cdb of morercpthosts. */
  | "compile morercpthosts"
  /** The server is started anew, by its run script. */
  | "restart";

export const fixSteps: readonly FixStep[] = ["compile rules", "compile morercpthosts", "restart"];

/** One change on the way: an edit of a file as the draft has it, or a step alone. */
export interface Move {
  readonly title: string;
  readonly file: ByteString | null;
  readonly edits: readonly LineEdit[];
  readonly step: FixStep | null;
}

/** A configuration on the way to what is wanted. */
export interface Draft {
  readonly original: Configuration;
  /** As it is after all moves, with the steps done. */
  readonly configuration: Configuration;
  readonly titles: readonly string[];
  /** How many of the moves edit something. */
  readonly editMoves: number;
  /** By path, counting the original's lines. */
  readonly edits: ReadonlyMap<ByteString, readonly LineEdit[]>;
  readonly steps: ReadonlySet<FixStep>;
  readonly size: EditSize;
}

export function draftOf(configuration: Configuration): Draft {
  return {
    original: configuration,
    configuration,
    titles: [],
    editMoves: 0,
    edits: new Map(),
    steps: new Set(),
    size: { lines: 0, bytes: 0 },
  };
}

export function moved(draft: Draft, { title, file, edits, step }: Move): Draft {
  const steps = step === null ? draft.steps : new Set([...draft.steps, step]);
  const all = new Map(draft.edits);
  let { configuration } = draft;
  if (file !== null && edits.length > 0) {
    const before = fileAt(draft.original, file);
    const count = before === null ? 0 : fileLines(before).count;
    all.set(file, composed(draft.edits.get(file) ?? [], edits, count));
    configuration = applyFix(configuration, { title, file, edits });
  }
  let size: EditSize = { lines: 0, bytes: 0 };
  for (const [path, edited] of all) {
    const before = fileAt(draft.original, path);
    const { lines, bytes } = editSize(edited, before === null ? () => "" : fileLines(before).line);
    size = { lines: size.lines + lines, bytes: size.bytes + bytes };
  }
  return {
    original: draft.original,
    configuration: step === null ? configuration : withStep(configuration, step),
    titles: [...draft.titles, title],
    editMoves: draft.editMoves + (edits.length > 0 ? 1 : 0),
    edits: all,
    steps,
    size,
  };
}

/** Fixes, one a file, that do what the draft does. */
export function fixesOf({ edits, titles }: Draft): readonly FindingFix[] {
  return [...edits].map(([file, edited]) => ({ title: titles.join("; "), file, edits: edited }));
}

function fileAt({ rules, run, control }: Configuration, path: ByteString): ConfigurationFile | null {
  return [rules, run, ...Object.values(control ?? {})].find((file) => file?.path === path) ?? null;
}

/**
 * The configuration after a step. A text that doesn't compile leaves what was compiled as it is. Where no cdb of the
 * rules was given the text stands for what it compiles to already.
 */
export function withStep(configuration: Configuration, step: FixStep): Configuration {
  const { rules, rulesCdb, control } = configuration;
  if (step === "compile rules") {
    if (rules === null || rulesCdb === null) return configuration;
    const compilation = compileRules(rules.bytes);
    if (compilation.kind !== "compiled") return configuration;
    return { ...configuration, rulesCdb: { ...rulesCdb, bytes: compilation.cdb } };
  }
  const text = control?.morercpthosts;
  if (step !== "compile morercpthosts" || control === null || text === undefined) return configuration;
  const path = controlPath(control, "morercpthosts.cdb");
  const cdb = {
    path,
    modifiedAt: null,
    ...control["morercpthosts.cdb"],
    bytes: compileMorercpthosts(text.bytes).cdb,
  };
  return { ...configuration, control: { ...control, "morercpthosts.cdb": cdb } };
}
