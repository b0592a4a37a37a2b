/**
 * How many cells of a terminal text takes, and which characters share one. The same function serves the line editor and,
 * as its Unicode provider, xterm, so that both always agree on where the cursor is.
 */

/** Where a character goes: into cells of its own, or into those of the cluster before it. */
export interface Placement {
  readonly state: PlacementState;
  /** Cells of the whole cluster so far. */
  readonly width: 1 | 2;
  readonly joins: boolean;
}

/** What the last character was, as far as the next one cares. `start`: no character yet. */
export type PlacementState = "start" | "other" | "picture" | "picture-joiner" | "flag-half";

export const START: Placement = { state: "start", width: 1, joins: false };

/** One cluster: what a person takes for one character. */
export interface Cluster {
  readonly text: string;
  readonly width: 1 | 2;
}

/** Where `code` (a code point, or a lone surrogate) goes after what `preceding` placed. */
export function place(code: number, preceding: Placement): Placement {
  if (code < 0x300) return ORDINARY;
  const kind = kindOf(code);
  const isFirst = preceding.state === "start";
  switch (kind) {
    case "extending":
      if (isFirst) return ORDINARY;
      return {
        state: preceding.state === "picture" ? (code === 0x200d ? "picture-joiner" : "picture") : "other",
        width: code === 0xfe0f && preceding.state === "picture" ? 2 : preceding.width,
        joins: true,
      };
    case "spacing":
      return isFirst ? ORDINARY : { state: "other", width: 2, joins: true };
    case "skin":
      return preceding.state === "picture" ? { state: "picture", width: 2, joins: true } : PICTURE;
    case "flag":
      return preceding.state === "flag-half"
        ? { state: "other", width: 2, joins: true }
        : { state: "flag-half", width: 2, joins: false };
    case "picture":
      if (preceding.state === "picture-joiner") return { state: "picture", width: 2, joins: true };
      return isWide(code) ? PICTURE : { state: "picture", width: 1, joins: false };
    case "other":
      return isWide(code) ? { state: "other", width: 2, joins: false } : ORDINARY;
  }
}

/** The text cut into clusters; joined again they are the text. */
export function clusters(text: string): Cluster[] {
  const found: Cluster[] = [];
  let pending = "";
  let placement = START;
  for (const character of text) {
    const next = place(character.codePointAt(0) ?? 0, placement);
    if (!next.joins && pending !== "") {
      found.push({ text: pending, width: placement.width });
      pending = "";
    }
    pending += character;
    placement = next;
  }
  if (pending !== "") found.push({ text: pending, width: placement.width });
  return found;
}

const ORDINARY: Placement = { state: "other", width: 1, joins: false };
const PICTURE: Placement = { state: "picture", width: 2, joins: false };

function kindOf(code: number): "extending" | "spacing" | "skin" | "flag" | "picture" | "other" {
  if (code >= 0x1f3fb && code <= 0x1f3ff) return "skin";
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return "flag";
  if ((code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb)) return "extending";
  if (code >= 0xd800 && code <= 0xdfff) return "other";
  const character = String.fromCodePoint(code);
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return "extending";
  if (/\p{Mc}/u.test(character)) return "spacing";
  return /\p{Extended_Pictographic}/u.test(character) ? "picture" : "other";
}

// Unicode East_Asian_Width W and F, in blocks; emoji are told by their own property.
const WIDE_BLOCKS: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  if (WIDE_BLOCKS.some(([first, last]) => code >= first && code <= last)) return true;
  return /\p{Emoji_Presentation}/u.test(String.fromCodePoint(code));
}
