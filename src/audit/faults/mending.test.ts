import { describe, expect, it } from "vitest";
import { soundMendings } from "./mending.ts";

describe("soundMendings", () => {
  const problems = (text: string) => [
    ...(text.includes("x") ? [{ id: "x", isError: false }] : []),
    ...(text.includes("!") ? [{ id: "bang", isError: true }] : []),
  ];
  const titles = (content: string, ...becomes: readonly (string | null)[]) =>
    soundMendings(
      { id: "x", content },
      becomes.map((text) => ({ title: String(text), becomes: text })),
      problems,
    ).map(({ title }) => title);

  it("drops what leaves the problem, brings an error, changes nothing or is there already", () => {
    expect(titles("x", "y", "yx", "y!", "x", "y", null)).toEqual(["y", "null"]);
  });

  it("lets an error stay that was there", () => {
    expect(titles("x!", "y!")).toEqual(["y!"]);
  });
});
