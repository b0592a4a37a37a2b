import { lowerAscii, type ByteString } from "../bytes/index.ts";
import { domainLength, type Domain } from "./domain.ts";
import { limits } from "./limits.ts";
import { recordTypes } from "./record-type.ts";

/** One record of an answer. */
export interface DnsRecord {
  readonly owner: Domain;
  readonly ttlSeconds: number;
  readonly data: RecordData;
}

export type RecordData =
  /** `address` as dotted decimals. */
  | { readonly type: "a"; readonly address: string }
  | { readonly type: "cname" | "ns" | "ptr"; readonly domain: Domain }
  | { readonly type: "mx"; readonly preference: number; readonly domain: Domain }
  | { readonly type: "txt"; readonly text: ByteString };

/** What is asked, and what comes of it. */
export interface DnsResponse {
  readonly question: { readonly domain: Domain; readonly type: number };
  readonly outcome: "noerror" | "nxdomain";
  readonly answers: readonly DnsRecord[];
}

/** The class of the Internet. Source: RFC 1035 3.2.4. */
const classIn = 1;

/** The id of the question, which it's asked with; the reader leaves it out of account. */
const id = 0;

/**
 * The message with which a cache answers: to a question that wished for recursion, by one that offers it. Each name points
 * back to where its end has been in the message before, as far as that goes.
 */
// djbdns-1.05 response.c; RFC 1035 4.1
export function encodeResponse({ question, outcome, answers }: DnsResponse): ByteString {
  // A name that isn't there is told of with authority: djbdns-1.05 response.c response_nxdomain.
  const flags = 0x8180 | (outcome === "nxdomain" ? 0x0403 : 0);
  const writer = createWriter();
  for (const number of [id, flags, 1, answers.length, 0, 0]) writer.number16(number);
  writer.domain(question.domain);
  writer.number16(question.type);
  writer.number16(classIn);
  for (const { owner, ttlSeconds, data } of answers) {
    writer.domain(owner);
    writer.number16(recordTypes[data.type]);
    writer.number16(classIn);
    writer.number16(Math.floor(ttlSeconds / 65536));
    writer.number16(ttlSeconds % 65536);
    writer.sized(() => {
      writeData(writer, data);
    });
  }
  return writer.bytes();
}

function writeData(writer: Writer, data: RecordData): void {
  switch (data.type) {
    case "a":
      writer.text(String.fromCharCode(...data.address.split(".").map(Number)));
      return;
    case "cname":
    case "ns":
    case "ptr":
      writer.domain(data.domain);
      return;
    case "mx":
      writer.number16(data.preference);
      writer.domain(data.domain);
      return;
    case "txt":
      for (const string of stringsOf(data.text)) writer.text(String.fromCharCode(string.length) + string);
  }
}

/** The strings that a text is cut into in a TXT record, at least one. */
export function stringsOf(text: ByteString): readonly ByteString[] {
  const strings = [text.slice(0, limits.stringBytesMax)];
  for (let at: number = limits.stringBytesMax; at < text.length; at += limits.stringBytesMax)
    strings.push(text.slice(at, at + limits.stringBytesMax));
  return strings;
}

interface Writer {
  number16(value: number): void;
  text(bytes: ByteString): void;
  domain(domain: Domain): void;
  /** Writes what `write` writes, behind how many bytes it is. */
  sized(write: () => void): void;
  bytes(): ByteString;
}

function createWriter(): Writer {
  let out: ByteString = "";
  const places = new Map<string, number>();
  const pack = (value: number): ByteString => String.fromCharCode(value >> 8, value & 255);
  return {
    number16(value) {
      out += pack(value);
    },
    text(bytes) {
      out += bytes;
    },
    domain(domain) {
      for (let at = 0; at < domain.length; at++) {
        const rest = domain.slice(at);
        const key = lowerAscii(rest.map((label) => String.fromCharCode(label.length) + label).join(""));
        const place = places.get(key);
        if (place !== undefined) {
          out += pack(0xc000 + place);
          return;
        }
        const isShort = domainLength(rest) <= limits.pointerDomainBytesMax;
        if (isShort && places.size < limits.pointersMax) places.set(key, out.length);
        const label = domain[at] ?? "";
        out += String.fromCharCode(label.length) + label;
      }
      out += "\0";
    },
    sized(write) {
      const start = out.length;
      out += pack(0);
      write();
      const size = out.length - start - 2;
      out = out.slice(0, start) + pack(size) + out.slice(start + 2);
    },
    bytes: () => out,
  };
}
