import { decodeByteString } from "../../engine/bytes/index.ts";
import {
  waitingBash,
  type Action,
  type BashStep,
  type History,
  type WaitingBash,
  type World,
} from "../../world/index.ts";
import { interruption } from "./interruption.ts";
import { Recorder } from "./recorder.ts";
import { Shell, type Outcome } from "./shell.ts";
import { isComplete } from "./statements.ts";

type Done = "next" | "session lost" | "program runs on" | "given up" | "interrupted";

type BashAction = Extract<Action, { readonly bash: unknown }>;

/** A line that was typed and that bash has to answer, and a run of what had been done before. */
export interface TypedLine {
  readonly before: History;
  readonly host: string;
  readonly line: string;
}

/** A shell at a prompt, as it is after some lines. */
interface Session {
  readonly shell: Shell;
  /** What it still waits for the rest of. */
  pending: string;
  readonly lines: Action[];
}

/**
 * Works out what bash does for the lines that are typed at the consoles of a run. A shell stays alive between its lines;
 * when the run isn't any more what it knows (undo, a page that was loaded anew), it's made again from its earlier lines.
 */
export class Bashes {
  readonly #sessions = new Map<string, Session>();
  /** The line before. */
  #before: Promise<unknown> = Promise.resolve();

  /**
   * Tells the steps of a line; null if it was given up by `signal`, or those that it had done, if the reason is
   * {@link interruption}. One line is worked at after the other.
   */
  work(line: TypedLine, signal: AbortSignal): Promise<readonly BashStep[] | null> {
    const steps = this.#before.then(() => (signal.aborted ? null : this.#work(line, signal)));
    this.#before = steps.catch(() => null);
    return steps;
  }

  async #work({ before, host, line }: TypedLine, signal: AbortSignal): Promise<readonly BashStep[] | null> {
    const run = before.fork(before.index);
    run.act({ bash: { host, line, steps: [] } });
    const { world } = run;
    const recorder = new Recorder(world, host);
    for (let waiting = waitingBash(world, host); waiting !== null; waiting = waitingBash(world, host)) {
      const session =
        waiting.wait.request.kind === "line" ? await this.#session(before, host, waiting) : null;
      if (signal.aborted) return null;
      const isDone = await answer(waiting, recorder, session, signal);
      if (isDone === "given up") {
        this.#forget(host);
        return null;
      }
      if (isDone !== "next") this.#forget(host);
      if (recorder.isGivenAway || isDone === "program runs on" || isDone === "interrupted") break;
    }
    return recorder.steps;
  }

  /** The line has become this action. */
  keep(host: string, action: Action): void {
    this.#sessions.get(host)?.lines.push(action);
  }

  dispose(): void {
    for (const host of [...this.#sessions.keys()]) this.#forget(host);
  }

  #forget(host: string): void {
    this.#sessions.get(host)?.shell.dispose();
    this.#sessions.delete(host);
  }

  async #session(before: History, host: string, waiting: WaitingBash): Promise<Session> {
    const lines = linesOf(before, host, waiting.process.id);
    const old = this.#sessions.get(host);
    if (old !== undefined && isSame(old.lines, actionsOf(lines))) return old;
    this.#forget(host);
    const session = await restore(before, { host, waiting, lines });
    this.#sessions.set(host, session);
    return session;
  }
}

function isSame(one: readonly Action[], other: readonly Action[]): boolean {
  return one.length === other.length && one.every((action, at) => action === other[at]);
}

/** Makes a shell again: runs its lines in a world of its own, where they find what they found then. */
async function restore(
  before: History,
  {
    host,
    waiting,
    lines,
  }: { readonly host: string; readonly waiting: WaitingBash; readonly lines: readonly Line[] },
): Promise<Session> {
  const remembered = new Set(lines.filter(({ action }) => isRemembered(action)));
  for (;;) {
    let session: Session | null = null;
    let lost: Line | null = null;
    for (const line of remembered) {
      const run = before.fork(line.index);
      run.act({ bash: { ...line.action.bash, steps: [] } });
      const recorder = new Recorder(run.world, host);
      const asked = waitingBash(run.world, host);
      if (asked === null) continue;
      // Its first line finds the folder that it was started in.
      session ??= { shell: new Shell(asked, recorder, null), pending: "", lines: actionsOf(lines) };
      const done = await answer(asked, recorder, session, new AbortController().signal);
      if (done === "next") continue;
      lost = line;
      break;
    }
    session ??= {
      shell: new Shell(waiting, new Recorder(before.fork(before.index).world, host), null),
      pending: "",
      lines: actionsOf(lines),
    };
    if (lost === null) return session;
    // It went otherwise then. The shell goes on without it.
    session.shell.dispose();
    remembered.delete(lost);
  }
}

