import { bytesOf, type ByteString } from "../bytes/index.ts";
import type { Ending, System } from "./program.ts";

/** Says why on standard error, newline and all, and ends. */
// ucspi-tcp-0.88 strerr_die.c
export function die(system: Pick<System, "write">, code: number, message: ByteString): Ending {
  system.write(2, bytesOf(message));
  return { kind: "exit", code };
}
