import {
  applySmallestFix,
  audit,
  changeServerFiles,
  configurationOf,
  differences,
  differenceWords,
  explain,
  findings,
  findingTitles,
  noServerFiles,
  ruleAt,
  smallestFix,
  summary,
  type AddressPartition,
  type CandidateFix,
  type Configuration,
  type Finding,
  type FixStep,
  type RuleSource,
  type RulesText,
  type ServerFile,
  type ServerFiles,
} from "../../audit/index.ts";
import { decodeByteString, decodeText } from "../../engine/bytes/index.ts";
import { prepareArchives } from "./archives.ts";
import { answerOf } from "./answer.ts";
import type { Answer, Comparison, Compilable, Examination, Hunk, ShownFinding, Ways } from "./examination.ts";
import type { GivenFile } from "./given.ts";
import { joined, together } from "./fix-together.ts";
import { hunksBetween } from "./hunks.ts";
import { limits } from "./limits.ts";
import { writeReport, type ReportForm, type ReportOrigin } from "./report.ts";
import { readGiven, type ReadFiles } from "./read-given.ts";
import { probeOf, type AskedProbe } from "./probe.ts";
import { mildestFirst, obstacle, wayWords } from "./way-words.ts";

/** Tells how far it is, from 0 to 1. */
export type Progress = (share: number) => void;

/** A file, or the name of a part that is as it was when the auditor examined last. */
export type FileOrSame = ServerFile | ServerFile["part"];

export interface FilesToExamine extends Omit<ServerFiles, "files"> {
  readonly files: readonly FileOrSame[];
}

/** Audits files; in a worker of its own, so that a million rules don't hold the page up. It knows what it examined last. */
export class Auditor {
  #files: ServerFiles = noServerFiles;
  #configuration: Configuration = configurationOf(noServerFiles).configuration;
  #findings: readonly Finding[] = [];
  #ways: readonly CandidateFix[] = [];

  /** Fetches what opens archives, so that it's there without a network too. */
  async prepare(): Promise<void> {
    await prepareArchives();
  }

  /** Reads what was given. Nothing of it is kept here. */
  read(given: readonly GivenFile[], progress: Progress): Promise<ReadFiles> {
    return readGiven(given, progress);
  }

  /** Audits these files from now on. */
  examine({ files, ...rest }: FilesToExamine, progress: Progress): Examination {
    this.#files = { ...rest, files: files.map((file) => this.#known(file)) };
    const { configuration, assumptions } = configurationOf(this.#files);
    this.#configuration = configuration;
    this.#ways = [];
    this.#findings = findingsIn(this.#files, configuration, progress);
    const { verdict, sentences } = summary(configuration);
    const counts = { error: 0, warning: 0, info: 0 };
    for (const { severity } of this.#findings) counts[severity]++;
    return {
      verdict,
      sentences: sentences.map(decodeByteString),
      assumptions,
      findings: this.#shown(),
      counts,
      fixable: this.#findings.filter(({ fix }) => fix !== null).length,
      rulesToCompile: this.#rulesText() === "not compiled yet",
    };
  }

  /** What a fix would change; of several findings, what all of their fixes together would. */
  preview(indexes: readonly number[]): readonly Hunk[] {
    return this.#hunksTo(this.#fixed(indexes));
  }

  #hunksTo(after: ServerFiles): readonly Hunk[] {
    return changedFiles(this.#files, after).flatMap((file) => {
      if (file.part.endsWith("Cdb") || file.part.endsWith(".cdb")) return [];
      const before = this.#files.files.find(({ part }) => part === file.part);
      return hunksBetween(file.path, {
        before: before === undefined ? "" : decodeText(before.bytes),
        after: decodeText(file.bytes),
        linesMax: limits.previewLinesMax,
      });
    });
  }

