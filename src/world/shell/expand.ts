import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Word } from "./parse.ts";

/** The bytes that a word stands for, its variables replaced. Null: nothing at all, since it was only unset variables. */
export function expandWord(word: Word, valueOf: (name: string) => ByteString | null): ByteString | null {
  let isThere = false;
  let text = "";
  for (const piece of word) {
    if (piece.kind === "text") {
      text += encodeByteString(piece.text);
      isThere = true;
    } else {
      const value = valueOf(piece.name) ?? "";
      text += value;
      if (piece.isQuoted || value !== "") isThere = true;
    }
  }
  return isThere ? text : null;
}
