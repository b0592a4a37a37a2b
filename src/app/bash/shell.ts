import { Bash, defineCommand, type BashExecResult, type Command } from "just-bash/browser";
import { byteString, decodeByteString } from "../../engine/bytes/index.ts";
import type { WaitingBash } from "../../world/index.ts";
import { sinks, WorldFiles } from "./file-system.ts";
import { limits } from "./limits.ts";
import { pathsOfPrograms, whichCommand, worldCommands } from "./programs.ts";
import type { Recorder, Stop } from "./recorder.ts";
import { programAlone, statementsOf } from "./statements.ts";
import { stopError } from "./stop-error.ts";
import { tidyComplaints } from "./texts.ts";

/** How a line of a shell ended. The shell lives on after "next" only. */
export interface Outcome {
  readonly kind: "next" | "exit" | "cut" | "program runs on" | "given up" | "interrupted";
  readonly code: number;
  readonly folder: string;
}

/** What a script gets beside its text. */
export interface ScriptCall {
  readonly name: string;
  readonly operands: readonly string[];
  readonly input: Uint8Array | null;
}

/** How just-bash is driven: it asks for one statement after the other, and knows how the last one ended. */
const next = "relay-lab-next";
const status = "relay-lab-status";
const statementVariable = "_relay_lab_statement";
const run = `eval "$${statementVariable}" >${sinks.out} 2>${sinks.err}`;
// The condition of an `if` leaves $? to the statement, and "set -e" doesn't mind it.
const driver = `while /usr/bin/${next} $?; do if /usr/bin/${status}; then ${run}; else ${run}; fi; done`;
/** What "set -x" tells of the driver. */
const driverTrace = /^\+ (?:\/usr\/bin\/relay-lab-\w+(?: \d+)?\n|eval [^]*?\n(?=\+|$(?![^])))/gm;

/**
 * One bash: a single call of just-bash for as long as it lives, which is given line after line, so that variables,
 * functions and the folder stay.
 */
export class Shell {
  readonly #files: WorldFiles;
  readonly #call: ScriptCall | null;
  #recorder: Recorder;
  readonly #abort = new AbortController();
  #statements: string[] = [];
  #status = 0;
  #folder: string;
  /** Where it stood before the line. */
  #folderBefore: string;
  #atKeyboard: string | null = null;
  #deadline = Infinity;
  /** Why the line is being given up. */
  #why: Why | null = null;
  /** What ends just-bash; null until there's one. */
  #stopError: Error | null = null;
  #featuresWhenStopping = 0;
  #hasLeft = false;
  /** Ends the wait of whoever has sent a line. */
  #tell: ((outcome: Outcome) => void) | null = null;
  /** Ends just-bash's wait for the next line. */
  #wake: (() => void) | null = null;

