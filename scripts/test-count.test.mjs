import { describe, expect, it } from "vitest";
import { add, countOf, summary } from "./test-count.mjs";

const vitest = JSON.stringify({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
const playwright = JSON.stringify({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } });
const sizes = JSON.stringify([{ fault: null }, { fault: "over by 1.0 kB" }]);

describe("countOf", () => {
  it.each(
    /** @type {const} */ ([
      ["a tool that passes is one test", { code: 0, report: null, json: null }, "1 passed, 0 failed"],
      ["a tool that fails is one failure", { code: 1, report: null, json: null }, "0 passed, 1 failed"],
      [
        "Vitest's report is counted",
        { code: 1, report: "vitest", json: vitest },
        "7 passed, 2 failed, 2 skipped",
      ],
      [
        "Playwright's report is counted",
        { code: 1, report: "playwright", json: playwright },
        "4 passed, 2 failed, 2 skipped",
      ],
      ["each budget is counted", { code: 1, report: "sizes", json: sizes }, "1 passed, 1 failed"],
      ["a run without its report fails", { code: 0, report: "vitest", json: null }, "0 passed, 1 failed"],
      ["no test at all is a failure", { code: 0, report: "sizes", json: "[]" }, "0 passed, 1 failed"],
      [
        "a failure that the report doesn't know of is one",
        { code: 1, report: "sizes", json: '[{"fault":null}]' },
        "1 passed, 1 failed",
      ],
    ]),
  )("%s", (_fact, run, expected) => {
    expect(summary(countOf(run))).toBe(expected);
  });
});

it("adds counts up", () => {
  const count = { passed: 1, failed: 2, skipped: 3 };
  expect(add(count, count)).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
