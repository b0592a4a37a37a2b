import fc from "fast-check";
import { expect, it } from "vitest";
import type { Hunk } from "./examination.ts";
import { hunksBetween } from "./hunks.ts";

function shown(before: string, after: string): readonly string[] {
  const signs = { same: " ", removed: "-", added: "+", "left out": "…" };
  return hunksBetween("f", { before, after, linesMax: 100 }).flatMap(({ lines }: Hunk) => [
    "@",
    ...lines.map(({ kind, number, text }) => `${signs[kind]}${number ?? ""} ${text}`),
  ]);
}

it("shows a changed line with those around it", () => {
  expect(shown("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nX\ne\nf\n")).toEqual([
    "@",
    " 2 b",
    " 3 c",
    "-4 d",
    "+4 X",
    " 5 e",
    " 6 f",
  ]);
});

it("shows changes that are far from each other apart", () => {
  const lines = Array.from({ length: 20 }, (_, at) => `l${at + 1}`);
  const after = lines.with(1, "X").with(17, "Y");
  expect(shown(lines.join("\n"), after.join("\n")).filter((line) => line === "@")).toHaveLength(2);
});

it("shows nothing where nothing is otherwise, and a new file whole", () => {
  expect(shown("a\n", "a\n")).toEqual([]);
  expect(shown("", "a\nb\n")).toEqual(["@", "+1 a", "+2 b"]);
});

it("stops after so many changes", () => {
  const hunks = hunksBetween("f", { before: "", after: "a\n".repeat(50), linesMax: 10 });
  expect(hunks[0]?.lines.map(({ kind }) => kind)).toEqual([...Array<string>(10).fill("added"), "left out"]);
});

it("removes and adds just what makes the one text of the other", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (old, now) => {
      const [before, after] = [old, now].map((lines) => lines.map((line) => `${line}\n`).join("")) as [
        string,
        string,
      ];
      const steps = hunksBetween("f", { before, after, linesMax: 1000 }).flatMap(({ lines }) => lines);
      const removed = steps.filter(({ kind }) => kind === "removed").map(({ number }) => number);
      const added = steps.filter(({ kind }) => kind === "added");
      const kept = old.filter((_, at) => !removed.includes(at + 1));
      expect(kept.length + added.length).toBe(now.length);
      for (const { kind, number, text: line } of steps)
        if (kind === "removed" || kind === "same") expect(old[(number ?? 0) - 1]).toBe(line);
    }),
  );
});
