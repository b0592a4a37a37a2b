import type { Hover, Position } from "../language.ts";
import { lineAt } from "../tokens.ts";
import { diagnose } from "./diagnose.ts";

/** What an entry lets in. Of an entry that matches nothing, the diagnostics tell. */
export function hover(text: string, { line }: Position): Hover | null {
  const content = lineAt(text, line);
  const entry = content.replace(/[ \t]+$/, "");
  if (entry === "") return null;
  const columns = { column: 1, columnEnd: entry.length + 1 };
  if (entry.startsWith("#"))
    return { ...columns, text: "A comment: # in column 1. qmail-smtpd skips the line." };
  if (diagnose(content).length > 0) return null;
  if (entry.startsWith(".")) {
    const domain = entry.slice(1);
    return {
      ...columns,
      text: `Mail for every name that ends with ${entry} is accepted from anybody. ${domain} itself is not among them: list it without the dot.`,
    };
  }
  return {
    ...columns,
    text: `Mail for anyone at ${entry} is accepted from anybody. Names below it are not: list .${entry} for those.`,
  };
}
