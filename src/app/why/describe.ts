import { decodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { AddressStep, Note, SourceLine } from "../../engine/trace/index.ts";

/** One decision in plain words. */
export interface Description {
  readonly text: string;
  /** How it bears on the reply: it speaks for the client, against, or neither. */
  readonly tone: "for" | "against" | "neutral";
  /** Where to look at what decided, if it's in a file. */
  readonly place: Place | null;
  /** The function of the original program that decides so. */
  readonly upstream: string;
}

/** A place in a file: the line that made `key`, or the file as a whole if line and key are null. */
export interface Place {
  readonly file: ByteString;
  readonly line: number | null;
  readonly key: ByteString | null;
}

/** Where the files are that a connection's decisions come from; null for what is unknown, or wasn't read. */
export interface FilesRead {
  readonly rcpthosts: ByteString | null;
  /** The text of the rules, not their cdb. */
  readonly rules: ByteString | null;
  /** The rule that matched the client. */
  readonly rule: Place | null;
}

/** A note of the engine as a person reads it; null for notes that say nothing to a person. */
export function describe(note: Note, { rcpthosts, rules, rule }: FilesRead): Description | null {
  const say = (
    text: string,
    tone: Description["tone"] = "neutral",
    place: Place | null = null,
  ): Description => ({
    text,
    tone,
    place,
    upstream: note.upstream,
  });
  switch (note.kind) {
    case "rules-file":
      if (note.found === "read") {
        return say(
          `tcpserver opens its compiled rules, ${decodeByteString(note.file)}.`,
          "neutral",
          whole(rules),
        );
      }
      return say(
        `tcpserver can't use its rules: ${decodeByteString(note.file)} is ${note.found === "missing" ? "not there" : "not a valid cdb"}.`,
        "against",
        whole(rules),
      );
    case "rule-tried":
      return note.found
        ? say(
            `${ruleName(note.key)}: here is a rule.`,
            "neutral",
            placeOf(note.source, note.key) ?? whole(rules),
          )
        : say(`${ruleName(note.key)}: no such rule.`, "neutral", whole(rules));
    case "rule-decided":
      return say(
        ruleVerdict(note),
        note.verdict === "deny" ? "against" : "neutral",
        placeOf(note.source, note.key) ?? whole(rules),
      );
    case "server-started":
      return say(
        `inetd starts ${decodeByteString(note.server)}${note.isWrapped ? "" : ". That isn't tcpd, so hosts.allow isn't asked"}.`,
        "neutral",
        placeOf(note.source, null),
      );
    case "access-tried":
      return say(accessTried(note), "neutral", placeOf(note.source, null));
    case "access-decided":
      return say(
        accessVerdict(note),
        note.verdict === "deny" ? "against" : "neutral",
        placeOf(note.source, null),
      );
    case "control-read":
      return say(
        controlRead(note),
        note.found === "unreadable" ? "against" : "neutral",
        whole(note.found === "missing" ? null : note.file),
      );
    case "environment-read":
      return say(
        note.value === null
          ? `The variable ${note.name} isn't set.`
          : `The variable ${note.name} is set to "${decodeByteString(note.value)}".`,
        note.name === "RELAYCLIENT" && note.value !== null ? "for" : "neutral",
        note.name === "RELAYCLIENT" ? (rule ?? whole(rules)) : null,
      );
    case "command-read":
      return note.command === null
        ? say(
            `The line's first word, "${decodeByteString(note.verb)}", is no command that qmail-smtpd knows.`,
            "against",
          )
        : null;
    case "address-parsed":
      return note.address === null
        ? say("The address is longer than qmail-smtpd takes.", "against")
        : say(`The address: ${quoted(note.address)}. ${addressSteps(note.steps)}`.trim());
    case "badmailfrom-checked":
      return note.matched === null
        ? say(`The sender ${quoted(note.sender)} isn't in badmailfrom.`)
        : say(
            `The sender ${quoted(note.sender)} is in badmailfrom, as ${quoted(note.matched)}.`,
            "against",
            placeOf(note.source, note.matched),
          );
    case "relayclient-used":
      return say(
        note.value === ""
          ? "RELAYCLIENT is set for this client, so rcpthosts isn't asked at all."
          : `RELAYCLIENT is set, so rcpthosts isn't asked, and its value is glued to the address: ${quoted(note.recipient)}.`,
        "for",
        rule,
      );
    case "rcpthosts-tried":
      return say(
        `${quoted(note.key)} in ${note.where}: ${note.found ? "found" : "not there"}.`,
        note.found ? "for" : "neutral",
        placeOf(note.source, note.key) ?? whole(rcpthosts),
      );
    case "rcpthosts-decided":
      return say(rcpthostsVerdict(note), note.verdict === "accept" ? "for" : "against", whole(rcpthosts));
    case "out-of-order":
      return say(`${note.command} came too early: ${note.needs} has to come first.`, "against");
    case "size-declared":
      return say(
        `The client announces ${decodeByteString(note.bytes)} bytes; ${note.bytesMax === null ? "there is no limit" : `the limit is ${String(note.bytesMax)}`}.`,
        note.verdict === "refused" ? "against" : "neutral",
      );
    case "data-ended": {
      const isOver = (note.bytesMax !== null && note.bytes > note.bytesMax) || note.hops >= note.hopsMax;
      const limit = note.bytesMax === null ? "no limit" : `${String(note.bytesMax)} at most`;
      return say(
        `The message has ${String(note.bytes)} bytes (${limit}) and has passed ${String(note.hops)} servers (fewer than ${String(note.hopsMax)} are allowed).`,
        isOver ? "against" : "neutral",
      );
    }
    case "bare-newline":
      return say(
        `A newline without a carriage return before it, after ${String(note.atByte)} bytes: qmail hangs up on that.`,
        "against",
      );
    case "queue-ended":
      return note.exitCode === 0
        ? say("qmail-queue took the message.", "for")
        : say(
            `qmail-queue failed${note.exitCode === null ? "" : `, with exit code ${String(note.exitCode)}`}.`,
            "against",
          );
    case "auth-decided":
      return say(
        `${note.mechanism} for ${note.user === null ? "nobody" : quoted(note.user)}: ${note.verdict}.`,
        note.verdict === "accepted" ? "for" : "against",
      );
    case "session-ended":
      return say(`The session is over: ${note.reason}.`);
    case "replied":
      return null;
  }
}

function placeOf(source: SourceLine | null, key: ByteString | null): Place | null {
  return source === null ? null : { ...source, key };
}

function whole(file: ByteString | null): Place | null {
  return file === null ? null : { file, line: null, key: null };
}

type NoteOf<Kind extends Note["kind"]> = Extract<Note, { kind: Kind }>;

function ruleName(key: ByteString): string {
  return key === "" ? "The rule for everybody else" : `The rule for ${quoted(key)}`;
}

function ruleVerdict({ key, verdict, variables }: NoteOf<"rule-decided">): string {
  if (key === null) return "No rule matches, so the client is let in and no variable is set.";
  const by = key === "" ? "The rule for everybody else" : `The rule ${quoted(key)}`;
  if (verdict === "deny") return `${by} refuses the connection.`;
  return `${by} lets the client in and sets ${assignments(variables)}.`;
}

function assignments(variables: NoteOf<"rule-decided">["variables"]): string {
  const sets = variables
    .map(([name, value]) => `${decodeByteString(name)}="${decodeByteString(value)}"`)
    .join(", ");
  return sets === "" ? "no variable" : sets;
}

function accessTried({ source, daemon, mismatch }: NoteOf<"access-tried">): string {
  const line = lineName(source);
  if (mismatch === null) return `${line} is for this client.`;
  return mismatch === "client" ? `${line} is for other clients.` : `${line} isn't for ${quoted(daemon)}.`;
}

function accessVerdict({ source, verdict, variables, trouble }: NoteOf<"access-decided">): string {
  if (source === null) return "No line matches, so tcpd lets the client in and no variable is set.";
  if (trouble !== null)
    return `${lineName(source)} has an error, so tcpd refuses the client: ${decodeByteString(trouble)}.`;
  if (verdict === "deny") return `${lineName(source)} refuses the connection.`;
  return `${lineName(source)} lets the client in and sets ${assignments(variables)}.`;
}

function lineName({ file, line }: SourceLine): string {
  return `Line ${String(line)} of ${decodeByteString(file)}`;
}

function controlRead({ file, found, value, entries }: NoteOf<"control-read">): string {
  const name = decodeByteString(file).replace("/var/qmail/", "");
  if (found === "missing") return `${name} isn't there.`;
  if (found === "unreadable") return `${name} can't be read.`;
  if (value !== null) return `${name} says "${decodeByteString(value)}".`;
  return entries === null
    ? `${name} is there.`
    : `${name} has ${String(entries)} ${entries === 1 ? "entry" : "entries"}.`;
}

const stepWords: Readonly<Record<AddressStep["step"], string | null>> = {
  bracket: null,
  terminator: null,
  colon: "There are no angle brackets, so it begins behind the colon.",
  nothing: "There is neither a bracket nor a colon, so it's empty.",
  "source-route": "The route before the colon is dropped.",
  unquote: "Quotes and backslashes are taken away.",
  "local-ip": "The address in brackets is this host's own, so its name stands in.",
  "too-long": null,
};

function addressSteps(steps: readonly AddressStep[]): string {
  return steps.flatMap(({ step }) => stepWords[step] ?? []).join(" ");
}

function rcpthostsVerdict({ domain, reason }: NoteOf<"rcpthosts-decided">): string {
  switch (reason) {
    case "no rcpthosts":
      return "There is no rcpthosts, so every recipient is taken, from anybody.";
    case "no at sign":
      return "The recipient has no @, so it counts as an address of this host and is taken.";
    case "listed":
      return `Mail for ${quoted(domain ?? "")} is welcome from anybody.`;
    case "not listed":
      return `${quoted(domain ?? "")} isn't listed, and RELAYCLIENT isn't set for this client, so the recipient is refused.`;
    case "unreadable":
      return "morercpthosts.cdb can't be read, so qmail-smtpd gives up.";
  }
}

function quoted(bytes: ByteString): string {
  return bytes === "" ? "(nothing)" : decodeByteString(bytes);
}
