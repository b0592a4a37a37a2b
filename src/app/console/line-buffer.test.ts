import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { History } from "./history.ts";
import { LineBuffer, type EditCommand } from "./line-buffer.ts";

function edited(text: string, cursor: number, ...commands: EditCommand[]): string {
  const buffer = new LineBuffer();
  buffer.set(text, cursor);
  for (const command of commands) buffer.apply(command);
  return `${buffer.text.slice(0, buffer.cursor)}|${buffer.text.slice(buffer.cursor)}`;
}

describe("LineBuffer", () => {
  it.each<[string, string, number, EditCommand[], string]>([
    ["kills to the start and yanks it back", "rcpt to", 4, ["kill-to-start", "end", "yank"], " torcpt|"],
    ["kills to the end", "rcpt to", 4, ["kill-to-end"], "rcpt|"],
    ["kills a word as blanks bound it", "RCPT TO:<a@b>", 13, ["kill-blank-word"], "RCPT |"],
    ["kills a word as letters bound it", "RCPT TO:<a@b>", 13, ["kill-word-left"], "RCPT TO:<a@|"],
    ["kills a word to the right", "RCPT TO:<a@b>", 4, ["kill-word-right"], "RCPT|:<a@b>"],
    [
      "keeps what was killed when there is nothing to kill",
      "ab",
      2,
      ["kill-to-start", "kill-to-start", "yank"],
      "ab|",
    ],
    ["moves by words", "one two three", 13, ["word-left", "word-left"], "one |two three"],
    ["moves right by words", "one two", 0, ["word-right"], "one| two"],
    ["erases a whole emoji", "a👩‍👩‍👧", 9, ["erase-left"], "a|"],
    ["erases a letter with its accent", "e\u0301x", 3, ["left", "erase-left"], "|x"],
    ["deletes to the right", "日本", 0, ["erase-right"], "|本"],
    ["stays put at both ends", "a", 0, ["left", "erase-left", "right", "right", "erase-right"], "a|"],
  ])("%s", (_name, text, cursor, commands, expected) => {
    expect(edited(text, cursor, ...commands)).toBe(expected);
  });

  it("never leaves the cursor inside a cluster", () => {
    const buffer = new LineBuffer();
    buffer.set("a👍🏽b", 3);
    expect(buffer.cursor).toBe(5);
  });

  it("does as a list of letters with a cursor does", () => {
    const step = fc.oneof(
      fc.constantFrom<EditCommand>(
        "left",
        "right",
        "home",
        "end",
        "erase-left",
        "erase-right",
        "kill-to-start",
        "kill-to-end",
      ),
      fc.constantFrom("x", "yz", " ").map((text) => ({ text })),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const buffer = new LineBuffer();
        let before = "";
        let after = "";
        for (const step of steps) {
          if (typeof step === "object") {
            buffer.insert(step.text);
            before += step.text;
          } else {
            buffer.apply(step);
            if (step === "left") [before, after] = [before.slice(0, -1), before.slice(-1) + after];
            if (step === "right") [before, after] = [before + after.slice(0, 1), after.slice(1)];
            if (step === "home") [before, after] = ["", before + after];
            if (step === "end") [before, after] = [before + after, ""];
            if (step === "erase-left") before = before.slice(0, -1);
            if (step === "erase-right") after = after.slice(1);
            if (step === "kill-to-start") before = "";
            if (step === "kill-to-end") after = "";
          }
          expect([buffer.text, buffer.cursor]).toEqual([before + after, before.length]);
        }
      }),
    );
  });
});

describe("History", () => {
  it("brings lines back and keeps the draft below them", () => {
    const buffer = new LineBuffer(new History(["HELO ann", "QUIT"]));
    buffer.insert("MAIL");
    const seen = (["older", "older", "older", "newer", "newer", "newer"] as const).map((command) => {
      buffer.apply(command);
      return buffer.text;
    });
    expect(seen).toEqual(["QUIT", "HELO ann", "HELO ann", "QUIT", "MAIL", "MAIL"]);
  });

  it("leaves out empty lines and a line that is sent twice", () => {
    const history = new History();
    for (const line of ["a", "a", "", "b", "a"]) history.add(line);
    expect(history.lines).toEqual(["a", "b", "a"]);
  });
});
