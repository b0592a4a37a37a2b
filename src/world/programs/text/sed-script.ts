import type { ByteString } from "../../../engine/bytes/index.ts";
import { regularExpression } from "./regular-expression.ts";

/** A line's number, the last line, or lines that match. */
export type Address = number | "$" | RegExp;

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
  /** The line with what matches replaced; null if nothing does. */
  readonly replace: (text: ByteString) => ByteString | null;
  readonly isPrinted: boolean;
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
    return last !== undefined ? "$" : (regularExpression(source, { syntax, flags: "" }) ?? "trouble");
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
      commands.push({ ...at, what, replace: parsed.replace, isPrinted: parsed.isPrinted });
      rest = parsed.rest;
    } else {
      return what === "" ? "missing command" : `unknown command: \`${what}'`;
    }
    if (!/^\s*(?:[;\n]|$)/.test(rest)) return "extra characters after command";
    rest = rest.replace(/^[\s;]+/, "");
  }
  return commands;
}

interface Substitution {
  readonly replace: (text: ByteString) => ByteString | null;
  readonly isPrinted: boolean;
  readonly rest: ByteString;
}

/** What a replacement stands for: "&" and "\\1" are what was found. */
function filledIn(replacement: ByteString, found: readonly unknown[]): ByteString {
  const group = (index: number): ByteString => {
    const text = found[index];
    return typeof text === "string" ? text : "";
  };
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
  const expression = regularExpression(pattern, {
    syntax,
    flags: (flags.includes("g") ? "g" : "") + (/i/i.test(flags) ? "i" : ""),
  });
  if (expression === null) return "invalid regular expression";
  return {
    rest: source.slice(at + flags.length),
    isPrinted: flags.includes("p"),
    replace: (text: ByteString) => {
      const replaced = text.replace(expression, (...found: readonly unknown[]) =>
        filledIn(replacement, found),
      );
      return replaced === text && text.search(expression) === -1 ? null : replaced;
    },
  };
}
