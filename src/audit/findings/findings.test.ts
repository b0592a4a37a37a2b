import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configuration } from "../generated.test-kit.ts";
import { controlCases } from "./control-cases.test-kit.ts";
import { fileLines } from "../file-lines.ts";
import { given, textOf, words } from "./findings.test-kit.ts";
import { applyFix, findings, findingTitles } from "./index.ts";
import { relayCases } from "./relay-cases.test-kit.ts";
import { ruleLineCases } from "./rule-line-cases.test-kit.ts";
import { rulesCases } from "./rules-cases.test-kit.ts";
import { runCases } from "./run-cases.test-kit.ts";

const cases = [...relayCases, ...ruleLineCases, ...rulesCases, ...runCases, ...controlCases];

const idOf = (expected: string): string => expected.split(" ")[1] ?? "";

describe.each(cases)("$expected", ({ expected, fires, quiet, fixed }) => {
  it("is told where it is, and not where all is well", () => {
    const found = findings(given(fires)).filter(({ id }) => id === idOf(expected));
    expect(found.map(words)).toEqual([expected]);
    const near = findings(given(quiet)).map(words);
    expect(near.filter((one) => one === expected || one.startsWith(expected.replace(/ \S+$/, " ")))).toEqual(
      [],
    );
  });

  it("goes away with its fix, and brings no other error", () => {
    const before = given(fires);
    const all = findings(before);
    const fix = all.find((one) => words(one) === expected)?.fix ?? null;
    if (fix === null || fixed === null) {
      expect(fix).toBe(fixed);
      return;
    }
    const after = applyFix(before, fix);
    expect([fix.file, textOf(after, fix.file)]).toEqual(fixed);
    const left = findings(after);
    expect(left.filter(({ id }) => id === idOf(expected))).toEqual([]);
    const errors = new Set(all.filter(({ severity }) => severity === "error").map(({ id }) => id));
    expect(left.filter(({ severity, id }) => severity === "error" && !errors.has(id)).map(words)).toEqual([]);
  });
});

it("every kind of finding has a case", () => {
  expect([...new Set(cases.map(({ expected }) => idOf(expected)))].sort()).toEqual(
    Object.keys(findingTitles).sort(),
  );
});

it("any configuration has findings at places that there are, errors first", () => {
  fc.assert(
    fc.property(configuration, (server) => {
      const all = findings(server);
      const files = [server.rules, server.rulesCdb, server.run, ...Object.values(server.control ?? {})];
      for (const { file: path, line, column, message } of all) {
        expect(message).toMatch(/^[^]+[.]$/);
        if (line === null) continue;
        const file = files.find((one) => one?.path === path);
        if (file === undefined || file === null) throw new Error(path);
        expect(line).toBeLessThanOrEqual(fileLines(file).count);
        expect(column).toBeLessThanOrEqual(fileLines(file).line(line).length + 1);
      }
      const order = all.map(({ severity }) => ["error", "warning", "info"].indexOf(severity));
      expect(order).toEqual(order.toSorted());
    }),
    { numRuns: 300 },
  );
});
