/**
 * Files hold characters that an editor widget would drop, hide or change: a textarea and Monaco both turn CR into a line
 * end, Monaco takes a byte order mark away, a clipboard loses lone surrogates. So the widgets work on an editor text, where
 * each such character is shown by one that stays: CR as ␍, other control characters as their pictures, a byte order mark
 * as ␦, a byte that isn't UTF-8 (U+DC80 to U+DCFF) as U+E080 to U+E0FF. A character of the file that looks like one of
 * these gets U+E240 in front. Nothing is lost: `fromEditorText(toEditorText(text))` is `text`, whatever it is.
 */

/** A file's text for a widget to hold. Lines stay lines, and LF is their only end. */
export function toEditorText(text: string): string {
  return text.replace(STRANGE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(PICTURES + code);
    if (code === 0x7f) return DELETE_PICTURE;
    if (code === 0xfeff) return MARK_PICTURE;
    if (code >= 0xdc80 && code <= 0xdcff) return String.fromCharCode(code - LONE_BYTES + PRIVATE_BYTES);
    return ESCAPE + character;
  });
}

/** The file's text from what a widget holds. Lone CRs, which a widget may have let in, count as line ends. */
export function fromEditorText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(STAND_INS, (character, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (character === DELETE_PICTURE) return "\u007f";
    if (character === MARK_PICTURE) return "\ufeff";
    const code = character.charCodeAt(0);
    return String.fromCharCode(code < PRIVATE_BYTES ? code - PICTURES : code - PRIVATE_BYTES + LONE_BYTES);
  });
}

/** A column of a line of the file, as a column of the same line in the editor text. */
export function toEditorColumn(line: string, column: number): number {
  return toEditorText(line.slice(0, column - 1)).length + 1 + Math.max(0, column - 1 - line.length);
}

/** The inverse of {@link toEditorColumn}; `line` is a line of the editor text. */
export function fromEditorColumn(line: string, column: number): number {
  return fromEditorText(line.slice(0, column - 1)).length + 1;
}

const PICTURES = 0x2400;
const DELETE_PICTURE = "\u2421";
const MARK_PICTURE = "\u2426";
const LONE_BYTES = 0xdc00;
const PRIVATE_BYTES = 0xe000;
const ESCAPE = "\ue240";

// The pictures of C0 without tab and LF, of DEL, of the mark; the private characters of bytes.
const SHOWN = "\\u2400-\\u2408\\u240b-\\u241f\\u2421\\u2426\\ue080-\\ue0ff";
const STRANGE = new RegExp(`[\\x00-\\x08\\x0b-\\x1f\\x7f\\ufeff\\udc80-\\udcff${SHOWN}${ESCAPE}]`, "gu");
const STAND_INS = new RegExp(`${ESCAPE}([${SHOWN}${ESCAPE}])|[${SHOWN}]`, "gu");