  /** `call` is what a script gets; null for a shell at a prompt. */
  constructor({ process }: WaitingBash, recorder: Recorder, call: ScriptCall | null) {
    this.#recorder = recorder;
    this.#call = call;
    this.#folder = decodeByteString(process.folder);
    this.#folderBefore = this.#folder;
    this.#files = new WorldFiles({
      recorder: () => this.#recorder,
      user: process.user,
      programs: new Map([...pathsOfPrograms(process), [next, ""], [status, ""]]),
      print: (to, text) => this.#print(to, text),
    });
    const options = { process, recorder: () => this.#recorder, atKeyboard: () => this.#atKeyboard };
    void this.#live(process, [...worldCommands(options), whichCommand(process), ...this.#driving()]);
  }

  /** Runs a line. Its steps go to the recorder. */
  run(text: string, recorder: Recorder): Promise<Outcome> {
    this.#recorder = recorder;
    recorder.onStop = (why) => this.#giveUp(why);
    this.#hasLeft = false;
    this.#folderBefore = this.#folder;
    this.#statements = [...statementsOf(text)];
    this.#files.forgetTroubles();
    this.#deadline = performance.now() + limits.lineMilliseconds;
    const timer = setTimeout(() => {
      this.#giveUp("time");
      this.#abort.abort();
    }, limits.lineMilliseconds + limits.graceMilliseconds);
    return new Promise<Outcome>((resolve) => {
      this.#tell = resolve;
      this.#wake?.();
    }).finally(() => clearTimeout(timer));
  }

  /** Ends the line as soon as it does something else; what it has done until then is recorded. */
  interrupt(): void {
    this.#giveUp("interrupted");
    setTimeout(() => this.#abort.abort(), limits.graceMilliseconds);
  }

  /** Ends it, whatever it does. */
  dispose(): void {
    this.#giveUp("given up");
    this.#wake?.();
  }

  async #live(process: WaitingBash["process"], customCommands: Command[]): Promise<void> {
    const { host, environment, user } = process;
    const text = (bytes: string): string => decodeByteString(bytes);
    const bash = new Bash({
      fs: this.#files,
      cwd: this.#folder,
      env: Object.fromEntries([...environment].map(([name, value]) => [text(name), text(value)])),
      customCommands,
      defenseInDepth: false,
      processInfo: { pid: process.id, ppid: process.parent?.id ?? 1, uid: user.uid, gid: user.gid },
      executionLimits: {
        maxExecutionTimeMs: limits.shellMilliseconds,
        maxCommandCount: limits.commandsMax,
        maxLoopIterations: limits.loopsMax,
        maxWorkUnits: limits.commandsMax,
      },
      coverage: { hit: (feature) => this.#notice(feature) },
    });
    this.#stopError = await stopError();
    const { name = "bash", operands = [], input = null } = this.#call ?? {};
    // The positional parameters go past the parser, so that nothing in them is read as bash.
    const setUp = `HOSTNAME=${host.id}\n${this.#call === null ? "shopt -s expand_aliases\n" : ""}${driver}`;
    const result = await bash.exec(`set --\n${setUp}`, {
      rawScript: true,
      args: [...operands],
      env: { "0": name },
      signal: this.#abort.signal,
      ...(input === null ? {} : { stdin: byteString(input), stdinKind: "bytes" as const }),
    });
    this.#ended(result);
  }

  #driving(): Command[] {
    return [
      defineCommand(next, async ([code = "0"], context) => {
        this.#status = Number(code);
        this.#folder = context.cwd;
        let statement = this.#statements.shift();
        if (statement === undefined && this.#tell !== null && this.#call !== null) return exitWith(1);
        while (statement === undefined) {
          if (this.#why !== null) return exitWith(1);
          const woken = new Promise<void>((resolve) => (this.#wake = resolve));
          this.#deadline = Infinity;
          this.#answer({ kind: "next", code: this.#status, folder: this.#folder });
          await woken;
          statement = this.#statements.shift();
        }
        this.#atKeyboard = this.#call === null ? programAlone(statement) : null;
        await context.assignShellVariable?.(statementVariable, statement);
        return exitWith(0);
      }),
      defineCommand(status, () => Promise.resolve(exitWith(this.#status))),
    ];
  }

  /** just-bash says what it's about to do. It's the one thing that it does all the time, in a loop without end too. */
  #notice(feature: string): void {
    if (performance.now() > this.#deadline) this.#giveUp("time");
    this.#stopWhere(feature);
    if (feature === "bash:builtin:exit" || feature === "bash:builtin:exec") this.#hasLeft = true;
    const isTest = /^bash:(?:cmd:ConditionalCommand|builtin:test|builtin:\[)$/.test(feature);
    if (isTest) this.#files.doing = "testing files";
    else if (feature.startsWith("bash:cmd:")) this.#files.doing = "opening files";
    else if (feature.startsWith("bash:builtin:")) this.#files.doing = "other";
  }

  /**
   * Ends a line that is to be stopped. In a loop's condition just-bash would lose what the loop has printed; so it's done at
   * a command that is hardly one, or in the end at any.
   */
  #stopWhere(feature: string): void {
    if (this.#why === null || this.#stopError === null) return;
    const isBody = /^bash:builtin:(?!(?:true|false|:|test|\[|read)$)/.test(feature);
    if (isBody || ++this.#featuresWhenStopping > limits.featuresWhenStopping) throw this.#stopError;
  }

  #print(to: "out" | "err", text: string): void {
    if (to === "out") return this.#recorder.print(to, text);
    const own = text.replace(driverTrace, "");
    this.#recorder.print(
      to,
      tidyComplaints(own, (name) => this.#files.troubleOf(name)),
    );
  }

  /** Tells the error that ends the line, for whoever can throw it. Who can't leaves that to `#notice`. */
  #giveUp(why: Why): Error {
    this.#why ??= why;
    this.#recorder.stopSoon();
    if (why === "given up" || why === "program runs on") this.#abort.abort();
    return this.#stopError ?? new Error(why);
  }

  #ended({ stdout, stderr, exitCode }: BashExecResult): void {
    const before = this.#folderBefore;
    const why = this.#why;
    if (stdout !== "") this.#print("out", stdout);
    const complaint = `bash: ${this.#stopError?.message ?? ""}\n`;
    const own = stderr.endsWith(complaint) ? stderr.slice(0, -complaint.length) : stderr;
    if (own !== "" && !this.#abort.signal.aborted) this.#print("err", own);
    if (why === "program runs on" || why === "given up" || why === "interrupted")
      return this.#answer({ kind: why, code: exitCodes.interrupted, folder: before });
    if (why !== null) {
      this.#recorder.tell("err", cutOff[why]);
      return this.#answer({ kind: "cut", code: exitCodes.timedOut, folder: before });
    }
    const hasEnded = this.#call !== null || this.#hasLeft;
    if (hasEnded) this.#answer({ kind: "exit", code: exitCode, folder: this.#folder });
    else this.#answer({ kind: "cut", code: exitCode, folder: before });
  }

  #answer(outcome: Outcome): void {
    const tell = this.#tell;
    this.#tell = null;
    tell?.(outcome);
  }
}

/** Source: bash-5.2 sig.h, 128 and SIGINT's number; coreutils-9.1 timeout. */
const exitCodes = { interrupted: 130, timedOut: 124 } as const;

type Why = "time" | Stop | "given up" | "interrupted";

const cutOff = {
  time: `bash: stopped: this line was at it for ${String(limits.lineMilliseconds / 1000)} seconds\n`,
  "too much output": `bash: stopped: this line printed more than ${String(limits.outputCharactersMax)} characters\n`,
  "too many steps": `bash: stopped: this line changed files or ran programs ${String(limits.stepsMax)} times\n`,
} as const;

function exitWith(exitCode: number): { stdout: string; stderr: string; exitCode: number } {
  return { stdout: "", stderr: "", exitCode };
}
