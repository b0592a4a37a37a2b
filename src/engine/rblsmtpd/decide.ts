import type { ByteString } from "../bytes/index.ts";
import type { Arrival, Wait } from "../program/index.ts";
import type { Option } from "../sgetopt/index.ts";
import { LOOKUP_ERROR } from "./replies.ts";

/** What rblsmtpd makes of a client: `reject` is for now, `bounce` for good. */
export interface Decision {
  readonly verdict: "undecided" | "accept" | "reject" | "bounce";
  readonly text: ByteString;
  /** Some list couldn't be asked, so that nobody is bounced for good. */
  readonly mustNotBounce: boolean;
  readonly timeoutSeconds: number;
}

/** Origin: ucspi-tcp-0.88 rblsmtpd.c timeout. */
const TIMEOUT_SECONDS = 60;

/** What the environment says before anybody is asked. `variable` is $RBLSMTPD, null when it's unset. */
// ucspi-tcp-0.88 rblsmtpd.c main
export function decisionBefore(variable: ByteString | null): Decision {
  const rest = { mustNotBounce: false, timeoutSeconds: TIMEOUT_SECONDS };
  if (variable === null) return { ...rest, verdict: "undecided", text: "" };
  if (variable === "") return { ...rest, verdict: "accept", text: "" };
  if (variable.startsWith("-")) return { ...rest, verdict: "bounce", text: variable.slice(1) };
  return { ...rest, verdict: "reject", text: variable };
}

/**
 * Goes through the options in their order: each -r and -a asks a list, if nothing is decided yet, as the letters before
 * it say. Debian's ucspi-tcp asks nobody where there's no -r, and so does this.
 */
// ucspi-tcp-0.88 rblsmtpd.c main, rbl, antirbl
export function* decide(
  before: Decision,
  options: readonly Option[],
  ip: ByteString,
): Generator<Wait, Decision, Arrival> {
  let decision = before;
  let isBouncing = false;
  let isFailingClosed = false;
  for (const { letter, value } of options) {
    if (letter === "b" || letter === "B") isBouncing = letter === "b";
    if (letter === "c" || letter === "C") isFailingClosed = letter === "c";
    const seconds = /^\d+/.exec(value);
    if (letter === "t" && seconds !== null) decision = { ...decision, timeoutSeconds: Number(seconds[0]) };
    if (decision.verdict !== "undecided" || (letter !== "r" && letter !== "a")) continue;
    const answer = yield* lookUp(letter === "r" ? "TXT" : "A", reversed(ip) + value);
    if (answer === null) {
      decision = { ...decision, mustNotBounce: true };
      if (letter === "r" && isFailingClosed)
        decision = { ...decision, verdict: "reject", text: LOOKUP_ERROR };
      if (letter === "a" && !isFailingClosed) decision = { ...decision, verdict: "accept" };
    } else if (answer !== "") {
      decision =
        letter === "a"
          ? { ...decision, verdict: "accept" }
          : { ...decision, verdict: isBouncing ? "bounce" : "reject", text: answer };
    }
  }
  return decision;
}

/** All that DNS says, in one piece, empty if there's nothing of that name; null if it can't be asked. */
function* lookUp(type: "A" | "TXT", name: ByteString): Generator<Wait, ByteString | null, Arrival> {
  const arrival = yield { kind: "look up", type, name };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  if (arrival.answer.kind === "temporary failure") return null;
  return arrival.answer.kind === "found" ? arrival.answer.values.join("") : "";
}

/** The parts of an address between its dots, the last first, each with a dot behind it. */
// ucspi-tcp-0.88 rblsmtpd.c ip_init
function reversed(ip: ByteString): ByteString {
  if (ip === "") return "";
  return ip
    .split(".")
    .toReversed()
    .map((part) => `${part}.`)
    .join("");
}
