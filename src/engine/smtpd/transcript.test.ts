import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import type { Arrival, FileRead, System, Wait } from "../program/index.ts";
import { PROFILES, qmailSmtpd, type ProfileName } from "./index.ts";

// Above the blank line of a transcript: the version, control files, variables and how other programs behave. Below it,
// all that happens, in its order:
//   C: the client sends a line      S: the server lets out a line      +: another line of the same packet
//   Q: qmail-queue gets a message   E: and its envelope                P: checkpassword gets this on descriptor 3
//   end of input, timeout SECONDS: of the client      sleep SECONDS, exit CODE, crash SIGNAL: of the server
interface Transcript {
  readonly settings: ReadonlyMap<ByteString, ByteString>;
  readonly events: readonly ByteString[];
}

const FOLDER = new URL("transcripts/", import.meta.url);

function parseTranscript(text: string): Transcript {
  const blank = text.indexOf("\n\n");
  const settings = text
    .slice(0, blank)
    .split("\n")
    .map((line): [ByteString, ByteString] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), unescape(line.slice(colon + 1).replace(/^ /, ""))];
    });
  const events: ByteString[] = [];
  for (const line of text.slice(blank + 2, -1).split("\n")) {
    const [, mark = "", rest = ""] = /^([A-Z+]): ?(.*)$/.exec(line) ?? [];
    const said = unescape(rest);
    if (mark === "") events.push(line);
    else if (mark === "+") events.push(`${events.pop() ?? ""}${said}\r\n`);
    else events.push(`${mark}: ${said}${mark === "C" || mark === "S" ? "\r\n" : ""}`);
  }
  return { settings: new Map(settings), events };
}

function unescape(text: string): ByteString {
  return text.replaceAll("\\n", "\n").replaceAll("\\0", "\0");
}

/** All that happens when the client does what it does in the transcript. */
function play({ settings, events }: Transcript): ByteString[] {
  const log: ByteString[] = [];
  const program = qmailSmtpd(PROFILES[settings.get("profile") as ProfileName]);
  const coroutine = program(systemOf(settings, log));
  const client = events.filter((event) => /^(C: |end of input|timeout)/.test(event)).values();
  let step = coroutine.next();
  while (step.done !== true) {
    const arrival = answer(step.value, { settings, client, log });
    if (arrival === null) return log;
    step = coroutine.next(arrival);
  }
  const ending = step.value;
  if (ending.kind === "exit") log.push(`exit ${ending.code}`);
  if (ending.kind === "crash") log.push(`crash ${ending.signal}`);
  return log;
}

function answer(
  wait: Wait,
  play: { settings: Transcript["settings"]; client: Iterator<ByteString>; log: ByteString[] },
): Arrival | null {
  const { settings, client, log } = play;
  if (wait.kind === "sleep") {
    log.push(`sleep ${wait.seconds}`);
    return { kind: "timeout" };
  }
  if (wait.kind === "run") return run(wait, settings, log);
  if (wait.kind === "look up") throw new Error(`a question to DNS about ${wait.name}`);
  const next = client.next();
  if (next.done === true) return null;
  const event = next.value;
  log.push(event.startsWith("timeout") ? `timeout ${wait.timeoutSeconds ?? "never"}` : event);
  if (event.startsWith("timeout")) return { kind: "timeout" };
  return event === "end of input" ? { kind: event } : { kind: "bytes", bytes: bytesOf(event.slice(3)) };
}

function run(
  wait: Extract<Wait, { kind: "run" }>,
  settings: Transcript["settings"],
  log: ByteString[],
): Arrival {
  const given = (descriptor: number) => byteString(wait.input.get(descriptor) ?? new Uint8Array());
  const exited = (code: number) => ({ kind: "exited", processId: 501, code }) as const;
  if (wait.argv[0] === "checkpassword") {
    log.push(`P: ${given(3)}`);
    return exited(
      given(3).startsWith(`${settings.get("checkpassword")?.replace(" ", "\0") ?? ""}\0`) ? 0 : 1,
    );
  }
  expect(wait.argv).toEqual(["bin/qmail-queue"]);
  log.push(`Q: ${given(0)}`, `E: ${given(1)}`);
  const [, code = "0", text = ""] = /^(\d+) (.*)$/.exec(settings.get("queue") ?? "") ?? [];
  return { ...exited(Number(code)), output: new Map([[6, bytesOf(text)]]) };
}

function systemOf(settings: Transcript["settings"], log: ByteString[]): System {
  return {
    argv: settings.has("checkpassword") ? ["qmail-smtpd", "checkpassword", "true"] : ["qmail-smtpd"],
    environment: new Map([...settings].filter(([name]) => /^[A-Z]+$/.test(name))),
    processId: 500,
    now: () => 1000,
    readFile(path): FileRead {
      const text = settings.get(path);
      if (text === undefined) return { kind: "failed", error: "ENOENT" };
      if (text === "EACCES") return { kind: "failed", error: text };
      return { kind: "read", bytes: bytesOf(text), origin: null };
    },
    writeFile: () => "EROFS",
    rename: () => "EROFS",
    inputPath: null,
    ownAddresses: () => ["127.0.0.1"],
    write: (_, bytes) => log.push(`S: ${byteString(bytes)}`),
    note: () => undefined,
  };
}

describe("a session goes as its transcript says", () => {
  test.each(readdirSync(FOLDER))("%s", (name) => {
    const transcript = parseTranscript(readFileSync(new URL(name, FOLDER), "latin1"));
    expect(play(transcript)).toEqual(transcript.events);
  });
});
