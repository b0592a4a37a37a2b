import type { ByteString } from "../../../engine/bytes/index.ts";

/** Which of the 256 bytes: 1 at those that are in it. */
export type ByteSet = Uint8Array;

/** What takes a small letter for a capital. */
interface Case {
  readonly ignoresCase: boolean;
}

/** Character classes of POSIX, in ASCII. Source: POSIX.1-2017 XBD 7.3.1. */
const classes: ReadonlyMap<string, RegExp> = new Map([
  ["alpha", /[A-Za-z]/],
  ["digit", /[0-9]/],
  ["alnum", /[A-Za-z0-9]/],
  ["upper", /[A-Z]/],
  ["lower", /[a-z]/],
  ["space", /[ \t\n\r\f\v]/],
  ["blank", /[ \t]/],
  ["punct", /[!-/:-@[-`{-~]/],
  ["xdigit", /[0-9A-Fa-f]/],
]);

export const anyByte: ByteSet = new Uint8Array(256).fill(1);

/** One character. */
export function characterSet(character: string, { ignoresCase }: Case): ByteSet {
  const bytes = new Uint8Array(256);
  bytes[character.charCodeAt(0)] = 1;
  return ignoresCase ? withOtherCase(bytes) : bytes;
}

/** What `\w`, `\W`, `\s` and `\S` stand for, which GNU adds. */
export function escapedSet(letter: string): ByteSet {
  const bytes = setOf(letter.toLowerCase() === "w" ? /\w/ : /[ \t\n\r\f\v]/);
  return /[WS]/.test(letter) ? inverted(bytes) : bytes;
}

/** Whether a byte is part of a word: a letter, a digit or "_". */
export function isWordByte(byte: number): boolean {
  return (
    (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122)
  );
}

/** Reads `[...]` at a place, and tells where it ends; null if it has no end, or a range that goes backwards. */
// POSIX.1-2017 XBD 9.3.5
export function bracketSet(
  source: ByteString,
  start: number,
  { ignoresCase }: Case,
): { readonly bytes: ByteSet; readonly end: number } | null {
  const bytes = new Uint8Array(256);
  const isNegated = source[start + 1] === "^";
  let at = start + (isNegated ? 2 : 1);
  for (let isFirst = true; at < source.length; isFirst = false) {
    if (source[at] === "]" && !isFirst) {
      const all = ignoresCase ? withOtherCase(bytes) : bytes;
      return { bytes: isNegated ? inverted(all) : all, end: at + 1 };
    }
    const [found, name = ""] = /^\[:(\w+):\]/.exec(source.slice(at, at + 16)) ?? [];
    if (found !== undefined) {
      const among = classes.get(name);
      if (among === undefined) return null;
      setOf(among).forEach((is, byte) => (bytes[byte] ||= is));
      at += found.length;
      continue;
    }
    const first = source.charCodeAt(at);
    const isRange = source[at + 1] === "-" && at + 2 < source.length && source[at + 2] !== "]";
    const last = isRange ? source.charCodeAt(at + 2) : first;
    if (last < first) return null;
    bytes.fill(1, first, last + 1);
    at += isRange ? 3 : 1;
  }
  return null;
}

function setOf(among: RegExp): ByteSet {
  return new Uint8Array(256).map((_, byte) => (among.test(String.fromCharCode(byte)) ? 1 : 0));
}

function inverted(bytes: ByteSet): ByteSet {
  return bytes.map((is) => 1 - is);
}

function withOtherCase(bytes: ByteSet): ByteSet {
  return bytes.map((is, byte) => {
    const isLetter = /[A-Za-z]/.test(String.fromCharCode(byte));
    return is === 1 || (isLetter && bytes[byte ^ 0x20] === 1) ? 1 : 0;
  });
}
