import type { RunUnknown, UnknownReason } from "../../audit/index.ts";
import type { Problem } from "./problem.ts";

/** What isn't known of a server, and counts for who may relay. */
export function unknownWords(unknowns: readonly RunUnknown[]): readonly Problem[] {
  return unknowns.flatMap(({ about, reason, place }): readonly Problem[] => {
    const what = SUBJECTS.get(about);
    if (what === undefined) return [];
    return [
      {
        place,
        severity: "info",
        id: "unknown",
        message: `${what} can't be known from here: ${why(reason)}.`,
      },
    ];
  });
}

/** What a list is called, or which port it is, says little about who may relay. */
const SUBJECTS: ReadonlyMap<RunUnknown["about"], string> = new Map([
  ["options", "All options of tcpserver"],
  ["rules", "Which rules count"],
  ["environment", "With which variables the server is started"],
  ["variable", "The value of this variable"],
  ["program", "What this program does with the client"],
  ["server", "Whether this starts a server"],
  ["script", "All of this script"],
]);

function why(reason: UnknownReason): string {
  switch (reason.kind) {
    case "command":
      return `it depends on what \`${reason.text}\` prints`;
    case "variable":
      return `$${reason.name} is set nowhere in this script`;
    case "file":
    case "folder":
      return `it depends on ${reason.path}`;
    case "set later":
      return `$${reason.name} is set again and again`;
    case "expansion":
      return "the shell works it out when it comes here";
    case "program":
      return `${reason.name} isn't a program that is known here`;
    case "too long":
      return "it's too long";
    default:
      return reason satisfies never;
  }
}
