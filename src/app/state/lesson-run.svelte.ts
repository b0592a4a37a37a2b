import { assess, type Assessment, type Lesson } from "../../course/index.ts";
import { decodeText, encodeByteString, encodeText } from "../../engine/bytes/index.ts";
import { compareWithCdb } from "../../engine/tcprules/index.ts";
import { languageOf } from "../../languages/index.ts";
import {
  complete,
  perform,
  readFile,
  replay,
  type Action,
  type ConnectionTrace,
  type ReplyId,
  type World,
} from "../../world/index.ts";
import { ConsoleView } from "./console-view.ts";
import { FileView } from "./file-view.svelte.ts";
import { replyKey, replyOf } from "./reply-key.ts";
import type { Durability, SavedRuns } from "./saved-runs.ts";

/** A reply with the connection that it was given on. */
export interface FocusedReply extends ReplyId {
  readonly trace: ConnectionTrace;
}

/**
 * A learner's run of a lesson: the list of actions, the world that they have made, and what the page shows of it. All of
 * it follows from the actions, so undo, reset and reload are only other lists.
 */
export class LessonRun {
  readonly lesson: Lesson;
  readonly consoles: ReadonlyMap<string, ConsoleView>;
  readonly files: readonly FileView[];
  /** What Redo would do, the next one last. */
  #undone: readonly Action[] = $state.raw([]);
  /** The work that Reset put away, which Undo brings back; null if there's none. */
  #putAway: readonly Action[] | null = $state.raw(null);
  /** Counts the fresh starts. */
  #generation: number = $state(0);
  /** The last thing that the page has to tell about the run as a whole. */
  #news: string = $state("");
  #actions: readonly Action[] = $state.raw([]);
  #assessment: Assessment;
  /** The reply that Why tells about: the one that was chosen, or else the last on the console in front. */
  #chosenReply: string | null = $state(null);
  #consoleInFront: string = $state("");
  #fileInFront: FileView | null = $state.raw(null);
  #durability: Durability = $state("kept");
  /** Counts the changes of the world, which is no reactive value itself. */
  #version = $state(0);
  #world: World;
  readonly #saved: SavedRuns;
  /** The learner has come back to earlier work and not done anything to it yet. */
  #isJustRestored: boolean = $state(false);

