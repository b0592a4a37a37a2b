import type { ByteString } from "../bytes/index.ts";

/**
 * A name as tcpserver has it from DNS, of labels as they were in the answer: capitals lowered, and each byte that isn't
 * a letter, digit, hyphen or underscore as a backslash and three octal digits. The root is a dot.
 */
// ucspi-tcp-0.88 dns_dtda.c dns_domain_todot_cat
export function dns_domain_todot(labels: readonly ByteString[]): ByteString {
  return labels.length === 0 ? "." : labels.map(todotLabel).join(".");
}

function todotLabel(label: ByteString): ByteString {
  let text = "";
  for (const character of label) {
    if (/[A-Z]/.test(character)) text += character.toLowerCase();
    else if (/[a-z0-9_-]/.test(character)) text += character;
    else text += `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  }
  return text;
}
