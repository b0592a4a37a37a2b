import type { ByteString } from "../bytes/index.ts";
import { domainToDot, octal, type Domain } from "./domain.ts";
import { limits } from "./limits.ts";
import { recordTypes } from "./record-type.ts";

const classIn = 1;

const codes = new Map([
  [0, ", noerror"],
  [3, ", nxdomain"],
  [4, ", notimp"],
  [5, ", refused"],
]);

/** A message of DNS in words, a line a record; null if it's cut off or its names are garbled. */
// djbdns-1.05 printpacket.c printpacket_cat
export function printPacket(message: ByteString): ByteString | null {
  const [, flags, queries, answers, authority, glue] = [0, 2, 4, 6, 8, 10].map((at) => number16(message, at));
  if (flags === undefined || queries === undefined || answers === undefined) return null;
  if (authority === undefined || glue === undefined) return null;
  if ([flags, queries, answers, authority, glue].includes(NaN)) return null;
  const sections = [
    ...sectionOf("answer", answers),
    ...sectionOf("authority", authority),
    ...sectionOf("additional", glue),
  ];
  let out = `${message.length} bytes, ${queries}+${answers}+${authority}+${glue} records${flagWords(flags)}\n`;
  let at = 12;
  for (let query = 0; query < queries; query++) {
    const name = readDomain(message, at);
    if (name === null || name.end + 4 > message.length) return null;
    const isIn = number16(message, name.end + 2) === classIn;
    const type = number16(message, name.end);
    out += `query: ${isIn ? `${type} ${domainToDot(name.domain)}` : "weird class"}\n`;
    at = name.end + 4;
  }
  for (const section of sections) {
    const record = printRecord(message, at);
    if (record === null) return null;
    out += `${section}: ${record.text}\n`;
    at = record.end;
  }
  return at === message.length ? out : null;
}

function sectionOf(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, () => name);
}

function flagWords(flags: number): ByteString {
  return [
    (flags & 0x8000) !== 0 ? ", response" : "",
    (flags & 0x7800) !== 0 ? ", weird op" : "",
    (flags & 0x0400) !== 0 ? ", authoritative" : "",
    (flags & 0x0200) !== 0 ? ", truncated" : "",
    (flags & 0x0100) !== 0 ? ", weird rd" : "",
    (flags & 0x0080) !== 0 ? ", weird ra" : "",
    codes.get(flags & 15) ?? ", weird rcode",
    (flags & 0x0070) !== 0 ? ", weird z" : "",
  ].join("");
}

interface Printed {
  readonly text: ByteString;
  readonly end: number;
}

// djbdns-1.05 printrecord.c printrecord_cat
function printRecord(message: ByteString, start: number): Printed | null {
  const name = readDomain(message, start);
  if (name === null || name.end + 10 > message.length) return null;
  const type = number16(message, name.end);
  const ttl = number16(message, name.end + 4) * 65536 + number16(message, name.end + 6);
  const at = name.end + 10;
  const end = at + number16(message, name.end + 8);
  if (end > message.length) return null;
  const head = `${domainToDot(name.domain)} ${ttl}`;
  if (number16(message, name.end + 2) !== classIn) return { text: `${head} weird class`, end };
  const data = printData(message, { type, at, end });
  return data === null ? null : { text: `${head} ${data}`, end };
}

interface DataPlace {
  readonly type: number;
  readonly at: number;
  readonly end: number;
}

function printData(message: ByteString, { type, at, end }: DataPlace): ByteString | null {
  const nameAt = (place: number, before: ByteString): ByteString | null => {
    const name = readDomain(message, place);
    return name?.end === end ? before + domainToDot(name.domain) : null;
  };
  switch (type) {
    case recordTypes.ns:
      return nameAt(at, "NS ");
    case recordTypes.ptr:
      return nameAt(at, "PTR ");
    case recordTypes.cname:
      return nameAt(at, "CNAME ");
    case recordTypes.mx:
      return nameAt(at + 2, `MX ${number16(message, at)} `);
    case recordTypes.a: {
      const bytes = [0, 1, 2, 3].map((offset) => message.charCodeAt(at + offset));
      return end - at === 4 ? `A ${bytes.join(".")}` : null;
    }
    default:
      return `${type} ${message.slice(at, end).replace(/[^!-~]|\\/gs, octal)}`;
  }
}

/** The name at a place, and where what follows it begins; null if it's garbled. */
// djbdns-1.05 dns_packet.c dns_packet_getname
function readDomain(
  message: ByteString,
  start: number,
): { readonly domain: Domain; readonly end: number } | null {
  const labels: ByteString[] = [];
  let at = start;
  let end: number | null = null;
  for (let jumps = 0; jumps <= limits.pointersFollowedMax;) {
    const length = message.charCodeAt(at);
    if (Number.isNaN(length)) return null;
    if (length === 0) return { domain: labels, end: end ?? at + 1 };
    if (length >= 0xc0) {
      if (at + 2 > message.length) return null;
      end ??= at + 2;
      at = number16(message, at) - 0xc000;
      jumps++;
      continue;
    }
    if (length > limits.labelBytesMax || at + 1 + length > message.length) return null;
    labels.push(message.slice(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return null;
}

/** NaN beyond the end. */
function number16(message: ByteString, at: number): number {
  return message.charCodeAt(at) * 256 + message.charCodeAt(at + 1);
}
