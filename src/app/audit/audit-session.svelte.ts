import {
  isSameServerFiles,
  noServerFiles,
  withServerFiles,
  type LeftOver,
  type ServerFile,
  type ServerFiles,
  type ServerPart,
} from "../../audit/index.ts";
import { AuditorClient } from "./auditor-client.ts";
import type { Answer, Comparison, Compilable, Examination, Hunk, Way, Ways } from "./examination.ts";
import type { AskedProbe } from "./probe.ts";
import type { GivenFile } from "./given.ts";
import { forgetFiles, keepFiles, keptFiles, type Keeping } from "./kept-files.ts";
import { limits } from "./limits.ts";
import { shortName } from "./part-names.ts";

/** What is under way. */
export interface Work {
  readonly what: string;
  /** From 0 to 1. */
  readonly share: number;
}

interface Step {
  readonly files: ServerFiles;
  /** What came after it, in a few words. */
  readonly done: string;
}

/** A place that the page is to show. Each wish is a new object. */
export interface Shown {
  readonly part: ServerPart;
  readonly line: number | null;
}

/** Files of a server, what was done to them, and what the auditor finds. */
export class AuditSession {
  readonly auditor = new AuditorClient();
  #original: ServerFiles = $state.raw(noServerFiles);
  #files: ServerFiles = $state.raw(noServerFiles);
  #examination: Examination | null = $state.raw(null);
  #work: Work | null = $state.raw(null);
  #undoable: readonly Step[] = $state.raw([]);
  #news: string = $state("");
  #troubles: readonly string[] = $state.raw([]);
  #leftOver: readonly LeftOver[] = $state.raw([]);
  #shown: Shown | null = $state.raw(null);
  #keeping: Keeping = $state("kept");
  /** Counts the examinations, so that an answer that was overtaken is left alone. */
  #turn = 0;
  /** Ends when all that was given has been read. */
  #giving: Promise<void> = Promise.resolve();
  /** Counts what ended the reading. */
  #stops = 0;
  #other: ServerFiles | null = $state.raw(null);
  #offered: { readonly text: string } | null = $state.raw(null);

  get files(): ServerFiles {
    return this.#files;
  }

  get original(): ServerFiles {
    return this.#original;
  }

  get isEmpty(): boolean {
    return this.#files.files.length === 0 && !this.#files.isControlWhole;
  }

