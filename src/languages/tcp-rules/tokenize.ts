import type { Token, TokenKind } from "../language.ts";
import { tokensOf } from "../tokens.ts";

/** The parts of one line of rules, as tcprules takes it apart. Of a line that it can't parse, the rest is `invalid`. */
export function tokenize(line: string): readonly Token[] {
  if (line.startsWith("#")) return tokensOf([["comment", line]]);
  const colon = line.indexOf(":");
  if (colon === -1) return tokensOf([["ignored", line]]);
  const end = line.length - (/[ \t]+$/.exec(line.slice(colon))?.[0].length ?? 0);
  return tokensOf([
    ...addressParts(line.slice(0, colon)),
    ["punctuation", ":"],
    ...instructionParts(line.slice(colon + 1, end)),
    ["text", line.slice(end)],
  ]);
}

type Part = readonly [kind: TokenKind, text: string];

function addressParts(address: string): Part[] {
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1);
  const equals = host.startsWith("=") ? "=" : "";
  return [
    ["variable", address.slice(0, Math.max(at, 0))],
    ["punctuation", (at === -1 ? "" : "@") + equals],
    ["address", host.slice(equals.length)],
  ];
}

function instructionParts(instructions: string): Part[] {
  const verdict = instructions.startsWith("allow")
    ? "allow"
    : instructions.startsWith("deny")
      ? "deny"
      : null;
  if (verdict === null) return [["invalid", instructions]];
  const parts: Part[] = [[verdict, verdict]];
  let rest = instructions.slice(verdict.length);
  while (rest !== "") {
    // The byte after "=" is the quote, whatever it is; of a character with several bytes the rest is then in the way.
    // eslint-disable-next-line no-control-regex -- any ASCII character can be the quote
    const setting = /^,([^=]*)=([\x00-\x7f\udc80-\udcff])([^]*?)\2/u.exec(rest);
    if (setting === null) return [...parts, ["invalid", rest]];
    const [whole, name = "", quote = "", value = ""] = setting;
    parts.push(
      ["punctuation", ","],
      ["variable", name],
      ["punctuation", "="],
      ["value", quote + value + quote],
    );
    rest = rest.slice(whole.length);
  }
  return parts;
}
