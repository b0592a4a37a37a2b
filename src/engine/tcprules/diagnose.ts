import { byteString, type ByteString } from "../bytes/index.ts";
import { FirstLines } from "./first-lines.ts";
import { isAddressOrPrefix, isSameBytes } from "./plain-address.ts";
import { emptyRuleLine, parseRule, type RuleFailure, type RuleLine } from "./parse.ts";

/** What a line of the rules is, to tcprules. */
export type LineKind = RuleLine["kind"];

/** Something about a line that its author should know. Stable: lessons and translations refer to it by this name. */
export type RuleWarning =
  /** A line without a colon is passed over in silence. */
  | "no-colon"
  /** Blanks before the address are part of it, so it matches nobody. */
  | "leading-blank"
  /** A blank inside or after the address makes it match nobody. */
  | "blank-in-address"
  /** `1.2.3` without a dot at its end is no prefix and no address. */
  | "prefix-without-dot"
  /** `1.2.3.0/24`: a mask isn't understood. */
  | "cidr"
  /** `*` and `?` stand for themselves. */
  | "glob"
  /** A number above 255, too many numbers or a zero in front: no client's address looks like that. */
  | "not-an-address"
  /** A host name without `=` in front is compared with addresses, which it never equals. */
  | "name-without-equals"
  /** tcpserver lowers the names that it gets from DNS, so capitals never match. */
  | "capital-in-name"
  /** `10.0.0.1-10.0.0.5` isn't a range of addresses: it's taken apart at the dots around the hyphen. */
  | "range-across-dots"
  /** The range starts above where it ends, so it makes no rule at all. */
  | "reversed-range"
  /** After a comma the blank becomes part of the variable's name. */
  | "blank-in-variable"
  /** RELAYCLIENT in other letters is another variable, which nobody reads. */
  | "variable-case"
  /** A rule for everybody, or for everybody who has a name, sets RELAYCLIENT: an open relay. */
  | "relay-for-all"
  /** RELAYCLIENT with a value: it is glued to each recipient. */
  | "relayclient-value"
  /** The line ends with a carriage return, which can't be parsed, or becomes part of the line. */
  | "carriage-return"
  /** An earlier line has this key, and the first one counts. */
  | "duplicate-key"
  /** Variables of a rule that denies are never used. */
  | "variables-on-deny";

export interface RuleDiagnostic {
  /** Counted from 1. */
  readonly line: number;
  /** Bytes from the start of the line, counted from 1; `columnEnd` is the one after the last. */
  readonly column: number;
  readonly columnEnd: number;
  readonly problem:
    | { readonly kind: "failure"; readonly id: RuleFailure }
    | { readonly kind: "warning"; readonly id: RuleWarning; readonly firstLine?: number };
}

export interface RulesDiagnosis {
  /** The kind of each line; the first line is at index 0. */
  readonly lines: readonly LineKind[];
  /** By line, then column. */
  readonly diagnostics: readonly RuleDiagnostic[];
}

/** What there is to say about every line of the rules, not only up to the first one that tcprules gives up at. */
export function diagnoseRules(source: Uint8Array): RulesDiagnosis {
  const lines: LineKind[] = [];
  const diagnostics: RuleDiagnostic[] = [];
  const seen = new FirstLines(source);
  const line = emptyRuleLine();
  // What the last line had behind its address, if there was nothing to say of that: most lines of a large file say the same.
  let cleanAt = 0;
  let cleanBytes = NONE;
  for (let start = 0; start < source.length;) {
    const newline = source.indexOf(10, start);
    const end = newline === -1 ? source.length : newline;
    parseRule(source, start, end, line);
    lines.push(line.kind);
    const lineStart = start;
    start = end + 1;
    if (line.kind === "comment" || line.kind === "blank") continue;
    const number = lines.length;
    const { colon } = line;
    const isPlain =
      line.kind === "rule" && !line.isRange && isAddressOrPrefix(source, lineStart, colon) === "yes";
    if (
      isPlain &&
      end - colon === cleanBytes &&
      isSameBytes({ bytes: source, at: cleanAt }, { bytes: source, at: colon }, cleanBytes)
    ) {
      const firstLine = seen.add(lineStart, colon, number);
      if (firstLine === number) continue;
      diagnostics.push(told(duplicate(line, firstLine), { number, lineStart }));
      continue;
    }
    const found = [...lineProblems(source, line), ...duplicates(source, line, { seen, number })];
    if (isPlain && found.length === 0) {
      cleanAt = colon;
      cleanBytes = end - colon;
    }
    found.sort((left, right) => left.from - right.from);
    for (const problem of found) diagnostics.push(told(problem, { number, lineStart }));
  }
  return { lines, diagnostics };
}

/** No line has anything of this length behind its address. */
const NONE = -1;

function told(
  { from, to, problem }: Problem,
  { number, lineStart }: { readonly number: number; readonly lineStart: number },
): RuleDiagnostic {
  return { line: number, column: from - lineStart + 1, columnEnd: to - lineStart + 1, problem };
}

/** A problem between two offsets of the source. */
interface Problem {
  readonly from: number;
  readonly to: number;
  readonly problem: RuleDiagnostic["problem"];
}

const CARRIAGE_RETURN = 13;

