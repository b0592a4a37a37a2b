import type { WorldSystem } from "../../process.ts";
import { adviceOnSmtp, pastedPrompt, replyAdvice } from "./commands.ts";

/** About a line that isn't a command as it stands: a comment, or one that the shell can't read. Null if nothing is clear. */
export function adviceOnLine(system: WorldSystem, line: string): string | null {
  const text = line.trim();
  const commented = /^#+\s*(\S+)/.exec(text)?.[1] ?? null;
  if (commented !== null) {
    if (!system.programNames().includes(commented)) return null;
    return `A line that begins with # is a comment, of which the shell does nothing. As a prompt it's left out: ${text.replace(/^#+\s*/, "")}`;
  }
  const [verb = ""] = text.split(/[\s:]/);
  const smtp = adviceOnSmtp(system, verb);
  if (smtp !== null && /^(mail\s+from|rcpt\s+to|helo|ehlo|[A-Z]+$)/i.test(text)) return smtp;
  if (/^[2-5]\d\d[ -]/.test(text) || /\b(sorry|rcpthosts \(#)/i.test(text)) return replyAdvice;
  const prompt = pastedPrompt(text);
  if (prompt !== null) return prompt;
  const larger = bashOnly.test(text) ? adviceOnBash(system) : null;
  if (larger !== null)
    return /<<[^<]/.test(text) ? `${larger} Here the document's lines are passed over.` : larger;
  if (/<[^<>]*>/.test(text))
    return "To the shell < and > are redirections. In explanations <WORD> marks what you replace, brackets and all.";
  if (/\w'\w/.test(text))
    return "To the shell an apostrophe begins a quote. Between double quotes it's a plain character.";
  return null;
}

/** Where what this shell can't do can be done; null if that's nowhere here. */
export function adviceOnBash(system: WorldSystem): string | null {
  if (!system.programNames().includes("bash")) return null;
  return "A larger shell can do that: type bash, then the line again.";
}

/** About a line in which a quote begins that doesn't end there. */
export function adviceOnOpenQuote(
  system: WorldSystem,
  { column, line }: { readonly column: string; readonly line: string },
): string {
  const waits = `The quote that begins in column ${column} goes on in the next line; Ctrl-C leaves it.`;
  const advice = adviceOnLine(system, line);
  return advice === null ? waits : `${waits} ${advice}`;
}

/** A here-document, arithmetic, a function, an array, braces with an operator: what bash has and sh hasn't. */
const bashOnly = /<<|\$\(\(|^\w+\s*\(\)|^\w+=\(|\$\{\w+[^\w}]/;
