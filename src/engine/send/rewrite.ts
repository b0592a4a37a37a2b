import type { ByteString } from "../bytes/index.ts";
import { constmap, constmap_value } from "../control/index.ts";
import type { Routing } from "./controls.ts";

export type Channel = "local" | "remote";

/** Where a recipient goes, as which address, and why: what was looked at, in its order. */
export interface Rewritten {
  readonly channel: Channel;
  readonly address: ByteString;
  readonly reasons: readonly RewriteReason[];
}

/** A step of the rewriting; the last one decides. `line` is the line of the control file that says so. */
export type RewriteReason =
  | { readonly kind: "no at sign"; readonly address: ByteString }
  | {
      readonly kind: "percent hack";
      readonly domain: ByteString;
      readonly address: ByteString;
      readonly line: number;
    }
  | { readonly kind: "in locals"; readonly domain: ByteString; readonly line: number }
  | { readonly kind: "in virtualdomains"; readonly key: ByteString; readonly line: number }
  /** An entry with nothing behind its colon takes a domain out of a wider one. */
  | { readonly kind: "excepted in virtualdomains"; readonly key: ByteString; readonly line: number }
  | { readonly kind: "nowhere listed"; readonly domain: ByteString };

/** Decides on a recipient: whether it's delivered on this host or sent on, and as which address. */
// qmail-1.03 qmail-send.c rewrite
export function rewrite(recipient: ByteString, routing: Routing): Rewritten {
  const reasons: RewriteReason[] = [];
  let address = recipient;
  let at = address.lastIndexOf("@");
  if (at === -1) {
    at = address.length;
    address += `@${routing.envnoathost}`;
    reasons.push({ kind: "no at sign", address });
  }
  for (;;) {
    const domain = address.slice(at + 1);
    const line = constmap(routing.percenthack, domain);
    const percent = address.slice(0, at).lastIndexOf("%");
    if (line === null || percent === -1) break;
    address = `${address.slice(0, percent)}@${address.slice(percent + 1, at)}`;
    at = percent;
    reasons.push({ kind: "percent hack", domain, address, line });
  }
  at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  const line = constmap(routing.locals, domain);
  if (line !== null) {
    return { channel: "local", address, reasons: [...reasons, { kind: "in locals", domain, line }] };
  }
  for (const key of virtualKeys(address, at)) {
    const found = constmap_value(routing.virtualdomains, key);
    if (found === null) continue;
    const source = { key, line: found.line };
    if (found.value === "") {
      return {
        channel: "remote",
        address,
        reasons: [...reasons, { kind: "excepted in virtualdomains", ...source }],
      };
    }
    return {
      channel: "local",
      address: `${found.value}-${address}`,
      reasons: [...reasons, { kind: "in virtualdomains", ...source }],
    };
  }
  return { channel: "remote", address, reasons: [...reasons, { kind: "nowhere listed", domain }] };
}

/** The whole address, its domain, what follows each dot of that (dot included), and "". */
function virtualKeys(address: ByteString, at: number): readonly ByteString[] {
  const keys: ByteString[] = [];
  for (let start = 0; start <= address.length; start++) {
    const isDot = start > at && address.charAt(start) === ".";
    if (start === 0 || start === at + 1 || start === address.length || isDot) keys.push(address.slice(start));
  }
  return keys;
}

/** A local recipient without what `virtualdomains` has put before it, for people to read. */
// qmail-1.03 qmail-send.c stripvdomprepend
export function stripvdomprepend(recipient: ByteString, { virtualdomains }: Routing): ByteString {
  const at = recipient.lastIndexOf("@");
  if (at === -1) return recipient;
  const domain = recipient.slice(at + 1);
  for (let start = 0; start <= domain.length; start++) {
    if (start !== 0 && start !== domain.length && domain.charAt(start) !== ".") continue;
    const found = constmap_value(virtualdomains, domain.slice(start));
    if (found === null) continue;
    const prefix = `${found.value}-`;
    return found.value !== "" && recipient.startsWith(prefix) ? recipient.slice(prefix.length) : recipient;
  }
  return recipient;
}

/** The sender that a delivery gets: of a list with an owner for each recipient (`owner-@host-@[]`), its own one. */
// qmail-1.03 qmail-send.c senderadd
export function senderadd(sender: ByteString, recipient: ByteString): ByteString {
  if (!sender.endsWith("-@[]")) return sender;
  const at = sender.lastIndexOf("@", sender.length - 5);
  const recipientAt = recipient.lastIndexOf("@");
  if (at === -1 || recipientAt === -1 || at + 5 > sender.length) return sender;
  const box = `${recipient.slice(0, recipientAt)}=${recipient.slice(recipientAt + 1)}`;
  return `${sender.slice(0, at)}${box}@${sender.slice(at + 1, -4)}`;
}
