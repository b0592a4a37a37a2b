import type { BashAttendant } from "../bash/index.ts";
import type { assess, Assessment, LessonAnswers, LessonText } from "../../course/index.ts";
import {
  complete,
  createHistory,
  filesOf,
  readFile,
  type Action,
  type ConnectionTrace,
  type FileSystem,
  type History,
  type ReplyId,
  type World,
} from "../../world/index.ts";
import { hostOf, wordsOf } from "./action-words.ts";
import { reachedGoals, unjudged } from "./assessment.ts";
import { ConsoleView } from "./console-view.ts";
import type { FileView } from "./file-view.svelte.ts";
import { keepView, type KeptView } from "./kept-view.ts";
import { OpenFiles } from "./open-files.svelte.ts";
import { replyInFocus } from "./reply-in-focus.ts";
import { replyKey, replyOf } from "./reply-key.ts";
import { runawayNotices, type Notice } from "./runaway-notices.ts";
import type { Durability, SavedRuns } from "./saved-runs.ts";

/** A line of a file as it was when it decided, and where that is now; the file as a whole where `line` is null. */
export interface PlaceInFile {
  readonly file: string;
  readonly line: number | null;
  /** Null if it isn't there any more. */
  readonly lineNow: number | null;
}

/** A reply with the connection that it was given on; index -1 for one that was closed before any reply. */
export interface FocusedReply extends ReplyId {
  readonly trace: ConnectionTrace;
}

interface RunOptions {
  readonly saved: SavedRuns;
  readonly fetchAnswers: () => Promise<LessonAnswers>;
  /** What was done before. */
  readonly actions: readonly Action[];
  /** How the page was before a reload. */
  readonly view: KeptView;
}

/**
 * A learner's run of a lesson: the list of actions, the world that they have made, and what the page shows of it. All of
 * it follows from the actions, so undo, reset and reload are only other lists.
 */
export class LessonRun {
  readonly lesson: LessonText;
  readonly consoles: ReadonlyMap<string, ConsoleView>;
  readonly files: OpenFiles;
  /** What Redo would do, the next one last. */
  #undone: readonly Action[] = $state.raw([]);
  /** The work that Reset put away, which Undo brings back; null if there's none. */
  #putAway: readonly Action[] | null = $state.raw(null);
  /** Counts the fresh starts. */
  #generation: number = $state(0);
  /** The last thing that the page has to tell about the run as a whole. */
  #news: string = $state("");
  #actions: readonly Action[] = $state.raw([]);
  #assessment: Assessment = $state.raw({ goals: [], invariants: [], mistake: null, isPassed: false });
  /** Judges the run; null until that part of the program is here. */
  #assess: typeof assess | null = $state.raw(null);
  #answers: LessonAnswers | null = $state.raw(null);
  /** The reply that Why tells about, if somebody has chosen one. */
  #chosenReply: string | null = $state(null);
  #consoleInFront: string = $state("");
  #durability: Durability = $state("kept");
  /** Counts the changes of the world, which is no reactive value itself. */
  #version = $state(0);
  #history: History;
  readonly #saved: SavedRuns;
  #bash: BashAttendant | null = null;
  /** The learner has come back to earlier work and not done anything to it yet. */
  #isJustRestored: boolean = $state(false);

  constructor(lesson: LessonText, { saved, fetchAnswers, actions, view }: RunOptions) {
    this.lesson = lesson;
    this.#saved = saved;
    this.#actions = actions;
    this.#isJustRestored = actions.length > 0;
    this.#history = createHistory(lesson.start, actions);
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
    this.files = new OpenFiles(lesson.files, view.closed, ({ host, path }, text) => {
      this.act({ edit: { host, file: path, text } });
    });
    this.#consoleInFront = this.consoles.has(view.console) ? view.console : (lesson.consoles[0]?.host ?? "");
    this.#assessment = unjudged(lesson);
    this.#durability = saved.durability();
    saved.onDurabilityChange(() => {
      this.#durability = saved.durability();
    });
    this.#show();
    this.files.bring(this.files.all.find(({ id }) => id === view.file));
    void this.#bringRest(fetchAnswers, view);
  }

