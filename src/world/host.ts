import type { ByteString } from "../engine/bytes/index.ts";
import type { Profile } from "../engine/smtpd/index.ts";
import { type FileSystem } from "./files/index.ts";
import { type Listener } from "./network/index.ts";
import type { Service } from "./service.ts";
import type { MailServerDescription } from "./world-file.ts";

/** A host's ident server (RFC 1413): whom it names, or that there's none, or that a firewall swallows the question. */
export type Ident =
  | { readonly kind: "user"; readonly user: string }
  | { readonly kind: "refused" }
  | { readonly kind: "filtered" };

/** A machine of the simulated world. */
export interface Host {
  /** How runs and lessons call it. */
  readonly id: string;
  /** Its own full name. */
  readonly name: string;
  /** Its addresses as dotted decimals, the first one being where its own connections come from. */
  readonly addresses: readonly string[];
  /** Who is logged in on its console. */
  readonly user: string;
  /** The folder that its console starts in. */
  readonly home: ByteString;
  readonly files: FileSystem;
  /** By address and port, as "0.0.0.0:25"; that address stands for every one of the host's. */
  readonly listeners: Map<string, Listener>;
  /** By the id of the supervise that looks after it. */
  readonly services: Map<number, Service>;
  /** Which process holds the lock of a file, by the file's path. */
  readonly locks: Map<ByteString, number>;
  /** What its ident server says of whoever calls from it. */
  readonly ident: Ident;
  /** Whether it has a DNS server to ask. */
  readonly hasResolver: boolean;
  /** Ports whose callers get no answer at all. */
  readonly filteredPorts: ReadonlySet<number>;
  /** Ports that it can't call, since they are blocked on its way out. */
  readonly blockedPorts: ReadonlySet<number>;
  /** The id of its gateway: the host through which it reaches the Internet, with that one's address; null if it's there itself. */
  readonly behind: string | null;
  /** What its mail server takes, if it has one that isn't qmail. */
  readonly mail: MailServerDescription | null;
  /** Which qmail-smtpd is installed; null on a host without qmail. */
  readonly qmail: Profile | null;
}
