import { writeAll } from "../write.ts";
import { playFile } from "./runner.ts";

/** `lab conformance FILE...`: exits 0 when there was a case and all passed, 1 if not, 2 without a file. */
export function runConformance(words: readonly string[]): Promise<number> {
  if (words[0] === "--help") {
    writeAll(1, usage);
    return Promise.resolve(0);
  }
  return Promise.resolve(playAll(words[0] === "--" ? words.slice(1) : words));
}

const usage = "usage: lab conformance FILE...\n";

function playAll(files: readonly string[]): number {
  if (files.length === 0) {
    writeAll(2, usage);
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    const tally = playFile(file, (text) => writeAll(1, text));
    passed += tally.passed;
    failed += tally.failed;
  }
  writeAll(1, `${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
