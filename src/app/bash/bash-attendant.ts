import { bytesOf, decodeText } from "../../engine/bytes/index.ts";
import { waitingBash, type Action, type BashStep, type Start, type World } from "../../world/index.ts";
import type { Bashes } from "./bashes.ts";

/** The run that an attendant looks after, as it is now. */
export interface AttendedRun {
  readonly start: Start;
  readonly actions: () => readonly Action[];
  readonly world: () => World;
  /** Goes on with other actions than those that were done. */
  readonly become: (actions: readonly Action[]) => void;
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
    const { actions, world } = this.#run;
    if (this.#work !== null) {
      if (actions().includes(this.#work.typed) && waitingBash(world(), this.#work.host) !== null) return;
      this.#work.abort.abort();
      this.#work = null;
    }
    for (const host of world().consoles.keys()) {
      if (waitingBash(world(), host) === null) continue;
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

  /** The action whose line bash has read last; null if it's answered already, and bash waits for ever. */
  #typedFor(host: string): Action | null {
    const lines = this.#run.actions().filter((action) => lineIn(action)?.host === host);
    const unread =
      this.#run
        .world()
        .keyboards.get(host)
        ?.chunks.filter(({ length }) => length > 0) ?? [];
    const typed = lines.at(-1 - unread.length);
    return typed === undefined || "bash" in typed ? null : typed;
  }

  async #answer(work: Work): Promise<void> {
    const { host, typed, abort } = work;
    const actions = this.#run.actions();
    const line = {
      start: this.#run.start,
      before: actions.slice(0, actions.lastIndexOf(typed)),
      host,
      line: lineIn(typed)?.line ?? "",
    };
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
    if (this.#work !== work || steps === null) return;
    this.#work = null;
    const action: Action = { bash: { host, line: line.line, steps: [...steps] } };
    this.#bashes?.keep(host, action);
    this.#run.become(this.#run.actions().map((one) => (one === typed ? action : one)));
  }

  #excuse(host: string, why: string): readonly BashStep[] {
    const folder = waitingBash(this.#run.world(), host)?.process.folder ?? "/";
    return [
      { err: `bash: this page's bash ${why}\n` },
      { end: { code: cannotStart, folder: decodeText(bytesOf(folder)), then: "cut" } },
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
