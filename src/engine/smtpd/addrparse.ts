import type { ByteString } from "../bytes/index.ts";
import type { AddressStep } from "../trace/index.ts";
import { ADDRESS_BYTES_MAX } from "./limits.ts";
import { localiphost, type LocalIpHost } from "./localiphost.ts";

/**
 * The address in the argument of MAIL or RCPT; null if it's too long. There's no other failure: any text has an address,
 * which may be empty.
 *
 * `steps`, if not null, gets what was done and what was left after each step. Without `local`, IP literals stay as they are.
 */
// qmail-1.03 qmail-smtpd.c addrparse
export function addrparse(
  argument: ByteString,
  local: LocalIpHost | null,
  steps: AddressStep[] | null,
): ByteString | null {
  const bracket = argument.indexOf("<");
  const terminator = bracket === -1 ? " " : ">";
  let start = bracket + 1;
  if (bracket === -1) {
    const colon = argument.indexOf(":");
    start = colon === -1 ? argument.length : colon + 1;
    while (argument[start] === " ") start++;
    steps?.push({ step: colon === -1 ? "nothing" : "colon", rest: argument.slice(start) });
  } else {
    steps?.push({ step: "bracket", rest: argument.slice(start) });
  }

  if (argument.charCodeAt(start) === AT_SIGN) {
    const colon = argument.indexOf(":", start);
    start = colon === -1 ? argument.length : colon + 1;
    steps?.push({ step: "source-route", rest: argument.slice(start) });
  }

  let address = unquote(argument, start, terminator, steps);
  const named = local === null ? null : localiphost(address, local);
  if (named !== null) {
    address = named;
    steps?.push({ step: "local-ip", rest: address });
  }
  if (address.length <= ADDRESS_BYTES_MAX) return address;
  steps?.push({ step: "too-long", rest: address });
  return null;
}

const AT_SIGN = 0x40;

// Inside quotes and after a backslash the terminator is a letter like any other.
function unquote(
  text: ByteString,
  start: number,
  terminator: string,
  steps: AddressStep[] | null,
): ByteString {
  const close = text.indexOf(terminator, start);
  const plain = text.slice(start, close === -1 ? text.length : close);
  const isQuoted = plain.includes('"') || plain.includes("\\");
  const address = isQuoted ? withoutQuotes(text, start, terminator) : plain;
  if (isQuoted) steps?.push({ step: "unquote", rest: address });
  if (!isQuoted && close !== -1) steps?.push({ step: "terminator", rest: address });
  return address;
}

function withoutQuotes(text: ByteString, start: number, terminator: string): ByteString {
  let address = "";
  let isQuoted = false;
  for (let at = start; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === "\\") {
      at++;
      address += text.charAt(at);
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === terminator && !isQuoted) break;
    else address += letter;
  }
  return address;
}
