import { cdbRecords, openCdb } from "../engine/cdb/index.ts";
import { rules } from "../engine/tcprules/index.ts";
import { addressText, keyRange, type AddressRange } from "./addresses.ts";

/** What the rules do to a client: refuse its connection, let it in, or let it relay too. */
export type Outcome = "denied" | "allowed" | "relays";

export interface ClientOutcome extends AddressRange {
  readonly outcome: Outcome;
}

/**
 * What compiled rules do to each client that has neither a name nor ident information, by its address: all of IPv4, in
 * order, in as few ranges as there can be. Exact: between two neighbouring borders of the rules' keys all addresses are
 * looked up alike, so one of them tells for all. Null for a file that is no cdb.
 */
export function clientOutcomes(bytes: Uint8Array): readonly ClientOutcome[] | null {
  const cdb = openCdb(bytes);
  const records = cdbRecords(cdb);
  if (records === null) return null;
  const borders = new Set([0]);
  for (const [key] of records) {
    const range = keyRange(key);
    if (range === null) continue;
    borders.add(range.first);
    borders.add(range.last + 1);
  }
  const starts = [...borders].filter((start) => start < 2 ** 32).sort((left, right) => left - right);
  const outcomes: ClientOutcome[] = [];
  for (const [index, first] of starts.entries()) {
    const last = (starts[index + 1] ?? 2 ** 32) - 1;
    const client = { remoteIp: addressText(first), remoteHost: null, remoteInfo: null };
    const finding = rules({ cdb, origin: null }, client, () => undefined);
    if (finding.kind === "corrupt") return null;
    const outcome = finding.kind === "default" ? "allowed" : outcomeOf(finding.instructions);
    const before = outcomes.at(-1);
    if (before?.outcome === outcome) outcomes[outcomes.length - 1] = { ...before, last };
    else outcomes.push({ first, last, outcome });
  }
  return outcomes;
}

function outcomeOf(
  instructions: Extract<ReturnType<typeof rules>, { kind: "rule" }>["instructions"],
): Outcome {
  if (instructions.some(({ kind }) => kind === "deny")) return "denied";
  const sets = instructions.some((one) => one.kind === "set" && one.assignment.startsWith("RELAYCLIENT="));
  return sets ? "relays" : "allowed";
}
