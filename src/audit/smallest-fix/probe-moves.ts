import { lowerAscii } from "../../engine/bytes/index.ts";
import { ruleKeys } from "../../engine/tcprules/index.ts";
import type { Note } from "../../engine/trace/index.ts";
import { addressNumber } from "../addresses.ts";
import type { Configuration } from "../configuration.ts";
import type { Explanation } from "../explain.ts";
import { mendMoves } from "./compile-moves.ts";
import { closingMoves, compileMoreMoves, listingMoves, unlistingMoves } from "./control-moves.ts";
import { asMoves, type MoveOrObstacle } from "./move-or-obstacle.ts";
import { additions, ruleMoves } from "./rule-moves.ts";
import { rulesToEdit } from "./rules-to-edit.ts";
import { keepingMoves, obstacleBehind, unsettingMoves } from "./run-moves.ts";
import type { Verdict } from "./verdicts.ts";
import { doorFor, type DoorGiven, type WantedProbe } from "./wanted.ts";

/** A probe, and how it fares. */
export interface Played {
  readonly configuration: Configuration;
  readonly wanted: WantedProbe;
  readonly given: DoorGiven;
  readonly explanation: Explanation;
}

/** What may bring a probe nearer to what is wanted, by what becomes of it. */
export function* probeMoves(played: Played): Generator<MoveOrObstacle, void> {
  const { outcome } = played.wanted;
  switch (outcome) {
    case "accepted":
      yield* acceptingMoves(played);
      break;
    case "refused":
      yield* refusingMoves(played);
      break;
    case "kept out":
      yield* movesOfRules(played, ["deny"]);
      break;
    default:
      outcome satisfies never;
  }
}

/** What a probe came to, with what decided so: a move after which it's the same was in vain. */
export function situationOf({ configuration, given, explanation }: Played): string {
  const { admission, delivery, notes } = explanation;
  const door = doorFor(configuration, given);
  return JSON.stringify([
    admission,
    delivery.kind,
    delivery.kind === "refused" ? delivery.reply : null,
    lastOf(notes, "rule-decided"),
    lastOf(notes, "badmailfrom-checked"),
    notes.findLast((note) => note.kind === "rcpthosts-tried" && note.found),
    door.rules,
    [...door.environment],
    door.behind,
    rulesToEdit(configuration, given).text === null,
  ]);
}

function* acceptingMoves(played: Played): Generator<MoveOrObstacle, void> {
  const { configuration, explanation, given } = played;
  const { delivery, notes } = explanation;
  const behind = obstacleBehind(doorFor(configuration, given));
  if (behind !== null && (delivery.kind === "not connected" || delivery.kind === "refused")) {
    if (given === null) yield* asMoves(keepingMoves(configuration));
    yield { kind: "obstacle", obstacle: behind };
  }
  if (delivery.kind === "not connected") yield* movesOfRules(played, ["allow", "relay"]);
  if (delivery.kind === "unknown") yield { kind: "obstacle", obstacle: { kind: "no control" } };
  if (delivery.kind !== "refused") return;
  const bad = lastOf(notes, "badmailfrom-checked")?.matched ?? null;
  const decided = lastOf(notes, "rcpthosts-decided");
  if (bad !== null) yield* asMoves(unlistingMoves(configuration, "badmailfrom", lowerAscii(bad)));
  else if (decided !== null) {
    if (decided.domain !== null) yield* asMoves(listingMoves(configuration, lowerAscii(decided.domain)));
    yield* movesOfRules(played, ["relay"]);
  } else if (delivery.reply.startsWith("421")) {
    yield { kind: "obstacle", obstacle: { kind: "no greeting" } };
  } else yield { kind: "obstacle", obstacle: { kind: "reply", reply: delivery.reply } };
}

function* refusingMoves(played: Played): Generator<MoveOrObstacle, void> {
  const { configuration, explanation, given } = played;
  const { admission, notes } = explanation;
  if (admission?.kind === "relays" || lastOf(notes, "relayclient-used") !== null) {
    yield* movesOfRules(played, ["allow", "deny"]);
    if (given === null) yield* asMoves(unsettingMoves(configuration));
    return;
  }
  yield* movesOfRules(played, ["deny"]);
  if (lastOf(notes, "rcpthosts-decided")?.reason === "no rcpthosts")
    yield* asMoves(closingMoves(configuration));
  const found = notes.findLast((note) => note.kind === "rcpthosts-tried" && note.found);
  if (found?.kind !== "rcpthosts-tried") return;
  if (found.where === "rcpthosts")
    yield* asMoves(unlistingMoves(configuration, "rcpthosts", lowerAscii(found.key)));
  else if (configuration.control?.morercpthosts === undefined)
    yield { kind: "obstacle", obstacle: { kind: "no text of morercpthosts" } };
  else {
    yield* asMoves(unlistingMoves(configuration, "morercpthosts", found.key));
    yield* asMoves(compileMoreMoves(configuration));
  }
}

function* movesOfRules(
  { configuration, wanted: { probe }, given, explanation }: Played,
  verdicts: readonly Verdict[],
): Generator<MoveOrObstacle, void> {
  const { rules: file } = configuration;
  const number = addressNumber(probe.address);
  const { text, others } = rulesToEdit(configuration, given);
  yield* others;
  if (text === null || file === null || number === null) return;
  const door = doorFor(configuration, given);
  const decider = lastOf(explanation.notes, "rule-decided")?.key ?? null;
  const keys = [
    ...ruleKeys({
      remoteIp: probe.address,
      remoteHost: door.clientName === "unasked" ? null : probe.name,
      remoteInfo: door.asksIdent ? probe.info : null,
    }),
  ];
  yield* asMoves(ruleMoves(text, { decider, addresses: { first: number, last: number }, verdicts }));
  yield* asMoves(mendMoves(file, new Set(keys)));
  // A rule for a user is looked up before the one for the address.
  const [ofUser] = keys;
  const isByUser = decider !== null && keys.indexOf(decider) < keys.indexOf(probe.address);
  if (!isByUser || ofUser === undefined || ofUser === decider) return;
  for (const verdict of verdicts) yield* asMoves(additions(text, { keys: [ofUser], verdict, decider }));
}

function lastOf<Kind extends Note["kind"]>(
  notes: readonly Note[],
  kind: Kind,
): Extract<Note, { kind: Kind }> | null {
  const isOf = (note: Note): note is Extract<Note, { kind: Kind }> => note.kind === kind;
  return notes.findLast(isOf) ?? null;
}
