import { expect, test } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { cdbRecords, openCdb } from "../cdb/index.ts";
import { compileMorercpthosts } from "./index.ts";

const text =
  "Example.ORG \t\n# comment\n\n .Blank.example\nexample.org\n#no\n \t\n.sub.example\r\nlast.example";

test("entries are lowered, lose the blanks at their end and keep those at their start", () => {
  expect(cdbRecords(openCdb(compileMorercpthosts(bytesOf(text)).cdb))).toEqual([
    ["example.org", ""],
    [" .blank.example", ""],
    ["example.org", ""],
    [".sub.example\r", ""],
    ["last.example", ""],
  ]);
});

test("the line of an entry is the first that has it", () => {
  const { lineOf } = compileMorercpthosts(bytesOf(text));
  expect(["example.org", " .blank.example", "last.example", "nowhere"].map(lineOf)).toEqual([1, 4, 9, null]);
});
