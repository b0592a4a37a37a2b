import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../engine/bytes/index.ts";
import { makeCdb } from "../engine/cdb/index.ts";
import { qmailNewmrh } from "../engine/newmrh/index.ts";
import type { Arrival, System } from "../engine/program/index.ts";
import { tcprules, tcprulescheck } from "../engine/tcprules/index.ts";
import { runInMemory } from "./conformance/memory-system.ts";

type Files = Map<ByteString, Uint8Array>;

function files(texts: Record<string, string>): Files {
  return new Map(Object.entries(texts).map(([name, text]) => [name, bytesOf(text)]));
}

function texts(of: Files): Record<string, string> {
  return Object.fromEntries([...of].map(([name, bytes]) => [name, byteString(bytes)]));
}

const emptyCdb = byteString(makeCdb([]));
const allowAll = byteString(makeCdb([["", ""]]));

describe("tcprules", () => {
  const run = (argv: string[], input: string, disk: Files = new Map()) => ({
    ...runInMemory({ program: tcprules, argv: ["tcprules", ...argv], input: [bytesOf(input)], files: disk }),
    disk: texts(disk),
  });

  test("writes the temporary file and moves it over the cdb", () => {
    expect(run(["cdb", "tmp"], ":allow\n", files({ cdb: "stale" }))).toMatchObject({
      exit: 0,
      stderr: "",
      disk: { cdb: allowAll },
    });
  });

  test("takes rules in any pieces", () => {
    const disk: Files = new Map();
    const input = "a:allow\nb:deny".split(/(?=.)/s).map(bytesOf);
    runInMemory({ program: tcprules, argv: ["tcprules", "cdb", "tmp"], input, files: disk });
    expect(texts(disk)).toEqual(run(["cdb", "tmp"], "a:allow\nb:deny").disk);
  });

  test("without two arguments says its usage", () => {
    const usage = { exit: 100, stderr: "tcprules: usage: tcprules rules.cdb rules.tmp\n", disk: {} };
    expect(run([], "")).toMatchObject(usage);
    expect(run(["cdb"], "")).toMatchObject(usage);
  });

  test("leaves the cdb alone and an empty temporary file behind when a line is bad", () => {
    expect(run(["cdb", "tmp"], ":allow\n:Allow\n", files({ cdb: "old" }))).toMatchObject({
      exit: 100,
      stderr: "tcprules: fatal: unable to parse this line: :Allow\n",
      disk: { cdb: "old", tmp: "" },
    });
  });

  test("has lost its source before it reads it, when that is named as the temporary file", () => {
    const disk = files({ source: ":deny\n" });
    const system = readsFile("source", disk);
    const coroutine = tcprules({ ...system, argv: ["tcprules", "cdb", "source"] });
    let step = coroutine.next();
    while (step.done !== true) step = coroutine.next(system.arrival());
    expect(step.value).toEqual({ kind: "exit", code: 0 });
    expect(texts(disk)).toEqual({ cdb: emptyCdb });
  });

  test.each([
    ["writeFile", "tcprules: fatal: unable to create tmp: file does not exist\n"],
    ["rename", "tcprules: fatal: unable to move tmp to cdb: file does not exist\n"],
  ] as const)("says so when %s fails", (operation, message) => {
    const disk: Files = new Map();
    const system = {
      ...readsFile("source", disk),
      [operation]: () => "ENOENT" as const,
      argv: ["tcprules", "cdb", "tmp"],
    };
    const coroutine = tcprules(system);
    let step = coroutine.next();
    while (step.done !== true) step = coroutine.next({ kind: "end of input" });
    expect(step.value).toEqual({ kind: "exit", code: 111 });
    expect(system.said()).toBe(message);
  });
});

describe("tcprulescheck", () => {
  const run = (argv: string[], disk: Files) =>
    runInMemory({ program: tcprulescheck, argv: ["tcprulescheck", ...argv], files: disk });

  test("says the rule, its variables and the verdict for 0.0.0.0 when no address is given", () => {
    const disk = files({ cdb: byteString(makeCdb([["0.", "+A=b\0+C=\0"]])) });
    expect(run(["cdb"], disk)).toMatchObject({
      exit: 0,
      stdout: "rule 0.:\nset environment variable A=b\nset environment variable C=\nallow connection\n",
    });
  });

  test.each([
    [[], {}, 100, "tcprulescheck: usage: tcprulescheck rules.cdb\n"],
    [["cdb"], {}, 111, "tcprulescheck: fatal: unable to read cdb: file does not exist\n"],
    [["cdb"], { cdb: "junk" }, 111, "tcprulescheck: fatal: unable to read cdb: protocol error\n"],
    [["cdb"], { cdb: "" }, 111, "tcprulescheck: fatal: unable to read cdb: invalid argument\n"],
  ])("fails with %j on %j", (argv, disk: Record<string, string>, exit, stderr) => {
    expect(run(argv, files(disk))).toMatchObject({ exit, stdout: "", stderr });
  });
});

describe("qmail-newmrh", () => {
  test("says so when there's no morercpthosts, and touches nothing", () => {
    const disk: Files = new Map();
    expect(runInMemory({ program: qmailNewmrh, argv: ["qmail-newmrh"], files: disk })).toMatchObject({
      exit: 111,
      stderr: "qmail-newmrh: fatal: unable to read control/morercpthosts: file does not exist\n",
    });
    expect(texts(disk)).toEqual({});
  });
});

/** A system whose standard input is a file of its own disk, read when it's read and not before. */
function readsFile(path: string, disk: Files) {
  let said = "";
  let hasRead = false;
  const system: System = {
    argv: [],
    environment: new Map(),
    processId: 1,
    now: () => 0,
    readFile: () => ({ kind: "failed", error: "EIO" }),
    writeFile: (name, bytes) => (disk.set(name, bytes), null),
    rename: (from, to) => (disk.set(to, disk.get(from) ?? bytesOf("")), disk.delete(from), null),
    inputPath: path,
    ownAddresses: () => null,
    write: (_, bytes) => {
      said += byteString(bytes);
    },
    note: () => undefined,
  };
  const arrival = (): Arrival => {
    const bytes = disk.get(path);
    if (hasRead || bytes === undefined || bytes.length === 0) return { kind: "end of input" };
    hasRead = true;
    return { kind: "bytes", bytes };
  };
  return { ...system, arrival, said: () => said };
}
