import type { ByteString } from "../bytes/index.ts";
import type { SourceLine } from "../trace/index.ts";

// What tcp_wrappers 7.6 write to the system's log, to the byte.

/** Where what is said belongs to; null outside of any table. */
export type Context = SourceLine | null;

/** Something that is logged and passed over. */
// tcp_wrappers-7.6 diag.c tcpd_warn
export function warning(context: Context, text: ByteString): ByteString {
  return diagnosis("warning", context, text);
}

/** Something that is logged and refuses the client. */
// tcp_wrappers-7.6 diag.c tcpd_jump
export function error(context: Context, text: ByteString): ByteString {
  return diagnosis("error", context, text);
}

// tcp_wrappers-7.6 diag.c tcpd_diag
function diagnosis(tag: ByteString, context: Context, text: ByteString): ByteString {
  return context === null ? `${tag}: ${text}` : `${tag}: ${context.file}, line ${context.line}: ${text}`;
}

// tcp_wrappers-7.6 hosts_access.c table_match
export const noNewline: ByteString = "missing newline or line too long";
export const noSeparator: ByteString = 'missing ":" separator';

export function cannotOpen(file: ByteString, why: ByteString): ByteString {
  return `cannot open ${file}: ${why}`;
}

// tcp_wrappers-7.6 hosts_access.c host_match, masked_match
export const noNetgroups: ByteString = "netgroup support is disabled";

export function badNet(net: ByteString, mask: ByteString): ByteString {
  return `bad net/mask expression: ${net}/${mask}`;
}

// tcp_wrappers-7.6 options.c process_options
export const noOptionName: ByteString = "missing option name";

export function badOptionName(name: ByteString): ByteString {
  return `bad option name: "${name}"`;
}

export function optionNeeds(name: ByteString, what: "value" | "no value"): ByteString {
  return `option "${name}" requires ${what}`;
}

export function optionNotLast(name: ByteString): ByteString {
  return `option "${name}" must be at end`;
}

/** An option that the original has and this doesn't. */
export function optionNotHere(name: ByteString): ByteString {
  return `option "${name}" is not supported here`;
}

// tcp_wrappers-7.6 options.c umask_option, linger_option, nice_option, rfc931_option, setenv_option
export const noSuchVariable: ByteString = "memory allocation failure";

export function badValue(what: ByteString, value: ByteString): ByteString {
  return `bad ${what}: "${value}"`;
}

// tcp_wrappers-7.6 percent_x.c percent_x
export function unknownExpansion(letter: ByteString): ByteString {
  return `unrecognized %${letter}`;
}

// tcp_wrappers-7.6 socket.c sock_host, sock_hostname
export function noClientAddress(why: ByteString): ByteString {
  return `can't get client address: ${why}`;
}

export function unverified(name: ByteString): ByteString {
  return `can't verify hostname: gethostbyname(${name}) failed`;
}

export function otherName(name: ByteString, canonical: ByteString): ByteString {
  return `host name/name mismatch: ${name} != ${canonical}`;
}

export function otherAddress(address: ByteString, name: ByteString): ByteString {
  return `host name/address mismatch: ${address} != ${name}`;
}

// tcp_wrappers-7.6 refuse.c, tcpd.c main
export function refusedConnect(client: ByteString): ByteString {
  return `refused connect from ${client}`;
}

export function connectFrom(client: ByteString): ByteString {
  return `connect from ${client}`;
}

export function cannotExecute(path: ByteString, why: ByteString): ByteString {
  return `error: cannot execute ${path}: ${why}`;
}
