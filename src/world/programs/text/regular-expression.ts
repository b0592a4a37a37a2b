import type { ByteString } from "../../../engine/bytes/index.ts";

/** Character classes of POSIX, in ASCII. Source: POSIX.1-2017 XBD 7.3.1. */
const classes: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: " \\t\\n\\r\\f\\v",
  blank: " \\t",
  punct: "!-\\/:-@\\[-`{-~",
  xdigit: "0-9A-Fa-f",
};

/** A regular expression as grep and sed know it, basic or extended; null if it can't be understood. */
// POSIX.1-2017 XBD 9
export function regularExpression(
  source: ByteString,
  { syntax, flags }: { readonly syntax: "basic" | "extended" | "fixed"; readonly flags: string },
): RegExp | null {
  const translated = syntax === "fixed" ? source.replace(/[^\w\s]/g, "\\$&") : translate(source, syntax);
  try {
    return new RegExp(translated, flags);
  } catch {
    return null;
  }
}

function translate(source: ByteString, syntax: "basic" | "extended"): string {
  let translated = "";
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    const isFirst = at === 0 || /(?:\\\(|\\\||^\^|[(|])$/.test(source.slice(0, at));
    if (character === "[") {
      const end = source.indexOf("]", at + (source[at + 1] === "^" ? 3 : 2));
      const set = /^\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/.exec(source.slice(at))?.[0];
      if (end === -1 || set === undefined) return "[";
      translated += translateSet(set);
      at += set.length - 1;
    } else if (character === "\\") {
      at++;
      const next = source.charAt(at);
      if (next === "<" || next === ">") translated += "\\b";
      else if (syntax === "basic" && /[(){}|+?]/.test(next)) translated += next;
      // sed-4.9 has these; `Differs:` so has grep here.
      else if (/[rtnfv]/.test(next)) translated += `\\${next}`;
      else translated += /[\w]/.test(next) && !/[1-9bBwWsS]/.test(next) ? next : `\\${next}`;
    } else if (character === "*" && isFirst) {
      translated += "\\*";
    } else if (syntax === "basic" && (/[(){}|+?]/.test(character) || (character === "^" && !isFirst))) {
      translated += `\\${character}`;
    } else if (
      syntax === "basic" &&
      character === "$" &&
      at < source.length - 1 &&
      !/^\\[)|]/.test(source.slice(at + 1))
    ) {
      translated += "\\$";
    } else {
      translated += character === "/" ? "\\/" : character;
    }
  }
  return translated;
}

function translateSet(set: string): string {
  const isNegated = set.startsWith("[^");
  const inside = set
    .slice(isNegated ? 2 : 1, -1)
    .replace(/\[:(\w+):\]|[\\[\]]/g, (found, name: string | undefined) =>
      name === undefined ? `\\${found}` : (classes[name] ?? ""),
    );
  return `[${isNegated ? "^" : ""}${inside}]`;
}
