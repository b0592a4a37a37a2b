import type { ByteString } from "./byte-string.ts";

/** The byte string with A to Z lowered and every other byte as it was. Source: qmail-1.03 case_lowerb.c. */
export function lowerAscii(text: ByteString): ByteString {
  let hasCapital = false;
  let isAscii = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) hasCapital = true;
    if (code >= 0x80) isAscii = false;
  }
  if (!hasCapital) return text;
  // The built-in function lowers letters beyond ASCII too, which here are just bytes.
  return isAscii ? text.toLowerCase() : text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
