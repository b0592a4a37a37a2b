import type { ByteString } from "../engine/bytes/index.ts";
import type { Profile } from "../engine/smtpd/index.ts";
import type { FileSystem } from "./files/index.ts";
import type { Listener } from "./network.ts";

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
  /** By port. */
  readonly listeners: Map<number, Listener>;
  /** Which process holds the lock of a file, by the file's path. */
  readonly locks: Map<ByteString, number>;
  /** Which qmail-smtpd is installed; null on a host without qmail. */
  readonly qmail: Profile | null;
}
