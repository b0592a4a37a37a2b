import { describe, expect, it } from "vitest";
import { entrySegments, PROMPT_STYLE, replyTone } from "./colours.ts";

describe("replyTone", () => {
  it.each([
    ["250 ok\r\n", "ok"],
    ["250-mail\r\n250 8BITMIME\r\n", "ok"],
    ["250\r\n", "ok"],
    ["354 go ahead\r\n", "more"],
    ["451 timeout (#4.4.2)\r\n", "later"],
    ["553 sorry\r\n", "refused"],
    ["<-  250-mail\n", "ok"],
    ["<** 553 sorry\n", "refused"],
    ["<** Timeout (30 secs) waiting for server response\n", null],
    [" -> 250 ok\n", null],
    ["2500 ok", null],
    ["hello", null],
  ])("of %j is %s", (text, tone) => {
    expect(replyTone(text)).toBe(tone);
  });
});

describe("entrySegments", () => {
  const plain = (text: string) => entrySegments({ kind: "output", text, replyId: null });

  it("colours the code of a good reply on each of its lines", () => {
    const segments = entrySegments({ kind: "output", text: "250-mail\r\n250 8BITMIME\r\n", replyId: "1" });
    expect(segments.filter(({ style }) => style !== "")).toEqual([
      { text: "250", style: "32" },
      { text: "250", style: "32" },
    ]);
    expect(segments.map(({ text }) => text).join("")).toBe("250-mail\n250 8BITMIME\n");
  });

  it("colours what swaks shows of replies, its own mark too", () => {
    const reply = (text: string) => entrySegments({ kind: "output", text, replyId: "1" });
    expect(reply("<-  250 ok\n").filter(({ text }) => text !== "")).toEqual([
      { text: "<-  250", style: "32" },
      { text: " ok\n", style: "" },
    ]);
    expect(reply("<** 553 no\n")).toEqual([{ text: "<** 553 no\n", style: "31" }]);
  });

  it("colours a refusal whole", () => {
    expect(entrySegments({ kind: "output", text: "553 no\r\n", replyId: "1" })).toEqual([
      { text: "553 no\n", style: "31" },
    ]);
  });

  it("takes no colour from what merely looks like a reply", () => {
    expect(plain("250 ok\r\n")).toEqual([{ text: "250 ok\n", style: "" }]);
  });

  it("lets no escape sequence through", () => {
    expect(plain("\u001b[2J\u009b2J")).toEqual([{ text: "^[[2J\\x9b2J", style: "" }]);
    expect(entrySegments({ kind: "input", prompt: "\u001b]0;$ ", text: "\u0007\n" })).toEqual([
      { text: "^[]0;$ ", style: "90" },
      { text: "^G^J\n", style: "1" },
    ]);
  });

  it("tells the prompt from what was typed after it", () => {
    expect(entrySegments({ kind: "input", prompt: "$ ", text: "ls" })).toEqual([
      { text: "$ ", style: PROMPT_STYLE },
      { text: "ls\n", style: "1" },
    ]);
  });

  it("puts tabs at every eighth column", () => {
    expect(plain("a\tb\n12345678\tc\n")[0]?.text).toBe("a       b\n12345678        c\n");
  });

  it("ends a notice with one newline", () => {
    expect(entrySegments({ kind: "notice", text: "closed" })).toEqual(
      entrySegments({ kind: "notice", text: "closed\n" }),
    );
  });
});
