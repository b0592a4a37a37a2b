import { bytesOf, decodeText } from "../../engine/bytes/index.ts";
import {
  perform,
  replay,
  waitingBash,
  type Action,
  type BashStep,
  type Start,
  type WaitingBash,
  type World,
} from "../../world/index.ts";
import { Recorder } from "./recorder.ts";
import { Shell, type Outcome } from "./shell.ts";
import { isComplete } from "./statements.ts";

type BashAction = Extract<Action, { readonly bash: unknown }>;

/** A line that was typed and that bash has to answer, and what had been done before. */
export interface TypedLine {
  readonly start: Start;
  readonly before: readonly Action[];
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

  /** Tells the steps of a line; null if it was given up by `signal`. One line is worked at after the other. */
  work(line: TypedLine, signal: AbortSignal): Promise<readonly BashStep[] | null> {
    const steps = this.#before.then(() => (signal.aborted ? null : this.#work(line, signal)));
    this.#before = steps.catch(() => null);
    return steps;
  }

  async #work(
    { start, before, host, line }: TypedLine,
    signal: AbortSignal,
  ): Promise<readonly BashStep[] | null> {
    const walked = walk(start, before, host);
    const { world } = walked;
    perform(world, { bash: { host, line, steps: [] } });
    const recorder = new Recorder(world, host);
    for (let waiting = waitingBash(world, host); waiting !== null; waiting = waitingBash(world, host)) {
      const lines = walked.linesOf(waiting.process.id);
      const session =
        waiting.wait.request.kind === "line"
          ? await this.#session(start, before, { host, waiting, lines })
          : null;
      if (signal.aborted) return null;
      const isDone = await answer(waiting, recorder, session, signal);
      if (isDone === "given up") {
        this.#forget(host);
        return null;
      }
      if (isDone !== "next") this.#forget(host);
      if (recorder.isGivenAway || isDone === "program runs on") break;
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

  async #session(
    start: Start,
    before: readonly Action[],
    {
      host,
      waiting,
      lines,
    }: { readonly host: string; readonly waiting: WaitingBash; readonly lines: readonly Action[] },
  ): Promise<Session> {
    const old = this.#sessions.get(host);
    if (old !== undefined && isSame(old.lines, lines)) return old;
    this.#forget(host);
    const session = await restore(start, before, { host, waiting, lines });
    this.#sessions.set(host, session);
    return session;
  }
}

function isSame(one: readonly Action[], other: readonly Action[]): boolean {
  return one.length === other.length && one.every((action, at) => action === other[at]);
}

/** Makes a shell again: runs its lines in a world of its own, where they find what they found then. */
async function restore(
  start: Start,
  before: readonly Action[],
  {
    host,
    waiting,
    lines,
  }: { readonly host: string; readonly waiting: WaitingBash; readonly lines: readonly Action[] },
): Promise<Session> {
  const remembered = new Set(lines.filter(isRemembered));
  for (;;) {
    const world = replay(start, []);
    let session: Session | null = null;
    let lost: Action | null = null;
    for (const action of before) {
      if (!remembered.has(action) || !("bash" in action)) {
        perform(world, action);
        continue;
      }
      perform(world, { bash: { ...action.bash, steps: [] } });
      const recorder = new Recorder(world, host);
      const asked = waitingBash(world, host);
      if (asked === null || asked.process.id !== waiting.process.id) continue;
      // Its first line finds the folder that it was started in.
      session ??= { shell: new Shell(asked, recorder, null), pending: "", lines: [...lines] };
      const done = await answer(asked, recorder, session, new AbortController().signal);
      if (done === "next") continue;
      lost = action;
      break;
    }
    session ??= {
      shell: new Shell(waiting, new Recorder(world, host), null),
      pending: "",
      lines: [...lines],
    };
    if (lost === null) return session;
    // It went otherwise then. The shell goes on without it.
    session.shell.dispose();
    remembered.delete(lost);
  }
}

/** Whether bash remembers a line: its record has come to an end, and the line wasn't cut off. */
function isRemembered(action: Action): boolean {
  if (!("bash" in action)) return false;
  const ends = action.bash.steps.flatMap((step) => ("end" in step ? [step.end.then] : []));
  return ends.length > 0 && !ends.includes("cut");
}

/** Lets bash answer one request, and writes down its end. */
async function answer(
  waiting: WaitingBash,
  recorder: Recorder,
  session: Session | null,
  signal: AbortSignal,
): Promise<"next" | "session lost" | "program runs on" | "given up"> {
  const { request } = waiting.wait;
  const text = decodeText(bytesOf(request.text));
  const folder = decodeText(bytesOf(waiting.process.folder));
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
    name: decodeText(bytesOf(name)),
    operands: operands.map((word) => decodeText(bytesOf(word))),
    input,
  };
}

async function abortable(
  shell: Shell,
  text: string,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<Outcome> {
  const giveUp = (): void => shell.dispose();
  signal.addEventListener("abort", giveUp);
  try {
    return await shell.run(text, recorder);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function settle(
  { kind, code, folder }: Outcome,
  recorder: Recorder,
): "next" | "session lost" | "program runs on" | "given up" {
  if (kind === "given up") return kind;
  if (kind === "program runs on") {
    // For when that program ends by itself; Ctrl-C ends the line with it.
    recorder.end({ code, folder, then: "cut" });
    return kind;
  }
  recorder.end({ code, folder, then: kind });
  return kind === "next" ? "next" : "session lost";
}

/** The world after a run, and which lines each bash at the host's console was given. */
function walk(
  start: Start,
  actions: readonly Action[],
  host: string,
): { readonly world: World; readonly linesOf: (processId: number) => readonly Action[] } {
  const lines: { readonly processId: number | null; readonly action: BashAction }[] = [];
  const world = replay(start, []);
  for (const action of actions) {
    if ("bash" in action && action.bash.host === host)
      lines.push({ processId: bashAtPrompt(world, host), action });
    perform(world, action);
  }
  return {
    world,
    linesOf: (processId) => lines.flatMap((line) => (line.processId === processId ? [line.action] : [])),
  };
}

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
