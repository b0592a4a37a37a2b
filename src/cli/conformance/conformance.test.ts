import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { differences, formatDifferences, visible } from "./diff.ts";
import { playFile, playLines } from "./runner.ts";

function firstCase(name: string, where: (recording: Recording) => boolean = () => true): Recording {
  const file = readFileSync(new URL(`../../../tests/conformance/${name}.jsonl.gz`, import.meta.url));
  const lines = gunzipSync(file).toString().trimEnd().split("\n");
  const found = lines.map((line) => JSON.parse(line) as Recording).find(where);
  if (found === undefined) throw new Error(`no such case in ${name}`);
  return found;
}

interface Recording {
  expect: Record<string, unknown>;
  probes?: { expect: Record<string, unknown> }[];
}

function play(text: string): { passed: number; failed: number; said: string } {
  let said = "";
  const tally = playLines("cases.jsonl", text, (report) => {
    said += report;
  });
  return { ...tally, said };
}

/** Every way to change one value somewhere below `value`: another value, one left out, one too many. */
function* tamperings(value: unknown): Generator {
  if (typeof value === "string") {
    yield `${value}x`;
    if (value !== "") yield value.slice(1);
  } else if (typeof value === "number") yield value + 1;
  else if (typeof value === "boolean") yield !value;
  else if (Array.isArray(value)) {
    yield [...(value as unknown[]), "one more"];
    for (const [index, item] of value.entries()) {
      yield value.filter((_, at) => at !== index);
      for (const changed of tamperings(item)) yield value.with(index, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    yield { ...value, oneMore: null };
    for (const [name, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
      for (const changed of tamperings(item)) yield { ...value, [name]: changed };
    }
  }
}

describe("a recording whose expectation was tampered with fails", () => {
  test.each([
    ["tcprules", firstCase("tcprules", ({ expect: { exit } }) => exit === 0)],
    ["tcprules", firstCase("tcprules", ({ expect: { exit } }) => exit === 100)],
    ["newmrh", firstCase("newmrh")],
    ["smtp", firstCase("smtp")],
    ["auth", firstCase("auth")],
    ["chain", firstCase("chain", ({ expect: { denied } }) => denied === false)],
    ["chain", firstCase("chain", ({ expect: { denied } }) => denied === true)],
  ])("%s (%#)", (_, recording) => {
    expect(play(JSON.stringify(recording))).toMatchObject({ passed: 1, failed: 0 });
    const changed = [
      ...[...tamperings(recording.expect)].map((expectation) => ({ ...recording, expect: expectation })),
      ...(recording.probes ?? []).flatMap((probe, at) =>
        [...tamperings(probe.expect)].map((expectation) => ({
          ...recording,
          probes: recording.probes?.with(at, { ...probe, expect: expectation as Record<string, unknown> }),
        })),
      ),
    ];
    expect(changed.length).toBeGreaterThan(3);
    for (const tampered of changed)
      expect(play(JSON.stringify(tampered))).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("what can't be played fails, and says why", () => {
  test.each([
    ["", "cases.jsonl: no case in it\n"],
    ["\n \n", "cases.jsonl: no case in it\n"],
    ["[]", "cases.jsonl:1: not a case"],
    ["{", "cases.jsonl:1: not JSON"],
    ['\ufeff{"kind": "pop3"}', 'cases.jsonl:1: cases of the kind "pop3" can\'t be played\n'],
    ['\n{"kind": "pop3"}', 'cases.jsonl:2: cases of the kind "pop3" can\'t be played\n'],
    ['{"kind": "newmrh", "id": "x", "expect": {}}', "cases.jsonl:1: not such a case"],
    [
      '{"kind": "newmrh", "id": "x", "profile": "qmail-1.03", "text": "\u0100", "expect": {}}',
      "cases.jsonl:1: not such a case",
    ],
  ])("%j", (text, said) => {
    const played = play(text);
    expect(played).toMatchObject({ passed: 0, failed: 1 });
    expect(played.said.slice(0, said.length)).toBe(said);
  });

  test("a file that isn't there", () => {
    const reports: string[] = [];
    expect(playFile("nowhere.jsonl", (text) => reports.push(text))).toEqual({ passed: 0, failed: 1 });
    expect(reports.join("")).toMatch(/^nowhere\.jsonl: ENOENT/);
  });
});

describe("a difference", () => {
  test("marks the first place where two strings part, with the bytes visible", () => {
    expect(formatDifferences(differences({ output: "250 ok\r\n" }, { output: "250 ok\n" }))).toBe(
      'output:\n  expected: "250 ok>>>\\r\\n" (at byte 6)\n  actual:   "250 ok>>>\\n" (at byte 6)\n',
    );
  });
  test("tells a missing field from a null", () => {
    expect(differences({ a: null }, {})).toEqual([{ path: "a", expected: "null", actual: null }]);
    expect(differences({}, { a: [1] })).toEqual([{ path: "a", expected: null, actual: "[1]" }]);
    expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toEqual([
      { path: "a[0].b", expected: "1", actual: "2" },
    ]);
  });
  test("isn't there between equal values", () => {
    expect(differences({ a: [1, { b: "\0" }] }, { a: [1, { b: "\0" }] })).toEqual([]);
  });
});

test("bytes are made visible", () => {
  expect(visible('a\\\r\n\t\0\x7f\xe9"')).toBe('a\\\\\\r\\n\\t\\x00\\x7f\\xe9"');
});
