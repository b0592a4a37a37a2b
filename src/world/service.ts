import type { ByteString } from "../engine/bytes/index.ts";

/**
 * A folder with a run script that a supervise looks after. What daemontools keeps in the files of its supervise/ is here;
 * they themselves only have owners and modes.
 */
export interface Service {
  /** Absolute. */
  readonly path: ByteString;
  /** Which folder of that name it is. */
  readonly entry: object | null;
  /** Letters that svc has sent and supervise hasn't taken yet. */
  readonly commands: string[];
  status: ServiceStatus;
}

export interface ServiceStatus {
  /** The process that is up; null while it's down. */
  readonly processId: number | null;
  /** When it came up or went down, in seconds since 1970. */
  readonly since: number;
  readonly isPaused: boolean;
  /** What the last command made of it: to run on and on, not at all, or no more once this process has ended. */
  readonly wants: "up" | "down" | "once";
}
