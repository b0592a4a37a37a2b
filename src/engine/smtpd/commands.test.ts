import { describe, expect, test } from "vitest";
import type { ByteString } from "../bytes/index.ts";
import { isSameWord, parseCommand } from "./commands.ts";

describe("a command line", () => {
  test.each<[line: ByteString, verb: ByteString, argument: ByteString]>([
    ["QUIT\r", "QUIT", ""],
    ["QUIT", "QUIT", ""],
    ["QUIT\r\r", "QUIT\r", ""],
    ["MAIL FROM:<a b>\r", "MAIL", "FROM:<a b>"],
    ["RCPT   TO:<a>  ", "RCPT", "TO:<a>  "],
    ["RCPT ", "RCPT", ""],
    [" RCPT TO:<a>", "", "RCPT TO:<a>"],
    ["MAIL\tFROM:<a>", "MAIL\tFROM:<a>", ""],
    ["", "", ""],
    ["\r", "", ""],
    ["HELO a\0b", "HELO", "a"],
    ["HE\0LO a", "HE", ""],
    ["\0QUIT", "", ""],
    ["HELO \0", "HELO", ""],
  ])("%j is the verb %j with %j", (line, verb, argument) => {
    expect(parseCommand(line)).toEqual({ verb, argument });
  });
});

describe("isSameWord", () => {
  test("lowers ASCII letters only", () => {
    expect(isSameWord("HeLo", "hElO")).toBe(true);
    expect(isSameWord("\xc9", "\xe9")).toBe(false);
    expect(isSameWord("[", "{")).toBe(false);
    expect(isSameWord("a", "ab")).toBe(false);
  });
});