function actionsOf(lines: readonly Line[]): Action[] {
  return lines.map(({ action }) => action);
}

/** Whether bash remembers a line: its record has come to an end, and the line wasn't cut off. */
function isRemembered(action: BashAction): boolean {
  const ends = action.bash.steps.flatMap((step) => ("end" in step ? [step.end.then] : []));
  return ends.length > 0 && !ends.includes("cut");
}

/** Lets bash answer one request, and writes down its end. */
async function answer(
  waiting: WaitingBash,
  recorder: Recorder,
  session: Session | null,
  signal: AbortSignal,
): Promise<Done> {
  const { request } = waiting.wait;
  const text = decodeByteString(request.text);
  const folder = decodeByteString(waiting.process.folder);
  if (session !== null && request.kind === "line") {
    const whole = `${session.pending}${text}`;
    if (!isComplete(whole)) {
      session.pending = `${whole}\n`;
      recorder.end({ code: 0, folder, then: "more" });
      return "next";
    }
    session.pending = "";
    return settle(await abortable(session.shell, whole, recorder, signal), recorder);
  }
  const shell = new Shell(waiting, recorder, request.kind === "script" ? callOf(request) : null);
  const outcome = await abortable(shell, text, recorder, signal);
  shell.dispose();
  return settle(outcome, recorder);
}

function callOf(request: Extract<WaitingBash["wait"]["request"], { readonly kind: "script" }>): {
  readonly name: string;
  readonly operands: readonly string[];
  readonly input: Uint8Array | null;
} {
  const { name, operands, input } = request;
  return {
    name: decodeByteString(name),
    operands: operands.map((word) => decodeByteString(word)),
    input,
  };
}

async function abortable(
  shell: Shell,
  text: string,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<Outcome> {
  const giveUp = (): void => (signal.reason === interruption ? shell.interrupt() : shell.dispose());
  signal.addEventListener("abort", giveUp);
  try {
    return await shell.run(text, recorder);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function settle({ kind, code, folder }: Outcome, recorder: Recorder): Done {
  if (kind === "given up" || kind === "interrupted") return kind;
  if (kind === "program runs on") {
    // For when that program ends by itself; Ctrl-C ends the line with it.
    recorder.end({ code, folder, then: "cut" });
    return kind;
  }
  recorder.end({ code, folder, then: kind });
  return kind === "next" ? "next" : "session lost";
}

/** A line that bash was given, and how many actions were done before it. */
interface Line {
  readonly action: BashAction;
  readonly index: number;
}

/** The lines of a run that one bash has read, at a console's prompt. */
function linesOf(run: History, host: string, processId: number): readonly Line[] {
  return run.actions
    .flatMap((action, index) => ("bash" in action && action.bash.host === host ? [{ action, index }] : []))
    .filter(({ action, index }) => {
      const reader = readers.get(action) ?? bashAtPrompt(run.worldAt(index), host);
      readers.set(action, reader);
      return reader === processId;
    });
}

/** Which bash has read a line, by its process id; null for none. An action that is done again in its run finds the same. */
const readers = new WeakMap<BashAction, number | null>();

/** The id of the bash that reads the console's next line; null if none does. */
function bashAtPrompt(world: World, host: string): number | null {
  const bash = [...world.processes.values()].findLast(
    ({ host: of, ended, wait, argv, descriptors }) =>
      of.id === host &&
      ended === null &&
      wait?.kind === "read" &&
      /(?:^|\/)bash$/.test(argv[0] ?? "") &&
      descriptors.get(0)?.kind === "keyboard",
  );
  return bash?.id ?? null;
}
