import type { ByteString } from "../bytes/index.ts";
import {
  constmap_init,
  control_readfile,
  control_readint,
  control_readline,
  control_rldef,
  scan_ulong,
  type ConstMap,
} from "../control/index.ts";
import type { System } from "../program/index.ts";
import { rcpthosts_init, type RcptHosts } from "../rcpthosts/index.ts";
import type { Note } from "../trace/index.ts";
import { authMode, type AuthMode } from "./auth-mode.ts";
import { TIMEOUT_SECONDS } from "./limits.ts";
import type { LocalIpHost } from "./localiphost.ts";
import type { Profile } from "./profiles.ts";
import type { ReplyName } from "./replies.ts";

/** What a session needs of the system around it. */
export type SessionHost = Pick<
  System,
  "argv" | "environment" | "processId" | "now" | "readFile" | "ownAddresses"
>;

/** What was found in the control files and in the environment when the connection started. */
export interface Settings {
  readonly greeting: ByteString;
  readonly liphost: LocalIpHost | null;
  readonly timeoutSeconds: number;
  readonly hosts: RcptHosts;
  readonly badmailfrom: ConstMap | null;
  /** Bytes that a message may have; 0 means no limit. */
  readonly databytes: number;
  readonly remoteip: ByteString;
  readonly local: ByteString;
  readonly remotehost: ByteString;
  readonly remoteinfo: ByteString | null;
  readonly relayclient: ByteString | null;
  readonly smtpauth: AuthMode;
}

/** The settings, or the reply with which the session ends before it starts. */
export type Setup =
  | { readonly kind: "ready"; readonly settings: Settings }
  | { readonly kind: "failed"; readonly reply: ReplyName };

const UNKNOWN = "unknown";
const UNREADABLE: Setup = { kind: "failed", reply: "die_control" };

/** Reads all that a session goes by, in the original's order; the first trouble ends it. */
// qmail-1.03 qmail-smtpd.c setup
export function setup(profile: Profile, host: SessionHost, note: ((note: Note) => void) | null): Setup {
  const source = { readFile: (path: ByteString) => host.readFile(path), note };
  const env_get = (name: ByteString): ByteString | null => {
    const value = host.environment.get(name) ?? null;
    note?.({ kind: "environment-read", upstream: "qmail-smtpd.c setup", name, value });
    return value;
  };

  const me = control_readline(source, "control/me");
  if (me.kind === "unreadable") return UNREADABLE;
  const greeting = control_rldef(source, "control/smtpgreeting", me);
  if (greeting.kind !== "present") return UNREADABLE;
  const name = control_rldef(source, "control/localiphost", me);
  if (name.kind === "unreadable") return UNREADABLE;
  const timeout = control_readint(source, "control/timeoutsmtpd");
  if (timeout.kind === "unreadable") return UNREADABLE;
  const hosts = rcpthosts_init(source);
  if (hosts.kind !== "present") return UNREADABLE;
  const badmailfrom = control_readfile(source, "control/badmailfrom");
  if (badmailfrom.kind === "unreadable") return UNREADABLE;
  const databytesRead = control_readint(source, "control/databytes");
  if (databytesRead.kind === "unreadable") return UNREADABLE;

  const databytesSet = env_get("DATABYTES");
  const fromControl = databytesRead.kind === "present" ? databytesRead.value : 0;
  const databytes = databytesSet === null ? fromControl : scan_ulong(databytesSet).value;
  const remoteip = env_get("TCPREMOTEIP") ?? UNKNOWN;
  const local = env_get("TCPLOCALHOST") ?? env_get("TCPLOCALIP") ?? UNKNOWN;
  const remotehost = env_get("TCPREMOTEHOST") ?? UNKNOWN;
  const remoteinfo = env_get("TCPREMOTEINFO");
  const relayclient = env_get("RELAYCLIENT");
  const smtpauth = profile.auth === "none" ? "off" : authMode(env_get("SMTPAUTH"));

  const ownAddresses = host.ownAddresses();
  if (ownAddresses === null) return { kind: "failed", reply: "die_ipme" };
  const own = new Set([...profile.selfAddresses, ...ownAddresses]);
  return {
    kind: "ready",
    settings: {
      greeting: greeting.value,
      liphost: name.kind === "present" ? { name: name.value, ownAddresses: own } : null,
      // A number beyond 2^31 is negative to the original, and so becomes 1 as well.
      timeoutSeconds: Math.max(1, timeout.kind === "present" ? timeout.value | 0 : TIMEOUT_SECONDS),
      hosts: hosts.value,
      badmailfrom: badmailfrom.kind === "present" ? constmap_init(badmailfrom.value) : null,
      // One more than the limit has to be a number as well.
      databytes: Math.min(databytes, 0xfffffffe),
      remoteip,
      local,
      remotehost,
      remoteinfo,
      relayclient,
      smtpauth,
    },
  };
}
