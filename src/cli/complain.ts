import { writeAll } from "./write.ts";

/** Says why a command can't do its work, on standard error, and gives the exit code for that. */
export function complain(lines: readonly string[]): number {
  for (const line of lines) writeAll(2, `${line}\n`);
  return 2;
}
