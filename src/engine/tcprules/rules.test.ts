import { describe, expect, test } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { openCdb } from "../cdb/index.ts";
import type { Note } from "../trace/index.ts";
import { compileRules, ruleInstructions, ruleKeys, rules, type Client, type RulesFile } from "./index.ts";

function rulesFile(text: string): RulesFile {
  const compilation = compileRules(bytesOf(text));
  if (compilation.kind !== "compiled") throw new Error(compilation.kind);
  return { cdb: openCdb(compilation.cdb), origin: { file: "/etc/tcp.smtp", lineOf: compilation.lineOf } };
}

const client: Client = { remoteIp: "10.1.2.3", remoteHost: null, remoteInfo: null };

describe("the order of look-ups", () => {
  test("of an address alone: itself, its prefixes from the longest, the rest", () => {
    expect([...ruleKeys(client)]).toEqual(["10.1.2.3", "10.1.2.", "10.1.", "10.", ""]);
  });
  test("with a name: the name after the address, its suffixes after the prefixes, then any name", () => {
    expect([...ruleKeys({ ...client, remoteHost: "a.b.c" })]).toEqual([
      "10.1.2.3",
      "=a.b.c",
      "10.1.2.",
      "10.1.",
      "10.",
      "=.b.c",
      "=.c",
      "=",
      "",
    ]);
  });
  test("with ident information: that first, and only with whole addresses and names", () => {
    expect([...ruleKeys({ ...client, remoteHost: "h", remoteInfo: "joe" })].slice(0, 4)).toEqual([
      "joe@10.1.2.3",
      "joe@=h",
      "10.1.2.3",
      "=h",
    ]);
    expect([...ruleKeys({ ...client, remoteInfo: "" })][0]).toBe("@10.1.2.3");
  });
  test("with an empty name: it's tried like any other", () => {
    expect([...ruleKeys({ ...client, remoteIp: "1", remoteHost: "" })]).toEqual(["1", "=", "=", ""]);
  });
});

describe("a look-up", () => {
  const file = rulesFile('# ours\n10.1.:allow,RELAYCLIENT=""\n10.1.2.7:deny\n');

  test("notes each key that it tried, with the line, and what it decided", () => {
    const notes: Note[] = [];
    const finding = rules(file, client, (note) => notes.push(note));
    const instructions = [{ kind: "set", assignment: "RELAYCLIENT=" }];
    expect(finding).toEqual({ kind: "rule", key: "10.1.", instructions });
    const source = { file: "/etc/tcp.smtp", line: 2 };
    const tried = { kind: "rule-tried", upstream: "rules.c dorule" };
    expect(notes).toEqual([
      { ...tried, key: "10.1.2.3", found: false, source: null },
      { ...tried, key: "10.1.2.", found: false, source: null },
      { ...tried, key: "10.1.", found: true, source },
      {
        kind: "rule-decided",
        key: "10.1.",
        verdict: "allow",
        variables: [["RELAYCLIENT", ""]],
        source,
        upstream: "rules.c doit",
      },
    ]);
  });

  test("that finds nothing decides to allow, by no key", () => {
    const notes: Note[] = [];
    expect(rules(file, { ...client, remoteIp: "1" }, (note) => notes.push(note))).toEqual({
      kind: "default",
    });
    expect(notes.at(-1)).toMatchObject({ kind: "rule-decided", key: null, verdict: "allow", source: null });
  });

  test("in a file that isn't a cdb is corrupt", () => {
    const broken = { cdb: openCdb(bytesOf("junk")), origin: null };
    expect(rules(broken, client, () => undefined)).toEqual({ kind: "corrupt" });
  });
});

test("a record's instructions end at NULs, and what is neither a denial nor a variable is left out", () => {
  expect(ruleInstructions(bytesOf("D\0+A=b\0x\0\0+C\0+cut=off"))).toEqual([
    { kind: "deny" },
    { kind: "set", assignment: "A=b" },
    { kind: "set", assignment: "C" },
  ]);
});
