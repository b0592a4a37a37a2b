import type { ByteString } from "../engine/bytes/index.ts";
import { addressMax, addressText, rangeText, type AddressRange } from "./addresses.ts";
import type { ClassMembers } from "./client-classes.ts";
import type { Difference } from "./differences.ts";
import type { Outcome } from "./outcome.ts";

/** A difference as a sentence without its full stop: "203.0.113.99 could relay, now can't". */
export function differenceWords(difference: Difference): string {
  const { kind } = difference;
  switch (kind) {
    case "addresses":
      return change(subjectOf(difference), difference);
    case "damaged rules":
      return "the compiled rules are damaged, and otherwise than before";
    case "class":
      return change(membersOf(difference.members), difference);
    case "proof":
      return difference.after === "proven"
        ? "a client's name counts only if it leads back to its address now"
        : "any client can call itself what it likes now: names needn't lead back to the address any more";
    case "session":
      return difference.after === "fails"
        ? "every session ends with 421 at its start now"
        : "sessions no longer end with 421 at their start";
    case "everything":
      return difference.isAfter
        ? "mail for every domain is accepted now"
        : "only mail for listed domains is accepted now";
    case "domain":
      return `mail for ${domainName(difference.domain)} is ${difference.isAfter ? "accepted" : "refused"} now`;
    case "damage":
      return difference.isAfter
        ? "morercpthosts.cdb is damaged now, so mail for what rcpthosts doesn't list gets 421"
        : "morercpthosts.cdb is no longer damaged";
    case "own literal":
      return `mail for the server's own address in brackets is ${difference.isAfter ? "accepted" : "refused"} now`;
    case "without at":
      return `an address without "@" was for ${shown(difference.before)}, now is for ${shown(difference.after)}`;
    case "percent hack":
      return difference.isAfter
        ? `user%elsewhere@${shown(difference.domain)} is sent on to elsewhere now, whoever asks`
        : `user%elsewhere@${shown(difference.domain)} no longer is sent on to elsewhere`;
    case "bad sender":
      return `mail from ${senderName(difference.sender)} is ${difference.isAfter ? "refused" : "accepted"} now`;
    case "known":
      return difference.part === "clients"
        ? `who may relay is ${difference.isAfter ? "known now" : "no longer known"}`
        : `which domains are reached is ${difference.isAfter ? "known now" : "no longer known"}`;
    default:
      return kind satisfies never;
  }
}

interface Subject {
  readonly words: string;
  readonly isOne: boolean;
}

interface Change {
  readonly before: Outcome;
  readonly after: Outcome;
}

function change({ words, isOne }: Subject, { before, after }: Change): string {
  if (before.kind === "relays" && after.kind === "relays") {
    const whose = words === "everybody" ? "each recipient" : `recipients of ${words}`;
    return `${whose} had ${glued(before.value)} put behind them, now ${glued(after.value)}`;
  }
  if (after.kind === "relays") {
    const behind = after.value === "" ? "" : `, with ${glued(after.value)} put behind each recipient`;
    return `${words} can relay now${behind}`;
  }
  if (before.kind === "relays" && after.kind === "allowed") return `${words} could relay, now can't`;
  const be = isOne ? { was: "was", is: "is" } : { was: "were", is: "are" };
  const was = before.kind === "relays" ? "could relay" : `${be.was} ${state(before)}`;
  return `${words} ${was}, now ${be.is} ${state(after)}`;
}

function state({ kind }: Outcome): string {
  switch (kind) {
    case "denied":
      return "hung up on";
    case "dropped":
      return "dropped, since the rules can't be read";
    case "allowed":
      return "let in";
    case "unknown":
      return "let in or dropped by chance, since the rules are damaged";
    case "relays":
      return "let in to relay";
    default:
      return kind satisfies never;
  }
}

function glued(value: ByteString): string {
  return value === "" ? "nothing" : JSON.stringify(value);
}

function subjectOf(range: AddressRange): Subject {
  if (range.first === 0 && range.last === addressMax) return { words: "everybody", isOne: true };
  return { words: rangeText(range), isOne: range.first === range.last };
}

function membersOf(members: ClassMembers): Subject {
  const { kind } = members;
  switch (kind) {
    case "user at address":
      return { words: `${shown(members.user)} at ${addressText(members.address)}`, isOne: true };
    case "user at name":
      return { words: `${shown(members.user)} at ${shown(members.name)}`, isOne: true };
    case "name":
      return { words: `clients named ${shown(members.name)}`, isOne: false };
    case "suffix":
      return { words: `clients with a name below ${shown(members.suffix.slice(1))}`, isOne: false };
    case "any name":
      return { words: "clients with a name", isOne: false };
    default:
      return kind satisfies never;
  }
}

function domainName(domain: ByteString): string {
  if (domain === ".") return "every domain with a dot at its end";
  return domain.startsWith(".") ? `all below ${shown(domain.slice(1))}` : shown(domain);
}

function senderName(sender: ByteString): string {
  return sender.startsWith("@") ? `everybody at ${shown(sender.slice(1))}` : shown(sender);
}

/** As it is if that can be read, else in quotation marks with its odd bytes escaped. */
function shown(text: ByteString): string {
  return /^[!-~]+$/.test(text) ? text : JSON.stringify(text);
}
