import { expect, it } from "vitest";
import { hasProgram, programTable } from "./program-table.ts";

it("has a program for each row, and says where none is", () => {
  expect(programTable.filter(({ name }) => !hasProgram(name)).map(({ name }) => name)).toEqual([]);
});

it("installs each path once", () => {
  const paths = programTable.map(({ path }) => path);
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
});
