import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { audit } from "../audit.ts";
import { usualDoor } from "../door.ts";
import { clientRanges } from "../partition.ts";
import { isTopLevel } from "../top-level.ts";
import { HALF, HUGE, publicCount } from "./open-relay.ts";

/**
 * Whether rules by themselves neither let a large part of the Internet relay nor hang up on most of it: a fix that makes
 * such a rule of a line without effect would do more harm than the mistake does.
 */
export function isModest(lines: readonly ByteString[]): boolean {
  if (!lines.some((line) => WIDE_ADDRESS.test(line))) return true;
  const rules = { path: "", bytes: bytesOf(lines.join("\n")), modifiedAt: null };
  const alone = { rules, rulesCdb: null, control: null, others: [], run: null };
  const { clients } = audit(alone, usualDoor);
  if (clients === null) return true;
  const { addresses, classes } = clients;
  const letsNamesRelay = classes.some(
    ({ members, outcomeIndex }) =>
      (members.kind === "any name" || (members.kind === "suffix" && isTopLevel(members.suffix))) &&
      addresses.outcomes[outcomeIndex]?.kind === "relays",
  );
  return (
    !letsNamesRelay &&
    publicCount(clientRanges(addresses, "relays")) < HUGE &&
    publicCount(clientRanges(addresses, "denied")) < HALF
  );
}

/** No number, one, or a name. */
const WIDE_ADDRESS = /^(?:(?:[0-9]{1,3}(?:-[0-9]+)?\.)?(?:[0-9]{1,3}-[0-9]+\.)?:|=)/;
