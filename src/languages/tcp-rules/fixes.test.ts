import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSoundFixes, fixesOf, textsOf } from "../fixes.test-kit.ts";
import { tcpRules } from "./tcp-rules.ts";

const RELAY = 'allow,RELAYCLIENT=""';

describe("the fixes of an address", () => {
  it.each<[string, string[]]>([
    [`192.168.5:${RELAY}`, [`prefix-without-dot: Add the dot: 192.168.5. => 192.168.5.:${RELAY}`]],
    [`192.168.5-6:${RELAY}`, [`prefix-without-dot: Add the dot: 192.168.5-6. => 192.168.5-6.:${RELAY}`]],
    ["198.51.100.0/22:allow", ["cidr: Write 198.51.100-103. => 198.51.100-103.:allow"]],
    ["203.0.113.64/27:deny  ", ["cidr: Write 203.0.113.64-95 => 203.0.113.64-95:deny  "]],
    ["0.0.0.0/0:allow", ["cidr: Write no address, for everybody => :allow"]],
    [`0.0.0.0/0:${RELAY}`, []],
    ["10.0.0.0/40:allow", []],
    ["192.168.1.*:allow", ["glob: Write 192.168.1. => 192.168.1.:allow"]],
    ["192.168.*.*:allow", ["glob: Write 192.168. => 192.168.:allow"]],
    ["*:deny", ["glob: Write no address, for everybody => :deny"]],
    [`*:${RELAY}`, []],
    ["10.*.5.6:allow", []],
    ["=*.Example.org:allow", ["glob: Write =.example.org => =.example.org:allow"]],
    ["*.example.org:deny", ["glob: Write =.example.org => =.example.org:deny"]],
    [" 10.:allow", ["leading-blank: Start in column 1 => 10.:allow"]],
    ["10. :allow", ["blank-in-address: Take the blank out => 10.:allow"]],
    ["10.0.0.1-10.0.0.5:deny", ["range-across-dots: Write 10.0.0.1-5 => 10.0.0.1-5:deny"]],
    ["192.168.5.0-192.168.5.255:deny", ["range-across-dots: Write 192.168.5. => 192.168.5.:deny"]],
    [
      "10.0.0.9-10.0.2.5:deny",
      [
        "range-across-dots: Write 10.0.0.9-255 and 10.0.1. and 10.0.2.0-5 => 10.0.0.9-255:deny\n10.0.1.:deny\n10.0.2.0-5:deny",
      ],
    ],
    ["10.0.0.9-10.0.0.5:deny", []],
    ["10.0.0.1 - 10.0.0.5:deny", ["range-not-number: Write 10.0.0.1-5 => 10.0.0.1-5:deny"]],
    ["10.9-3.:allow", ["reversed-range: Write 10.3-9. => 10.3-9.:allow"]],
    ["10.0.0.9-:allow", ["reversed-range: Write 10.0.0.9-255 => 10.0.0.9-255:allow"]],
    ["10.0.0.900-300:allow", []],
    ["192.168.01.:allow", ["not-an-address: Write 192.168.1. => 192.168.1.:allow"]],
    ["10.0.0.1.:allow", ["not-an-address: Write 10.0.0.1 => 10.0.0.1:allow"]],
    ["192.168.300.:allow", []],
    ["\ufeff10.:allow", ["not-an-address: Remove the byte order mark => 10.:allow"]],
    ["Host.example.org:allow", ["name-without-equals: Write =host.example.org => =host.example.org:allow"]],
    [
      "joe@host.example.org:deny",
      ["name-without-equals: Write joe@=host.example.org => joe@=host.example.org:deny"],
    ],
    ["=Host.example.org:allow", ["capital-in-name: Use small letters => =host.example.org:allow"]],
    ["Joe@=Host:allow", ["capital-in-name: Use small letters => Joe@=host:allow"]],
    ["my-host.org:allow", ["range-not-number: Write =my-host.org => =my-host.org:allow"]],
    ["10.0.0.0:255.255.255.0:allow", ["no-verdict: Write 10.0.0. => 10.0.0.:allow"]],
  ])("of %j", (text, expected) => {
    expect(fixesOf(tcpRules, text)).toEqual(expected);
    expectSoundFixes(tcpRules, text);
  });
});

