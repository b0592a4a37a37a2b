import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import { blast, blastMessage, openBlast } from "./blast.ts";

interface Outcome {
  readonly message: ByteString;
  readonly ending: string;
  readonly left: ByteString;
  readonly hops: number;
  readonly bytes: number;
}

function play(text: ByteString, cuts: readonly number[] = [], bytesMax: number | null = null): Outcome {
  const message = openBlast("", bytesMax);
  const input = bytesOf(text);
  let at = 0;
  for (const cut of [...cuts, input.length].sort((one, other) => one - other)) {
    if (message.ending === "open" && at < cut) at = blast(message, input, at, cut);
  }
  const { ending, hops, bytes } = message;
  return { message: byteString(blastMessage(message)), ending, left: text.slice(at), hops, bytes };
}

// What a message is made of, as far as this part of the server can tell the difference.
const piece = fc.constantFrom(
  "\r\n",
  "\r",
  "\n",
  ".",
  "..",
  "x",
  "received",
  "Delivered-To: ",
  "line of text",
  "\0\xe9",
);
const message = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

describe("a message", () => {
  test.each<[text: ByteString, message: ByteString]>([
    [".\r\n", ""],
    ["a\r\n.\r\n", "a\n"],
    ["\r\n.\r\n", "\n"],
    ["a\r\n..b\r\n.\r\n", "a\n.b\n"],
    ["a\r\n.b\r\n.\r\n", "a\nb\n"],
    ["a.\r\n.\r\n", "a.\n"],
    ["a\rb\r\n.\r\n", "a\rb\n"],
    ["a\r\r\n.\r\n", "a\r\n"],
    ["a\r\n.\rb\r\n.\r\n", "a\n.\rb\n"],
    ["a\r\n.\r\r\n.\r\n", "a\n.\r\n"],
    ["a\r\n..\r\n.\r\n", "a\n.\n"],
    ["\0\xff\r\n.\r\n", "\0\xff\n"],
  ])("sent as %j is %j", (text, expected) => {
    expect(play(`${text}QUIT`)).toMatchObject({ message: expected, ending: "dot", left: "QUIT" });
  });

  test.each(["\n", "a\n", "a\r\n\n", "a\r\n.\n", "a\r\n.x\n", "a\rb\n"])(
    "ends in trouble at the bare newline of %j",
    (text) => {
      expect(play(`${text}QUIT`)).toMatchObject({ ending: "bare newline", left: "QUIT" });
    },
  );

  test.each<[text: ByteString, hops: number]>([
    ["Received: x\r\nRECEIVED\r\nrEcEiVeDx\r\nDelivered-To: y\r\ndelivered", 5],
    [" Received\r\nReceive\r\nDelivere\r\nX-Received\r\n", 0],
    ["Received\r\n\r\nReceived\r\n", 1],
    ["\r\nReceived\r\n", 0],
    ["\rReceived\r\nReceived\r\n", 1],
    [".Received\r\nReceived\r\n", 1],
  ])("with %j has %i hops", (text, hops) => {
    expect(play(text).hops).toBe(hops);
  });

  test("keeps no more than its limit and counts on", () => {
    expect(play("12345\r\n.\r\n", [], 5)).toMatchObject({ message: "12345", bytes: 6, ending: "dot" });
    expect(play("1234\r\n.\r\n", [], 5)).toMatchObject({ message: "1234\n", bytes: 5 });
  });

  test("is the same however it is cut", () => {
    fc.assert(
      fc.property(message, fc.array(fc.nat(200)), fc.option(fc.nat(40)), (text, cuts, bytesMax) => {
        const limits = cuts.map((cut) => Math.min(cut, text.length));
        expect(play(text, limits, bytesMax)).toEqual(play(text, [], bytesMax));
      }),
    );
  });

  test("that is sent as RFC 5321 4.5.2 says arrives unchanged", () => {
    const lines = fc.array(fc.stringMatching(/^[.a-z ]{0,12}$/), { maxLength: 12 });
    fc.assert(
      fc.property(lines, (text) => {
        const sent = text.map((line) => `${line.startsWith(".") ? "." : ""}${line}\r\n`).join("");
        expect(play(`${sent}.\r\nrest`)).toMatchObject({
          message: text.map((line) => `${line}\n`).join(""),
          left: "rest",
        });
      }),
    );
  });

  test("grows beyond its first room", () => {
    const text = "0123456789".repeat(100_000);
    expect(play(`${text}\r\n.\r\n`, [7, 5000, 123_456]).message).toBe(`${text}\n`);
  });
});