  get isChanged(): boolean {
    return !isSameServerFiles(this.#files, this.#original);
  }

  /** Another set of files to compare with; null: the files as they were given. */
  get other(): ServerFiles | null {
    return this.#other;
  }

  /** What the files are compared with; null as long as nothing was changed. */
  get before(): ServerFiles | null {
    return this.#other ?? (this.isChanged ? this.#original : null);
  }

  compareFromNowOnWith(files: ServerFiles | null): void {
    this.#other = files;
  }

  /** A text that was dropped or pasted somewhere, and may be one of the files. Each is a new object. */
  get offered(): { readonly text: string } | null {
    return this.#offered;
  }

  offer(text: string): void {
    this.#offered = { text };
  }

  /** Null until the first one is done. */
  get examination(): Examination | null {
    return this.#examination;
  }

  get work(): Work | null {
    return this.#work;
  }

  get news(): string {
    return this.#news;
  }

  get troubles(): readonly string[] {
    return this.#troubles;
  }

  get leftOver(): readonly LeftOver[] {
    return this.#leftOver;
  }

  get shown(): Shown | null {
    return this.#shown;
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  /** What Undo would take back; null if there's nothing. */
  get lastStep(): string | null {
    return this.#undoable.at(-1)?.done ?? null;
  }

  /** Brings back what a reload of the page has interrupted. */
  async restore(): Promise<void> {
    const kept = await keptFiles();
    if (kept === null || !this.isEmpty) return;
    this.#original = kept.original;
    this.#files = kept.now;
    this.#news = "Your files are as you left them.";
    this.#examine();
  }

  /**
   * Takes files, archives and folders. What was there before stays, but for the same parts. What is given while something
   * else is read waits for its turn.
   */
  give(given: readonly GivenFile[]): Promise<void> {
    this.#giving = this.#giving.then(() => this.#read(given));
    return this.#giving;
  }

  async #read(given: readonly GivenFile[]): Promise<void> {
    this.#troubles = [];
    this.#leftOver = [];
    if (given.length === 0) return;
    const stops = this.#stops;
    const turn = this.#begin("Reading the files");
    try {
      const read = await this.auditor.read(given, (share) => {
        this.#tell(turn, "Reading the files", share);
      });
      if (stops !== this.#stops) return;
      if (turn === this.#turn) this.#work = null;
      this.#troubles = read.troubles;
      this.#leftOver = read.leftOver;
      if (read.files.length === 0 && !read.isControlWhole) {
        if (read.troubles.length === 0)
          this.#troubles = [
            "None of these files decides who may relay. Wanted are tcp.smtp, the folder control/ and the run script.",
          ];
        if (!this.isEmpty) this.#examine();
        return;
      }
      this.add(read.files, read);
    } catch (error) {
      this.#fail(error, turn);
    }
  }

  #stop(): void {
    this.#turn++;
    this.#stops++;
    // What was stopped never ends, and nothing waits for it any more.
    this.#giving = Promise.resolve();
    this.auditor.cancel();
    this.#work = null;
  }

  /** Adds files to those that are there; what was given counts as the state before any change. */
  add(
    files: readonly ServerFile[],
    { isControlWhole, others }: Partial<Omit<ServerFiles, "files">> = {},
  ): void {
    const merged = (before: ServerFiles): ServerFiles => ({
      files: withServerFiles(before, files).files,
      isControlWhole: isControlWhole === true || before.isControlWhole,
      others: isControlWhole === true ? (others ?? []) : before.others,
    });
    const isFresh = this.isEmpty || !this.isChanged;
    const names = files.map(({ path }) => shortName(path)).join(", ");
    this.#step(merged(this.#files), `Taken: ${names === "" ? "control/" : names}`);
    this.#original = isFresh ? this.#files : merged(this.#original);
    this.#changed();
  }

  /** Whether what control/ lacks isn't on the server either. */
  setControlWhole(whole: "whole" | "partial"): void {
    const isControlWhole = whole === "whole";
    this.#step({ ...this.#files, isControlWhole }, "The change of what control/ holds");
    this.#original = { ...this.#original, isControlWhole };
    this.#changed();
  }

  /** A person has changed the text of a file. */
  edit(part: ServerPart, bytes: Uint8Array): void {
    const before = this.#files.files.find((file) => file.part === part);
    if (before === undefined) return;
    const done = `The changes in ${shortName(before.path)}`;
    const changed = { ...before, bytes, modifiedAt: null };
    const files = withServerFiles(this.#files, [changed]);
    // Typing is one step, however long it goes on.
    if (this.lastStep === done) this.#files = files;
    else this.#step(files, done);
    this.#changed();
  }

  remove(part: ServerPart): void {
    const file = this.#files.files.find((one) => one.part === part);
    if (file === undefined) return;
    const without = ({ files, ...rest }: ServerFiles): ServerFiles => ({
      ...rest,
      files: files.filter((one) => one.part !== part),
    });
    this.#step(without(this.#files), `The removal of ${shortName(file.path)}`);
    this.#changed();
  }

  preview(indexes: readonly number[]): Promise<readonly Hunk[]> {
    return this.auditor.preview(indexes);
  }

  /** Applies the fixes of findings as one step. */
  fix(indexes: readonly number[], title: string): Promise<void> {
    return this.#apply(title, () => this.auditor.fix(indexes));
  }

  /** Applies all fixes there are as one step. */
  fixAll(title: string): Promise<void> {
    return this.#apply(title, () => this.auditor.fixAll());
  }

  compile(what: Compilable): Promise<void> {
    return this.#apply(`The compilation of ${what === "rules" ? "tcp.smtp" : what}`, () =>
      this.auditor.compile(what),
    );
  }

  /**
   * Takes what the auditor makes of the files that it has examined. Findings are numbered by examination, and a change
   * that is made meanwhile isn't written over: then nothing happens, and the page says so.
   */
  async #apply(title: string, make: () => Promise<readonly ServerFile[]>): Promise<void> {
    const files = this.#files;
    const changed = this.#work === null && this.#examination !== null ? await make() : null;
    if (changed === null || this.#files !== files) {
      this.#news = "The files have just changed: look at what is found now.";
      return;
    }
    if (changed.length === 0) return;
    this.#step(withServerFiles(files, changed), title);
    this.#changed();
    this.#news = `Done: ${title}`;
  }

