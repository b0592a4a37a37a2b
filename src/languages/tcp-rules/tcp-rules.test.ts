import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeText } from "../../engine/bytes/index.ts";
import { diagnoseRules } from "../../engine/tcprules/index.ts";
import { tcpRules } from "./tcp-rules.ts";

function tokens(line: string): string {
  return tcpRules
    .tokenize(line)
    .map(({ kind, from, to }) => `${kind}[${line.slice(from, to)}]`)
    .join(" ");
}

function found(text: string): string[] {
  return tcpRules
    .diagnose(text)
    .map(({ line, column, columnEnd, severity, id }) => `${line}:${column}-${columnEnd} ${severity} ${id}`);
}

describe("tokenize", () => {
  it.each([
    ["# home", "comment[# home]"],
    ["", ""],
    ["no colon", "ignored[no colon]"],
    [":allow", "punctuation[:] allow[allow]"],
    ["10.:deny  ", "address[10.] punctuation[:] deny[deny] text[  ]"],
    [
      '192.168.1.:allow,RELAYCLIENT=""',
      'address[192.168.1.] punctuation[:] allow[allow] punctuation[,] variable[RELAYCLIENT] punctuation[=] value[""]',
    ],
    [
      "1.2.3.4:allow,A=xbx,B='c'",
      "address[1.2.3.4] punctuation[:] allow[allow] punctuation[,] variable[A] punctuation[=] value[xbx] punctuation[,] variable[B] punctuation[=] value['c']",
    ],
    [
      "joe@=mail.example.org:allow",
      "variable[joe] punctuation[@=] address[mail.example.org] punctuation[:] allow[allow]",
    ],
    [": allow", "punctuation[:] invalid[ allow]"],
    ["1.2.3.4:allow,RELAYCLIENT", "address[1.2.3.4] punctuation[:] allow[allow] invalid[,RELAYCLIENT]"],
    [":allow,X=“a”", "punctuation[:] allow[allow] invalid[,X=“a”]"],
    ["::1:allow", "punctuation[:] invalid[:1:allow]"],
    [":allow\r", "punctuation[:] allow[allow] invalid[\r]"],
  ])("takes %j apart", (line, expected) => {
    expect(tokens(line)).toBe(expected);
  });

  it("finds invalid what tcprules can't parse, and nothing else", () => {
    const piece = fc.constantFrom(
      ":",
      "allow",
      "deny",
      ",",
      "A",
      "=",
      '"',
      "x",
      " ",
      "#",
      "1.2.",
      "é",
      "\udc80",
      "\r",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const line = pieces.join("");
        const isInvalid = tcpRules.tokenize(line).some(({ kind }) => kind === "invalid");
        // Where all instructions are missing there is nothing to colour.
        fc.pre(!/^[^#:][^:]*:[ ]*$|^:[ ]*$/.test(line));
        expect(isInvalid).toBe(diagnoseRules(encodeText(line)).lines[0] === "failed");
      }),
      { numRuns: 3000 },
    );
  });

  it("covers any line without gaps", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("", ":", ":allow,"), (start, end) => {
        const line = start.replaceAll("\n", "") + end;
        expect(
          tcpRules
            .tokenize(line)
            .map(({ from, to }) => line.slice(from, to))
            .join(""),
        ).toBe(line);
      }),
    );
  });
});

describe("diagnose", () => {
  it.each<[string, string[]]>([
    ['127.:allow,RELAYCLIENT=""\n:allow\n', []],
    ["10.0.0.1:Allow", ["1:10-15 error rule-unparsable"]],
    ["10.0.0.1:allow # me", ["1:15-20 error rule-unparsable"]],
    [":allow\n10.0.0:allow\n", ["2:1-7 warning rule-missing-dot"]],
    ["é.example.org:allow", ["1:1-14 warning rule-name-without-equals"]],
    ["10.:allow,Ü=y", ["1:13-14 error rule-unparsable"]],
    [":allow\r\n", ["1:7-8 error rule-carriage-return"]],
    ["just words", ["1:1-11 warning rule-no-colon"]],
    ["10.:allow\n10.:deny", ["2:1-4 warning rule-duplicate"]],
    ['10.:deny,RELAYCLIENT=""', ["1:9-24 info rule-variables-on-deny"]],
    ['10.:allow,RELAYCLIENT="yes"', ["1:24-27 warning rule-relayclient-value"]],
  ])("finds in %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("names the line that came first", () => {
    expect(tcpRules.diagnose("# a\n1.:allow\n1.:deny")[0]?.message).toMatch(
      /^Line 2 has a rule for this address already/,
    );
  });

  it("never fails, and stays inside the text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(":allow", ",A=", "\r\n", "\n", "1-2.", "=é", "\udc80", "😀"),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const lines = text.split("\n");
        for (const { line, column, columnEnd } of tcpRules.diagnose(text)) {
          expect(column).toBeGreaterThanOrEqual(1);
          expect(columnEnd).toBeGreaterThan(column);
          expect(columnEnd).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 2);
          tcpRules.hover(text, { line, column });
          tcpRules.complete(text, { line, column });
        }
      }),
    );
  });
});

