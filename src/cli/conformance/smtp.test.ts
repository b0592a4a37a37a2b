import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { chainRecording, smtpRecording } from "./recordings.ts";
import { playChain, playSmtp } from "./smtp.ts";

function recordings(name: "smtp" | "auth" | "chain"): unknown[] {
  const path = fileURLToPath(new URL(`../../../tests/conformance/${name}.jsonl.gz`, import.meta.url));
  return gunzipSync(readFileSync(path))
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

// A server that crashes loses the replies that it holds back, so there the output depends on the packets.
const SIGSEGV = -11;

function everyNth<Item>(items: readonly Item[], n: number): Item[] {
  return items.filter((_, index) => index % n === 0);
}

const byByte = (input: Uint8Array) => [...input].map((byte) => Uint8Array.of(byte));
const cutAt = (at: number) => (input: Uint8Array) => [input.subarray(0, at), input.subarray(at)];

describe("the recorded sessions come out the same", () => {
  const sessions = [...recordings("smtp"), ...recordings("auth")]
    .map((parsed) => v.parse(smtpRecording, parsed))
    .filter((recording) => recording.expect["exit"] !== SIGSEGV);

  const chains = recordings("chain").map((parsed) => v.parse(chainRecording, parsed));

  test("when the client's input comes byte by byte, in every third of them", () => {
    expect(everyNth(sessions, 3).length).toBeGreaterThan(300);
    for (const recording of everyNth(sessions, 3))
      expect(playSmtp(recording, byByte)).toEqual(recording.expect);
    for (const recording of everyNth(chains, 3))
      expect(playChain(recording, byByte)).toEqual(recording.expect);
  });

  test("when the client's input is cut in two, at every place of every hundredth of them", () => {
    for (const recording of everyNth(sessions, 100)) {
      for (let at = 0; at <= recording.input.length; at++) {
        expect(playSmtp(recording, cutAt(at))).toEqual(recording.expect);
      }
    }
  });
});
