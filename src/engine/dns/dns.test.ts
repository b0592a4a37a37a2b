import { expect, it } from "vitest";
import {
  domainFromDot,
  domainToDot,
  encodeResponse,
  parseType,
  printPacket,
  recordTypes,
  type DnsRecord,
  type Domain,
} from "./index.ts";

const domain = (text: string): Domain => domainFromDot(text) ?? [];
const record = (owner: string, data: DnsRecord["data"], ttlSeconds = 86400): DnsRecord => ({
  owner: domain(owner),
  ttlSeconds,
  data,
});
const hex = (bytes: string): string =>
  bytes.replace(/[^]/g, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"));

const response = {
  question: { domain: domain("all.test"), type: recordTypes.any },
  outcome: "noerror",
  answers: [
    record("all.test", { type: "a", address: "192.0.2.1" }),
    record("all.test", { type: "mx", preference: 300, domain: domain("mx.ALL.test") }),
    record("all.test", { type: "txt", text: 'a "b"' }),
    record("all.test", { type: "ptr", domain: domain("mx.all.test") }, 70_000),
  ],
} as const;

// Laid out by hand by RFC 1035 4.1; BIND's host 9.18 has read this message and printed these records, 2026-11-24.
const message = [
  "0000 8180 0001 0004 0000 0000",
  "03616c6c 0474657374 00 00ff 0001",
  "c00c 0001 0001 00015180 0004 c0000201",
  "c00c 000f 0001 00015180 0007 012c 026d78 c00c",
  "c00c 0010 0001 00015180 0006 05 6120226222",
  "c00c 000c 0001 00011170 0002 c038",
]
  .join("")
  .replace(/ /g, "");

it("lays out a message with names that point back, in whatever letters they are", () => {
  expect(hex(encodeResponse(response))).toBe(message);
});

it("cuts a long text into strings of 255 bytes", () => {
  const answers = [record("t", { type: "txt", text: "x".repeat(300) })];
  const bytes = encodeResponse({ ...response, answers });
  expect(bytes.endsWith(`\x01\x2e\xff${"x".repeat(255)}\x2d${"x".repeat(45)}`)).toBe(true);
});

it("prints each record of a message, and what its flags say", () => {
  expect(printPacket(encodeResponse(response))).toBe(
    [
      "93 bytes, 1+4+0+0 records, response, weird rd, weird ra, noerror",
      "query: 255 all.test",
      "answer: all.test 86400 A 192.0.2.1",
      "answer: all.test 86400 MX 300 mx.all.test",
      'answer: all.test 86400 16 \\005a\\040"b"',
      "answer: all.test 70000 PTR mx.all.test",
      "",
    ].join("\n"),
  );
});

it("tells that a name isn't there, with authority", () => {
  expect(printPacket(encodeResponse({ ...response, outcome: "nxdomain", answers: [] }))).toBe(
    "26 bytes, 1+0+0+0 records, response, authoritative, weird rd, weird ra, nxdomain\nquery: 255 all.test\n",
  );
});

it("prints nothing of a message that is cut off anywhere, or that goes on behind its end", () => {
  const bytes = encodeResponse(response);
  for (let end = 0; end < bytes.length; end++)
    expect([end, printPacket(bytes.slice(0, end))]).toEqual([end, null]);
  expect(printPacket(`${bytes}x`)).toBeNull();
});

it("doesn't follow names that point round in a circle", () => {
  expect(printPacket("\0\0\x81\x80\0\x01\0\0\0\0\0\0\xc0\x0c\0\x01\0\x01")).toBeNull();
});

it.each([
  ["a.B.test", "a.b.test"],
  ["a..test.", "a.test"],
  ["", "."],
  [".", "."],
  ["a\\056b.test", "a\\056b.test"],
  ["\\.x", "\\056x"],
  ["under_score-9", "under_score-9"],
  ["sp ace*", "sp\\040ace\\052"],
  ["end\\", "end"],
  [`${"x".repeat(63)}.y`, `${"x".repeat(63)}.y`],
])("reads the name %s", (text, again) => {
  const read = domainFromDot(text);
  expect(read === null ? null : domainToDot(read)).toBe(again);
});

it.each([["x".repeat(64)], [`${"x".repeat(63)}.`.repeat(4)]])("finds a name too long for DNS: %s", (text) => {
  expect(domainFromDot(text)).toBeNull();
});

it.each([
  ["mx", 15],
  ["TXT", 16],
  ["any", 255],
  ["0", 0],
  ["65551", 15],
  ["mxx", null],
  ["", null],
  ["1x", null],
  ["-1", null],
])("takes %s as the type %s", (word, type) => {
  expect(parseType(word)).toBe(type);
});
