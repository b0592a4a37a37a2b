import type { ByteString } from "../bytes/index.ts";
import { sgetopt, type Options } from "../sgetopt/index.ts";

/** Takes rblsmtpd's arguments (its own name first) apart: how it's to ask lists, and what it's to become. */
// ucspi-tcp-0.88 rblsmtpd.c main
export function parseOptions(argv: readonly ByteString[]): Options {
  return sgetopt(argv, "bBcCt:r:a:");
}
