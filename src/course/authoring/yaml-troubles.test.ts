import { describe, expect, it } from "vitest";
import { rightWorld, troublesIn } from "./world-mistakes.test-kit.ts";

describe("a mistake in the form of a file is told with its line and what was expected", () => {
  it.each<[right: string, wrong: string, ...troubles: readonly string[]]>([
    ["  pc: {", "  mail: {", "15: expected each key once, found mail again"],
    ["partner.example: {", "broken.example: {", "22: expected each key once, found broken.example again"],
    ["partner.example:", "192.0.2.25:", "21: expected each key once, found 192.0.2.25 again"],
    [
      "  partner.example:",
      "\tpartner.example:",
      "20: expected blanks before the text of a line, found a tab",
    ],
    ["    users: [ann]", "\tusers: [ann]", "8: expected blanks before the text of a line, found a tab"],
    [
      "{ mx: [",
      "{ mx: [[",
      "20: expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["hosts:\n", "hosts\n", "3: expected a colon behind a key, found the end of the line"],
    [
      "users: [ann]",
      "users: [ann",
      "9: expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    [
      "name: mail.test",
      "name: mail: test",
      "5: expected one key and its value, found a second colon; a text with a colon goes in quotes",
    ],
    ['"hello\\n"', '"hello', "13: expected another quote, bracket or colon before this"],
    ["server: mail", "server: mail\nserver: pc", "3: expected each key once, found server again"],
    [
      "behind: mail",
      "behind: *b",
      "15: expected &b somewhere before *b; a text that begins so goes in quotes",
    ],
    ["now: 1795510800", "--- x\n---\nnow: 1", "2: expected one document, found another behind ---"],
  ])("%j as %j", (right, wrong, ...troubles) => {
    expect(rightWorld).toContain(right);
    expect(troublesIn(rightWorld.replace(right, () => wrong))).toEqual(
      troubles.map((text) => `w.yaml:${text}`),
    );
  });
});

describe("a world file that is none is told so", () => {
  it.each<[what: string, text: string, ...troubles: readonly string[]]>([
    ["empty", "", "1: the whole file: expected a map, found nothing"],
    ["blank", "\n\n", "1: the whole file: expected a map, found nothing"],
    ["comment", "# x\n", "1: the whole file: expected a map, found nothing"],
    ["list", "- a\n", "1: the whole file: expected a map, found a list"],
    ["word", "hello\n", '1: the whole file: expected a map, found "hello"'],
    ["bad utf8", "server: m\ufffdail\n", "1: expected UTF-8, found a byte that isn't (or U+FFFD itself)"],
    [
      "hosts empty",
      "now: 1\nserver: mail\nhosts: {}\n",
      "2: server: no host of the world is called mail; there are: none",
    ],
    ["null hosts", "now: 1\nserver: mail\nhosts:\n", "3: hosts: expected a map, found nothing"],
    ["null host", "now: 1\nserver: mail\nhosts:\n  mail:\n", "4: hosts.mail: expected a map, found nothing"],
  ])("%s", (_what, text, ...troubles) => {
    expect(troublesIn(text)).toEqual(troubles.map((one) => `w.yaml:${one}`));
  });
});
