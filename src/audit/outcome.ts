import type { ByteString } from "../engine/bytes/index.ts";
import { splitAssignment, type Instruction } from "../engine/tcprules/index.ts";
import type { Door } from "./door.ts";

/** What becomes of a client that connects. */
export type Outcome =
  /** A rule says so: the connection is closed without a word. */
  | { readonly kind: "denied" }
  /** The rules can't be read, or a program behind tcpserver fails, so every connection is closed. */
  | { readonly kind: "dropped" }
  /** It's let in, and may write to what rcpthosts lists. */
  | { readonly kind: "allowed" }
  /** RELAYCLIENT is set: it may write to anybody, and `value` is glued to each recipient. */
  | { readonly kind: "relays"; readonly value: ByteString }
  /** The rules are damaged: some are let in and some dropped, and only a look-up of each can tell. */
  | { readonly kind: "unknown" };

export type OutcomeKind = Outcome["kind"];

/** What decides about RELAYCLIENT besides the rules. */
export interface BesideRules {
  /** What tcpserver itself was started with; null: unset. */
  readonly inherited: ByteString | null;
  /** What is done to it behind tcpserver, after the rules; `fails`: nobody is served. */
  readonly behind:
    | { readonly kind: "kept" | "fails" }
    /** Null: it's taken away. */
    | { readonly kind: "replaced"; readonly value: ByteString | null };
}

/** Only the rules decide. */
export const nothingBeside: BesideRules = { inherited: null, behind: { kind: "kept" } };

export function besideRules({ environment, behind }: Pick<Door, "environment" | "behind">): BesideRules {
  const inherited = environment.get("RELAYCLIENT") ?? null;
  if (behind.kind === "nothing") return { inherited, behind: { kind: "fails" } };
  const replacement = behind.variables.findLast(([name]) => name === "RELAYCLIENT");
  if (replacement !== undefined) return { inherited, behind: { kind: "replaced", value: replacement[1] } };
  return { inherited, behind: behind.isEmptied ? { kind: "replaced", value: null } : { kind: "kept" } };
}

/** What instructions come to. */
// ucspi-tcp-0.88 tcpserver.c found, qmail-1.03 qmail-smtpd.c setup
export function outcomeOf(instructions: readonly Instruction[], { inherited, behind }: BesideRules): Outcome {
  let value = inherited;
  for (const instruction of instructions) {
    if (instruction.kind === "deny") return { kind: "denied" };
    const variable = splitAssignment(instruction.assignment);
    if (variable?.[0] === "RELAYCLIENT") [, value] = variable;
  }
  if (behind.kind === "fails") return { kind: "dropped" };
  if (behind.kind === "replaced") ({ value } = behind);
  return value === null ? { kind: "allowed" } : { kind: "relays", value };
}

export function isSameOutcome(left: Outcome, right: Outcome): boolean {
  if (left.kind === "relays" && right.kind === "relays") return left.value === right.value;
  return left.kind === right.kind;
}
