import type { ByteString } from "../../engine/bytes/index.ts";
import type { Shell } from "./shell.ts";

const smtpVerbs = new Set(["HELO", "EHLO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "VRFY", "AUTH"]);

/** A word of help for a command that isn't there, if it's one of the slips that newcomers make; else null. */
export function slipHint(name: string, shell: Shell): string | null {
  if (smtpVerbs.has(name.toUpperCase())) {
    return `(${name.toUpperCase()} is a word of SMTP, and this is the shell. Connect to a mail server first: telnet mail.yourdomain.example 25)`;
  }
  if (/^(ed|ee|mcedit|micro)$/.test(name)) return "(To edit a file, type vi or nano and its name.)";
  if (/^\d{3}$/.test(name)) return "(That looks like a server's reply; this is where your own words go.)";
  const near = closest(name, shell.system.programNames());
  return near === null ? "(Type help for the commands there are.)" : `(Did you mean ${near}?)`;
}

/** The name that differs from `name` in at most two letters for long names, one for others, none for the shortest; null if none does. */
function closest(name: string, names: readonly string[]): string | null {
  const allowed = name.length > 5 ? 2 : name.length > 2 ? 1 : 0;
  let best: { name: string; distance: number } | null = null;
  for (const other of names) {
    const distance = editDistance(name.toLowerCase(), other);
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { name: other, distance };
  }
  return best?.name ?? null;
}

/** Levenshtein's distance: how many letters must be put in, taken out or changed. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let to = 1; to <= right.length; to++) {
      const change = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** A carriage return can't be seen, but it's what is wrong with each line of a file that Windows has saved. */
export function carriageReturnHint(name: ByteString): ByteString {
  return name.endsWith("\r") ? " (the line ends in a carriage return, CR)" : "";
}