function* lineProblems(source: Uint8Array, line: RuleLine): Generator<Problem, void> {
  const { start, end, colon } = line;
  if (line.kind === "comment" || line.kind === "blank") return;
  if (source[end - 1] === CARRIAGE_RETURN) yield warn("carriage-return", end - 1, end);
  if (line.kind === "no-colon") {
    if (end - start > 1 || source[start] !== CARRIAGE_RETURN) yield warn("no-colon", start, end);
    return;
  }
  if (line.kind === "failed") {
    const isCarriageReturn = line.failedAt === end - 1 && source[line.failedAt] === CARRIAGE_RETURN;
    const to = line.failure === "range-not-number" ? colon : end;
    if (!isCarriageReturn) yield fail(line.failure, line.failedAt, Math.max(to, line.failedAt));
    return;
  }
  const addressProblem = diagnoseAddress(byteString(source, start, colon), line);
  if (addressProblem !== null) yield warn(addressProblem, start, colon);
  yield* variableProblems(source, line);
}

function* variableProblems(source: Uint8Array, line: RuleLine): Generator<Problem, void> {
  const { variables } = line;
  for (let cut = 0; cut < line.variableCount * 3; cut += 3) {
    const nameAt = variables[cut] ?? 0;
    const valueAt = variables[cut + 1] ?? 0;
    const valueEnd = variables[cut + 2] ?? 0;
    const name = byteString(source, nameAt, valueAt - 2);
    if (/[ \t]/.test(name)) yield warn("blank-in-variable", nameAt, valueAt - 2);
    if (line.verdict !== "allow" || name.toUpperCase() !== "RELAYCLIENT") continue;
    if (name !== "RELAYCLIENT") {
      yield warn("variable-case", nameAt, valueAt - 2);
      continue;
    }
    if (/^=?$/.test(byteString(source, line.start, line.colon)))
      yield warn("relay-for-all", nameAt, valueAt - 2);
    if (valueEnd > valueAt) yield warn("relayclient-value", valueAt, valueEnd);
  }
  const first = variables[0];
  if (line.verdict === "deny" && line.variableCount > 0 && first !== undefined) {
    yield warn("variables-on-deny", first - 1, line.end);
  }
}

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const ADDRESS_OR_PREFIX = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$|^(?:${OCTET}\\.){1,3}$`);

/** Why no client can ever match this address; null if one can. */
function diagnoseAddress(address: ByteString, line: RuleLine): RuleWarning | null {
  if (/^[ \t]/.test(address)) return "leading-blank";
  if (/[ \t]/.test(address) && !address.includes("@")) return "blank-in-address";
  if (line.isRange) return diagnoseRange(address, line);
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1);
  if (host.startsWith("=")) {
    if (host.includes("*")) return "glob";
    return /[A-Z]/.test(host) ? "capital-in-name" : null;
  }
  // With ident information only a whole address or a name counts, never a prefix.
  if (host === "") return at === -1 ? null : "not-an-address";
  if (at === -1 && host.includes("=")) return null;
  return ADDRESS_OR_PREFIX.test(host) ? prefixAfterIdent(host, at) : diagnoseNumbers(host);
}

function prefixAfterIdent(host: ByteString, at: number): RuleWarning | null {
  return at !== -1 && host.endsWith(".") ? "not-an-address" : null;
}

function diagnoseRange(address: ByteString, line: RuleLine): RuleWarning | null {
  const { left, right, bottom, top } = line.range;
  if (address.split("-").length > 1 && /^[0-9.]+-[0-9]+\.[0-9.]+$/.test(address)) {
    const [before = "", after = ""] = address.split("-");
    if (before.split(".").length > 2 && after.split(".").length > 2) return "range-across-dots";
  }
  if (bottom > top) return "reversed-range";
  const example = address.slice(0, left - line.start) + String(top) + address.slice(right - line.start);
  return ADDRESS_OR_PREFIX.test(example) ? null : diagnoseNumbers(example);
}

function diagnoseNumbers(host: ByteString): RuleWarning {
  if (host.includes("/")) return "cidr";
  if (/[*?]/.test(host)) return "glob";
  if (/[A-Za-z]/.test(host)) return "name-without-equals";
  if (/^[0-9]+(\.[0-9]+){0,2}$/.test(host) && ADDRESS_OR_PREFIX.test(`${host}.`)) return "prefix-without-dot";
  return "not-an-address";
}

function* duplicates(
  source: Uint8Array,
  line: RuleLine,
  { seen, number }: { readonly seen: FirstLines; readonly number: number },
): Generator<Problem, void> {
  if (line.kind !== "rule") return;
  if (!line.isRange) {
    const firstLine = seen.add(line.start, line.colon, number);
    if (firstLine !== number) yield duplicate(line, firstLine);
    return;
  }
  let isTold = false;
  for (const key of lineKeys(source, line)) {
    const firstLine = seen.addOfRange(key, number);
    // One is enough, but the rest of a range still counts for later lines.
    if (firstLine !== number && !isTold) yield duplicate(line, firstLine);
    if (firstLine !== number) isTold = true;
  }
}

function duplicate({ start, colon }: RuleLine, firstLine: number): Problem {
  return { from: start, to: colon, problem: { kind: "warning", id: "duplicate-key", firstLine } };
}

/** The keys that a range makes, in their order. */
// ucspi-tcp-0.88 tcprules.c doaddressdata
function* lineKeys(source: Uint8Array, line: RuleLine): Generator<ByteString, void> {
  const { left, right, bottom, top } = line.range;
  const before = byteString(source, line.start, left);
  const after = byteString(source, right, line.colon);
  for (let number = bottom; number <= top; number++) yield `${before}${number}${after}`;
}

function warn(id: RuleWarning, from: number, to: number): Problem {
  return { from, to, problem: { kind: "warning", id } };
}

function fail(id: RuleFailure, from: number, to: number): Problem {
  return { from, to, problem: { kind: "failure", id } };
}