  constructor(lesson: Lesson, saved: SavedRuns, actions: readonly Action[]) {
    this.lesson = lesson;
    this.#saved = saved;
    this.#actions = actions;
    this.#isJustRestored = actions.length > 0;
    this.#world = replay(lesson.start, actions);
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it's filled once and never changes
    this.consoles = new Map(
      lesson.consoles.map(({ host }) => [
        host,
        new ConsoleView(host, {
          act: (action) => {
            this.act(action);
          },
          isAtPrompt: () => this.isAtPrompt(host),
          complete: (text, cursor) => complete(this.#world, host, text, cursor),
        }),
      ]),
    );
    this.files = lesson.files.map(
      ({ host, path }) =>
        new FileView({ host, path, onEdit: (text) => this.act({ edit: { host, file: path, text } }) }),
    );
    this.#fileInFront = this.files[0] ?? null;
    this.#consoleInFront = lesson.consoles[0]?.host ?? "";
    this.#assessment = $state.raw(assess(lesson, actions, this.#world));
    this.#durability = saved.durability();
    saved.onDurabilityChange(() => {
      this.#durability = saved.durability();
    });
    this.#show(null);
  }

  get assessment(): Assessment {
    return this.#assessment;
  }

  get durability(): Durability {
    return this.#durability;
  }

  get isJustRestored(): boolean {
    return this.#isJustRestored;
  }

  get consoleInFront(): string {
    return this.#consoleInFront;
  }

  get fileInFront(): FileView | null {
    return this.#fileInFront;
  }

  get canUndo(): boolean {
    return this.#actions.length > 0 || this.#putAway !== null;
  }

  get isFresh(): boolean {
    return this.#actions.length === 0;
  }

  get generation(): number {
    return this.#generation;
  }

  get news(): string {
    return this.#news;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** The name of the reply that Why tells about; null if none was given yet. */
  get replyInFocus(): string | null {
    return this.#chosenReply ?? this.#lastReply();
  }

  get focusedReply(): FocusedReply | null {
    void this.#version;
    const key = this.replyInFocus;
    const id = key === null ? null : replyOf(key);
    const trace = id === null ? undefined : this.#world.traces.get(id.connectionId);
    return id === null || trace?.replies[id.index] === undefined ? null : { ...id, trace };
  }

  /** Whether a console's shell waits for a command, so that nothing else runs there. */
  isAtPrompt(host: string): boolean {
    void this.#version;
    return this.#world.consoles.get(host)?.prompt !== null;
  }

  /** The files of the server that were written after the connection of the reply in focus had begun to use them. */
  get changedSince(): readonly string[] {
    const focused = this.focusedReply;
    if (focused === null) return [];
    const { trace } = focused;
    const files = this.#world.hosts.get(trace.serverHost)?.files;
    if (files === undefined) return [];
    const read = (trace.replies[0]?.notes ?? []).flatMap((note) =>
      note.kind === "rules-file" || note.kind === "control-read" ? [note.file] : [],
    );
    return read.filter((path) => {
      const node = readFile(files, path);
      return typeof node !== "string" && node.modifiedAt > trace.openedAt;
    });
  }

  /** Whether a text of rules says something else than its compiled form, so that it has no effect yet. */
  isStale({ host, path, text }: FileView): boolean {
    void this.#version;
    const files = this.#world.hosts.get(host)?.files;
    if (languageOf(path).id !== "tcp-rules" || files === undefined) return false;
    const cdb = readFile(files, encodeByteString(`${path}.cdb`));
    const state = compareWithCdb(encodeText(text), typeof cdb === "string" ? null : cdb.bytes);
    return state === "differs" || state === "no cdb";
  }

  /** Does what a person did, shows what came of it, and keeps it. */
  act(action: Action): void {
    this.#flushEdits("edit" in action ? action.edit : null);
    const performed = perform(this.#world, action);
    if (performed.kind === "refused") {
      this.#show({ action, text: performed.why });
      return;
    }
    this.#actions = [...this.#actions, action];
    this.#undone = [];
    this.#chosenReply = null;
    const isBusy = performed.kind === "busy";
    this.#changed(isBusy ? { action, text: "This program doesn't come to an end. Ctrl-C stops it." } : null);
  }

  undo(): void {
    this.#flushEdits(null);
    const last = this.#actions.at(-1);
    if (last !== undefined) {
      this.#undone = [...this.#undone, last];
      this.#restart(this.#actions.slice(0, -1));
      this.#news = `Undone: ${wordsOf(last, this.lesson)}`;
    } else if (this.#putAway !== null) {
      const actions = this.#putAway;
      this.#putAway = null;
      this.#undone = [];
      this.#restart(actions);
      this.#news = "Your work is back.";
    }
  }

  redo(): void {
    const next = this.#undone.at(-1);
    if (next === undefined) return;
    this.#undone = this.#undone.slice(0, -1);
    this.#restart([...this.#actions, next]);
    this.#news = `Done again: ${wordsOf(next, this.lesson)}`;
  }

  /** Goes back to the lesson's start. Undo brings the work back. */
  reset(): void {
    this.#flushEdits(null);
    if (this.#actions.length === 0) return;
    this.#putAway = this.#actions;
    this.#undone = [];
    this.#generation++;
    this.#restart([]);
    this.#news = "Back at the start. Undo brings your work back.";
  }

  /** Keeps what was typed in an editor and is not yet on the simulated disk. Called before the page goes away. */
  flush(): void {
    this.#flushEdits(null);
    if (this.#actions.length > 0) this.#saved.saveLastWords(this.lesson.id, this.#actions);
  }

  /** Answers the wish to save: it's done already. */
  tellSaved(): void {
    this.#flushEdits(null);
    this.#news = "Everything is saved as you type.";
  }

  chooseReply(key: string): void {
    this.#chosenReply = key;
  }

  bringConsole(host: string): void {
    this.#consoleInFront = host;
    this.#chosenReply = null;
  }

  bringFile(file: FileView): void {
    this.#fileInFront = file;
  }

  /** Opens the line of a file that a decision came from. Does nothing for a file that the lesson doesn't show. */
  showLine(path: string, line: number): void {
    const file = this.fileAt(path);
    if (file === null) return;
    this.#fileInFront = file;
    file.showLine(line);
  }

  fileAt(path: string): FileView | null {
    return this.files.find((file) => file.path === path) ?? null;
  }

  #flushEdits(except: { readonly host: string; readonly file: string } | null): void {
    for (const file of this.files) if (file.path !== except?.file || file.host !== except.host) file.flush();
  }

  #restart(actions: readonly Action[]): void {
    this.#actions = actions;
    this.#world = replay(this.lesson.start, actions);
    this.#chosenReply = null;
    this.#changed(null);
  }

  #changed(notice: Notice | null): void {
    this.#isJustRestored = false;
    this.#saved.save(this.lesson.id, this.#actions);
    this.#show(notice);
    const before = reachedGoals(this.#assessment);
    this.#assessment = assess(this.lesson, this.#actions, this.#world);
    const fresh = this.#assessment.goals.filter(({ id, ok }) => ok && !before.includes(id));
    this.#news = fresh.length === 0 ? "" : `Reached: ${fresh.map(({ text }) => text).join(" ")}`;
    if (fresh.length > 0 && this.#assessment.isPassed) this.#news += " That was the last one. You did it!";
  }

  #show(notice: Notice | null): void {
    this.#version++;
    const noticeHost =
      notice === null ? null : "wait" in notice.action ? this.#consoleInFront : hostOf(notice.action);
    for (const [host, view] of this.consoles) {
      const state = this.#world.consoles.get(host);
      if (state !== undefined) view.show(state, host === noticeHost ? (notice?.text ?? null) : null);
    }
    for (const file of this.files) {
      const files = this.#world.hosts.get(file.host)?.files;
      const node = files === undefined ? "ENOENT" : readFile(files, encodeByteString(file.path));
      file.show(typeof node === "string" ? null : decodeText(node.bytes));
    }
  }

  #lastReply(): string | null {
    void this.#version;
    const entry = this.#world.consoles
      .get(this.#consoleInFront)
      ?.entries.findLast((candidate) => candidate.kind === "output" && candidate.reply !== null);
    return entry?.kind === "output" && entry.reply !== null ? replyKey(entry.reply) : null;
  }
}

function reachedGoals({ goals }: Assessment): readonly string[] {
  return goals.filter(({ ok }) => ok).map(({ id }) => id);
}

/** An action in a few words. */
function wordsOf(action: Action, lesson: Lesson): string {
  if ("wait" in action) return `a wait of ${action.wait.seconds} seconds`;
  const host = hostOf(action);
  const place = lesson.consoles.find((tab) => tab.host === host)?.title ?? host;
  if ("edit" in action) return `a change of ${action.edit.file.slice(action.edit.file.lastIndexOf("/") + 1)}`;
  if ("smtp" in action) return `a session on ${place}`;
  const typed = "shell" in action ? action.shell.line : "type" in action ? action.type.line : action.key.key;
  return `${typed} on ${place}`;
}

interface Notice {
  readonly action: Action;
  readonly text: string;
}

function hostOf(action: Exclude<Action, { wait: unknown }>): string {
  if ("edit" in action) return action.edit.host;
  if ("shell" in action) return action.shell.host;
  if ("type" in action) return action.type.host;
  return "key" in action ? action.key.host : action.smtp.host;
}
