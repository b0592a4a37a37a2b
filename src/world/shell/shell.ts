import type { ByteString } from "../../engine/bytes/index.ts";
import type { Ending } from "../../engine/program/index.ts";
import type { WorldSystem } from "../process.ts";

/** What a shell knows while it runs. */
export interface Shell {
  readonly system: WorldSystem;
  readonly variables: Map<ByteString, ByteString>;
  readonly exported: Set<ByteString>;
  /** Exit code of the last pipeline. */
  status: number;
  /** Set when the shell is to end. */
  ending: Ending | null;
}
