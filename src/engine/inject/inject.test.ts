import { describe, expect, it, test } from "vitest";
import { byteString, bytesOf } from "../bytes/index.ts";
import type { Arrival, System } from "../program/index.ts";
import { recordings, type Recording } from "./recordings.test-kit.ts";
import { qmailInject, type InjectProfile } from "./qmail-inject.ts";

const notqmail: InjectProfile = {
  queueVariable: "QMAILQUEUE",
  customErrors: "exit code 82",
  unparsableRecipients: "kept",
};
const qmail103: InjectProfile = {
  queueVariable: null,
  customErrors: "ignored",
  unparsableRecipients: "fatal",
};

const controls: Readonly<Record<string, string>> = {
  "control/me": "mail.ours.example\n",
  "control/defaultdomain": "ours.example\n",
  "control/plusdomain": "plus.example\n",
};

interface Run {
  readonly files?: Readonly<Record<string, string>>;
  readonly profile?: InjectProfile;
  readonly queueCode?: number;
}

/** Runs qmail-inject; `queue` is the program that was given the message. */
function run(
  { argv, env = { USER: "ann" }, input }: Pick<Recording, "argv" | "env" | "input">,
  { files = controls, profile = notqmail, queueCode = 0 }: Run = {},
) {
  let out = "";
  let err = "";
  let envelope: string | undefined;
  let queue: string | undefined;
  const arrivals: Arrival[] = [
    ...(input === "" ? [] : [{ kind: "bytes", bytes: bytesOf(input) } as const]),
    { kind: "end of input" },
  ];
  const system: System = {
    argv: ["qmail-inject", ...argv],
    environment: new Map(Object.entries(env)),
    processId: 77,
    now: () => 1_795_510_800,
    readFile: (path) => {
      const text = files[path];
      if (text === "unreadable") return { kind: "failed", error: "EACCES" };
      return text === undefined
        ? { kind: "failed", error: "ENOENT" }
        : { kind: "read", bytes: bytesOf(text), origin: null };
    },
    writeFile: () => "EROFS",
    rename: () => "EROFS",
    inputPath: null,
    ownAddresses: () => [],
    write: (descriptor, bytes) => {
      if (descriptor === 1) out += byteString(bytes);
      else err += byteString(bytes);
    },
    note: () => undefined,
  };
  const running = qmailInject(profile)(system);
  let step = running.next();
  while (step.done !== true) {
    if (step.value.kind === "run") {
      queue = step.value.argv[0];
      out = byteString(step.value.input.get(0) ?? new Uint8Array());
      envelope = byteString(step.value.input.get(1) ?? new Uint8Array());
      step = running.next({ kind: "exited", processId: 78, code: queueCode });
    } else {
      const arrival = arrivals.shift();
      if (arrival === undefined) throw new Error("it reads on behind the end");
      step = running.next(arrival);
    }
  }
  const code = step.value.kind === "exit" ? step.value.code : null;
  return { code, out, err, envelope, queue };
}

describe("qmail-inject does as recorded: it", () => {
  it.each(recordings)("$name", ({ name: _name, ...recording }) => {
    const { queue: _queue, ...ran } = run(recording);
    const { code, out, err = "", envelope } = recording;
    expect(ran).toEqual({ code, out, err, envelope });
  });
});

describe("qmail-inject", () => {
  const plain = { argv: ["bob"], input: "\nx\n" };

  test("of qmail 1.03 gives up on recipients that make no sense", () => {
    expect(run({ argv: [], input: "To: bob (x\n\nx\n" }, { profile: qmail103 })).toMatchObject({
      code: 100,
      err: "qmail-inject: fatal: unable to parse this line:\nTo: bob (x\n",
    });
  });

  test.each([
    [31, 100, "mail server permanently rejected message (#5.3.0)"],
    [53, 111, "qq write error or disk full (#4.3.0)"],
    [120, 111, "unable to exec qq (#4.3.0)"],
  ])("ends qmail-queue's exit code %i with %i", (queueCode, code, words) => {
    expect(run(plain, { queueCode })).toMatchObject({ code, err: `qmail-inject: fatal: ${words}\n` });
  });

  test("hands the message to the program of QMAILQUEUE, but in qmail 1.03 to its own", () => {
    const env = { USER: "ann", QMAILQUEUE: "bin/filter" };
    expect(run({ ...plain, env }).queue).toBe("bin/filter");
    expect(run({ ...plain, env }, { profile: qmail103 }).queue).toBe("bin/qmail-queue");
  });

  test("needs its controls, and has words in place of those that aren't there", () => {
    expect(run(plain, { files: { "control/me": "unreadable" } })).toMatchObject({
      code: 111,
      err: "qmail-inject: fatal: read error\n",
    });
    expect(run({ ...plain, argv: ["bob@host+"] }, { files: {} })).toMatchObject({
      envelope: "Fann@defaulthost.defaultdomain\0Tbob@host.plusdomain\0\0",
    });
  });

  test("tells where answers to a list go to", () => {
    const env = { USER: "ann", QMAILMFTFILE: "lists" };
    const files = { ...controls, lists: "list@ours.example\n" };
    const input = "To: bob@dest.example, List@ours.example\n\nx\n";
    expect(run({ argv: [], env, input }, { files }).out).toContain(
      "\nMail-Followup-To: bob@dest.example,\n  List@ours.example\nTo: bob@dest.example, List@ours.example\n",
    );
    expect(run({ argv: [], env, input: "To: bob@dest.example\n\nx\n" }, { files }).out).not.toContain(
      "Followup",
    );
  });
});
