import { byte_rchr, type ByteString } from "../bytes/index.ts";
import { scan_ulong } from "../control/index.ts";

/** The name that stands for the host's own addresses, and which these are; see {@link localiphost}. */
export interface LocalIpHost {
  readonly name: ByteString;
  readonly ownAddresses: ReadonlySet<string>;
}

/** The address with the host's name in place of its own "[d.d.d.d]" after the last "@"; else null. */
// qmail-1.03 qmail-smtpd.c addrparse
export function localiphost(address: ByteString, local: LocalIpHost): ByteString | null {
  const at = byte_rchr(address, AT_SIGN);
  if (at === -1 || address.charCodeAt(at + 1) !== BRACKET) return null;
  const ip = ip_scanbracket(address.slice(at + 1));
  return ip !== null && local.ownAddresses.has(ip) ? address.slice(0, at + 1) + local.name : null;
}

/**
 * The address of an IP literal, "[127.0.0.1]", if the text is one as a whole; else null. Each number counts modulo 256
 * and may have zeros before it.
 */
// qmail-1.03 ip.c ip_scanbracket
export function ip_scanbracket(text: ByteString): string | null {
  const literal = /^\[(\d+)\.(\d+)\.(\d+)\.(\d+)\]$/.exec(text);
  if (literal === null) return null;
  return literal
    .slice(1)
    .map((digits) => scan_ulong(digits).value & 0xff)
    .join(".");
}

const AT_SIGN = 0x40;
const BRACKET = 0x5b;
