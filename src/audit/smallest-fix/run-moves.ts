import { examine, fileLines, runScript } from "../findings/index.ts";
import type { Configuration } from "../configuration.ts";
import { mainServer, runOf } from "../run.ts";
import type { Move } from "./draft.ts";

/** Gives the server the rules that were given, where its run script has no `-x`. */
export function* rulesOptionMoves(configuration: Configuration): Generator<Move, void> {
  for (const { id, fix } of runScript(examine(configuration)))
    if (id === "run-without-rules" && fix !== null) yield { ...fix, step: "restart" };
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
