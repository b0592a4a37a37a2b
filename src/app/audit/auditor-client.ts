import { proxy, wrap, type Remote } from "comlink";
import type { AddressPartition, RuleSource, ServerFile, ServerFiles } from "../../audit/index.ts";
import type { Auditor, Progress } from "./auditor.ts";
import type { Answer, Comparison, Compilable, Examination, Hunk, Ways } from "./examination.ts";
import type { AskedProbe } from "./probe.ts";
import type { GivenFile } from "./given.ts";
import type { ReportForm, ReportOrigin } from "./report.ts";
import type { ReadFiles } from "./read-given.ts";

/** The auditor in its worker, as the page asks it. What is cancelled never answers. */
export class AuditorClient {
  #worker: Worker | null = null;
  #remote: Remote<Auditor> | null = null;
  /** The files that the worker has, by part. */
  #sent: readonly ServerFile[] = [];

  read(given: readonly GivenFile[], progress: Progress): Promise<ReadFiles> {
    return this.#auditor.read(given, proxy(progress));
  }

  examine({ files, ...rest }: ServerFiles, progress: Progress): Promise<Examination> {
    const sent = this.#sent;
    this.#sent = files;
    return this.#auditor.examine(
      { ...rest, files: files.map((file) => (sent.includes(file) ? file.part : file)) },
      proxy(progress),
    );
  }

  preview(indexes: readonly number[]): Promise<readonly Hunk[]> {
    return this.#auditor.preview(indexes);
  }

  fix(indexes: readonly number[]): Promise<readonly ServerFile[]> {
    return this.#auditor.fix(indexes);
  }

  previewAll(): Promise<{ readonly hunks: readonly Hunk[]; readonly count: number }> {
    return this.#auditor.previewAll();
  }

  fixAll(): Promise<readonly ServerFile[]> {
    return this.#auditor.fixAll();
  }

  compile(what: Compilable): Promise<ServerFile | null> {
    return this.#auditor.compile(what);
  }

  ask(probe: AskedProbe): Promise<Answer> {
    return this.#auditor.ask(probe);
  }

  ways(probe: AskedProbe): Promise<Ways> {
    return this.#auditor.ways(probe);
  }

  go(way: number): Promise<readonly ServerFile[]> {
    return this.#auditor.go(way);
  }

  compareWith(before: ServerFiles): Promise<Comparison> {
    return this.#auditor.compareWith(before);
  }

  partition(): Promise<AddressPartition | null> {
    return this.#auditor.partition();
  }

  partitionOf(files: ServerFiles): Promise<AddressPartition | null> {
    return this.#auditor.partitionOf(files);
  }

  ruleAt(record: number): Promise<RuleSource | null> {
    return this.#auditor.ruleAt(record);
  }

  report(form: ReportForm, made: ReportOrigin): Promise<string> {
    return this.#auditor.report(form, made);
  }

  /** Starts the worker, so that it's there when it's needed. */
  prepare(): void {
    this.#auditor.prepare().catch((error: unknown) => {
      console.warn("what opens archives could not be fetched yet", error);
    });
  }

  /** Ends whatever is under way, and forgets all. */
  cancel(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#remote = null;
    this.#sent = [];
  }

  get #auditor(): Remote<Auditor> {
    if (this.#remote !== null) return this.#remote;
    this.#worker = new Worker(new URL("./auditor.worker.ts", import.meta.url), { type: "module" });
    this.#remote = wrap<Auditor>(this.#worker);
    return this.#remote;
  }
}
