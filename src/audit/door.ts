import type { ByteString } from "../engine/bytes/index.ts";
import type { Environment } from "../engine/program/index.ts";
import type { ProfileName } from "../engine/smtpd/index.ts";
import { withVariables } from "../engine/tcpserver/index.ts";

/** How the server is started: what stands between a connection and qmail-smtpd. Source: ucspi-tcp-0.88 tcpserver.c. */
export interface Door {
  /** Where the rest was learnt: from a run script, or nowhere, and it's what is usual. */
  readonly basis: "run script" | "usual options";
  /** The file of `-x`, and what its absence means: `allow` is `-X`. Null: there is no `-x`, so no rule counts. */
  readonly rules: { readonly path: ByteString; readonly whenMissing: "allow" | "drop" } | null;
  /** `-H` doesn't ask DNS for the client's name; `-p` takes it only if it leads back to the client's address. */
  readonly clientName: "unasked" | "believed" | "proven";
  /** Whether the client's ident server is asked who connects (not with `-R`). */
  readonly asksIdent: boolean;
  /** What tcpserver itself is started with, and hands on: a RELAYCLIENT here is every client's, unless a rule sets another. */
  readonly environment: Environment;
  /** What comes of whoever the rules let in. */
  readonly behind: Behind;
  /** Addresses of the server's interfaces, as dotted decimals, as far as they're known. */
  readonly ownAddresses: readonly string[];
  readonly smtpd: ProfileName;
}

/** What stands between tcpserver, which sets what the rules say, and qmail-smtpd. */
export type Behind =
  /** qmail-smtpd serves the client, in an environment that was changed so after the rules. */
  | {
      readonly kind: "server";
      /** `env -i`: nothing of what tcpserver and the rules have set is left. */
      readonly isEmptied: boolean;
      /** What is set after that; null: unset. */
      readonly variables: readonly (readonly [name: ByteString, value: ByteString | null])[];
    }
  /** A program on the way fails each time, so the connection is closed without a word. */
  | { readonly kind: "nothing" };

/** qmail-smtpd sees just what tcpserver and the rules have set. */
export const nothingBetween: Behind = { kind: "server", isEmptied: false, variables: [] };

/** The environment that qmail-smtpd has, if tcpserver hands this one on; null: it isn't reached. */
export function environmentBehind(
  { behind }: Pick<Door, "behind">,
  environment: Environment,
): Environment | null {
  if (behind.kind === "nothing") return null;
  return withVariables(behind.isEmptied ? new Map() : environment, behind.variables);
}

/** What is taken for granted where nobody gave a run script: the one of the usual guides, with all by default. */
export const usualDoor: Door = {
  basis: "usual options",
  rules: { path: "/etc/tcp.smtp.cdb", whenMissing: "drop" },
  clientName: "believed",
  asksIdent: true,
  environment: new Map(),
  behind: nothingBetween,
  ownAddresses: ["127.0.0.1"],
  smtpd: "netqmail-1.06",
};
