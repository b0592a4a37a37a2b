import { type FileLines, fileLines } from "../findings/index.ts";
import type { ByteString } from "../../engine/bytes/index.ts";
import type { Cdb } from "../../engine/cdb/index.ts";
import type { Clients } from "../audit.ts";
import type { ConfigurationFile } from "../configuration.ts";

/** Rules that are in force and whose text is known, line by line. */
export interface RuleText {
  readonly file: ConfigurationFile;
  readonly lines: FileLines;
  readonly cdb: Cdb;
  /** The line of the rule with this key that counts; null if there's none. */
  readonly lineOf: (key: ByteString) => number | null;
}

/** Null: no rules are looked up, or they aren't what the text compiles to. */
export function ruleTextOf(clients: Pick<Clients, "rules">, file: ConfigurationFile | null): RuleText | null {
  const { effect } = clients.rules;
  if (file === null || effect.kind !== "looked up" || effect.origin === null) return null;
  return { file, lines: fileLines(file), cdb: effect.cdb, lineOf: effect.origin.lineOf };
}

/** A rule's address that is a range of numbers, or one that could be: `10.0.0.5`, `10.0.0.5-9`, `10.0-9.`. */
export interface NumberedKey {
  /** What stands in front of the numbers. */
  readonly before: ByteString;
  readonly bottom: number;
  readonly top: number;
  /** `.` of a prefix, or nothing. */
  readonly after: "" | ".";
  /** How many numbers of an address the key gives. */
  readonly level: number;
}

/** Null for any other key. */
export function numberedKey(line: ByteString): NumberedKey | null {
  const key = line.slice(0, Math.max(0, line.indexOf(":")));
  const found = /^((?:[0-9]+\.){0,3})([0-9]{1,3})(?:-([0-9]{1,3}))?(\.?)$/.exec(key);
  if (found === null) return null;
  const [, before = "", low = "", high = low, dot] = found;
  const level = before.split(".").length;
  const bottom = Number(low);
  const top = Math.min(255, Number(high));
  const isWhole = (dot === "") === (level === 4);
  return isWhole && bottom <= top ? { before, bottom, top, after: dot === "." ? "." : "", level } : null;
}

export function numbersText({ before, bottom, top, after }: Omit<NumberedKey, "level">): ByteString {
  return `${before}${bottom === top ? bottom : `${bottom}-${top}`}${after}`;
}

/**
 * Where a new rule stands well: in front of the one that it's an exception to, and of the remarks right above that; in
 * front of the last rule, which is for everybody else, or at the end.
 */
export function placeForRule({ lines, lineOf }: RuleText, decider: ByteString | null): number {
  let line = (decider === null ? null : lineOf(decider)) ?? lineOf("") ?? lines.count + 1;
  while (line > 1 && line <= lines.count && lines.line(line - 1).startsWith("#")) line--;
  return line;
}
