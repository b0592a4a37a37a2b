import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import { cdbRecords, makeCdb, openCdb } from "../cdb/index.ts";
import { compareWithCdb, compileRules } from "./index.ts";

function records(rules: ByteString): readonly (readonly [string, string])[] | null {
  const compilation = compileRules(bytesOf(rules));
  if (compilation.kind !== "compiled") throw new Error(JSON.stringify(compilation));
  return cdbRecords(openCdb(compilation.cdb));
}

describe("rules compile to records", () => {
  test.each([
    ["", []],
    ["# comment\n\n \t\nno colon\n", []],
    [":allow", [["", ""]]],
    [":deny\n", [["", "D\0"]]],
    ['1.2.3.4:allow,RELAYCLIENT=""', [["1.2.3.4", "+RELAYCLIENT=\0"]]],
    [":allow,RELAYCLIENT=xfoox \t\n", [["", "+RELAYCLIENT=foo\0"]]],
    [':deny,A="b",C=/d/', [["", "D\0+A=b\0+C=d\0"]]],
    [':allow,=""', [["", "+=\0"]]],
    [" 1.:allow", [[" 1.", ""]]],
    [":allow, X=''", [["", "+ X=\0"]]],
    [
      "1.2.3.8-10:allow",
      [
        ["1.2.3.8", ""],
        ["1.2.3.9", ""],
        ["1.2.3.10", ""],
      ],
    ],
    [
      "10.99-100.:deny",
      [
        ["10.99.", "D\0"],
        ["10.100.", "D\0"],
      ],
    ],
    [
      "10.254-900.:allow",
      [
        ["10.254.", ""],
        ["10.255.", ""],
      ],
    ],
    ["10.3-1.:allow", []],
    ["1.2.3.4-:allow", []],
    [
      "-1:allow",
      [
        ["0", ""],
        ["1", ""],
      ],
    ],
    [
      "10.0.0.1-2.0.0.5:allow",
      [
        ["10.0.0.1.0.0.5", ""],
        ["10.0.0.2.0.0.5", ""],
      ],
    ],
    [
      "=my-host:allow\njoe@1-2:allow",
      [
        ["=my-host", ""],
        ["joe@1-2", ""],
      ],
    ],
    [
      "18446744073709551617-2:allow",
      [
        ["1", ""],
        ["2", ""],
      ],
    ],
    [
      "1\0junk-2\0junk:allow",
      [
        ["1", ""],
        ["2", ""],
      ],
    ],
    [
      "a:allow\nb:allow\nc:deny\nd:deny",
      [
        ["a", ""],
        ["b", ""],
        ["c", "D\0"],
        ["d", "D\0"],
      ],
    ],
    [
      '1-2.:allow,X=""\n9:allow,X=""',
      [
        ["1.", "+X=\0"],
        ["2.", "+X=\0"],
        ["9", "+X=\0"],
      ],
    ],
  ])("%j", (rules, expected) => {
    expect(records(rules)).toEqual(expected);
  });

  test("of any good lines as one after another, however the same instructions repeat", () => {
    const instructions = fc.constantFrom(
      "allow",
      "deny",
      'allow,X=""',
      'allow,X="y"',
      "allow,X='y' ",
      "deny \t",
    );
    const key = fc.constantFrom("", "1.", "1.2.3.4", "=host.example.org", "7-9.", "3-1.");
    const line = fc.tuple(key, instructions).map(([address, says]) => `${address}:${says}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("", "\n"), (lines, last) => {
        const separate = lines.flatMap((one) => records(one) ?? []);
        const together = compileRules(bytesOf(lines.join("\n") + last));
        expect(together.kind === "compiled" && byteString(together.cdb)).toBe(byteString(makeCdb(separate)));
      }),
    );
  });

  test("random bytes compile or fail, and never throw or hang", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({ unit: fc.constantFrom(..."019.:-=@,\"' \t\n\0#alowdeny".split(/(?=.)/s)), maxLength: 120 })
        .map(bytesOf),
    );
    fc.assert(
      fc.property(bytes, (source) => {
        expect(["compiled", "failed"]).toContain(compileRules(source).kind);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("rules that can't be parsed say where", () => {
  test.each([
    [":Allow", "no-verdict", 1, 2],
    [": allow", "no-verdict", 1, 2],
    ["::1:allow", "no-verdict", 1, 2],
    [":allow\n\n1.2.3.:allow,RELAYCLIENT=", "no-quote", 3, 26],
    [":allow,RELAYCLIENT", "no-equals", 1, 8],
    [":allow,RELAYCLIENT=yes", "unclosed-quote", 1, 20],
    [':allow RELAYCLIENT=""', "no-comma", 1, 7],
    [':allow;RELAYCLIENT=""', "no-comma", 1, 7],
    [':allow,X="" # note', "no-comma", 1, 12],
    [":allow\r\n", "no-comma", 1, 7],
    ["my-host.example.com:allow", "range-not-number", 1, 1],
    ["1.2.3.4-x:allow", "range-not-number", 1, 9],
  ])("%j: %s", (rules, failure, line, column) => {
    const text = rules.split("\n")[line - 1]?.trimEnd();
    const compilation = compileRules(bytesOf(rules));
    expect(compilation).toMatchObject({ kind: "failed", failure, line, column });
    expect(compilation).toHaveProperty(
      "message",
      `tcprules: fatal: unable to parse this line: ${rules.includes("\r") ? ":allow\r" : text}\n`,
    );
  });

  test("the message ends at a NUL, as C has it", () => {
    expect(compileRules(bytesOf(":al\0low"))).toHaveProperty(
      "message",
      "tcprules: fatal: unable to parse this line: :al\n",
    );
  });
});

describe("the line of a key", () => {
  const source = bytesOf("# lines\n1.2.3.4:allow\n\nno colon\n5-7.:deny\n1.2.3.4:deny\n6.:allow\n:allow");
  const compilation = compileRules(source);
  test.each([
    ["1.2.3.4", 2],
    ["5.", 5],
    ["7.", 5],
    ["6.", 5],
    ["", 8],
    ["no", null],
  ])("%j is %j: the first line that has it", (key, line) => {
    expect(compilation.kind === "compiled" && compilation.lineOf(key)).toBe(line);
  });
});

describe("a cdb compared with its text", () => {
  const text = bytesOf(":allow\n");
  const compilation = compileRules(text);
  const cdb = compilation.kind === "compiled" ? compilation.cdb : null;
  test("is the same when it's what the text compiles to", () => {
    expect(compareWithCdb(text, cdb)).toBe("same");
    expect(compareWithCdb(bytesOf("# but for a comment\n:allow"), cdb)).toBe("same");
  });
  test("differs once a rule has changed", () => {
    expect(compareWithCdb(bytesOf(":deny\n"), cdb)).toBe("differs");
  });
  test("is told from text that doesn't compile, and from none at all", () => {
    expect(compareWithCdb(bytesOf(":Allow\n"), cdb)).toBe("unparsable");
    expect(compareWithCdb(text, null)).toBe("no cdb");
  });
});
