import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSoundFixes, fixesOf, textsOf } from "../fixes.test-kit.ts";
import { tcpRules } from "./tcp-rules.ts";

const RELAY = 'allow,RELAYCLIENT=""';

describe("the fixes of an address", () => {
  it.each<[string, string[]]>([
    [`192.168.5:${RELAY}`, [`rule-missing-dot: Add the dot: 192.168.5. => 192.168.5.:${RELAY}`]],
    [`192.168.5-6:${RELAY}`, [`rule-missing-dot: Add the dot: 192.168.5-6. => 192.168.5-6.:${RELAY}`]],
    ["198.51.100.0/22:allow", ["rule-mask: Write 198.51.100-103. => 198.51.100-103.:allow"]],
    ["203.0.113.64/27:deny  ", ["rule-mask: Write 203.0.113.64-95 => 203.0.113.64-95:deny  "]],
    ["0.0.0.0/0:allow", ["rule-mask: Write no address, for everybody => :allow"]],
    [`0.0.0.0/0:${RELAY}`, []],
    ["10.0.0.0/40:allow", []],
    ["192.168.1.*:allow", ["rule-wildcard: Write 192.168.1. => 192.168.1.:allow"]],
    ["192.168.*.*:allow", ["rule-wildcard: Write 192.168. => 192.168.:allow"]],
    ["*:deny", ["rule-wildcard: Write no address, for everybody => :deny"]],
    [`*:${RELAY}`, []],
    ["10.*.5.6:allow", []],
    ["=*.Example.org:allow", ["rule-wildcard: Write =.example.org => =.example.org:allow"]],
    ["*.example.org:deny", ["rule-wildcard: Write =.example.org => =.example.org:deny"]],
    [" 10.:allow", ["rule-leading-blank: Start in column 1 => 10.:allow"]],
    ["10. :allow", ["rule-blank-in-address: Take the blank out => 10.:allow"]],
    ["10.0.0.1-10.0.0.5:deny", ["rule-range-across-dots: Write 10.0.0.1-5 => 10.0.0.1-5:deny"]],
    ["192.168.5.0-192.168.5.255:deny", ["rule-range-across-dots: Write 192.168.5. => 192.168.5.:deny"]],
    [
      "10.0.0.9-10.0.2.5:deny",
      [
        "rule-range-across-dots: Write 10.0.0.9-255 and 10.0.1. and 10.0.2.0-5 => 10.0.0.9-255:deny\n10.0.1.:deny\n10.0.2.0-5:deny",
      ],
    ],
    ["10.0.0.9-10.0.0.5:deny", []],
    ["10.0.0.1 - 10.0.0.5:deny", ["rule-unparsable: Write 10.0.0.1-5 => 10.0.0.1-5:deny"]],
    ["10.9-3.:allow", ["rule-reversed-range: Write 10.3-9. => 10.3-9.:allow"]],
    ["10.0.0.9-:allow", ["rule-reversed-range: Write 10.0.0.9-255 => 10.0.0.9-255:allow"]],
    ["10.0.0.900-300:allow", []],
    ["192.168.01.:allow", ["rule-not-an-address: Write 192.168.1. => 192.168.1.:allow"]],
    ["10.0.0.1.:allow", ["rule-not-an-address: Write 10.0.0.1 => 10.0.0.1:allow"]],
    ["192.168.300.:allow", []],
    ["\ufeff10.:allow", ["rule-not-an-address: Remove the byte order mark => 10.:allow"]],
    [
      "Host.example.org:allow",
      ["rule-name-without-equals: Write =host.example.org => =host.example.org:allow"],
    ],
    [
      "joe@host.example.org:deny",
      ["rule-name-without-equals: Write joe@=host.example.org => joe@=host.example.org:deny"],
    ],
    ["=Host.example.org:allow", ["rule-capital-in-name: Use small letters => =host.example.org:allow"]],
    ["Joe@=Host:allow", ["rule-capital-in-name: Use small letters => Joe@=host:allow"]],
    ["my-host.org:allow", ["rule-unparsable: Write =my-host.org => =my-host.org:allow"]],
    ["10.0.0.0:255.255.255.0:allow", ["rule-unparsable: Write 10.0.0. => 10.0.0.:allow"]],
  ])("of %j", (text, expected) => {
    expect(fixesOf(tcpRules, text)).toEqual(expected);
    expectSoundFixes(tcpRules, text);
  });
});

