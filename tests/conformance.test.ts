import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { playFile } from "../src/cli/conformance/runner.ts";

// Recorded on 2026-11-22 from qmail 1.03, netqmail 1.06 (also with SMTP AUTH 0.8.3), notqmail 1.09, ucspi-tcp 0.88-7.
describe("every recording of the real programs is reproduced to the byte", () => {
  test.each([
    ["smtp", 900],
    ["auth", 150],
    ["chain", 250],
    ["tcprules", 400],
    ["newmrh", 40],
    ["rblsmtpd", 80],
  ])("%s: %i cases", (name, cases) => {
    const path = fileURLToPath(new URL(`conformance/${name}.jsonl.gz`, import.meta.url));
    const reports: string[] = [];
    const tally = playFile(path, (text) => reports.push(text));
    expect(reports.slice(0, 5).join("")).toBe("");
    expect(tally).toEqual({ passed: cases, failed: 0 });
  });
});
