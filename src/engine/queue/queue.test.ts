import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import { addRecipient, closeEnvelope, openEnvelope, parseEnvelope, qmail_close } from "./index.ts";

function envelopeOf(sender: ByteString, recipients: readonly ByteString[]): ByteString {
  const draft = openEnvelope(sender);
  for (const recipient of recipients) addRecipient(draft, recipient);
  return byteString(closeEnvelope(draft));
}

describe("an envelope", () => {
  test("is F, the sender, and a T before each recipient, with NULs behind them all", () => {
    expect(envelopeOf("ann@a.example", ["bob@b.example", "\xe9"])).toBe(
      "Fann@a.example\0Tbob@b.example\0T\xe9\0\0",
    );
    expect(envelopeOf("", [])).toBe("F\0\0");
  });

  test("comes back as it was", () => {
    const address = fc.uint8Array({ min: 1, maxLength: 300 }).map((bytes) => byteString(bytes));
    fc.assert(
      fc.property(address, fc.array(address), (sender, recipients) => {
        const envelope = { sender, recipients };
        expect(parseEnvelope(envelopeOf(sender, recipients))).toEqual({ kind: "envelope", envelope });
      }),
    );
  });

  test.each<[bytes: ByteString, exitCode: number]>([
    ["", 54],
    ["F", 54],
    ["Fann@a.example\0", 54],
    ["Fann@a.example\0Tbob", 54],
    ["Tbob\0\0", 91],
    ["\0", 91],
    ["F\0F\0\0", 91],
    [`F${"a".repeat(1003)}\0\0`, 11],
    [`F\0T${"a".repeat(1003)}`, 11],
  ])("of %j makes qmail-queue give up with %i", (bytes, exitCode) => {
    expect(parseEnvelope(bytes)).toEqual({ kind: "failed", exitCode });
  });

  test("may hold addresses of 1002 bytes, and what follows its end doesn't matter", () => {
    const address = "a".repeat(1002);
    expect(parseEnvelope(`F${address}\0\0rest`)).toEqual({
      kind: "envelope",
      envelope: { sender: address, recipients: [] },
    });
  });

  test("of any bytes is read without a throw", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(["envelope", "failed"]).toContain(parseEnvelope(byteString(bytes)).kind);
      }),
    );
  });
});

describe("qmail_close", () => {
  const close = (exitCode: number | null, customError: ByteString | null = null) =>
    qmail_close(
      { exitCode, customError: customError === null ? null : bytesOf(customError) },
      "whole",
      "exit code 82",
    );

  test.each<[exitCode: number, failure: ByteString]>([
    [0, ""],
    [11, "Denvelope address too long for qq (#5.1.3)"],
    [12, "Dqq permanent problem (#5.3.0)"],
    [31, "Dmail server permanently rejected message (#5.3.0)"],
    [40, "Dqq permanent problem (#5.3.0)"],
    [41, "Zqq temporary problem (#4.3.0)"],
    [54, "Zqq read error (#4.3.0)"],
    [65, "Zqq trouble creating files in queue (#4.3.0)"],
    [82, "Zqq temporary problem (#4.3.0)"],
    [91, "Zqq internal bug (#4.3.0)"],
    [115, "Denvelope address too long for qq (#5.1.3)"],
    [120, "Zunable to exec qq (#4.3.0)"],
    [255, "Zqq temporary problem (#4.3.0)"],
  ])("makes %i %j", (exitCode, failure) => {
    expect(close(exitCode)).toBe(failure);
  });

  test("knows a crash", () => {
    expect(close(null)).toBe("Zqq crashed (#4.3.0)");
  });

  test("takes success for a failure when not all was handed over", () => {
    expect(qmail_close({ exitCode: 0, customError: null }, "cut off", "ignored")).toBe(
      "Zqq read error (#4.3.0)",
    );
  });

  test("passes on what a replacement of qmail-queue says, where the version does", () => {
    expect(close(82, "Dno spam (#5.7.1)")).toBe("Dno spam (#5.7.1)");
    expect(close(82, `D${"x".repeat(300)}`)).toBe(`D${"x".repeat(254)}`);
    expect(close(82, "Dx\0y")).toBe("Dx");
    expect(close(82, "Dx")).toBe("Zqq temporary problem (#4.3.0)");
    expect(close(81, "Dno spam (#5.7.1)")).toBe("Zqq internal bug (#4.3.0)");
    const ending = { exitCode: 82, customError: bytesOf("Dno spam") };
    expect(qmail_close(ending, "whole", "ignored")).toBe("Zqq temporary problem (#4.3.0)");
  });
});
