import type { AddressRange } from "../addresses.ts";
import type { Clients } from "../audit.ts";
import { clientRanges, endOf } from "../partition.ts";
import { NO_RECORD } from "../rule-records.ts";
import { rulePlace, type Examined } from "./examined.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
import { replaceLine } from "./fix.ts";
import { publicCount } from "./open-relay.ts";

/** A server that hangs up on other mail servers gets no mail from them. */
export function* strangersDenied(examined: Examined): Generator<Finding, void> {
  const { byRules, exposure } = examined;
  if (byRules === null || byRules.rules.effect.kind !== "looked up" || exposure !== "mail") return;
  const { addresses } = byRules;
  if (strangersCome(examined)) return;
  const { pieces, outcomes } = addresses;
  let widest = 0;
  const sizeAt = (index: number): number =>
    outcomes[pieces.outcomeIndexes[index] ?? 0]?.kind === "denied"
      ? endOf(pieces.starts, index) - (pieces.starts[index] ?? 0)
      : -1;
  for (let index = 1; index < pieces.starts.length; index++)
    if (sizeAt(index) > sizeAt(widest)) widest = index;
  const place = rulePlace(examined, byRules, pieces.records[widest] ?? NO_RECORD);
  const { written } = place;
  yield {
    id: "strangers-denied",
    severity: severityFor(examined),
    ...place.at,
    message:
      "Other mail servers are hung up on too, so no mail comes in from outside; who may relay isn't decided by deny.",
    fix:
      place.key === "" && written !== null
        ? replaceLine(written.file, written.line, {
            title: "Let them in, and let them not relay",
            becomes: [":allow"],
          })
        : null,
  };
}

/** Whether most of the Internet is let in, as far as is known. */
export function strangersCome({ byRules, exposure }: Pick<Examined, "byRules" | "exposure">): boolean {
  if (exposure === "host") return false;
  return byRules === null || publicCount(deniedOf(byRules)) < MOST;
}

/** The addresses whose clients are hung up on even if they have a name, as mail servers do. */
// ucspi-tcp-0.88 rules.c rules: a name counts where no rule for the address does.
function deniedOf({ addresses, classes }: Clients): Iterable<AddressRange> {
  const { pieces, outcomes } = addresses;
  const isNameLetIn = classes.some(
    ({ members, reach, outcomeIndex }) =>
      members.kind === "any name" && reach === "clients" && outcomes[outcomeIndex]?.kind !== "denied",
  );
  if (!isNameLetIn) return clientRanges(addresses, "denied");
  return [...pieces.starts].flatMap((first, index) => {
    const isDenied = outcomes[pieces.outcomeIndexes[index] ?? 0]?.kind === "denied";
    return isDenied && pieces.levels[index] !== 0 ? [{ first, last: endOf(pieces.starts, index) }] : [];
  });
}

const MOST = 2 ** 31;

/** A server that no domain's mail is for may well be for its own clients only. */
function severityFor({ audit: { recipients } }: Examined): FindingSeverity {
  if (recipients === null) return "warning";
  return recipients.reached === "everything" || recipients.reached.length === 0 ? "info" : "error";
}
