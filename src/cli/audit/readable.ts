import { decodeByteString } from "../../engine/bytes/index.ts";

/** A byte string as text for a person's terminal. */
export function readable(bytes: string): string {
  return visible(decodeByteString(bytes));
}

/** Text with what would move a terminal's cursor, colour it, or turn the order of letters around made visible. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}
