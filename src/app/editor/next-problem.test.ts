import { expect, test } from "vitest";
import type { Diagnostic } from "../../languages/index.ts";
import { nextProblem, problemsAt } from "./next-problem.ts";

const at = (line: number, column: number, columnEnd: number): Diagnostic => ({
  line,
  column,
  columnEnd,
  severity: "error",
  id: "some",
  message: "",
  fixes: [],
});
const [first, second, third] = [at(1, 5, 8), at(3, 1, 4), at(3, 9, 10)];
const all = [first, second, third];

test.each([
  [1, 1, first, third],
  [1, 5, second, third],
  [2, 1, second, first],
  [3, 5, third, second],
  [3, 9, first, second],
  [9, 1, first, third],
])(
  "from line %i, column %i one gets to the next problem and to the one before, around the ends",
  (line, column, next, previous) => {
    expect(nextProblem(all, { line, column }, "next")).toBe(next);
    expect(nextProblem(all, { line, column }, "previous")).toBe(previous);
  },
);

test("where there's no problem, there's no next one", () => {
  expect(nextProblem([], { line: 1, column: 1 }, "next")).toBeNull();
  expect(nextProblem([], { line: 1, column: 1 }, "previous")).toBeNull();
});

test("a place is at a problem from its first column to right behind its last", () => {
  expect(problemsAt(all, { line: 3, column: 4 })).toEqual([second]);
  expect(problemsAt(all, { line: 3, column: 5 })).toEqual([]);
  expect(problemsAt(all, { line: 1, column: 5 })).toEqual([first]);
});
