import { byte_rchr, lowerAscii, type ByteString } from "../bytes/index.ts";
import { cdb_seek, openCdb, type Cdb } from "../cdb/index.ts";
import {
  constmap,
  constmap_init,
  control_readfile,
  openControl,
  type ConstMap,
  type ControlRead,
  type ControlSource,
} from "../control/index.ts";
import type { Origin } from "../program/index.ts";
import type { Note, SourceLine } from "../trace/index.ts";

/** Which domains anybody may write to. Null for `listed`: there is no rcpthosts, so anybody may write to all. */
export interface RcptHosts {
  readonly listed: ConstMap | null;
  readonly more: { readonly cdb: Cdb; readonly origin: Origin | null } | null;
}

/** `trouble` is a temporary failure: morercpthosts.cdb is broken. */
export type RcptVerdict = "accept" | "refuse" | "trouble";

const RCPTHOSTS = "control/rcpthosts";
const MORERCPTHOSTS = "control/morercpthosts.cdb";

/** Reads rcpthosts, and opens morercpthosts.cdb if there is a rcpthosts. Never `absent`. */
// qmail-1.03 rcpthosts.c rcpthosts_init
export function rcpthosts_init(source: ControlSource): ControlRead<RcptHosts> {
  const entries = control_readfile(source, RCPTHOSTS);
  if (entries.kind === "unreadable") return entries;
  if (entries.kind === "absent") return { kind: "present", value: { listed: null, more: null } };
  const file = source.readFile(MORERCPTHOSTS);
  // A folder opens without complaint; it's the first look-up that can't read it.
  const isFolder = file.kind === "failed" && file.error === "EISDIR";
  const bytes = isFolder ? ({ kind: "present", value: new Uint8Array() } as const) : openControl(file);
  source.note?.({
    kind: "control-read",
    upstream: "rcpthosts.c rcpthosts_init",
    file: MORERCPTHOSTS,
    found: bytes.kind === "absent" ? "missing" : bytes.kind,
    value: null,
    entries: null,
  });
  if (bytes.kind === "unreadable") return bytes;
  const origin = file.kind === "read" ? file.origin : null;
  const more = bytes.kind === "present" ? { cdb: openCdb(bytes.value), origin } : null;
  return { kind: "present", value: { listed: constmap_init(entries.value), more } };
}

/**
 * Whether anybody may write to this address. What counts is the part after the last "@": the whole of it, then each
 * suffix that starts at a dot, looked for in rcpthosts and after that in morercpthosts.cdb.
 */
// qmail-1.03 rcpthosts.c rcpthosts
export function rcpthosts(hosts: RcptHosts, address: ByteString, note: NoteSink): RcptVerdict {
  if (hosts.listed === null) return decided(note, address, "no rcpthosts");
  const at = byte_rchr(address, AT_SIGN);
  if (at === -1) return decided(note, address, "no at sign");
  const host = address.slice(at + 1);

  for (let key = firstKey(host); key !== null; key = nextKey(key)) {
    const line = constmap(hosts.listed, key);
    if (note !== null) {
      const source = line === null ? null : { file: RCPTHOSTS, line };
      note({ ...TRIED, key: lowerAscii(key), where: "rcpthosts", found: line !== null, source });
    }
    if (line !== null) return decided(note, address, "listed");
  }
  if (hosts.more === null) return decided(note, address, "not listed");

  for (let key = firstKey(lowerAscii(host)); key !== null; key = nextKey(key)) {
    const found = cdb_seek(hosts.more.cdb, key);
    if (found === "corrupt") return decided(note, address, "unreadable");
    if (note !== null) {
      const source = found === "found" ? lineOf(hosts.more.origin, key) : null;
      note({ ...TRIED, key, where: "morercpthosts.cdb", found: found === "found", source });
    }
    if (found === "found") return decided(note, address, "listed");
  }
  return decided(note, address, "not listed");
}

type NoteSink = ((note: Note) => void) | null;

type Reason = Extract<Note, { kind: "rcpthosts-decided" }>["reason"];

const AT_SIGN = 0x40;
const UPSTREAM = "rcpthosts.c rcpthosts";
const TRIED = { kind: "rcpthosts-tried", upstream: UPSTREAM } as const;

const VERDICTS: Readonly<Record<Reason, RcptVerdict>> = {
  "no rcpthosts": "accept",
  "no at sign": "accept",
  listed: "accept",
  "not listed": "refuse",
  unreadable: "trouble",
};

function decided(note: NoteSink, recipient: ByteString, reason: Reason): RcptVerdict {
  const verdict = VERDICTS[reason];
  if (note !== null) {
    const at = byte_rchr(recipient, AT_SIGN);
    const domain = at === -1 ? null : recipient.slice(at + 1);
    note({ kind: "rcpthosts-decided", upstream: UPSTREAM, recipient, domain, verdict, reason });
  }
  return verdict;
}

// An empty domain has no keys at all, so "x@" is never listed.
function firstKey(host: ByteString): ByteString | null {
  return host === "" ? null : host;
}

function nextKey(key: ByteString): ByteString | null {
  const dot = key.indexOf(".", 1);
  return dot === -1 ? null : key.slice(dot);
}

function lineOf(origin: Origin | null, key: ByteString): SourceLine | null {
  const line = origin?.lineOf(key) ?? null;
  return origin === null || origin.file === null || line === null ? null : { file: origin.file, line };
}
