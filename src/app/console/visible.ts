/**
 * Text made harmless and visible: what a server or a learner wrote can hold any bytes, and none of them may act on the
 * terminal or hide from the reader. Control characters become `^M` and the like, as cat -v shows them; bytes that aren't
 * UTF-8 become `\xNN`; characters that reorder or hide text become `<U+NNNN>`. Newline and tab stay, and a CR that ends
 * a line with its LF goes.
 */
export function visible(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(HIDDEN, (character) => picture(character));
}

/** The same for one line being edited, where newline and tab have no place to go to either. */
export function visibleInLine(text: string): string {
  return text.replace(HIDDEN_IN_LINE, (character) => picture(character));
}

// C0, DEL, C1, the characters that steer the direction of text, zero-width space, line and paragraph separator, byte order
// mark, lone surrogates.
const UNSEEN =
  "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff";
const HIDDEN = new RegExp(`[${UNSEEN}\\p{Cs}]`, "gu");
const HIDDEN_IN_LINE = new RegExp(`[\\t\\n${UNSEEN}\\p{Cs}]`, "gu");

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20 || code === 0x7f) return `^${String.fromCharCode(code ^ 0x40)}`;
  if (code < 0xa0) return `\\x${code.toString(16)}`;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
