import { proxy, wrap, type Remote } from "comlink";
import type { AddressPartition, RuleSource, ServerFile, ServerFiles } from "../../audit/index.ts";
import { workerFailure } from "../page/index.ts";
import type { Auditor, Progress } from "./auditor.ts";
import type { Answer, Comparison, Compilable, Examination, Hunk, Ways } from "./examination.ts";
import type { AskedProbe } from "./probe.ts";
import type { GivenFile } from "./given.ts";
import type { ReportForm, ReportOrigin } from "./report.ts";
import type { ReadFiles } from "./read-given.ts";

/** The auditor in its worker, as the page asks it. What is cancelled never answers. */
export class AuditorClient {
  #asked: Asked | null = null;
  /** The files that the worker has, by part. */
  #sent: readonly ServerFile[] = [];

  read(given: readonly GivenFile[], progress: Progress): Promise<ReadFiles> {
    return this.#ask((auditor) => auditor.read(given, proxy(progress)));
  }

  examine({ files, ...rest }: ServerFiles, progress: Progress): Promise<Examination> {
    const sent = this.#sent;
    this.#sent = files;
    return this.#ask((auditor) =>
      auditor.examine(
        { ...rest, files: files.map((file) => (sent.includes(file) ? file.part : file)) },
        proxy(progress),
      ),
    );
  }

  preview(indexes: readonly number[]): Promise<readonly Hunk[]> {
    return this.#ask((auditor) => auditor.preview(indexes));
  }

  fix(indexes: readonly number[]): Promise<readonly ServerFile[]> {
    return this.#ask((auditor) => auditor.fix(indexes));
  }

  previewAll(): Promise<{ readonly hunks: readonly Hunk[]; readonly count: number }> {
    return this.#ask((auditor) => auditor.previewAll());
  }

  fixAll(): Promise<readonly ServerFile[]> {
    return this.#ask((auditor) => auditor.fixAll());
  }

  compile(what: Compilable): Promise<readonly ServerFile[]> {
    return this.#ask((auditor) => auditor.compile(what));
  }

  ask(probe: AskedProbe): Promise<Answer> {
    return this.#ask((auditor) => auditor.ask(probe));
  }

  ways(probe: AskedProbe): Promise<Ways> {
    return this.#ask<Ways>((auditor) => auditor.ways(probe));
  }

  go(way: number): Promise<readonly ServerFile[]> {
    return this.#ask((auditor) => auditor.go(way));
  }

  compareWith(before: ServerFiles): Promise<Comparison> {
    return this.#ask((auditor) => auditor.compareWith(before));
  }

  partition(): Promise<AddressPartition | null> {
    return this.#ask((auditor) => auditor.partition());
  }

  partitionOf(files: ServerFiles): Promise<AddressPartition | null> {
    return this.#ask((auditor) => auditor.partitionOf(files));
  }

  ruleAt(record: number): Promise<RuleSource | null> {
    return this.#ask((auditor) => auditor.ruleAt(record));
  }

  report(form: ReportForm, made: ReportOrigin): Promise<string> {
    return this.#ask((auditor) => auditor.report(form, made));
  }

  /** Starts the worker, so that it's there when it's needed. */
  prepare(): void {
    this.#ask((auditor) => auditor.prepare()).catch((error: unknown) => {
      console.warn("what opens archives could not be fetched yet", error);
    });
  }

  /** Ends whatever is under way, and forgets all. */
  cancel(): void {
    this.#asked?.worker.terminate();
    this.#asked = null;
    this.#sent = [];
  }

  /** Asks the worker; fails if its script can't be had, since then it never answers. */
  #ask<T>(question: (auditor: Remote<Auditor>) => Promise<T>): Promise<T> {
    this.#asked ??= this.#open();
    const { remote, failure } = this.#asked;
    return Promise.race([failure, question(remote)]);
  }

  #open(): Asked {
    const worker = new Worker(new URL("./auditor.worker.ts", import.meta.url), { type: "module" });
    const failure = workerFailure(worker);
    // The next question tries again, with a worker that has no files yet.
    failure.catch(() => {
      this.cancel();
    });
    return { worker, remote: wrap<Auditor>(worker), failure };
  }
}

interface Asked {
  readonly worker: Worker;
  readonly remote: Remote<Auditor>;
  /** Never comes true. */
  readonly failure: Promise<never>;
}
