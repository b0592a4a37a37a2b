import type { Configuration } from "../configuration.ts";
import { rulesInForce } from "../rules-in-force.ts";
import { compileMove } from "./compile-moves.ts";
import { asMoves, type MoveOrObstacle } from "./move-or-obstacle.ts";
import type { FixObstacle } from "./obstacle.ts";
import { ruleTextOf, type RuleText } from "./rule-text.ts";
import { rulesOptionMoves } from "./run-moves.ts";
import { doorFor, type DoorGiven } from "./wanted.ts";

/** The rules line by line, if they are what counts; else what would make them count, or why nothing does. */
export function rulesToEdit(
  configuration: Configuration,
  given: DoorGiven,
): { readonly text: RuleText | null; readonly others: readonly MoveOrObstacle[] } {
  const { rules: file } = configuration;
  const door = doorFor(configuration, given);
  if (file === null) return none({ kind: "no text of rules" });
  if (door.rules === null) {
    const moves = given === null ? [...asMoves(rulesOptionMoves(configuration))] : [];
    return moves.length === 0 ? none({ kind: "no rules read" }) : { text: null, others: moves };
  }
  const rules = rulesInForce(configuration, door);
  if (rules === null || rules.text.kind === "too large") return none({ kind: "rules too large" });
  const text = rules.text.kind === "in force" ? ruleTextOf({ rules }, file) : null;
  return text === null ? { text, others: [...asMoves([compileMove(file)])] } : { text, others: [] };
}

function none(obstacle: FixObstacle): ReturnType<typeof rulesToEdit> {
  return { text: null, others: [{ kind: "obstacle", obstacle }] };
}
