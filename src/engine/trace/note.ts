import type { ByteString } from "../bytes/index.ts";

/** A place in a file: its path as the program opened it, and the line, counted from 1. */
export interface SourceLine {
  readonly file: ByteString;
  readonly line: number;
}

/**
 * A decision with its reason. A program utters it beside its output, in the order in which it decides, so that a person
 * can be told why a reply is what it is. Each kind names the function of the original that decides so in `upstream`
 * ("qmail-smtpd.c addrallowed").
 */
export type Note =
  /** tcpserver opened its rules. `missing` and `corrupt` drop the connection. */
  | NoteOf<"rules-file", { file: ByteString; found: "read" | "missing" | "corrupt" }>
  /** One key was looked up in the rules. `source` is the line of the rules' text that the key came from, if known. */
  | NoteOf<"rule-tried", { key: ByteString; found: boolean; source: SourceLine | null }>
  /** What the rules decided. `key` is null when nothing matched; `variables` are what the rule sets, in its order. */
  | NoteOf<
      "rule-decided",
      {
        key: ByteString | null;
        verdict: "allow" | "deny";
        variables: readonly (readonly [name: ByteString, value: ByteString])[];
        source: SourceLine | null;
      }
    >
  /** inetd started a server for the connection, as this line of its file says; with tcpd, hosts.allow is asked first. */
  | NoteOf<"server-started", { source: SourceLine; server: ByteString; isWrapped: boolean }>
  /** tcpd looked at a line of hosts.allow or hosts.deny. `mismatch` is which of its lists doesn't match; null: both do. */
  | NoteOf<"access-tried", { source: SourceLine; daemon: ByteString; mismatch: "daemon" | "client" | null }>
  /** What tcpd decided, and by which line; null if none matched. `trouble` is an error in its options. */
  | NoteOf<
      "access-decided",
      {
        source: SourceLine | null;
        verdict: "allow" | "deny";
        variables: readonly (readonly [name: ByteString, value: ByteString])[];
        trouble: ByteString | null;
      }
    >
  /** A control file was read. `value` is what a one-line file gave; `entries` how many lines a list has. */
  | NoteOf<
      "control-read",
      {
        file: ByteString;
        found: "present" | "missing" | "unreadable";
        value: ByteString | null;
        entries: number | null;
      }
    >
  /** A variable of the environment that matters was looked at; null means unset. */
  | NoteOf<"environment-read", { name: ByteString; value: ByteString | null }>
  /** A line from the client was taken as this verb (as typed) and argument; null when the verb is not known. */
  | NoteOf<"command-read", { verb: ByteString; argument: ByteString; command: string | null }>
  /** An argument of MAIL or RCPT was parsed, step by step. `address` is null when it was too long. */
  | NoteOf<
      "address-parsed",
      { argument: ByteString; steps: readonly AddressStep[]; address: ByteString | null }
    >
  /** The envelope sender was looked up in badmailfrom, as the keys given. */
  | NoteOf<
      "badmailfrom-checked",
      {
        sender: ByteString;
        keys: readonly ByteString[];
        matched: ByteString | null;
        source: SourceLine | null;
      }
    >
  /** RELAYCLIENT is set, so rcpthosts is not asked; the value is glued to the address, which gives `recipient`. */
  | NoteOf<"relayclient-used", { value: ByteString; recipient: ByteString }>
  /** One key was looked up in rcpthosts or morercpthosts.cdb. */
  | NoteOf<
      "rcpthosts-tried",
      { key: ByteString; where: "rcpthosts" | "morercpthosts.cdb"; found: boolean; source: SourceLine | null }
    >
  /** What rcpthosts decided, and by which of its rules. */
  | NoteOf<
      "rcpthosts-decided",
      {
        recipient: ByteString;
        domain: ByteString | null;
        verdict: "accept" | "refuse" | "trouble";
        reason: "no rcpthosts" | "no at sign" | "listed" | "not listed" | "unreadable";
      }
    >
  /** A command came out of order: `needs` is what had to come first. */
  | NoteOf<"out-of-order", { command: string; needs: "AUTH" | "MAIL" | "RCPT" }>
  /** The message ended, and how: counts are of bytes kept and of Received or Delivered lines. */
  | NoteOf<"data-ended", { bytes: number; bytesMax: number | null; hops: number; hopsMax: number }>
  /** A bare newline was seen in the message, which ends the session. */
  | NoteOf<"bare-newline", { atByte: number }>
  /** qmail-queue ended with this exit code; null if it crashed. */
  | NoteOf<"queue-ended", { exitCode: number | null; processId: number }>
  /** MAIL said how many bytes are to come (decimal digits); beyond `bytesMax` it's refused. Null: there's no limit. */
  | NoteOf<"size-declared", { bytes: ByteString; bytesMax: number | null; verdict: "accepted" | "refused" }>
  /** An AUTH exchange was decided. `accepted` sets RELAYCLIENT to "" and TCPREMOTEINFO to the user for the session. */
  | NoteOf<
      "auth-decided",
      { mechanism: string; user: ByteString | null; verdict: "accepted" | "refused" | "trouble" }
    >
  /** A whole reply was uttered, CR LF included. The notes since the last one are its reasons. */
  | NoteOf<"replied", { text: ByteString }>
  /** The session ended, and why. `exitCode` is null if it crashed. */
  | NoteOf<
      "session-ended",
      { reason: "quit" | "end of input" | "timeout" | "trouble" | "crash"; exitCode: number | null }
    >;

/** One step in the parsing of an address: what was done and what was left afterwards. */
export interface AddressStep {
  readonly step:
    "bracket" | "colon" | "nothing" | "source-route" | "unquote" | "terminator" | "local-ip" | "too-long";
  readonly rest: ByteString;
}

type NoteOf<Kind extends string, Detail> = Readonly<Detail> & {
  readonly kind: Kind;
  readonly upstream: string;
};