describe("hover", () => {
  it.each([
    ["127.0.0.1:allow", 3, "The client at 127.0.0.1, whatever other rules say"],
    [
      "192.168.1.:allow",
      1,
      "All 256 addresses that begin with 192.168.1., but for those that a closer rule is for",
    ],
    ["10.:allow", 1, "All 16777216 addresses that begin with 10., but for those that a closer rule is for"],
    [":allow", 1, "Every client that no other rule is for"],
    ["=.example.org:allow", 5, "Every client whose DNS name ends with .example.org"],
    [
      "joe@1.2.3.4:allow",
      2,
      "The client at 1.2.3.4, whatever other rules say, when its ident server says joe",
    ],
    ["10.0.0.1-5:deny", 2, "One rule for each number of the range in 10.0.0.1-5"],
  ])("says who %s is for", (line, column, expected) => {
    // What follows is for whom it decides.
    expect(tcpRules.hover(line, { line: 1, column })?.text.split(". It decides")[0]).toBe(expected);
  });

  it("explains RELAYCLIENT at its name", () => {
    const hover = tcpRules.hover(':allow\n10.:allow,RELAYCLIENT=""', { line: 2, column: 12 });
    expect([hover?.column, hover?.columnEnd]).toEqual([11, 22]);
    expect(hover?.text).toContain("does not ask rcpthosts");
  });

  it("leaves an address that never matches to the diagnostics", () => {
    expect(tcpRules.hover("10.0.0.0/8:allow", { line: 1, column: 2 })).toBeNull();
  });

  describe("says for whom a line decides", () => {
    const hosts = [
      { title: "ann", address: "192.168.5.10" },
      { title: "printer", address: "192.168.5.66" },
      { title: "stranger", address: "198.51.100.66" },
    ];
    const text = [
      '192.168.5.:allow,RELAYCLIENT=""',
      "192.168.5.66:deny",
      ":allow",
      "192.168.5.66:allow",
      '10.1-2.:allow,RELAYCLIENT=""',
      "=.example.org:deny",
    ].join("\n");
    const decides = (line: number, rules = text) => {
      const told = tcpRules.hover(rules, { line, column: 1 }, { hosts })?.text ?? "";
      return told.slice(told.indexOf(". ") + 2);
    };

    it.each([
      [
        1,
        "It decides for 255 addresses, among them ann (192.168.5.10): who comes from there may send to anybody.",
      ],
      [
        2,
        "It decides for one address, among them printer (192.168.5.66): who comes from there is hung up on.",
      ],
      [
        3,
        "It decides for 4294835968 addresses, among them stranger (198.51.100.66): who comes from there may send to what rcpthosts lists, and to nobody else.",
      ],
      [4, "By its address alone it decides for nobody: closer or earlier lines are for all of these."],
      [5, "It decides for 131072 addresses: who comes from there may send to anybody."],
    ])("in line %d", (line, expected) => {
      expect(decides(line)).toBe(expected);
    });

    it("but not while tcprules can't read the text", () => {
      expect(tcpRules.hover(`${text}\nnonsense:`, { line: 1, column: 1 }, { hosts })?.text).not.toContain(
        "decides",
      );
    });

    it("but not of names, which are known only of clients that are there", () => {
      expect(tcpRules.hover(text, { line: 6, column: 1 }, { hosts })?.text).not.toContain("decides");
    });

    it("in a long text at once, line by line", () => {
      const long = Array.from({ length: 10_000 }, (_none, at) => `10.${at >> 8}.${at & 255}.:allow`).join(
        "\n",
      );
      for (let line = 1; line <= 10_000; line += 500)
        expect(decides(line, long)).toContain("It decides for 256 addresses");
    });
  });
});

describe("complete", () => {
  const labels = (text: string, column: number) =>
    tcpRules.complete(text, { line: 1, column }).map(({ label }) => label);
  it.each<[string, string[]]>([
    ["10.:", ["allow", 'allow,RELAYCLIENT=""', "deny"]],
    ["10.:d", ["deny"]],
    ["10.:allow,", ['RELAYCLIENT=""', 'RBLSMTPD=""', 'DATABYTES="10000000"']],
    ["10.:allow,rel", ['RELAYCLIENT=""']],
    ['10.:allow,RELAYCLIENT="', []],
    ["", ['127.:allow,RELAYCLIENT=""', ":allow", ":deny"]],
    ["# a:", []],
  ])("offers at the end of %j", (line, expected) => {
    expect(labels(line, line.length + 1)).toEqual(expected);
  });

  it("explains RELAYCLIENT", () => {
    const [offer] = tcpRules.complete("10.:allow,", { line: 1, column: 11 });
    expect(offer?.explanation).toContain("does not ask rcpthosts");
  });

  it("offers the addresses of known hosts at the front of a line, as far as they go on with what is typed", () => {
    const hosts = [
      { title: "Ann", address: "192.168.5.10" },
      { title: "Joe", address: "198.51.100.10" },
    ];
    const at = (text: string) =>
      tcpRules.complete(text, { line: 1, column: text.length + 1 }, { hosts }).map(({ label }) => label);
    expect(at("192")).toEqual(["192.168.5.10:"]);
    expect(at("")).toEqual([
      '127.:allow,RELAYCLIENT=""',
      ":allow",
      ":deny",
      "192.168.5.10:",
      "198.51.100.10:",
    ]);
    expect(at("10.:")).not.toContain("192.168.5.10:");
  });
});
