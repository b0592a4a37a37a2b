import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { domainFromDot, domainToDot, recordTypes, type RecordData } from "../../../engine/dns/index.ts";
import { reverseName } from "../../network/index.ts";
import type { WorldArrival, WorldProgram, WorldSystem, WorldWait } from "../../process.ts";
import { complain, exit } from "../print.ts";
import { dnsErrors } from "./dnsqr.ts";
import { resolve } from "./resolve.ts";

type Steps<Result> = Generator<WorldWait, Result, WorldArrival>;

/** Records of one type, or why there are none. */
type Found =
  | { readonly kind: "found"; readonly records: readonly RecordData[] }
  | { readonly kind: "failed"; readonly why: ByteString };

/** dnsip(1): the addresses of each name. */
// djbdns-1.05 dnsip.c main, dns_ip.c dns_ip4
export const dnsip = forEach("unable to find IP address for", function* (system, name) {
  const literal = name.replace(/[[\]]/g, "");
  if (/^\d+(\.\d+){3}$/.test(literal)) return `${literal} \n`;
  const found = yield* find(system, { name, type: "a" });
  if (found.kind === "failed") return found;
  return `${found.records.map((data) => (data.type === "a" ? `${data.address} ` : "")).join("")}\n`;
});

/** dnsmx(1): the mail exchangers of each name, or that it's its own. */
// djbdns-1.05 dnsmx.c main
export const dnsmx = forEach("unable to find MX records for", function* (system, name) {
  const found = yield* find(system, { name, type: "mx" });
  if (found.kind === "failed") return found;
  if (found.records.length === 0) return `0 ${name}\n`;
  return found.records
    .map((data) => (data.type === "mx" ? `${data.preference} ${domainToDot(data.domain)}\n` : ""))
    .join("");
});

/** dnstxt(1): all TXT records of each name in one line. */
// djbdns-1.05 dnstxt.c main
export const dnstxt = forEach("unable to find TXT records for", function* (system, name) {
  const found = yield* find(system, { name, type: "txt" });
  if (found.kind === "failed") return found;
  return `${found.records.map((data) => (data.type === "txt" ? data.text : "")).join("")}\n`;
});

/** dnsname(1): the first name of each address. */
// djbdns-1.05 dnsname.c main, dns_name.c dns_name4
export const dnsname = forEach("unable to find host name for", function* (system, address) {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return { kind: "unparsable" };
  const found = yield* find(system, { name: reverseName(address), type: "ptr" });
  if (found.kind === "failed") return found;
  const [first] = found.records;
  return first?.type === "ptr" ? `${domainToDot(first.domain)}\n` : "\n";
});

type Line =
  ByteString | { readonly kind: "failed"; readonly why: ByteString } | { readonly kind: "unparsable" };

/** A program that prints something for each of its arguments, all of it at its end or, after a failure, none. */
function forEach(
  unable: ByteString,
  lineOf: (system: WorldSystem, argument: ByteString) => Steps<Line>,
): WorldProgram {
  return function* (system) {
    let out = "";
    for (const argument of system.argv.slice(1)) {
      const line = yield* lineOf(system, argument);
      if (typeof line !== "string") {
        complain(
          system,
          line.kind === "failed"
            ? `fatal: ${unable} ${argument}: ${line.why}`
            : `fatal: unable to parse IP address ${argument}`,
        );
        return exit(111);
      }
      out += line;
    }
    system.write(1, bytesOf(out));
    return exit(0);
  };
}

function* find(
  system: WorldSystem,
  { name, type }: { readonly name: ByteString; readonly type: RecordData["type"] },
): Steps<Found> {
  const domain = domainFromDot(name);
  if (domain === null) return { kind: "failed", why: "protocol error" };
  const resolved = yield* resolve(system, { domain, type: recordTypes[type] });
  if (resolved.kind !== "response") return { kind: "failed", why: dnsErrors[resolved.why] };
  const { answers } = resolved.response;
  return { kind: "found", records: answers.flatMap(({ data }) => (data.type === type ? [data] : [])) };
}
