import { lowerAscii, type ByteString } from "../bytes/index.ts";
import { limits } from "./limits.ts";

/** A name as DNS has it: its labels, from the left; none for the root. */
export type Domain = readonly ByteString[];

/** The name that dots and labels spell, `\\` with up to three octal digits is a byte; null if it's too long for DNS. */
// djbdns-1.05 dns_dfd.c dns_domain_fromdot
export function domainFromDot(text: ByteString): Domain | null {
  const labels: ByteString[] = [];
  let label = "";
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at++);
    if (letter === ".") {
      if (label !== "") labels.push(label);
      label = "";
      continue;
    }
    if (letter !== "\\") {
      label += letter;
    } else {
      const digits = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0];
      label += digits === undefined ? text.charAt(at) : String.fromCharCode(parseInt(digits, 8) & 255);
      at += digits?.length ?? 1;
    }
    if (label.length > limits.labelBytesMax) return null;
  }
  if (label !== "") labels.push(label);
  return domainLength(labels) > limits.domainBytesMax ? null : labels;
}

/** How many bytes a name takes in a message, when nothing of it is left to another. */
export function domainLength(domain: Domain): number {
  return domain.reduce((sum, label) => sum + label.length + 1, 1);
}

/** The name with dots, in small letters; whatever isn't a letter, a digit, "-" or "_" in octal. */
// djbdns-1.05 dns_dtda.c dns_domain_todot_cat
export function domainToDot(domain: Domain): ByteString {
  if (domain.length === 0) return ".";
  return domain.map((label) => lowerAscii(label).replace(/[^a-z0-9_-]/gs, octal)).join(".");
}

/** A byte as `\` and three octal digits. */
export function octal(byte: ByteString): ByteString {
  return `\\${byte.charCodeAt(0).toString(8).padStart(3, "0")}`;
}
