import { atLine, rulePlace, type Examined } from "./examined.ts";
import { fileLines } from "../file-lines.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { replaceLine } from "./fix.ts";

/** Rules for clients' names and users: who can claim them, and whether anybody asks. */
export function* nameRules(examined: Examined): Generator<Finding, void> {
  const { byRules } = examined;
  if (byRules === null) return;
  for (const { members, record, outcomeIndex, reach } of byRules.classes) {
    const place = rulePlace(examined, byRules, record);
    if (reach === "no names") {
      const message =
        "The server is started with -H and asks nobody for clients' names, so the rule does nothing.";
      yield { id: "name-rule-unasked", severity: "warning", ...place.at, message, fix: null };
      continue;
    }
    if (reach === "no ident") {
      const message =
        "The server is started with -R and asks no client's host for its user, so the rule does nothing.";
      yield { id: "ident-rule-unasked", severity: "warning", ...place.at, message, fix: null };
      continue;
    }
    const isForName = members.kind === "name" || members.kind === "suffix" || members.kind === "user at name";
    const relays = byRules.addresses.outcomes[outcomeIndex]?.kind === "relays";
    if (!isForName || !relays || byRules.door.clientName !== "believed") continue;
    const isSure = byRules.door.basis === "run script";
    yield {
      id: "name-rule-forgeable",
      severity: isSure ? "error" : "warning",
      ...place.at,
      message: `Whoever writes the reverse DNS of an address can call it so, and then relay${isSure ? "" : ", unless the server is started with -p"}.`,
      fix: paranoid(examined),
    };
  }
}

/** `-p` takes a name only if it leads back to the address. */
// ucspi-tcp-0.88 tcpserver.c main
function paranoid({ configuration: { run }, server }: Examined): FindingFix | null {
  if (run === null || server === null || server.how === "inetd") return null;
  const { line, column } = server.place;
  const text = fileLines(run).line(line);
  const word = /^\S*tcpserver(?=[ \t])/.exec(text.slice(column - 1))?.[0];
  if (word === undefined || atLine(run, line, column - 1).column !== column) return null;
  const end = column - 1 + word.length;
  return replaceLine(run, line, {
    title: "Start the server with -p",
    becomes: [`${text.slice(0, end)} -p${text.slice(end)}`],
  });
}
