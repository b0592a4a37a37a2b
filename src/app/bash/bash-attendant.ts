import { decodeByteString } from "../../engine/bytes/index.ts";
import { waitingBash, type Action, type BashStep, type History } from "../../world/index.ts";
import type { Bashes } from "./bashes.ts";
import { interruption } from "./interruption.ts";

/** The run that an attendant looks after, as it is now. */
export interface AttendedRun {
  readonly history: () => History;
  /** Goes on with this run, in which another action has taken the place of one that was done. */
  readonly become: (run: History) => void;
}

interface Work {
  readonly host: string;
  readonly typed: Action;
  readonly abort: AbortController;
}

/**
 * Answers a bash that waits at a console: what was typed is worked out outside the world, by just-bash, which is fetched
 * for that; then an action that holds all that bash did takes the place of the one that only typed the line.
 */
export class BashAttendant {
  readonly #run: AttendedRun;
  #bashes: Bashes | null = null;
  #work: Work | null = null;

  constructor(run: AttendedRun) {
    this.#run = run;
  }

  /** Looks at the run, which may have changed: starts what is to be done, gives up what isn't wanted any more. */
  attend(): void {
    const { world } = this.#run.history();
    if (this.#work !== null) {
      const { typed, host, abort } = this.#work;
      if (this.#done().includes(typed)) {
        // Ctrl-C: it's answered with what it has done so far.
        if (waitingBash(world, host) === null) abort.abort(interruption);
        return;
      }
      abort.abort();
      this.#work = null;
    }
    for (const host of world.consoles.keys()) {
      if (waitingBash(world, host) === null) continue;
      const typed = this.#typedFor(host);
      if (typed === null) continue;
      this.#work = { host, typed, abort: new AbortController() };
      void this.#answer(this.#work);
      return;
    }
  }

  /** Ends all shells. */
  dispose(): void {
    this.#work?.abort.abort();
    this.#work = null;
    this.#bashes?.dispose();
  }

  /** What has been done, up to where the run stands. */
  #done(): readonly Action[] {
    const { actions, index } = this.#run.history();
    return actions.slice(0, index);
  }

  /** The action whose line bash has read last; null if it's answered already, and bash waits for ever. */
  #typedFor(host: string): Action | null {
    const lines = this.#done().filter((action) => lineIn(action)?.host === host);
    const { keyboards } = this.#run.history().world;
    const unread = keyboards.get(host)?.chunks.filter(({ length }) => length > 0) ?? [];
    const typed = lines.at(-1 - unread.length);
    return typed === undefined || "bash" in typed ? null : typed;
  }

  async #answer(work: Work): Promise<void> {
    const { host, typed, abort } = work;
    const history = this.#run.history();
    const index = history.actions.lastIndexOf(typed);
    const line = { before: history.fork(index), host, line: lineIn(typed)?.line ?? "" };
    let steps: readonly BashStep[] | null;
    try {
      this.#bashes ??= new (await import("./bashes.ts")).Bashes();
      steps = await this.#bashes.work(line, abort.signal);
    } catch (error) {
      const isHere = this.#bashes !== null;
      if (isHere) console.error(error);
      steps = this.#excuse(
        host,
        isHere ? "failed at this line" : "couldn't be fetched: are you offline? Try again later",
      );
    }
    if (this.#work !== work) return;
    this.#work = null;
    if (steps === null) {
      this.attend();
      return;
    }
    const action: Action = { bash: { host, line: line.line, steps: [...steps] } };
    this.#bashes?.keep(host, action);
    const run = history.fork(index);
    for (const one of [action, ...history.actions.slice(index + 1, history.index)]) run.act(one);
    this.#run.become(run);
  }

  #excuse(host: string, why: string): readonly BashStep[] {
    const folder = waitingBash(this.#run.history().world, host)?.process.folder ?? "/";
    return [
      { err: `bash: this page's bash ${why}\n` },
      { end: { code: cannotStart, folder: decodeByteString(folder), then: "cut" } },
    ];
  }
}

/** Source: bash-5.2 shell.h EX_NOEXEC. */
const cannotStart = 126;

/** The line that an action typed, and where; null if it typed none. */
function lineIn(action: Action): { readonly host: string; readonly line: string } | null {
  if ("shell" in action) return action.shell;
  if ("bash" in action) return action.bash;
  return "type" in action ? action.type : null;
}
