import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import type { FileError } from "../program/index.ts";
import type { Note } from "../trace/index.ts";
import {
  constmap,
  constmap_init,
  control_readfile,
  control_readint,
  control_readline,
  control_rldef,
  scan_ulong,
  type ControlSource,
} from "./index.ts";

function sourceOf(text: ByteString): ControlSource {
  return { readFile: () => ({ kind: "read", bytes: bytesOf(text), origin: null }), note: null };
}

function failing(error: FileError): ControlSource {
  return { readFile: () => ({ kind: "failed", error }), note: null };
}

const byteStrings = fc.uint8Array({ maxLength: 200 }).map((bytes) => byteString(bytes));

describe("control_readline", () => {
  test.each<[text: ByteString, line: ByteString]>([
    ["", ""],
    ["\n", ""],
    ["mail.example.com", "mail.example.com"],
    ["mail.example.com\nsecond\n", "mail.example.com"],
    ["mail.example.com \t \n", "mail.example.com"],
    [" mail.example.com", " mail.example.com"],
    ["# not a comment\n", "# not a comment"],
    ["dos\r\n", "dos\r"],
    ["a\0b\n", "a\0b"],
    ["\n\nthird", ""],
  ])("takes %j as %j", (text, line) => {
    expect(control_readline(sourceOf(text), "control/me")).toEqual({ kind: "present", value: line });
  });

  test("tells a missing file from one that can't be read", () => {
    expect(control_readline(failing("ENOENT"), "control/me")).toEqual({ kind: "absent" });
    expect(control_readline(failing("EACCES"), "control/me")).toEqual({ kind: "unreadable" });
  });

  test("says what it read, and from where", () => {
    const notes: Note[] = [];
    control_readline({ ...sourceOf("x.example \n"), note: (note) => notes.push(note) }, "control/me");
    expect(notes).toEqual([
      {
        kind: "control-read",
        upstream: "control.c control_readline",
        file: "control/me",
        found: "present",
        value: "x.example",
        entries: null,
      },
    ]);
  });
});

describe("control_rldef", () => {
  const me = { kind: "present", value: "me.example" } as const;

  test("takes me for a file that is missing, but not for an empty one", () => {
    expect(control_rldef(failing("ENOENT"), "control/smtpgreeting", me)).toEqual(me);
    expect(control_rldef(sourceOf(""), "control/smtpgreeting", me)).toEqual({ kind: "present", value: "" });
    expect(control_rldef(failing("EACCES"), "control/smtpgreeting", me)).toEqual({ kind: "unreadable" });
  });
});

describe("control_readint", () => {
  test.each<[text: ByteString, value: number]>([
    ["10", 10],
    ["10abc\n", 10],
    ["0", 0],
    ["007\n8", 7],
    ["4294967295", 4294967295],
    ["4294967296", 0],
    ["18446744073709551621", 5],
  ])("takes %j as %i", (text, value) => {
    expect(control_readint(sourceOf(text), "control/databytes")).toEqual({ kind: "present", value });
  });

  test.each(["", "abc", " 10", "-1", "\n10", "\x00\x31"])("takes %j as absent", (text) => {
    expect(control_readint(sourceOf(text), "control/databytes")).toEqual({ kind: "absent" });
  });

  test("reads numbers modulo 2^32, as exact arithmetic does", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,40}$/), (digits) => {
        expect(scan_ulong(`${digits}x`)).toEqual({
          value: Number(BigInt(digits) % 2n ** 32n),
          length: digits.length,
        });
      }),
    );
  });
});

describe("control_readfile", () => {
  test.each<[text: ByteString, entries: [text: ByteString, line: number][]]>([
    ["", []],
    ["\n \n\t\n", []],
    ["a.example", [["a.example", 1]]],
    [
      "# comment\na.example \t\n\nb.example\n",
      [
        ["a.example", 2],
        ["b.example", 4],
      ],
    ],
    [
      " # an entry\n  spaced.example",
      [
        [" # an entry", 1],
        ["  spaced.example", 2],
      ],
    ],
    ["a.example # not a comment\n", [["a.example # not a comment", 1]]],
    [
      "a.example\r\nb.example\r\n",
      [
        ["a.example\r", 1],
        ["b.example\r", 2],
      ],
    ],
    [
      "\0a.example\nb\0c\0\0d\n",
      [
        ["b", 2],
        ["c", 2],
        ["", 2],
        ["d", 2],
      ],
    ],
  ])("takes %j apart", (text, entries) => {
    expect(control_readfile(sourceOf(text), "control/rcpthosts")).toEqual({
      kind: "present",
      value: entries.map(([entry, line]) => ({ text: entry, line })),
    });
  });

  test("takes any bytes, and no entry has a newline or ends with a blank", () => {
    fc.assert(
      fc.property(byteStrings, (text) => {
        const list = control_readfile(sourceOf(text), "control/rcpthosts");
        const entries = list.kind === "present" ? list.value : [];
        for (const { text: entry, line } of entries) {
          expect(text.split("\n")[line - 1]).toContain(entry);
          expect(entry).not.toMatch(/\n/);
        }
      }),
    );
  });

  test("takes a megabyte of blanks inside a line in no time", () => {
    const line = `a${" ".repeat(1_000_000)}b`;
    expect(control_readfile(sourceOf(line), "control/rcpthosts")).toEqual({
      kind: "present",
      value: [{ text: line, line: 1 }],
    });
  });
});

describe("constmap", () => {
  test("finds entries whatever their case, and of equal ones the last", () => {
    const map = constmap_init([
      { text: "Example.COM", line: 1 },
      { text: "b\xc9.example", line: 2 },
      { text: "example.com", line: 3 },
    ]);
    expect(constmap(map, "eXample.com")).toBe(3);
    expect(constmap(map, "B\xc9.EXAMPLE")).toBe(2);
    expect(constmap(map, "b\xe9.example")).toBeNull();
    expect(constmap(map, "example.co")).toBeNull();
  });
});
