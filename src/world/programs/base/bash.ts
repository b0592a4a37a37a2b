import { byteString, encodeByteString, joinBytes, type ByteString } from "../../../engine/bytes/index.ts";
import type { Ending } from "../../../engine/program/index.ts";
import type { BashStep } from "../../bash-step.ts";
import { unixErrorText } from "../../files/index.ts";
import type { BashRequest, StepResult, WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import { complain, exit } from "../print.ts";
import { takeBashStep } from "./bash-steps.ts";

type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** How a line of bash ended; null if it was interrupted. */
type LineEnd = { readonly code: number; readonly then: "next" | "more" | "exit" | "cut" } | null;

/**
 * bash(1): what it does is worked out outside the world, by a page, and recorded; here it's done, step by step. See
 * docs/decisions/0005-bash-runs-outside-the-world.md.
 *
 * Differs: it's there for whoever sits at a console only.
 */
export function* bash(system: WorldSystem): Steps<Ending> {
  const call = callOf(system.argv);
  if (!system.isUnderConsole) {
    complain(system, "works only for somebody at a console; run this with sh");
    return exit(exitCodes.cannotStart);
  }
  if (call.kind === "trouble") {
    complain(system, call.text);
    return exit(exitCodes.usage);
  }
  if (call.kind === "input" && system.isAtConsole) return yield* interactive(system);
  const input = system.isAtConsole ? null : yield* readAll();
  const [name, ...operands] = call.operands;
  const request = (text: ByteString, own: ByteString = "bash"): BashRequest => ({
    kind: "script",
    text: `${call.settings}${text}`,
    name: name ?? own,
    operands,
    input: call.kind === "input" ? new Uint8Array() : input,
  });
  if (call.kind === "input") return yield* script(system, request(byteString(input ?? new Uint8Array())));
  if (call.kind === "line") return yield* script(system, request(call.line));
  const file = system.readFile(name ?? "");
  if (file.kind === "read") return yield* script(system, request(byteString(file.bytes)));
  complain(system, `${name ?? ""}: ${unixErrorText(file.error)}`);
  return exit(file.error === "ENOENT" ? exitCodes.notFound : exitCodes.cannotStart);
}

/** Source: bash-5.2 shell.h EX_BADUSAGE, EX_NOEXEC, EX_NOTFOUND. */
const exitCodes = { usage: 2, cannotStart: 126, notFound: 127, interrupted: 130 } as const;

/** Where the commands come from: `-c`, a file (the first operand), or standard input. */
type Call =
  | {
      readonly kind: "line";
      readonly line: ByteString;
      readonly operands: readonly ByteString[];
      readonly settings: ByteString;
    }
  | {
      readonly kind: "file" | "input";
      readonly operands: readonly ByteString[];
      readonly settings: ByteString;
    }
  | { readonly kind: "trouble"; readonly text: ByteString };

function callOf([, ...words]: readonly ByteString[]): Call {
  let letters = "";
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--login" || word === "-") continue;
    if (!/^-./.test(word)) break;
    if (!/^-[ceuvxnil]+$/.test(word))
      return { kind: "trouble", text: `${word}: this bash has no such option` };
    letters += word.slice(1);
  }
  const operands = words.slice(at);
  const own = letters.replace(/[cil]/g, "");
  const settings = own === "" ? "" : `set -${own}\n`;
  if (!letters.includes("c")) return { kind: operands.length > 0 ? "file" : "input", operands, settings };
  const [line, ...rest] = operands;
  if (line === undefined) return { kind: "trouble", text: "-c: option requires an argument" };
  return { kind: "line", line, operands: rest, settings };
}

function* script(system: WorldSystem, request: BashRequest): Steps<Ending> {
  const end = yield* follow(system, request);
  return exit(end?.code ?? exitCodes.interrupted);
}

/** Takes lines from the keyboard, behind a prompt, until one of them ends it. Ctrl-C ends a line only. */
function* interactive(system: WorldSystem): Steps<Ending> {
  const prompt = `bash-5.1${system.user().uid === 0 ? "#" : "$"} `;
  system.catchSignals(["INT"]);
  system.outliveInterrupts(() => system.kill(system.processId, "INT"));
  let end: LineEnd = null;
  let code = 0;
  for (;;) {
    system.showPrompt(end?.then === "more" ? "> " : prompt);
    const arrival = yield { kind: "read", timeoutSeconds: null };
    system.showPrompt(null);
    if (arrival.kind === "end of input") {
      if (end?.then !== "more") return exit(code);
      // bash-5.2 parse.y: the end of input within a command is an error of syntax, and then the end.
      complain(system, "syntax error: unexpected end of file");
      return exit(exitCodes.usage);
    }
    if (arrival.kind === "bytes") {
      const text = byteString(arrival.bytes).replace(/\r?\n$/, "");
      end = yield* follow(system, { kind: "line", text });
      code = end?.code ?? exitCodes.interrupted;
      if (end?.then === "exit") return exit(code);
    } else {
      end = null;
      code = exitCodes.interrupted;
    }
  }
}

/** Does what was recorded for a request. */
function* follow(system: WorldSystem, request: BashRequest): Steps<LineEnd> {
  let last: StepResult | null = null;
  for (;;) {
    const arrival: WorldArrival = yield { kind: "recorded", request, last };
    if (arrival.kind !== "recorded") return null;
    const step: BashStep = arrival.step;
    if ("end" in step) {
      system.changeFolder(encodeByteString(step.end.folder));
      return step.end;
    }
    last = yield* takeBashStep(system, step);
  }
}

function* readAll(): Steps<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return joinBytes(chunks);
    chunks.push(arrival.bytes);
  }
}