  undo(): void {
    const last = this.#undoable.at(-1);
    if (last === undefined) return;
    this.#undoable = this.#undoable.slice(0, -1);
    this.#files = last.files;
    this.#changed();
    this.#news = `Undone: ${last.done}`;
  }

  ask(probe: AskedProbe): Promise<Answer> {
    return this.auditor.ask(probe);
  }

  /** How what becomes of a mail could be turned round. */
  ways(probe: AskedProbe): Promise<Ways> {
    return this.auditor.ways(probe);
  }

  /** Changes the files so. */
  go({ index, title }: Way): Promise<void> {
    return this.#apply(title, () => this.auditor.go(index));
  }

  compareWith(before: ServerFiles): Promise<Comparison> {
    return this.auditor.compareWith(before);
  }

  show(part: ServerPart, line: number | null): void {
    this.#shown = { part, line };
  }

  /** Ends what is under way. The files stay; what was known of them is with the worker that has ended. */
  cancel(): void {
    this.#stop();
    this.#examination = null;
    this.#news = "Stopped.";
  }

  /** Forgets all files, here and in what the browser keeps. */
  async forget(): Promise<void> {
    this.#stop();
    this.#other = null;
    this.#original = noServerFiles;
    this.#files = noServerFiles;
    this.#examination = null;
    this.#undoable = [];
    this.#troubles = [];
    this.#leftOver = [];
    await forgetFiles();
    this.#news = "Forgotten: nothing of these files is kept any more.";
  }

  /** Examines again what was stopped. */
  examineAgain(): void {
    this.#examine();
  }

  #step(files: ServerFiles, done: string): void {
    if (!this.isEmpty)
      this.#undoable = [...this.#undoable, { files: this.#files, done }].slice(-limits.undoMax);
    this.#files = files;
  }

  #changed(): void {
    void keepFiles({ original: this.#original, now: this.#files }).then((keeping) => {
      this.#keeping = keeping;
    });
    this.#examine();
  }

  #begin(what: string): number {
    this.#work = { what, share: 0 };
    return ++this.#turn;
  }

  /** What was told on the way may come after the end. */
  #tell(turn: number, what: string, share: number): void {
    if (turn === this.#turn && this.#work?.what === what) this.#work = { what, share };
  }

  #examine(): void {
    const what = "Examining the files";
    const turn = this.#begin(what);
    this.auditor
      .examine(this.#files, (share) => {
        this.#tell(turn, what, share);
      })
      .then(
        (examination) => {
          if (turn !== this.#turn) return;
          this.#examination = examination;
          this.#work = null;
        },
        (error: unknown) => {
          if (turn === this.#turn) this.#examination = null;
          this.#fail(error, turn);
        },
      );
  }

  #fail(error: unknown, turn: number): void {
    if (turn !== this.#turn) return;
    console.error(error);
    this.#work = null;
    this.#troubles = [...this.#troubles, `This page failed at it: ${String(error)}`];
  }
}
