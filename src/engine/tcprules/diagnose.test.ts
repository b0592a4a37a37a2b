import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { compileRules, diagnoseRules } from "./index.ts";

function diagnose(rules: string): string[] {
  return diagnoseRules(bytesOf(rules)).diagnostics.map(
    ({ line, column, columnEnd, problem }) => `${line}:${column}-${columnEnd} ${problem.id}`,
  );
}

describe("a line that does what it looks like is let alone", () => {
  test.each([
    "# comment",
    "",
    '127.:allow,RELAYCLIENT=""',
    "1.2.3.4:deny",
    "10.1-3.:allow",
    "1.2.3.37-53:allow",
    "=host.example.org:allow",
    "=.example.org:deny",
    "=:allow",
    ":allow",
    "joe@1.2.3.4:deny",
    "joe@=host:deny",
    ':allow,RBLSMTPD="-go away"',
  ])("%j", (line) => {
    expect(diagnose(line)).toEqual([]);
  });
});

describe("a line that does something else is told", () => {
  test.each([
    ["192.168.1.", "1:1-11 no-colon"],
    [" 10.:allow", "1:1-5 leading-blank"],
    ["10. :allow", "1:1-5 blank-in-address"],
    ["192.168.1:allow", "1:1-10 prefix-without-dot"],
    ["192.168.1.0/24:allow", "1:1-15 cidr"],
    ["192.168.1.*:allow", "1:1-12 glob"],
    ["=*.example.org:allow", "1:1-15 glob"],
    ["192.168.300.:allow", "1:1-13 not-an-address"],
    ["192.168.01.:allow", "1:1-12 not-an-address"],
    ["host.example.org:allow", "1:1-17 name-without-equals"],
    ["=Host.example.org:allow", "1:1-18 capital-in-name"],
    ["10.0.0.1-10.0.0.5:allow", "1:1-18 range-across-dots"],
    ["10.9-3.:allow", "1:1-8 reversed-range"],
    [':allow, RELAYCLIENT=""', "1:8-20 blank-in-variable"],
    ['10.:allow,RELAYCLIENT="yes"', "1:24-27 relayclient-value"],
    [':allow,RELAYCLIENT=""', "1:8-19 relay-for-all"],
    ['=:allow,RELAYCLIENT=""', "1:9-20 relay-for-all"],
    ['10.:allow,relayclient=""', "1:11-22 variable-case"],
    [':deny,X="y"', "1:6-12 variables-on-deny"],
    [":allow\r", "1:7-8 carriage-return"],
    [":Allow", "1:2-7 no-verdict"],
    [":allow,RELAYCLIENT", "1:8-19 no-equals"],
    [":allow,RELAYCLIENT=", "1:20-20 no-quote"],
    ['my-host.org:allow,X=""', "1:1-12 range-not-number"],
    ["1.2.3.4:allow\n1.2.3.4:deny", "2:1-8 duplicate-key"],
    ["1.2.3.1-9:allow\n1.2.3.4:deny", "2:1-8 duplicate-key"],
  ])("%j: %s", (rules, expected) => {
    expect(diagnose(rules)).toEqual([expected]);
  });

  test("a duplicate key names the line that counts", () => {
    const { diagnostics } = diagnoseRules(bytesOf(":allow\n#\n:deny\n:deny"));
    expect(diagnostics.map(({ problem }) => problem)).toEqual([
      { kind: "warning", id: "duplicate-key", firstLine: 1 },
      { kind: "warning", id: "duplicate-key", firstLine: 1 },
    ]);
  });

  test("every line is diagnosed, also those after one that tcprules gives up at", () => {
    expect(diagnose(":Allow\n10:allow\n:alow")).toEqual([
      "1:2-7 no-verdict",
      "2:1-3 prefix-without-dot",
      "3:2-6 no-verdict",
    ]);
    expect(diagnoseRules(bytesOf("#\n\n:allow\n:x\ny")).lines).toEqual([
      "comment",
      "blank",
      "rule",
      "failed",
      "no-colon",
    ]);
  });
});

test("the first failure is the one that tcprules gives up at, for any bytes", () => {
  const characters = fc.constantFrom(
    ..."019.:-=@,\"' \t\n\r\0#".split(/(?=.)/s),
    "allow",
    "deny",
    ":allow\n",
    "X=''",
  );
  const source = fc.array(characters, { maxLength: 60 }).map((parts) => bytesOf(parts.join("")));
  fc.assert(
    fc.property(source, (bytes) => {
      const compilation = compileRules(bytes);
      const { lines } = diagnoseRules(bytes);
      const firstFailed = lines.indexOf("failed") + 1;
      expect(firstFailed).toBe(compilation.kind === "failed" ? compilation.line : 0);
    }),
    { numRuns: 500 },
  );
});
