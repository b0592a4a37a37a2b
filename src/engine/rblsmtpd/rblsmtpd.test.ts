import { describe, expect, it } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import type { Answer, Arrival, System } from "../program/index.ts";
import { rblsmtpd } from "./rblsmtpd.ts";

/** What DNS says, by "TYPE name"; what isn't there isn't listed, and null can't be asked. */
type Zone = Readonly<Record<string, readonly ByteString[] | null>>;

function answerOf(values: readonly ByteString[] | null | undefined): Answer {
  if (values === null) return { kind: "temporary failure", why: "servfail" };
  return values === undefined ? { kind: "no such name" } : { kind: "found", values, aliases: [] };
}

/** Runs it for 192.0.2.9, with one line from the client at each second, and tells what it did and asked. */
function run(line: string, zone: Zone = {}, input: readonly string[] = []) {
  const asked: string[] = [];
  const output = { 1: "", 2: "" };
  let now = 100;
  let sent = 0;
  const system: System = {
    argv: ["rblsmtpd", ...line.split(" ").filter((word) => word !== "")],
    environment: new Map([["TCPREMOTEIP", "192.0.2.9"]]),
    processId: 7,
    now: () => now,
    readFile: () => ({ kind: "failed", error: "ENOENT" }),
    writeFile: () => "EROFS",
    rename: () => "EROFS",
    inputPath: null,
    ownAddresses: () => [],
    write: (descriptor, bytes) => (output[descriptor] += byteString(bytes)),
    note: () => undefined,
  };
  const running = rblsmtpd(system);
  let step = running.next();
  while (step.done !== true) {
    let arrival: Arrival = { kind: "timeout" };
    const wait = step.value;
    if (wait.kind === "look up") {
      asked.push(`${wait.type} ${wait.name}`);
      const values = zone[`${wait.type} ${wait.name}`];
      arrival = { kind: "looked up", answer: answerOf(values) };
    } else if (wait.kind === "read" && sent < input.length && (wait.timeoutSeconds ?? 0) > 0) {
      now += 10;
      arrival = { kind: "bytes", bytes: bytesOf(input[sent++] ?? "") };
    }
    step = running.next(arrival);
  }
  const did =
    step.value.kind === "exec"
      ? step.value.argv.join(" ")
      : step.value.kind === "exit"
        ? step.value.code
        : "crash";
  return { did, asked, stdout: output[1], stderr: output[2] };
}

const listed: Zone = {
  "TXT 9.2.0.192.rbl": ["go ", "away"],
  "A 9.2.0.192.good": ["127.0.0.2"],
  "TXT 9.2.0.192.dead": null,
  "A 9.2.0.192.dead": null,
};

// ucspi-tcp-0.88 rblsmtpd.c rbl, antirbl
describe("what the lists say", () => {
  it.each<readonly [string, number | string, string, readonly string[]]>([
    ["prog a", "prog a", "", []],
    ["-r none prog", "prog", "", ["TXT 9.2.0.192.none"]],
    ["-t0 -r rbl prog", 0, "451 go away\r\n", ["TXT 9.2.0.192.rbl"]],
    ["-t0 -b -r rbl prog", 0, "553 go away\r\n", ["TXT 9.2.0.192.rbl"]],
    // An option counts for what comes after it.
    ["-t0 -r rbl -b prog", 0, "451 go away\r\n", ["TXT 9.2.0.192.rbl"]],
    ["-t0 -bBrrbl prog", 0, "451 go away\r\n", ["TXT 9.2.0.192.rbl"]],
    ["-a good -r rbl prog", "prog", "", ["A 9.2.0.192.good"]],
    ["-t0 -r rbl -a good prog", 0, "451 go away\r\n", ["TXT 9.2.0.192.rbl"]],
    ["-r dead prog", "prog", "", ["TXT 9.2.0.192.dead"]],
    ["-t0 -c -r dead prog", 0, "451 temporary RBL lookup error\r\n", ["TXT 9.2.0.192.dead"]],
    ["-t0 -b -r dead -r rbl prog", 0, "451 go away\r\n", ["TXT 9.2.0.192.dead", "TXT 9.2.0.192.rbl"]],
    ["-a dead -r rbl prog", "prog", "", ["A 9.2.0.192.dead"]],
    ["-t0 -c -a dead -r rbl prog", 0, "451 go away\r\n", ["A 9.2.0.192.dead", "TXT 9.2.0.192.rbl"]],
  ])("rblsmtpd %s", (line, did, stdout, asked) => {
    expect(run(line, listed)).toEqual({
      did,
      asked,
      stdout,
      stderr: stdout === "" ? "" : `rblsmtpd: 192.0.2.9 pid 7: ${stdout.trim()}\n`,
    });
  });
});

it.each(["", "-b", "-z prog", "-r", "-R prog"])("rblsmtpd %s calls for the usage", (line) => {
  expect(run(line)).toEqual({
    did: 100,
    asked: [],
    stdout: "",
    stderr:
      "rblsmtpd: usage: rblsmtpd [ -b ] [ -R ] [ -t timeout ] [ -r base ] [ -a base ] smtpd [ arg ... ]\n",
  });
});

it("ends the session so many seconds after its beginning, however much the client says", () => {
  const { stdout } = run("-t 35 -r rbl prog", listed, ["NOOP\r\n", "RC", "PT\r\n", "NOOP\r\n", "NOOP\r\n"]);
  expect(stdout).toBe("220 rblsmtpd.local\r\n250 rblsmtpd.local\r\n451 go away\r\n250 rblsmtpd.local\r\n");
});
