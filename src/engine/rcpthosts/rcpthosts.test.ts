import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import { makeCdb } from "../cdb/index.ts";
import type { FileRead } from "../program/index.ts";
import type { Note } from "../trace/index.ts";
import { rcpthosts, rcpthosts_init, type RcptHosts } from "./index.ts";

type Files = Readonly<Record<string, FileRead>>;

const file = (text: ByteString | Uint8Array): FileRead => ({
  kind: "read",
  bytes: typeof text === "string" ? bytesOf(text) : text,
  origin: { file: "control/morercpthosts", lineOf: (key) => (key === ".more.example" ? 7 : null) },
});

function init(files: Files) {
  return rcpthosts_init({
    readFile: (path) => files[path] ?? { kind: "failed", error: "ENOENT" },
    note: null,
  });
}

function hostsOf(rcpthostsText: ByteString | null, more: readonly ByteString[] | Uint8Array = []): RcptHosts {
  const cdb = more instanceof Uint8Array ? more : makeCdb(more.map((key) => [key, ""] as const));
  const found = init({
    ...(rcpthostsText === null ? {} : { "control/rcpthosts": file(rcpthostsText) }),
    "control/morercpthosts.cdb": file(cdb),
  });
  if (found.kind !== "present") throw new Error(found.kind);
  return found.value;
}

describe("rcpthosts", () => {
  const hosts = hostsOf("example.com\n.example.org\n Blank.example\n.\n", ["more.example", ".more.example"]);

  test.each([
    "bob@example.com",
    "bob@EXAMPLE.com",
    "bob@elsewhere.example@example.com",
    "bob@a.example.org",
    "bob@a.b.example.org",
    "bob@.example.org",
    "bob@more.example",
    "bob@x.MORE.example",
    "bob@anything.",
    "bob",
    "",
    "elsewhere.example!bob",
  ])("accepts %j", (address) => {
    expect(rcpthosts(hosts, address, null)).toBe("accept");
  });

  test.each([
    "bob@example.org",
    "bob@a.example.com",
    "bob@example.comx",
    "bob@",
    "@",
    "bob@blank.example",
    "bob@example.com ",
    "bob@example.com@elsewhere.example",
    "bob@evilexample.com",
  ])("refuses %j", (address) => {
    expect(rcpthosts(hosts, address, null)).toBe("refuse");
  });

  test("accepts everything without a file, whatever morercpthosts.cdb is", () => {
    expect(rcpthosts(hostsOf(null, new Uint8Array(3)), "bob@anywhere.example", null)).toBe("accept");
  });

  test("refuses every domain when the file is empty, but not what has none", () => {
    expect(rcpthosts(hostsOf(""), "bob@example.com", null)).toBe("refuse");
    expect(rcpthosts(hostsOf(""), "bob", null)).toBe("accept");
  });

  test("is in trouble over a broken morercpthosts.cdb only when it must look there", () => {
    const broken = hostsOf("example.com\n", new Uint8Array(3));
    expect(rcpthosts(broken, "bob@example.com", null)).toBe("accept");
    expect(rcpthosts(broken, "bob@", null)).toBe("refuse");
    expect(rcpthosts(broken, "bob@example.org", null)).toBe("trouble");
  });

  test("opens a folder as morercpthosts.cdb and stumbles at the first look-up", () => {
    const opened = init({
      "control/rcpthosts": file(""),
      "control/morercpthosts.cdb": { kind: "failed", error: "EISDIR" },
    });
    expect(opened.kind).toBe("present");
    if (opened.kind === "present") expect(rcpthosts(opened.value, "a@b", null)).toBe("trouble");
  });

  test.each(["control/rcpthosts", "control/morercpthosts.cdb"])(
    "can't start when %s is unreadable",
    (path) => {
      const files: Files = { "control/rcpthosts": file(""), [path]: { kind: "failed", error: "EACCES" } };
      expect(init(files).kind).toBe("unreadable");
    },
  );

  test("tells each key that it tried, with the line that it was found on", () => {
    const notes: Note[] = [];
    rcpthosts(hosts, "bob@X.more.example", (note) => notes.push(note));
    const upstream = "rcpthosts.c rcpthosts";
    const tried = { kind: "rcpthosts-tried", upstream, found: false, source: null } as const;
    expect(notes).toEqual([
      { ...tried, key: "x.more.example", where: "rcpthosts" },
      { ...tried, key: ".more.example", where: "rcpthosts" },
      { ...tried, key: ".example", where: "rcpthosts" },
      { ...tried, key: "x.more.example", where: "morercpthosts.cdb" },
      {
        ...tried,
        key: ".more.example",
        where: "morercpthosts.cdb",
        found: true,
        source: { file: "control/morercpthosts", line: 7 },
      },
      {
        kind: "rcpthosts-decided",
        upstream,
        recipient: "bob@X.more.example",
        domain: "X.more.example",
        verdict: "accept",
        reason: "listed",
      },
    ]);
  });

  test("takes any bytes in the files and in the address", () => {
    const anyBytes = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(anyBytes, anyBytes, anyBytes, (list, cdb, address) => {
        const verdict = rcpthosts(hostsOf(byteString(list), cdb), `x@${byteString(address)}`, null);
        expect(["accept", "refuse", "trouble"]).toContain(verdict);
      }),
    );
  });

  test("finds what a search for all the suffixes that start at a dot finds", () => {
    const label = fc.constantFrom("a", "b", "", "A");
    const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join("."));
    fc.assert(
      fc.property(fc.array(domain), fc.array(domain), domain, (listed, more, host) => {
        const lower = host.toLowerCase();
        const keys = Array.from(lower, (letter, at) =>
          at === 0 || letter === "." ? [lower.slice(at)] : [],
        ).flat();
        const known = [...listed.map((entry) => entry.toLowerCase()), ...more];
        const verdict = rcpthosts(hostsOf(listed.join("\n"), more), `x@${host}`, null);
        expect(verdict).toBe(keys.some((key) => known.includes(key)) ? "accept" : "refuse");
      }),
    );
  });
});