  /** The files that the fixes change, as they are then. Rules that were compiled are compiled again. */
  fix(indexes: readonly number[]): readonly ServerFile[] {
    return changedFiles(this.#files, this.#fixed(indexes));
  }

  /** What {@link fixAll} would change, and how many fixes that are. */
  previewAll(): { readonly hunks: readonly Hunk[]; readonly count: number } {
    const { files, count } = this.#fixedAll();
    return { hunks: this.#hunksTo(files), count };
  }

  /** The files that all fixes change that go together, and then the fixes of what is found after those. */
  fixAll(): readonly ServerFile[] {
    return changedFiles(this.#files, this.#fixedAll().files);
  }

  /** Compiles a text as its program on the server does: the cdb then; none if the text can't be compiled. */
  compile(what: Compilable): readonly ServerFile[] {
    const after = changeServerFiles(this.#files, (configuration) => {
      const made = applySmallestFix(withCdb(configuration), { fixes: [], steps: [`compile ${what}`] });
      return made.rulesCdb?.bytes.length === 0 ? configuration : made;
    });
    return changedFiles(this.#files, after);
  }

  ask(probe: AskedProbe): Answer {
    return answerOf(explain(this.#configuration, probeOf(probe)));
  }

  /** How it could be turned round: what is refused could be taken, and what is taken refused. */
  ways(probe: AskedProbe): Ways {
    const asked = probeOf(probe);
    const isTaken = explain(this.#configuration, asked).delivery.kind === "accepted";
    const outcome = isTaken ? "refused" : "accepted";
    const fix = smallestFix(this.#configuration, { kind: "probe", probe: asked, outcome });
    this.#ways = fix.kind === "found" ? mildestFirst(fix).slice(0, limits.waysMax) : [];
    if (fix.kind !== "found")
      return { kind: "impossible", why: fix.kind === "impossible" ? fix.obstacles.map(obstacle) : [] };
    return {
      kind: "found",
      ways: this.#ways.map((way, index) => ({
        ...wayWords(way),
        index,
        hunks: this.#hunksTo(this.#after(way)),
      })),
    };
  }

  /** The files that one of these ways changes, as they are then. */
  go(index: number): readonly ServerFile[] {
    const way = this.#ways[index];
    return way === undefined ? [] : changedFiles(this.#files, this.#after(way));
  }

  /** What is otherwise with the files that were examined last. */
  compareWith(before: ServerFiles): Comparison {
    const old = audit(configurationOf(before).configuration);
    const now = audit(this.#configuration);
    const words: string[] = [];
    let leftOut = 0;
    for (const difference of differences(old, now)) {
      if (words.length < limits.differencesMax) words.push(decodeByteString(differenceWords(difference)));
      else leftOut++;
    }
    return { words, leftOut };
  }

  /** Who may relay by address, for a map; null if that isn't known. */
  partition(): AddressPartition | null {
    return audit(this.#configuration).clients?.addresses ?? null;
  }

  /** The same of other files than those that were examined last. */
  partitionOf(files: ServerFiles): AddressPartition | null {
    return audit(configurationOf(files).configuration).clients?.addresses ?? null;
  }

  ruleAt(record: number): RuleSource | null {
    const { clients } = audit(this.#configuration);
    return clients === null ? null : ruleAt(clients, record);
  }

  /** The report of everything, to be saved. */
  report(form: ReportForm, made: ReportOrigin): string {
    const { assumptions } = configurationOf(this.#files);
    const found = summary(this.#configuration);
    return writeReport(form, {
      ...made,
      assumptions,
      configuration: this.#configuration,
      summary: found,
      findings: this.#findings,
      files: this.#files,
    });
  }

  #known(file: FileOrSame): ServerFile {
    if (typeof file !== "string") return file;
    const known = this.#files.files.find(({ part }) => part === file);
    if (known === undefined) throw new RangeError(`no file is known for ${file}`);
    return known;
  }

  #fixed(indexes: readonly number[]): ServerFiles {
    return this.#after({ fixes: indexes.flatMap((index) => this.#findings[index]?.fix ?? []), steps: [] });
  }

  #after(change: Change): ServerFiles {
    return filesAfter(this.#files, change);
  }

  #fixedAll(): { readonly files: ServerFiles; readonly count: number } {
    let files = this.#files;
    let found = this.#findings;
    let count = 0;
    for (let round = 0; round < limits.fixRoundsMax; round++) {
      const fixes = found.map(({ fix }) => fix);
      const indexes = together(fixes);
      const fixed = filesAfter(files, { fixes: indexes.flatMap((index) => fixes[index] ?? []), steps: [] });
      if (changedFiles(files, fixed).length === 0) break;
      files = fixed;
      count += indexes.length;
      found = findingsIn(files, configurationOf(files).configuration, () => undefined);
    }
    return { files, count };
  }

  /** What the text of the rules is to those in force; null if there are none. */
  #rulesText(): RulesText["kind"] | null {
    return audit(this.#configuration).clients?.rules.text.kind ?? null;
  }

  #canCompile(what: Compilable): boolean {
    if (!this.#files.files.some(({ part }) => part === what)) return false;
    return what !== "rules" || !["unparsable", "too large"].includes(this.#rulesText() ?? "");
  }

  #shown(): readonly ShownFinding[] {
    const counts = new Map<string, number>();
    for (const { id } of this.#findings) counts.set(id, (counts.get(id) ?? 0) + 1);
    const seen = new Map<string, number>();
    return this.#findings.flatMap((finding, index): readonly ShownFinding[] => {
      const number = (seen.get(finding.id) ?? 0) + 1;
      seen.set(finding.id, number);
      if (number > limits.alikeMax) return [];
      const more = number === limits.alikeMax ? (counts.get(finding.id) ?? 0) - number : 0;
      return [this.#shownFinding(finding, { index, more })];
    });
  }

  #shownFinding(
    { id, severity, file, line, column, message, fix }: Finding,
    { index, more }: Pick<ShownFinding, "index" | "more">,
  ): ShownFinding {
    const path = decodeByteString(file);
    const compiles = COMPILES.get(id) ?? null;
    return {
      ...{ index, id, severity, line, column, more },
      title: findingTitles[id],
      file: path,
      part: this.#files.files.find((one) => one.path === path)?.part ?? null,
      message: decodeByteString(message),
      fix: fix === null ? null : { title: decodeByteString(fix.title), file: decodeByteString(fix.file) },
      compiles: compiles === null || !this.#canCompile(compiles) ? null : compiles,
    };
  }
}

/** Findings that compiling takes away. */
const COMPILES: ReadonlyMap<Finding["id"], Compilable> = new Map<Finding["id"], Compilable>([
  ["cdb-stale", "rules"],
  ["cdb-missing", "rules"],
  ["cdb-damaged", "rules"],
  ["morercpthosts-stale", "morercpthosts"],
  ["morercpthosts-not-compiled", "morercpthosts"],
  ["morercpthosts-damaged", "morercpthosts"],
]);

/** With an empty cdb where there is none, to be made. */
function withCdb(configuration: Configuration): Configuration {
  const { rules, rulesCdb } = configuration;
  if (rules === null || rulesCdb !== null) return configuration;
  return {
    ...configuration,
    rulesCdb: { path: `${rules.path}.cdb`, bytes: new Uint8Array(), modifiedAt: null },
  };
}

type Change = Pick<CandidateFix, "fixes" | "steps">;

/** What was compiled is compiled again if its text has changed. */
function filesAfter(before: ServerFiles, { fixes, steps }: Change): ServerFiles {
  return changeServerFiles(before, (configuration) => {
    const { rules, control } = configuration;
    const edits = new Set(fixes.map(({ file }) => file));
    const remade: readonly FixStep[] = [
      ...(rules !== null && edits.has(rules.path) ? (["compile rules"] as const) : []),
      ...(control?.["morercpthosts.cdb"] !== undefined && edits.has(control.morercpthosts?.path ?? "")
        ? (["compile morercpthosts"] as const)
        : []),
    ];
    return applySmallestFix(configuration, { fixes: joined(fixes), steps: [...steps, ...remade] });
  });
}

/** Without those about a file that stands for one that wasn't given. */
function findingsIn(
  { files }: ServerFiles,
  configuration: Configuration,
  progress: Progress,
): readonly Finding[] {
  const found = findings(configuration, (done, total) => {
    progress(done / total);
  });
  const madeUp = (["me", "locals"] as const).flatMap((name) => {
    const path = configuration.control?.[name]?.path;
    return path === undefined || files.some(({ part }) => part === name) ? [] : [path];
  });
  return found.filter(({ file }) => !madeUp.includes(file));
}

function changedFiles(before: ServerFiles, after: ServerFiles): readonly ServerFile[] {
  return after.files.filter((file) => !before.files.includes(file));
}
