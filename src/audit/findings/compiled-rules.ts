import { audit, type Audit, type Clients } from "../audit.ts";
import { differenceWords } from "../difference-words.ts";
import { differences, type Difference } from "../differences.ts";
import { indexAt } from "../partition.ts";
import { atFile, atLine, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";

/** The compiled rules are what counts: they may be missing, damaged, or not what the text says. */
export function* compiledRules(examined: Examined): Generator<Finding, void> {
  const { clients } = examined.audit;
  const { rules, rulesCdb } = examined.configuration;
  if (clients === null) return;
  const { effect, text } = clients.rules;
  if (effect.kind === "missing") yield missing(examined);
  if (effect.kind === "damaged" && rulesCdb !== null) {
    const message =
      "It's no whole cdb, so some clients are let in, some are dropped, and some rules don't count.";
    yield { id: "cdb-damaged", severity: "error", ...atFile(rulesCdb.path), message, fix: null };
  }
  if (text.kind === "not compiled yet" && rules !== null && rulesCdb !== null) {
    const { change, isByPop } = changeBy(examined);
    if (change !== null && isByPop) {
      const message =
        "Whole addresses relay that it doesn't list: if nothing adds customers who have fetched their mail, as vpopmail does, tcprules hasn't run since they were removed.";
      yield { id: "cdb-stale", severity: "info", ...atFile(rules.path), message, fix: null };
    } else if (change !== null) {
      const message = `What it says isn't in force until tcprules has run; then ${change}.`;
      yield { id: "cdb-stale", severity: "warning", ...atFile(rules.path), message, fix: null };
    }
  }
  const { basis, rules: option } = clients.door;
  if (
    basis === "run script" &&
    option !== null &&
    rulesCdb === null &&
    rules !== null &&
    effect.kind === "looked up"
  ) {
    const message = `The server reads ${option.path}, which wasn't given; what is said here holds once tcprules has made it of this.`;
    yield { id: "cdb-not-given", severity: "info", ...atFile(rules.path), message, fix: null };
  }
}

function missing({ audit: { clients }, configuration, server }: Examined): Finding {
  const path = clients?.door.rules?.path ?? "tcp.smtp.cdb";
  const { run, rules } = configuration;
  const place = server?.rules?.place;
  const at =
    run !== null && place !== undefined
      ? { ...atLine(run, place.line), column: place.column }
      : atFile(rules?.path ?? path);
  const message = `The server can't read ${path}, so it drops every connection without a greeting.`;
  return { id: "cdb-missing", severity: "error", ...at, message, fix: null };
}

/**
 * The first thing that is otherwise once the text is compiled; null if nothing is. `isByPop`: no more than that some
 * whole addresses could relay, as vpopmail adds them for a while.
 */
function changeBy({ configuration, audit: now }: Examined): {
  readonly change: string | null;
  readonly isByPop: boolean;
} {
  const later = audit({ ...configuration, rulesCdb: null, control: null });
  const clientsOf = ({ clients }: Audit): Audit => ({ clients, recipients: null });
  let [first, hasMore, isByPop]: [Difference | null, boolean, boolean] = [null, false, true];
  for (const one of differences(clientsOf(now), clientsOf(later))) {
    hasMore = first !== null;
    first ??= one;
    isByPop &&= isLetIn(one, now.clients);
    if (hasMore && !isByPop) break;
  }
  if (first === null) return { change: null, isByPop: false };
  return { change: `${differenceWords(first)}${hasMore ? ", and more changes" : ""}`, isByPop };
}

function isLetIn(difference: Difference, clients: Clients | null): boolean {
  if (difference.kind !== "addresses" || clients === null) return false;
  const { before, after, first, last } = difference;
  const { starts, levels } = clients.addresses.pieces;
  if (before.kind !== "relays" || after.kind !== "allowed") return false;
  for (let piece = indexAt(starts, first); (starts[piece] ?? Infinity) <= last; piece++)
    if (levels[piece] !== 4) return false;
  return true;
}
