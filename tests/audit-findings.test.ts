import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { controlCases } from "../src/audit/findings/control-cases.test-kit.ts";
import { relayCases } from "../src/audit/findings/relay-cases.test-kit.ts";
import { ruleLineCases } from "../src/audit/findings/rule-line-cases.test-kit.ts";
import { rulesCases } from "../src/audit/findings/rules-cases.test-kit.ts";
import { runCases } from "../src/audit/findings/run-cases.test-kit.ts";
import { findingTitles } from "../src/audit/index.ts";

const read = (name: string) => readFileSync(join(resolve(import.meta.dirname, ".."), "docs", name), "utf8");

/** The rows of the tables, each by its cells. */
const rows = read("audit-findings.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (-|number|what it is)/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const named = (cell = "") => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, id = ""]) => id);

describe("docs/audit-findings.md", () => {
  it("has a row for each confusion about rcpthosts and tcp.smtp", () => {
    const [, first = ""] =
      /^## What rcpthosts is\n([^]*?)^## (?!tcp\.smtp)/m.exec(read("confusions.md")) ?? [];
    const numbers = [...first.matchAll(/^(\d+)\./gm)].map(([, number]) => Number(number));
    expect(numbers.length).toBeGreaterThan(50);
    expect(rows.filter((cells) => cells.length === 4).map(([number]) => Number(number))).toEqual(numbers);
  });

  it("tells of a finding wherever the mistake can be seen, and why not elsewhere", () => {
    for (const [number, , seen = "", findings] of rows.filter((cells) => cells.length === 4)) {
      const isUnseen = seen.startsWith("no: ");
      expect([number, named(findings).length > 0 || isUnseen]).toEqual([number, true]);
    }
  });

  it("names each finding that there is, and no other, and each has a case", () => {
    const all = [...new Set(rows.flatMap((cells) => named(cells.at(-1))))];
    expect(all.sort()).toEqual(Object.keys(findingTitles).sort());
    const cases = [...relayCases, ...ruleLineCases, ...rulesCases, ...runCases, ...controlCases];
    expect([...new Set(cases.map(({ expected }) => expected.split(" ")[1]))].sort()).toEqual(all);
  });
});
