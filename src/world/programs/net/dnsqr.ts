import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import {
  domainFromDot,
  domainToDot,
  encodeResponse,
  parseType,
  printPacket,
} from "../../../engine/dns/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit } from "../print.ts";
import { resolve } from "./resolve.ts";

/** dnsqr(1): asks DNS for the records of a type under a name, and prints the answer as it came. */
// djbdns-1.05 dnsqr.c main
export function* dnsqr(system: WorldSystem): WorldRunning {
  const [, typeName = "", name, ...surplus] = system.argv;
  const type = parseType(typeName);
  if (typeName === "" || type === null || name === undefined || surplus.length > 0) {
    complain(system, "usage: dnsqr type name");
    return exit(100);
  }
  const domain = domainFromDot(name);
  if (domain === null) {
    complain(system, "fatal: unable to parse: protocol error");
    return exit(111);
  }
  const resolved = yield* resolve(system, { domain, type });
  const text =
    resolved.kind === "response"
      ? withoutRecursion(encodeResponse(resolved.response))
      : `${dnsErrors[resolved.why]}\n`;
  system.write(1, bytesOf(`${type} ${domainToDot(domain)}:\n${text}`));
  return exit(0);
}

/** What is left of a message when nothing is said of the recursion that was wished for, and was there. */
function withoutRecursion(message: ByteString): ByteString {
  const flags = [message.charCodeAt(2) & ~1, message.charCodeAt(3) & ~128];
  const printed = printPacket(message.slice(0, 2) + String.fromCharCode(...flags) + message.slice(4));
  if (printed === null) throw new Error("dnsqr can't read the message that it was given");
  return printed;
}

/** errno, as djb's programs tell it, of a question that nobody answers. Source: djbdns-1.05 dns_transmit.c, error_str.c. */
export const dnsErrors = { servfail: "temporary failure", timeout: "timed out" } as const;
