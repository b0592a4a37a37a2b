import type { ByteString } from "../engine/bytes/index.ts";
import { splitAssignment, type Instruction } from "../engine/tcprules/index.ts";

/** What becomes of a client that connects. */
export type Outcome =
  /** A rule says so: the connection is closed without a word. */
  | { readonly kind: "denied" }
  /** The rules can't be read, so tcpserver closes every connection. */
  | { readonly kind: "dropped" }
  /** It's let in, and may write to what rcpthosts lists. */
  | { readonly kind: "allowed" }
  /** RELAYCLIENT is set: it may write to anybody, and `value` is glued to each recipient. */
  | { readonly kind: "relays"; readonly value: ByteString }
  /** The rules are damaged: some are let in and some dropped, and only a look-up of each can tell. */
  | { readonly kind: "unknown" };

export type OutcomeKind = Outcome["kind"];

/** What instructions come to where tcpserver itself was started with this RELAYCLIENT (null: unset). */
// ucspi-tcp-0.88 tcpserver.c found, qmail-1.03 qmail-smtpd.c setup
export function outcomeOf(instructions: readonly Instruction[], inherited: ByteString | null): Outcome {
  let value = inherited;
  for (const instruction of instructions) {
    if (instruction.kind === "deny") return { kind: "denied" };
    const variable = splitAssignment(instruction.assignment);
    if (variable?.[0] === "RELAYCLIENT") [, value] = variable;
  }
  return value === null ? { kind: "allowed" } : { kind: "relays", value };
}

export function isSameOutcome(left: Outcome, right: Outcome): boolean {
  if (left.kind === "relays" && right.kind === "relays") return left.value === right.value;
  return left.kind === right.kind;
}