  /** Fetches what comes after the first paint: the other programs, and what judges a run. */
  async #bringRest(fetchAnswers: RunOptions["fetchAnswers"], view: KeptView): Promise<void> {
    try {
      const [answers, { assess: judge }, { BashAttendant }] = await Promise.all([
        fetchAnswers(),
        import("../../course/assess.ts"),
        import("../bash/bash-attendant.ts"),
        import("../../world/programs/more.ts"),
      ]);
      this.#answers = answers;
      this.#assess = judge;
      this.#bash = new BashAttendant({
        history: () => this.#history,
        become: (run) => {
          this.#undone = [];
          this.#history = run;
          this.#seek(run.index);
        },
      });
    } catch {
      this.#news = "A part of this page couldn't be fetched, and some programs are missing. Reload the page.";
      return;
    }
    // Programs may have been missing, and nothing of what has begun is recorded so that it could be copied.
    const { index, actions } = this.#history;
    this.#history = createHistory(this.lesson.start, actions);
    this.#history.seek(index);
    const { length } = this.files.all;
    this.#show();
    // A file that only a program could open, which is here now.
    if (this.files.all.length > length) this.files.bring(this.files.all.find(({ id }) => id === view.file));
    this.#assessment = this.#judged();
    this.#bash.attend();
  }

  #judged(): Assessment {
    if (this.#assess === null || this.#answers === null) return unjudged(this.lesson);
    return this.#assess({ ...this.lesson, ...this.#answers }, this.#history);
  }

  /** Whether `assessment` tells how the run stands; if not, that isn't known yet. */
  get isJudged(): boolean {
    return this.#assess !== null;
  }

  /** Null until they are fetched. */
  get answers(): LessonAnswers | null {
    return this.#answers;
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
    void this.#version;
    if (this.#chosenReply !== null) return this.#chosenReply;
    const reply = replyInFocus(this.#world, this.#consoleInFront, this.consoles.keys());
    return reply === null ? null : replyKey(reply);
  }

  get focusedReply(): FocusedReply | null {
    const key = this.replyInFocus;
    if (key === null) return null;
    const id = replyOf(key);
    const trace = this.#world.traces.get(id.connectionId);
    return trace === undefined || id.index >= trace.replies.length ? null : { ...id, trace };
  }

  /** Whether a console's shell waits for a command, so that nothing else runs there. */
  isAtPrompt(host: string): boolean {
    return this.ask(({ consoles }) => consoles.get(host)?.prompt !== null);
  }

  /** The files of the server that were written after the connection of the reply in focus had begun to use them. */
  get changedSince(): readonly string[] {
    const focused = this.focusedReply;
    if (focused === null) return [];
    const { trace } = focused;
    const files = this.#world.hosts.get(trace.serverHost)?.files;
    if (files === undefined) return [];
    return filesOf(trace.replies[0]?.notes ?? trace.pending).filter((path) => {
      const node = readFile(files, path);
      return typeof node !== "string" && node.changedAt > trace.openedAt;
    });
  }

  /** A host's simulated disk as it is now. */
  diskOf(host: string): FileSystem | undefined {
    return this.ask(({ hosts }) => hosts.get(host)?.files);
  }

  /** What is to be found out of the world as it is now; asked in an effect or a view, it's asked again at each change. */
  ask<T>(question: (world: World) => T): T {
    void this.#version;
    return question(this.#world);
  }

  /** Does what a person did, shows what came of it, and keeps it. */
  act(action: Action): void {
    this.files.flush("edit" in action ? { host: action.edit.host, path: action.edit.file } : null);
    const openedBefore = this.#world.opened.length;
    const performed = this.#history.act(action);
    if (performed.kind === "refused") {
      this.#show({ host: "wait" in action ? "" : hostOf(action), text: performed.why });
      return;
    }
    this.#actions = [...this.#actions, action];
    this.#undone = [];
    // Who edits what a reply is about goes on reading of it.
    if (!("edit" in action)) this.#chosenReply = null;
    this.#changed();
    if (this.#world.opened.length > openedBefore) this.files.bringLast(this.#world);
  }

  undo(): void {
    this.files.flush(null);
    const last = this.#actions.at(-1);
    if (last !== undefined) {
      this.#undone = [...this.#undone, last];
      this.#seek(this.#history.index - 1);
      this.#bringPlaceOf(last);
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
    this.#seek(this.#history.index + 1);
    this.#bringPlaceOf(next);
    this.#news = `Done again: ${wordsOf(next, this.lesson)}`;
  }

  /** Goes back to the lesson's start. Undo brings the work back. */
  reset(): void {
    this.files.flush(null);
    if (this.#actions.length === 0) return;
    this.#putAway = this.#actions;
    this.#undone = [];
    this.#generation++;
    this.#restart([]);
    this.#news = "Back at the start. Undo brings your work back.";
  }

  /**
   * Keeps what was typed in an editor and is not yet on the simulated disk, and the view. Called before the page goes
   * away.
   */
  flush(view: Pick<KeptView, "pane" | "isTyping">): void {
    this.files.flush(null);
    keepView(this.lesson.id, {
      ...view,
      console: this.#consoleInFront,
      file: this.files.inFront?.id ?? "",
      closed: this.files.closed,
    });
    if (this.#actions.length > 0) this.#saved.saveLastWords(this.lesson.id, this.#actions);
  }

  /** Answers the wish to save: it's done already. */
  tellSaved(): void {
    this.files.flush(null);
    this.#news = "Everything is saved as you type.";
  }

  closeFile(file: FileView): void {
    file.flush();
    this.files.close(file, this.#world);
  }

  chooseReply(key: string): void {
    this.#chosenReply = key;
  }

  bringConsole(host: string): void {
    this.#consoleInFront = host;
    this.#chosenReply = null;
  }

  /** Opens the file that a decision came from, at the line if there is one. Does nothing for a file that isn't shown. */
  showPlace({ file: path, line, lineNow }: PlaceInFile): void {
    const file = this.fileAt(path);
    if (file === null) return;
    this.files.bring(file);
    if (line === null) return;
    if (lineNow === null)
      this.#news = `The line that decided was line ${line} then. It isn't in the file any more.`;
    else file.showLine(lineNow);
  }

  /** The file at a path of the host that served the reply in focus, or else of the lesson's server. */
  fileAt(path: string): FileView | null {
    const { serverHost = this.lesson.start.world.server } = this.focusedReply?.trace ?? {};
    return this.files.find({ host: serverHost, path });
  }

  get #world(): World {
    return this.#history.world;
  }

  #restart(actions: readonly Action[]): void {
    this.#history = createHistory(this.lesson.start, actions);
    this.#seek(actions.length);
  }

  #seek(index: number): void {
    this.#history.seek(index);
    this.#actions = this.#history.actions.slice(0, index);
    this.#chosenReply = null;
    this.#changed();
  }

  #changed(): void {
    this.#isJustRestored = false;
    this.#saved.save(this.lesson.id, this.#actions);
    this.#show();
    const before = reachedGoals(this.#assessment);
    this.#assessment = this.#judged();
    const fresh = this.#assessment.goals.filter(({ id, ok }) => ok && !before.includes(id));
    this.#news = fresh.length === 0 ? "" : `Reached: ${fresh.map(({ text }) => text).join(" ")}`;
    if (fresh.length > 0 && this.#assessment.isPassed) this.#news += " That was the last one. You did it!";
  }

  /** A notice for a host that has no console here is shown on the one in front. */
  #show(...more: readonly Notice[]): void {
    this.#version++;
    const notices = [...runawayNotices(this.#world), ...more];
    for (const [host, view] of this.consoles) {
      const state = this.#world.consoles.get(host);
      const own = notices.filter(
        (notice) => host === (this.consoles.has(notice.host) ? notice.host : this.#consoleInFront),
      );
      if (state !== undefined) view.show(state, own);
    }
    this.files.show(this.#world);
    this.#bash?.attend();
  }

  /** What was undone or done again is to be seen. */
  #bringPlaceOf(action: Action): void {
    if ("wait" in action) return;
    const host = hostOf(action);
    if ("edit" in action) this.files.bring(this.files.find({ host, path: action.edit.file }));
    else if (this.consoles.has(host)) this.#consoleInFront = host;
  }
}
