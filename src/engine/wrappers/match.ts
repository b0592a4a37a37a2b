import type { ByteString } from "../bytes/index.ts";
import { lowerAscii } from "../bytes/index.ts";
import { badNet, noNetgroups } from "./replies.ts";
import {
  eval_hostaddr,
  eval_hostname,
  eval_user,
  HOSTNAME_KNOWN,
  STR_EQ,
  unknown,
  warn,
  type Asking,
  type Request,
} from "./request.ts";
import { split_at } from "./table.ts";

type Matching = (pattern: ByteString, request: Request) => Asking<boolean>;

/** Whether a request is met by a list of patterns. What stands behind an EXCEPT takes away from what stands before it. */
// tcp_wrappers-7.6 hosts_access.c list_match
export function* list_match(list: ByteString, request: Request, match: Matching): Asking<boolean> {
  return yield* anyOf(
    list.split(/[, \t\r\n]+/).filter((pattern) => pattern !== ""),
    request,
    match,
  );
}

function* anyOf(patterns: readonly ByteString[], request: Request, match: Matching): Asking<boolean> {
  for (const [index, pattern] of patterns.entries()) {
    if (STR_EQ(pattern, "EXCEPT")) return false;
    if (!(yield* match(pattern, request))) continue;
    const rest = patterns.slice(index + 1);
    const except = rest.findIndex((one) => STR_EQ(one, "EXCEPT"));
    return except === -1 || !(yield* anyOf(rest.slice(except + 1), request, match));
  }
  return false;
}

/** A daemon's name, or daemon@host, with the address or name that the client has called. */
// tcp_wrappers-7.6 hosts_access.c server_match
export function* server_match(pattern: ByteString, request: Request): Asking<boolean> {
  const [daemon, host] = splitAtSign(pattern);
  if (!string_match(daemon, request.connection.daemon)) return false;
  return host === null || (yield* host_match(host, request, "server"));
}

/** A client's host, or user@host, with the user that its ident server names. */
// tcp_wrappers-7.6 hosts_access.c client_match
export function* client_match(pattern: ByteString, request: Request): Asking<boolean> {
  const [user, host] = splitAtSign(pattern);
  if (host === null) return yield* host_match(pattern, request, "client");
  return (yield* host_match(host, request, "client")) && string_match(user, yield* eval_user(request));
}

/** Splits at the first at sign that isn't the first byte: what begins with one names a netgroup. */
function splitAtSign(pattern: ByteString): readonly [ByteString, ByteString | null] {
  const [before, behind] = split_at(pattern.slice(1), "@");
  return [pattern.charAt(0) + before, behind];
}

/** Whether a host is one of a pattern's. Its name is looked up only for patterns that need it. */
// tcp_wrappers-7.6 hosts_access.c host_match
function* host_match(pattern: ByteString, request: Request, host: "client" | "server"): Asking<boolean> {
  const address = eval_hostaddr(request, host);
  if (pattern.startsWith("@")) {
    warn(request, noNetgroups);
    return false;
  }
  if (STR_EQ(pattern, "KNOWN")) {
    return HOSTNAME_KNOWN(yield* eval_hostname(request, host)) && !STR_EQ(address, unknown);
  }
  if (STR_EQ(pattern, "LOCAL")) {
    const name = yield* eval_hostname(request, host);
    return !name.includes(".") && HOSTNAME_KNOWN(name);
  }
  const [net, mask] = split_at(pattern, "/");
  if (mask !== null) return masked_match({ net, mask, address }, request);
  if (string_match(pattern, address)) return true;
  return NOT_INADDR(pattern) && string_match(pattern, yield* eval_hostname(request, host));
}

// tcp_wrappers-7.6 tcpd.h NOT_INADDR
function NOT_INADDR(pattern: ByteString): boolean {
  return !/^[0-9./]*$/.test(pattern);
}

/** A pattern with a dot before it is a suffix, with one behind it a prefix. Case doesn't matter. */
// tcp_wrappers-7.6 hosts_access.c string_match
function string_match(pattern: ByteString, text: ByteString): boolean {
  const wanted = lowerAscii(pattern);
  const found = lowerAscii(text);
  if (wanted.startsWith(".")) return found.length > wanted.length && found.endsWith(wanted);
  if (wanted === "all") return true;
  if (wanted === "known") return found !== unknown;
  return wanted.endsWith(".") ? found.startsWith(wanted) : found === wanted;
}

// tcp_wrappers-7.6 hosts_access.c masked_match
function masked_match(
  {
    net,
    mask,
    address,
  }: { readonly net: ByteString; readonly mask: ByteString; readonly address: ByteString },
  request: Request,
): boolean {
  const bits = dot_quad_addr(address);
  if (bits === null) return false;
  const netBits = dot_quad_addr(net);
  const maskBits = dot_quad_addr(mask);
  if (netBits === null || maskBits === null) {
    warn(request, badNet(net, mask));
    return false;
  }
  return (bits & maskBits) >>> 0 === netBits;
}

/**
 * An address of four parts as a number of 32 bits; null for anything else, and for 255.255.255.255. Its parts may be
 * octal (012) or hexadecimal (0x0a), as inet_addr has it.
 */
// tcp_wrappers-7.6 misc.c dot_quad_addr
function dot_quad_addr(text: ByteString): number | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let bits = 0;
  for (const part of parts) {
    if (!/^(0[0-7]*|[1-9][0-9]*|0[xX][0-9a-fA-F]+)$/.test(part)) return null;
    const isOctal = /^0[0-7]+$/.test(part);
    const number = isOctal ? parseInt(part, 8) : Number(part);
    if (number > 255) return null;
    bits = bits * 256 + number;
  }
  // inet_addr has no other way to say that it isn't one.
  return bits === 0xffffffff ? null : bits;
}
