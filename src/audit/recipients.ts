import { lowerAscii, type ByteString } from "../engine/bytes/index.ts";
import { cdbRecords } from "../engine/cdb/index.ts";
import {
  constmap_init,
  control_readfile,
  control_readline,
  control_rldef,
  type ControlSource,
} from "../engine/control/index.ts";
import { rcpthosts, type RcptHosts } from "../engine/rcpthosts/index.ts";
import { localiphost } from "../engine/smtpd/index.ts";
import type { Note, SourceLine } from "../engine/trace/index.ts";
import { hostsOf, type ReadControl } from "./control-files.ts";
import { isWholeCdb } from "./whole-cdb.ts";

/** What a stranger's mail reaches, by the files of control/. */
export interface Recipients {
  /** Whether every session ends with 421 at its start, since a file can't be read or the server has no name. */
  readonly session: "greets" | "fails";
  /** The domains that anybody may write to. `everything`: there is no rcpthosts. */
  readonly reached: readonly DomainEntry[] | "everything";
  /** The bytes of a damaged morercpthosts.cdb: what rcpthosts doesn't list gets 421 or is found by chance. Else null. */
  readonly damaged: Uint8Array | null;
  /** An address without "@" is always taken; `name` is put behind it. */
  readonly withoutAt: SubstituteName;
  /** What replaces the server's own address in `user@[192.0.2.25]`, and whether that is reached; null: nothing does. */
  readonly ownLiteral: (SubstituteName & { readonly isReached: boolean }) | null;
  readonly percentHack: readonly PercentHack[];
  /** What badmailfrom lists: `user@domain`, or `@domain` for all its users. It counts for clients that relay as well. */
  readonly badSenders: readonly SenderEntry[];
}

/** An entry of rcpthosts or morercpthosts.cdb, as it is looked up. */
export interface DomainEntry {
  /** In small letters where it stands in rcpthosts; with a dot in front it reaches all names that end so. */
  readonly text: ByteString;
  readonly where: "rcpthosts" | "morercpthosts.cdb";
  /** The line that it comes from, if that's known; of equal lines the one that counts. */
  readonly source: SourceLine | null;
  readonly use: EntryUse;
}

export type EntryUse =
  /** It reaches domains. */
  | "matches"
  /** Only an address that nobody has would match: it has a blank, an asterisk or the like in it. */
  | "odd"
  /** No address can match. */
  | "never";

export interface SenderEntry {
  /** In small letters. */
  readonly text: ByteString;
  readonly source: SourceLine;
}

/** A name from a file of one line; `source` is null if the name is built in. */
export interface SubstituteName {
  readonly name: ByteString;
  readonly source: SourceLine | null;
}

/** A domain whose local parts are taken apart at "%": `user%elsewhere@domain` goes on to `user@elsewhere`. */
export interface PercentHack {
  /** In small letters. */
  readonly domain: ByteString;
  readonly source: SourceLine;
  /**
   * By what a stranger's `user%elsewhere@domain` is let in, which makes it an open relay; null if by nothing, or if no
   * address has this domain.
   */
  readonly letInBy: DomainEntry | "everything" | "no at sign" | null;
}

/** Finds out what a stranger reaches, on a server with these addresses (dotted decimals), as far as they're known. */
// qmail-1.03 qmail-smtpd.c setup, rcpthosts.c rcpthosts_init, qmail-send.c getcontrols
export function recipientsOf(
  readFile: ReadControl,
  ownAddresses: ReadonlySet<string> = new Set(),
): Recipients {
  const source: ControlSource = { readFile, note: null };
  const me = control_readline(source, "control/me");
  const greeting = control_rldef(source, "control/smtpgreeting", me);
  const literal = control_rldef(source, "control/localiphost", me);
  const hosts = hostsOf(readFile);
  const bad = control_readfile(source, "control/badmailfrom");
  const isGreeting =
    me.kind !== "unreadable" &&
    greeting.kind === "present" &&
    literal.kind !== "unreadable" &&
    hosts.kind === "present" &&
    bad.kind !== "unreadable";
  const isReplaced = (domain: ByteString): boolean =>
    literal.kind === "present" && localiphost(`@${domain}`, { name: literal.value, ownAddresses }) !== null;
  const found = reachedBy(hosts.kind === "present" ? hosts.value : NO_HOSTS, isReplaced);
  const substitute = (name: string): SubstituteName | null => {
    const path = `control/${name}`;
    const read = control_rldef(source, path, me);
    if (read.kind !== "present") return null;
    const file = readFile(path).kind === "read" ? path : "control/me";
    return { name: read.value, source: { file, line: 1 } };
  };
  const ownName = substitute("localiphost");
  const withoutAt = substitute("envnoathost") ?? { name: "envnoathost", source: null };
  return {
    session: isGreeting ? "greets" : "fails",
    reached: found.entries,
    damaged: found.damaged,
    withoutAt,
    ownLiteral:
      ownName === null ? null : { ...ownName, isReached: found.decider(`x@${ownName.name}`) !== null },
    percentHack: percentHacks(source, { withoutAt, isReplaced, decider: found.decider }),
    badSenders: listOf(source, "control/badmailfrom"),
  };
}

