import { describe, expect, it } from "vitest";
import { completeLine, takesTab } from "./completion.ts";
import { LineBuffer } from "./line-buffer.ts";
import type { ConsoleModel } from "./model.ts";

const WORDS = ["tcprules", "tcprulescheck", "tcpserver"];

function shell(text: string, words: readonly string[] | null = WORDS): ConsoleModel {
  const line = new LineBuffer();
  line.set(text, text.length);
  const complete = (before: string, cursor: number) => {
    const from = before.lastIndexOf(" ", cursor - 1) + 1;
    const candidates = (words ?? []).filter((word) => word.startsWith(before.slice(from, cursor)));
    return candidates.length === 0 ? null : { from, candidates };
  };
  const nothing = () => {};
  return {
    host: "mail",
    entries: [],
    prompt: "",
    line,
    subscribe: () => nothing,
    submit: nothing,
    interrupt: nothing,
    endInput: nothing,
    complete: words === null ? undefined : complete,
  };
}

describe("completeLine", () => {
  it.each<[string, string, readonly string[]]>([
    ["t", "tcp", []],
    ["tcp", "tcp", WORDS],
    ["tcps", "tcpserver", []],
    ["man tcpr", "man tcprules", []],
    ["tcprules", "tcprules", ["tcprules", "tcprulescheck"]],
    ["x", "x", []],
  ])("makes %j %j and lists %j", (text, completed, listed) => {
    const model = shell(text);
    expect(completeLine(model)).toEqual(listed);
    expect(model.line.text).toBe(completed);
  });
});

describe("takesTab", () => {
  it("leaves Tab to the focus on an empty line, and where a console completes nothing at all", () => {
    expect([shell(""), shell("t", null)].map(takesTab)).toEqual([false, false]);
  });

  it("keeps Tab on any other line, though nothing fits it", () => {
    expect(
      [shell("t"), shell("x"), shell("cat nosuch"), shell("tcprules "), shell(" ")].map(takesTab),
    ).toEqual([true, true, true, true, true]);
  });
});
