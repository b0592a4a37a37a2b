import type { ByteString } from "./byte-string.ts";

/** The byte string with A to Z lowered and every other byte as it was. Source: qmail-1.03 case_lowerb.c. */
export function lowerAscii(text: ByteString): ByteString {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()) : text;
}
