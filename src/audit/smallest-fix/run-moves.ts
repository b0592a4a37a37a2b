import { examine, fileLines, runScript } from "../findings/index.ts";
import type { Configuration } from "../configuration.ts";
import type { Door } from "../door.ts";
import { besideRules } from "../outcome.ts";
import { mainServer, runOf } from "../run.ts";
import type { Move } from "./draft.ts";
import type { FixObstacle } from "./obstacle.ts";

/** Gives the server the rules that were given, where its run script has no `-x`. */
export function* rulesOptionMoves(configuration: Configuration): Generator<Move, void> {
  for (const { id, fix } of runScript(examine(configuration)))
    if (id === "run-without-rules" && fix !== null) yield { ...fix, step: "restart" };
}

/** Leaves RELAYCLIENT as the rules set it, where the run script takes it away behind tcpserver. */
export function* keepingMoves(configuration: Configuration): Generator<Move, void> {
  for (const { id, fix } of runScript(examine(configuration)))
    if (id === "relayclient-taken-away" && fix !== null) yield { ...fix, step: "restart" };
}

/** Why no rule lets anybody relay; null if one can. */
export function obstacleBehind(door: Door): FixObstacle | null {
  const { behind } = besideRules(door);
  if (behind.kind === "fails") return { kind: "behind", how: "fails" };
  const isTaken = behind.kind === "replaced" && behind.value === null;
  return isTaken ? { kind: "behind", how: "takes away" } : null;
}

/** Takes out a RELAYCLIENT that the run script sets for every client, where it stands by itself or before a command. */
export function* unsettingMoves(configuration: Configuration): Generator<Move, void> {
  const { run } = configuration;
  const script = runOf(configuration);
  const server = script === null ? null : mainServer(script);
  if (run === null || server === null) return;
  for (const { name, place } of server.environment) {
    if (name !== "RELAYCLIENT") continue;
    const text = fileLines(run).line(place.line);
    const start = text.slice(0, place.column - 1);
    const rest = text.slice(place.column - 1).replace(/^RELAYCLIENT=(?:"[^"]*"|'[^']*'|[^\s;"']*)[ \t]*/, "");
    const isAlone =
      /^[ \t]*(?:export[ \t]+)?$/.test(start) && /^;?[ \t]*(?:export[ \t]+RELAYCLIENT)?[ \t]*$/.test(rest);
    const inserts = isAlone ? [] : [start + rest];
    const edits = [{ line: place.line, removes: 1, inserts }];
    yield { title: "Don't set RELAYCLIENT for every client", file: run.path, edits, step: "restart" };
  }
}