const NO_HOSTS: RcptHosts = { listed: constmap_init([]), more: null };

/** What is reached, and what lets an address in. */
interface Reach {
  readonly entries: Recipients["reached"];
  readonly damaged: Recipients["damaged"];
  readonly decider: (address: ByteString) => PercentHack["letInBy"];
}

/** Whether another name takes the place of this domain before it's looked for. */
type IsReplaced = (domain: ByteString) => boolean;

function reachedBy(hosts: RcptHosts, isReplaced: IsReplaced): Reach {
  if (hosts.listed === null) return { entries: "everything", damaged: null, decider: () => "everything" };
  const listed = Array.from(hosts.listed.lineOf, ([text, line]) =>
    domainEntry(text, { where: "rcpthosts", source: { file: "control/rcpthosts", line }, isReplaced }),
  );
  const damaged = hosts.more === null || isWholeCdb(hosts.more.cdb) ? null : hosts.more.cdb.bytes;
  const more = damaged === null ? hosts.more : null;
  const entries = [...listed, ...moreEntries(more, isReplaced)];
  const decider: Reach["decider"] = (address) => {
    let found: PercentHack["letInBy"] = null;
    const note = (one: Note): void => {
      if (one.kind === "rcpthosts-decided" && one.reason === "no at sign") found = "no at sign";
      if (one.kind === "rcpthosts-tried" && one.found) {
        const { key, where, source } = one;
        found = domainEntry(key, { where, source, isReplaced });
      }
    };
    rcpthosts({ ...hosts, more }, address, note);
    return found;
  };
  return { entries, damaged, decider };
}

function moreEntries(more: RcptHosts["more"], isReplaced: IsReplaced): readonly DomainEntry[] {
  if (more === null) return [];
  const { cdb, origin } = more;
  const keys = new Set((cdbRecords(cdb) ?? []).map(([key]) => key));
  return [...keys].map((text) => {
    const line = origin?.lineOf(text) ?? null;
    const file = origin?.file ?? null;
    const source = line === null || file === null ? null : { file, line };
    return domainEntry(text, { where: "morercpthosts.cdb", source, isReplaced });
  });
}

function domainEntry(
  text: ByteString,
  { where, source, isReplaced }: Pick<DomainEntry, "where" | "source"> & { readonly isReplaced: IsReplaced },
): DomainEntry {
  // What is looked for is what follows the last "@" of an address, in small letters.
  const isLowered = where === "rcpthosts" || text === lowerAscii(text);
  const isPossible = text !== "" && text.length <= DOMAIN_BYTES_MAX && !/[@\0\n]/.test(text) && isLowered;
  if (!isPossible || isReplaced(text)) return { text, where, source, use: "never" };
  const isName = /^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/.test(text);
  return { text, where, source, use: isName ? "matches" : "odd" };
}

/** Bytes of a domain behind the "@" of an address. Source: qmail-1.03 qmail-smtpd.c addrparse. */
const DOMAIN_BYTES_MAX = 898;

function listOf(source: ControlSource, file: ByteString): readonly SenderEntry[] {
  const entries = control_readfile(source, file);
  if (entries.kind !== "present") return [];
  return Array.from(constmap_init(entries.value).lineOf, ([text, line]) => ({
    text,
    source: { file, line },
  }));
}

// qmail-1.03 qmail-send.c rewrite
function percentHacks(
  source: ControlSource,
  {
    withoutAt,
    isReplaced,
    decider,
  }: {
    readonly withoutAt: SubstituteName;
    readonly isReplaced: IsReplaced;
    readonly decider: Reach["decider"];
  },
): readonly PercentHack[] {
  return listOf(source, "control/percenthack").map(({ text: domain, source: line }) => {
    if (domain === "" || domain.includes("@")) return { domain, source: line, letInBy: null };
    const entry = isReplaced(domain) ? null : decider(`user%elsewhere@${domain}`);
    const isPutBehind = lowerAscii(withoutAt.name) === domain;
    return { domain, source: line, letInBy: entry ?? (isPutBehind ? "no at sign" : null) };
  });
}
