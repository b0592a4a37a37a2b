import type { Move } from "./draft.ts";
import type { FixObstacle } from "./obstacle.ts";

/** A next move, or a reason why there is none of some kind. */
export type MoveOrObstacle =
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "obstacle"; readonly obstacle: FixObstacle };

export function* asMoves(moves: Iterable<Move>): Generator<MoveOrObstacle, void> {
  for (const move of moves) yield { kind: "move", move };
}
