import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Word } from "./words.ts";

/** The value of a variable; null if it's unset. */
export type ValueOf = (name: string) => ByteString | null;

/**
 * The words that a word stands for once its variables are replaced: the value of one that isn't quoted is split at
 * blanks, so that one word can become several, or none.
 */
// POSIX.1-2017 XCU 2.6.5
export function expandWord(word: Word, valueOf: ValueOf): readonly ByteString[] {
  const words: ByteString[] = [];
  let open: ByteString | null = null;
  for (const piece of word) {
    if (piece.kind === "text") {
      open = (open ?? "") + encodeByteString(piece.text);
      continue;
    }
    const value = valueOf(piece.name) ?? "";
    if (piece.isQuoted) {
      open = (open ?? "") + value;
      continue;
    }
    for (const [index, part] of value.split(/[ \t\n]+/).entries()) {
      if (index > 0 && open !== null) {
        words.push(open);
        open = null;
      }
      if (part !== "") open = (open ?? "") + part;
    }
  }
  return open === null ? words : [...words, open];
}

/** What a word stands for where only one can be: the value of an assignment, the name of a file. Nothing is split. */
export function expandToOne(word: Word, valueOf: ValueOf): ByteString {
  return word
    .map((piece) => (piece.kind === "text" ? encodeByteString(piece.text) : (valueOf(piece.name) ?? "")))
    .join("");
}