describe("the fixes of what follows the colon", () => {
  it.each<[string, string[]]>([
    ["10.:Allow", ["rule-unparsable: Write allow => 10.:allow"]],
    ["10.: deny", ["rule-unparsable: Write deny => 10.:deny"]],
    ["10.:accept", ["rule-unparsable: Write allow => 10.:allow"]],
    [`10.: Allow, RELAYCLIENT=""`, [`rule-unparsable: Write allow => 10.:${RELAY}`]],
    [
      "10.:",
      ["rule-unparsable: Write 10.:allow => 10.:allow", "rule-unparsable: Write 10.:deny => 10.:deny"],
    ],
    ['10.:RELAYCLIENT=""', [`rule-unparsable: Write allow in front => 10.:${RELAY}`]],
    ["10.:perhaps", []],
    [
      '10.:allow RELAYCLIENT=""',
      [
        `rule-unparsable: Write a comma => 10.:${RELAY}`,
        'rule-unparsable: Remove RELAYCLIENT="" => 10.:allow',
      ],
    ],
    [
      "10.:allow # mine",
      [
        "rule-unparsable: Put the remark on a line of its own => # mine\n10.:allow",
        "rule-unparsable: Remove # mine => 10.:allow",
      ],
    ],
    ["10.:allowed", ["rule-unparsable: Remove ed => 10.:allow"]],
    [':allow RELAYCLIENT=""', ['rule-unparsable: Remove RELAYCLIENT="" => :allow']],
    [
      "10.:allow,relayclient",
      [
        `rule-unparsable: Write RELAYCLIENT="" => 10.:${RELAY}`,
        "rule-unparsable: Remove relayclient => 10.:allow",
      ],
    ],
    ["10.:allow,", ["rule-unparsable: Remove the comma => 10.:allow"]],
    ["10.:allow,RELAYCLIENT=", [`rule-unparsable: Write the empty value: "" => 10.:${RELAY}`]],
    [
      "10.:allow,RELAYCLIENT=yes",
      [
        `rule-unparsable: Write RELAYCLIENT="" => 10.:${RELAY}`,
        'rule-unparsable: Write "yes" => 10.:allow,RELAYCLIENT="yes"',
      ],
    ],
    ["10.:allow,X=“a”,Y=“”", ['rule-unparsable: Write straight quotes => 10.:allow,X="a",Y=""']],
    ['10.:allow,X=a,Y="b"', ['rule-unparsable: Write "a" => 10.:allow,X="a",Y="b"']],
    [
      '10.:allow, RELAYCLIENT=""',
      [
        `rule-blank-in-variable: Take the blank out => 10.:${RELAY}`,
        "rule-blank-in-variable: Remove RELAYCLIENT => 10.:allow",
      ],
    ],
    [
      '10.:allow,relayclient=""',
      [
        `rule-variable-case: Write RELAYCLIENT => 10.:${RELAY}`,
        "rule-variable-case: Remove relayclient => 10.:allow",
      ],
    ],
    [':allow,relayclient=""', ["rule-variable-case: Remove relayclient => :allow"]],
    [`:${RELAY}`, ["open-relay: Let them in, and let them not relay => :allow"]],
    [
      `:allow,X="a",RELAYCLIENT="",Y="b"`,
      ['open-relay: Let them in, and let them not relay => :allow,X="a",Y="b"'],
    ],
    ['10.:allow,RELAYCLIENT="yes"', [`rule-relayclient-value: Write RELAYCLIENT="" => 10.:${RELAY}`]],
    [
      '10.:allow,RELAYCLIENT="no"',
      [
        "rule-relayclient-no: Remove RELAYCLIENT => 10.:allow",
        `rule-relayclient-no: Write RELAYCLIENT="" => 10.:${RELAY}`,
      ],
    ],
    ['10.:deny,RELAYCLIENT=""', ["rule-variables-on-deny: Remove the variables => 10.:deny"]],
  ])("of %j", (text, expected) => {
    expect(fixesOf(tcpRules, text)).toEqual(expected);
    expectSoundFixes(tcpRules, text);
  });
});

describe("the fixes of whole lines", () => {
  it.each<[string, string[]]>([
    [
      "10.\n",
      [
        "rule-no-colon: Write 10.:allow => 10.:allow\n",
        "rule-no-colon: Write 10.:deny => 10.:deny\n",
        "rule-no-colon: Make it a comment => # 10.\n",
      ],
    ],
    [
      "10. allow",
      ["rule-no-colon: Write the colon => 10.:allow", "rule-no-colon: Make it a comment => # 10. allow"],
    ],
    ["just words", ["rule-no-colon: Make it a comment => # just words"]],
    [" # mine: all", ["rule-unparsable: Start the comment in column 1 => # mine: all"]],
    [
      "1.:allow\n#\n1.:deny",
      [
        "rule-duplicate: Remove this line, which has no effect => 1.:allow\n#",
        "rule-duplicate: Let this line count: remove line 1 => #\n1.:deny",
      ],
    ],
    ["1.1.1.1-9:allow\n1.1.1.5:deny", []],
    [
      "# a\r\n10.:allow\r\n:deny \r",
      [
        "rule-carriage-return: Use Unix line ends in the whole file => # a\n10.:allow\n:deny",
        "rule-carriage-return: Use Unix line ends in the whole file => # a\n10.:allow\n:deny",
      ],
    ],
  ])("of %j", (text, expected) => {
    expect(fixesOf(tcpRules, text)).toEqual(expected);
    expectSoundFixes(tcpRules, text);
  });

  it("lets only the first repetition of a rule take its place", () => {
    const fixes = tcpRules.diagnose("1.:allow\n1.:deny\n1.:deny").map((found) => found.fixes.length);
    expect(fixes).toEqual([2, 1]);
  });

  it("share one list of edits for all lines with carriage returns", () => {
    const found = tcpRules.diagnose(":allow\r\n".repeat(3));
    expect(
      new Set(found.filter(({ id }) => id === "rule-carriage-return").map(({ fixes }) => fixes[0])).size,
    ).toBe(1);
  });
});

it("each fix of any text takes its problem away, brings no error, and leaves the other lines", () => {
  const texts = textsOf(
    ...[
      "10.0.0.",
      "192.168.1",
      "10.0.0.0/22",
      "10.0.0.5-10.0.0.9",
      "9-3.",
      "*",
      "=",
      "Host.example.org",
      "joe@",
    ],
    ...[
      ":",
      "::",
      "allow",
      "deny",
      "Allow",
      ",",
      ", ",
      "RELAYCLIENT",
      "relayclient",
      "X",
      "=",
      '""',
      '"',
      '"no"',
      "'",
    ],
    ...["#", " # ", "\t", ":allow", ':allow,RELAYCLIENT=""', "“”"],
  );
  fc.assert(
    fc.property(texts, (text) => {
      expectSoundFixes(tcpRules, text);
    }),
    { numRuns: 3000 },
  );
});
