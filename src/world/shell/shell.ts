import type { ByteString } from "../../engine/bytes/index.ts";
import type { Ending } from "../../engine/program/index.ts";
import type { WorldSystem } from "../process.ts";

/** What a shell knows while it runs. */
export interface Shell {
  readonly system: WorldSystem;
  readonly variables: Map<ByteString, ByteString>;
  readonly exported: Set<ByteString>;
  /** `$0`, `$1` and so on: the script's name and its arguments. */
  readonly parameters: readonly ByteString[];
  /** A person types at it, so that a mistake doesn't end it. */
  readonly isInteractive: boolean;
  /** What its complaints begin with: "sh: ", and the script's line, if it's in one. */
  place: ByteString;
  /** Exit code of the last pipeline. */
  status: number;
  /** Set when the shell is to end. */
  ending: Ending | null;
}
