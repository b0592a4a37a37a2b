import type { ByteString } from "../bytes/index.ts";

/** One place of a pattern: any characters, any one, or one of a set. */
type Item =
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "character"; readonly character: string }
  | {
      readonly kind: "set";
      readonly isNegated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

/** Text as a pattern that matches only itself. */
export function literalPattern(text: ByteString): ByteString {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}

/** Whether a pattern can match anything but itself. */
export function isPattern(pattern: ByteString): boolean {
  return /(?:^|[^\\])(?:\\\\)*(?:[*?]|\[[^\]]+\])/.test(pattern);
}

/** Whether all of a text matches a pattern: `*`, `?`, `[a-z]`, `[!a-z]`; a backslash makes the next character plain. */
// POSIX.1-2017 XCU 2.13
export function matches(pattern: ByteString, text: ByteString): boolean {
  const items = compile(pattern);
  let at = 0;
  let item = 0;
  let star: { readonly item: number; at: number } | null = null;
  while (at < text.length) {
    const current = items[item];
    if (current?.kind === "any") {
      star = { item: item + 1, at };
      item++;
    } else if (current !== undefined && fits(current, text.charAt(at))) {
      item++;
      at++;
    } else if (star !== null) {
      star.at++;
      at = star.at;
      item = star.item;
    } else {
      return false;
    }
  }
  return items.slice(item).every(({ kind }) => kind === "any");
}

function fits(item: Item, character: string): boolean {
  switch (item.kind) {
    case "any":
    case "one":
      return true;
    case "character":
      return item.character === character;
    case "set":
      return item.ranges.some(([from, to]) => from <= character && character <= to) !== item.isNegated;
  }
}

function compile(pattern: ByteString): readonly Item[] {
  const items: Item[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const end = character === "[" ? pattern.indexOf("]", at + 2) : -1;
    if (character === "*") {
      if (items.at(-1)?.kind !== "any") items.push({ kind: "any" });
    } else if (character === "?") {
      items.push({ kind: "one" });
    } else if (end !== -1) {
      items.push(setOf(pattern.slice(at + 1, end)));
      at = end;
    } else {
      if (character === "\\") at++;
      items.push({ kind: "character", character: pattern.charAt(at) });
    }
  }
  return items;
}

function setOf(inside: string): Item {
  const isNegated = /^[!^]/.test(inside);
  const text = (isNegated ? inside.slice(1) : inside).replace(/\\(.)/g, "$1");
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < text.length; at++) {
    const isRange = text[at + 1] === "-" && at + 2 < text.length;
    ranges.push([text.charAt(at), text.charAt(isRange ? at + 2 : at)]);
    if (isRange) at += 2;
  }
  return { kind: "set", isNegated, ranges };
}
