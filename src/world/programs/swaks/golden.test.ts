import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readGoldens, run } from "./golden.test-kit.ts";

const goldens = readGoldens(
  readFileSync(new URL("transcripts/swaks-20240103.0.txt", import.meta.url), "utf8"),
);

it("has the recordings", () => {
  expect(goldens.length).toBe(73);
});

it.each(goldens.map((golden) => [`${golden.mode}: ${golden.argv.join(" ")}`, golden] as const))(
  "writes what the real swaks wrote, %s",
  (_name, golden) => {
    expect(run(golden)).toBe(golden.output);
  },
);

it.each([1, 2, 7])("writes the same if replies come %i bytes at a time", (pieceBytes) => {
  for (const golden of goldens) {
    // Raw bytes are shown in the pieces that they come in.
    if (!golden.argv.includes("--raw")) expect(run(golden, pieceBytes)).toBe(golden.output);
  }
});
