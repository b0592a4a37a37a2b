import type { ByteString } from "../../../engine/bytes/index.ts";
import { limits } from "../../limits.ts";
import { Searcher, type Found } from "./matching.ts";
import { regularExpression } from "./regular-expression.ts";

/** A line's number, the last line, or lines that match. */
export type Address = number | "$" | Searcher;

export type SedCommand = SedSelection & (SedAction | SedReplacing);

interface SedSelection {
  readonly from: Address | null;
  readonly to: Address | null;
  /** Behind "!": for the lines that the addresses don't name. */
  readonly isNegated: boolean;
}

interface SedAction {
  readonly what: "p" | "d" | "q" | "=";
}

interface SedReplacing {
  readonly what: "s";
  readonly substitution: Substitution;
}

/** Reads sed's script, or tells what is wrong with it, in GNU sed's words. */
export function parseSed(script: ByteString, syntax: "basic" | "extended"): readonly SedCommand[] | string {
  const commands: SedCommand[] = [];
  let rest = script.replace(/^[\s;]+/, "");
  const takeAddress = (): Address | null | "trouble" => {
    const [found, number, last, source = ""] = /^(?:(\d{1,9})|(\$)|\/((?:\\.|[^\\/])+)\/)/.exec(rest) ?? [];
    if (found === undefined) return null;
    rest = rest.slice(found.length);
    if (number !== undefined) return Number(number);
    if (last !== undefined) return "$";
    const expression = regularExpression(source, { syntax, ignoresCase: false });
    return typeof expression === "string" ? "trouble" : new Searcher(expression);
  };
  while (rest !== "") {
    const from = takeAddress();
    const hasTo = from !== null && rest.startsWith(",");
    if (hasTo) rest = rest.slice(1);
    const to = hasTo ? takeAddress() : null;
    if (from === "trouble" || to === "trouble") return "invalid regular expression";
    if (hasTo && to === null) return "unexpected `,'";
    const [negation = "", what = ""] = /^\s*(!?)\s*(.?)/.exec(rest)?.slice(1) ?? [];
    rest = rest.replace(/^\s*!?\s*.?/, "");
    const at = { from, to, isNegated: negation !== "" };
    if (what === "p" || what === "d" || what === "q" || what === "=") {
      commands.push({ ...at, what });
    } else if (what === "s") {
      const parsed = parseSubstitution(rest, syntax);
      if (typeof parsed === "string") return parsed;
      commands.push({ ...at, what, substitution: parsed });
      rest = parsed.rest;
    } else {
      return what === "" ? "missing command" : `unknown command: \`${what}'`;
    }
    if (!/^\s*(?:[;\n]|$)/.test(rest)) return "extra characters after command";
    rest = rest.replace(/^[\s;]+/, "");
  }
  return commands;
}

export interface Substitution {
  readonly searcher: Searcher;
  readonly replacement: ByteString;
  readonly isGlobal: boolean;
  readonly isPrinted: boolean;
  readonly rest: ByteString;
}

/** Replaces what matches in a line. */
// POSIX.1-2017 XCU sed
export function substitute({ searcher, replacement, isGlobal }: Substitution, text: ByteString): Substituted {
  const all = isGlobal ? searcher.searchAll(text) : firstOf(searcher.search(text));
  if (all === "too complex") return { kind: all };
  const parts: ByteString[] = [];
  let bytesTotal = text.length;
  let copied = 0;
  for (const { start, end, groups } of all) {
    // Right behind a match, an empty one doesn't count.
    if (start === end && start === copied && parts.length > 0) continue;
    const filled = filledIn(replacement, groups);
    parts.push(text.slice(copied, start), filled);
    bytesTotal += filled.length;
    if (bytesTotal > limits.fileBytesMax) return { kind: "too long" };
    copied = end;
  }
  if (parts.length === 0) return { kind: "nothing" };
  return { kind: "replaced", text: parts.join("") + text.slice(copied) };
}

function firstOf(found: Found | "too complex" | null): readonly Found[] | "too complex" {
  return found === "too complex" ? found : found === null ? [] : [found];
}

/** What came of `substitute`. */
export type Substituted =
  | { readonly kind: "replaced"; readonly text: ByteString }
  | { readonly kind: "nothing" }
  /** The line is too long for this expression, or would become longer than a file can be. */
  | { readonly kind: "too complex" | "too long" };

/** What a replacement stands for: "&" and "\\1" are what was found. */
function filledIn(replacement: ByteString, found: readonly (ByteString | null)[]): ByteString {
  const group = (index: number): ByteString => found[index] ?? "";
  return replacement.replace(/\\[^]|&/g, (sign) => {
    if (sign === "&") return group(0);
    const escaped = sign.charAt(1);
    if (/\d/.test(escaped)) return group(Number(escaped));
    return escaped === "n" ? "\n" : escaped === "t" ? "\t" : escaped;
  });
}

function parseSubstitution(source: ByteString, syntax: "basic" | "extended"): Substitution | string {
  const separator = source.charAt(0);
  const parts: ByteString[] = [];
  let part = "";
  let at = 1;
  for (; at < source.length && parts.length < 2; at++) {
    const character = source.charAt(at);
    if (character === separator) {
      parts.push(part);
      part = "";
    } else if (character === "\\") {
      at++;
      part += source.charAt(at) === separator ? separator : `\\${source.charAt(at)}`;
    } else {
      part += character;
    }
  }
  const [pattern = "", replacement] = parts;
  if (separator === "" || replacement === undefined) return "unterminated `s' command";
  const flags = /^[gpIi]*/.exec(source.slice(at))?.[0] ?? "";
  const expression = regularExpression(pattern, { syntax, ignoresCase: /i/i.test(flags) });
  if (typeof expression === "string") return `${expression.charAt(0).toLowerCase()}${expression.slice(1)}`;
  return {
    rest: source.slice(at + flags.length),
    searcher: new Searcher(expression),
    replacement,
    isGlobal: flags.includes("g"),
    isPrinted: flags.includes("p"),
  };
}
