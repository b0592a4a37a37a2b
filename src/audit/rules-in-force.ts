import { isSameBytes } from "../engine/bytes/index.ts";
import { openCdb, type Cdb } from "../engine/cdb/index.ts";
import type { FileRead, Origin } from "../engine/program/index.ts";
import { compileRules, type Compilation, type UnparsableRules } from "../engine/tcprules/index.ts";
import type { RulesOption } from "../engine/tcpserver/index.ts";
import type { Configuration, ConfigurationFile } from "./configuration.ts";
import type { Door } from "./door.ts";
import { isWholeCdb } from "./whole-cdb.ts";

/** The rules that tcpserver goes by. */
export interface RulesInForce {
  readonly effect:
    | { readonly kind: "looked up"; readonly cdb: Cdb; readonly origin: Origin | null }
    /** There is no `-x`, or its file is missing and `-X` is given: everybody is let in. */
    | { readonly kind: "none" }
    /** The file of `-x` is missing: nobody is let in. */
    | { readonly kind: "missing" }
    /** It is no whole cdb: who is let in can only be looked up one by one. */
    | { readonly kind: "damaged" };
  /** What tcpserver's option finds, for its own functions; null: there is no `-x`. */
  readonly option: RulesOption | null;
  readonly text: RulesText;
}

/** What the rules' text is to the rules in force. */
export type RulesText =
  | { readonly kind: "not given" }
  /** The rules in force are what it compiles to. */
  | { readonly kind: "in force" }
  /** It compiles to something else: what was edited has no effect yet. */
  | { readonly kind: "not compiled yet" }
  /** tcprules gives up at a line of it, and leaves the rules in force as they are. */
  | { readonly kind: "unparsable"; readonly failure: UnparsableRules }
  | { readonly kind: "too large" };

/**
 * What is in force: the cdb; without one, what the text compiles to. A text that tcprules can't parse makes no cdb. Null
 * if nobody gave rules or a run script, so that nothing is known.
 */
export function rulesInForce({ rules, rulesCdb }: Configuration, door: Door): RulesInForce | null {
  const compilation = rules === null ? null : compiled(rules);
  if (door.rules === null)
    return { effect: { kind: "none" }, option: null, text: textState(compilation, rulesCdb) };
  if (rules === null && rulesCdb === null && door.basis === "usual options") return null;
  const read = readRules(rulesCdb, compilation, rules);
  const option: RulesOption = { ...door.rules, read };
  return { effect: effectOf(option, compilation), option, text: textState(compilation, rulesCdb) };
}

function readRules(
  rulesCdb: ConfigurationFile | null,
  compilation: Compilation | null,
  rules: ConfigurationFile | null,
): FileRead {
  const isCompiled = compilation?.kind === "compiled" && rules !== null;
  const origin = isCompiled ? { file: rules.path, lineOf: compilation.lineOf } : null;
  if (rulesCdb === null) {
    if (!isCompiled) return { kind: "failed", error: "ENOENT" };
    return { kind: "read", bytes: compilation.cdb, origin };
  }
  const isFromText = isCompiled && isSameBytes(compilation.cdb, rulesCdb.bytes);
  return { kind: "read", bytes: rulesCdb.bytes, origin: isFromText ? origin : null };
}

function effectOf(
  { read, whenMissing }: RulesOption,
  compilation: Compilation | null,
): RulesInForce["effect"] {
  if (read.kind === "failed") return { kind: whenMissing === "allow" ? "none" : "missing" };
  const cdb = openCdb(read.bytes);
  const isOurs = compilation?.kind === "compiled" && (read.bytes === compilation.cdb || read.origin !== null);
  return isOurs || isWholeCdb(cdb) ? { kind: "looked up", cdb, origin: read.origin } : { kind: "damaged" };
}

function textState(compilation: Compilation | null, rulesCdb: ConfigurationFile | null): RulesText {
  if (compilation === null) return { kind: "not given" };
  if (compilation.kind === "failed") return { kind: "unparsable", failure: compilation };
  if (compilation.kind === "too-large") return { kind: "too large" };
  const isInForce = rulesCdb === null || isSameBytes(compilation.cdb, rulesCdb.bytes);
  return { kind: isInForce ? "in force" : "not compiled yet" };
}

/** What files were compiled to, for as long as somebody holds them: a large one is asked about again and again. */
const compilations = new WeakMap<ConfigurationFile, Compilation>();

function compiled(file: ConfigurationFile): Compilation {
  const known = compilations.get(file);
  if (known !== undefined) return known;
  const compilation = compileRules(file.bytes);
  compilations.set(file, compilation);
  return compilation;
}
