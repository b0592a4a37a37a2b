import { fileLines } from "../file-lines.ts";
import type { Examined } from "./examined.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { replaceLine } from "./fix.ts";

/** Lists of addresses that closed, by their zone, and what asking them comes to since. */
const CLOSED: ReadonlyMap<string, "says yes" | "is silent"> = new Map([
  // They listed the whole Internet when they closed, so that people would notice.
  ...["relays.ordb.org", "relays.osirusoft.com", "spamhaus.relays.osirusoft.com"].map(
    (one) => [one, "says yes"] as const,
  ),
  ...["dnsbl.ahbl.org", "ircbl.ahbl.org", "rhsbl.ahbl.org"].map((one) => [one, "says yes"] as const),
  ...["blackholes.easynet.nl", "dynablock.easynet.nl", "proxies.blackholes.easynet.nl"].map(
    (one) => [one, "says yes"] as const,
  ),
  ...["list.dsbl.org", "multihop.dsbl.org", "unconfirmed.dsbl.org"].map((one) => [one, "is silent"] as const),
  ...["rbl.maps.vix.com", "dul.maps.vix.com", "rss.maps.vix.com"].map((one) => [one, "is silent"] as const),
  ...["rbl.mail-abuse.org", "dul.mail-abuse.org", "relays.mail-abuse.org"].map(
    (one) => [one, "is silent"] as const,
  ),
  ...["blackholes.mail-abuse.org", "dialups.mail-abuse.org"].map((one) => [one, "is silent"] as const),
  ...["relays.orbs.org", "inputs.orbz.org", "outputs.orbz.org", "orbs.dorkslayers.com"].map(
    (one) => [one, "is silent"] as const,
  ),
  ...["opm.blitzed.org", "relays.visi.com", "bl.csma.biz", "list.quorum.to"].map(
    (one) => [one, "is silent"] as const,
  ),
  ...["dnsbl.njabl.org", "combined.njabl.org", "dynablock.njabl.org"].map(
    (one) => [one, "is silent"] as const,
  ),
  ...["blackholes.wirehub.net", "dynablock.wirehub.net", "proxies.blackholes.wirehub.net"].map(
    (one) => [one, "is silent"] as const,
  ),
  ["dnsbl.sorbs.net", "is silent"],
  ["no-more-funn.moensted.dk", "is silent"],
]);

/** Blacklists that no longer exist, and are asked all the same. */
export function* deadLists({ server, configuration: { run } }: Examined): Generator<Finding, void> {
  if (run === null || server === null) return;
  const blocking = server.lists.filter(({ kind }) => kind === "block");
  for (const { zone } of blocking) {
    const name = zone.text?.toLowerCase().split(":", 1)[0]?.replace(/\.$/, "") ?? "";
    const state = CLOSED.get(name);
    if (state === undefined) continue;
    const saysYes = state === "says yes";
    yield {
      id: "dead-list",
      severity: saysYes ? "error" : "warning",
      file: run.path,
      ...zone.place,
      message: saysYes
        ? `${name} was closed, and then listed every address there is, so all mail from outside is refused.`
        : `${name} was closed, so asking it blocks nobody and makes every client wait.`,
      // Without any list rblsmtpd asks one that is closed as well.
      fix: blocking.length > 1 ? withoutList(run, zone.place.line, zone.written) : null,
    };
  }
  const step = server.chain.find(({ name }) => name === "rblsmtpd");
  if (step === undefined || server.lists.length > 0 || server.unknowns.length > 0) return;
  const message =
    "Without -r rblsmtpd asks rbl.maps.vix.com, which was closed, so it blocks nobody and makes every client wait.";
  yield { id: "dead-list", severity: "warning", file: run.path, ...step.place, message, fix: null };
}

function withoutList(
  run: NonNullable<Examined["configuration"]["run"]>,
  line: number,
  written: string,
): FindingFix | null {
  const text = fileLines(run).line(line);
  const spellings = [` -r ${written}`, ` -r${written}`];
  const found = spellings.find((one) => text.split(one).length === 2);
  if (found === undefined) return null;
  return replaceLine(run, line, { title: `Don't ask ${written}`, becomes: [text.replace(found, () => "")] });
}
