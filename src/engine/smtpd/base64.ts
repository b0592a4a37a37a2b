import type { ByteString } from "../bytes/index.ts";
import { stralloc_copys, stralloc_ready, type Stralloc } from "./stralloc.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Decodes base64 into `out`, with all that the patch overlooks: a byte which isn't base64 is skipped without a word, so
 * that the other ones of its group of four move to the right; what's left over of a group is dropped; more padding than
 * bytes gives a negative length. It never says no.
 */
// netqmail-smtp-auth base64.c b64decode
export function b64decode(text: ByteString, out: Stralloc): void {
  if (text.length === 0) {
    stralloc_copys(out, "");
    return;
  }
  let end = text.length;
  while (text[end - 1] === "=") end--;
  const padding = text.length - end;
  const groups = Math.floor(text.length / 4);
  stralloc_ready(out, groups * 3 - padding);
  out.length = groups * 3 - padding;
  for (let group = 0; group < Math.max(1, groups); group++) {
    const isLast = group >= groups - 1;
    let bits = 0;
    for (let at = group * 4; at < group * 4 + 4; at++) {
      const letter = text.charAt(at);
      const value = letter === "" ? -1 : ALPHABET.indexOf(letter);
      if (value >= 0) bits = (bits << 6) + value;
      else if (letter === "=") bits <<= 6;
    }
    for (let at = 0; at < (isLast ? 3 - padding : 3); at++) {
      out.memory[group * 3 + at] = (bits >>> (16 - 8 * at)) & 0xff;
    }
  }
}

/** Encodes as base64, with padding. */
// netqmail-smtp-auth base64.c b64encode
export function b64encode(bytes: ByteString): ByteString {
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const bits =
      (bytes.charCodeAt(at) << 16) |
      ((left > 1 ? bytes.charCodeAt(at + 1) : 0) << 8) |
      (left > 2 ? bytes.charCodeAt(at + 2) : 0);
    for (let letter = 0; letter < 4; letter++) {
      out += letter > left ? "=" : ALPHABET.charAt((bits >>> (18 - 6 * letter)) & 63);
    }
  }
  return out;
}