describe("the fixes of what follows the colon", () => {
  it.each<[string, string[]]>([
    ["10.:Allow", ["no-verdict: Write allow => 10.:allow"]],
    ["10.: deny", ["no-verdict: Write deny => 10.:deny"]],
    ["10.:accept", ["no-verdict: Write allow => 10.:allow"]],
    [`10.: Allow, RELAYCLIENT=""`, [`no-verdict: Write allow => 10.:${RELAY}`]],
    ["10.:", ["no-verdict: Write 10.:allow => 10.:allow", "no-verdict: Write 10.:deny => 10.:deny"]],
    ['10.:RELAYCLIENT=""', [`no-verdict: Write allow in front => 10.:${RELAY}`]],
    ["10.:perhaps", []],
    [
      '10.:allow RELAYCLIENT=""',
      [`no-comma: Write a comma => 10.:${RELAY}`, 'no-comma: Remove RELAYCLIENT="" => 10.:allow'],
    ],
    [
      "10.:allow # mine",
      [
        "no-comma: Put the remark on a line of its own => # mine\n10.:allow",
        "no-comma: Remove # mine => 10.:allow",
      ],
    ],
    ["10.:allowed", ["no-comma: Remove ed => 10.:allow"]],
    [':allow RELAYCLIENT=""', ['no-comma: Remove RELAYCLIENT="" => :allow']],
    [
      "10.:allow,relayclient",
      [`no-equals: Write RELAYCLIENT="" => 10.:${RELAY}`, "no-equals: Remove relayclient => 10.:allow"],
    ],
    ["10.:allow,", ["no-equals: Remove the comma => 10.:allow"]],
    ["10.:allow,RELAYCLIENT=", [`no-quote: Write the empty value: "" => 10.:${RELAY}`]],
    [
      "10.:allow,RELAYCLIENT=yes",
      [
        `unclosed-quote: Write RELAYCLIENT="" => 10.:${RELAY}`,
        'unclosed-quote: Write "yes" => 10.:allow,RELAYCLIENT="yes"',
      ],
    ],
    ["10.:allow,X=“a”,Y=“”", ['no-comma: Write straight quotes => 10.:allow,X="a",Y=""']],
    ['10.:allow,X=a,Y="b"', ['unclosed-quote: Write "a" => 10.:allow,X="a",Y="b"']],
    [
      '10.:allow, RELAYCLIENT=""',
      [
        `blank-in-variable: Take the blank out => 10.:${RELAY}`,
        "blank-in-variable: Remove RELAYCLIENT => 10.:allow",
      ],
    ],
    [
      '10.:allow,relayclient=""',
      [`variable-case: Write RELAYCLIENT => 10.:${RELAY}`, "variable-case: Remove relayclient => 10.:allow"],
    ],
    [':allow,relayclient=""', ["variable-case: Remove relayclient => :allow"]],
    [`:${RELAY}`, ["relay-for-all: Remove RELAYCLIENT => :allow"]],
    [`:allow,X="a",RELAYCLIENT="",Y="b"`, ['relay-for-all: Remove RELAYCLIENT => :allow,X="a",Y="b"']],
    ['10.:allow,RELAYCLIENT="yes"', [`relayclient-value: Write RELAYCLIENT="" => 10.:${RELAY}`]],
    [
      '10.:allow,RELAYCLIENT="no"',
      [
        "relayclient-value: Remove RELAYCLIENT => 10.:allow",
        `relayclient-value: Write RELAYCLIENT="" => 10.:${RELAY}`,
      ],
    ],
    ['10.:deny,RELAYCLIENT=""', ["variables-on-deny: Remove the variables => 10.:deny"]],
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
        "no-colon: Write 10.:allow => 10.:allow\n",
        "no-colon: Write 10.:deny => 10.:deny\n",
        "no-colon: Make it a comment => # 10.\n",
      ],
    ],
    ["10. allow", ["no-colon: Write the colon => 10.:allow", "no-colon: Make it a comment => # 10. allow"]],
    ["just words", ["no-colon: Make it a comment => # just words"]],
    [" # mine: all", ["no-verdict: Start the comment in column 1 => # mine: all"]],
    [
      "1.:allow\n#\n1.:deny",
      [
        "duplicate-key: Remove this line, which has no effect => 1.:allow\n#",
        "duplicate-key: Let this line count: remove line 1 => #\n1.:deny",
      ],
    ],
    ["1.1.1.1-9:allow\n1.1.1.5:deny", []],
    [
      "# a\r\n10.:allow\r\n:deny \r",
      [
        "carriage-return: Use Unix line ends in the whole file => # a\n10.:allow\n:deny",
        "carriage-return: Use Unix line ends in the whole file => # a\n10.:allow\n:deny",
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
      new Set(found.filter(({ id }) => id === "carriage-return").map(({ fixes }) => fixes[0])).size,
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
