import type { ByteString } from "../bytes/index.ts";
import { constmap_value, scan_ulong, type ConstMapOfValues } from "../control/index.ts";

/** Where mail for a host goes instead of to its mail exchangers. */
export interface SmtpRoute {
  /** A name or an address, in brackets or not; its A record counts, not its MX. */
  readonly relay: ByteString;
  readonly port: number;
  /** The line of `control/smtproutes` that says so. */
  readonly line: number;
}

/** The port of mail. Origin: qmail-1.03 qmail-remote.c PORT_SMTP. */
export const PORT_SMTP = 25;

/** The route for a host, by its name, by what follows each dot of that, or by the empty name. Null: by its MX. */
// qmail-1.03 qmail-remote.c main
export function routeFor(host: ByteString, routes: ConstMapOfValues): SmtpRoute | null {
  for (let start = 0; start <= host.length; start++) {
    if (start !== 0 && start !== host.length && host.charAt(start) !== ".") continue;
    const found = constmap_value(routes, host.slice(start));
    if (found === null) continue;
    const { value, line } = found;
    if (value === "") return null;
    const colon = value.indexOf(":");
    if (colon === -1) return { relay: value, port: PORT_SMTP, line };
    const { value: port, length } = scan_ulong(value, colon + 1);
    return { relay: value.slice(0, colon), port: length === 0 ? 0 : port, line };
  }
  return null;
}
