import { mayGrow } from "../processes/index.ts";
import type { Journal, WorldSystem } from "../process.ts";

/**
 * What a program does to its system, without an answer that matters: once done, it isn't done again. What isn't listed here
 * isn't done again either, but its answer, be it undefined, takes room in the journal.
 */
const deeds: ReadonlySet<PropertyKey> = new Set<keyof WorldSystem | "put" | "drop">([
  "atRest",
  "become",
  "catchSignals",
  "changeFolder",
  "changeService",
  "close",
  "command",
  "followMove",
  "keep",
  "note",
  "openEditor",
  "replaceDescriptors",
  "retitle",
  "showFrom",
  "showPrompt",
  "shutDown",
  "stopListening",
  "write",
  "writeTo",
  "put",
  "drop",
]);

/** What goes past the journal: what it is recorded for by itself, what never changes, and what must be done again. */
const direct: ReadonlySet<PropertyKey> = new Set<keyof WorldSystem>([
  "files",
  "host",
  "names",
  "outliveInterrupts",
]);

/**
 * A system, or a part of it, whose answers go into a journal; while that is told again, they come from there. `parts` are
 * its parts that are recorded by themselves.
 */
export function recorded<T extends object>(journal: Journal, target: T, parts: Partial<T> = {}): T {
  const answered = (ask: () => unknown): unknown => {
    if (journal.retold !== null) {
      if (journal.retold.length === 0) throw new Error("a program asks for more than it did the first time");
      return journal.retold.pop();
    }
    const latest = ask();
    if (mayGrow(journal)) journal.answers = { latest, before: journal.answers };
    return latest;
  };
  return new Proxy(target, {
    get(_target, name) {
      if (name in parts) return Reflect.get(parts, name);
      const value: unknown = Reflect.get(target, name);
      if (direct.has(name)) return value;
      if (typeof value !== "function") return answered(() => value);
      const isDeed = deeds.has(name);
      return (...given: readonly unknown[]): unknown => {
        const call = (): unknown => Reflect.apply(value, target, given);
        if (!isDeed) return answered(call);
        return journal.retold === null ? call() : undefined;
      };
    },
    set: (_target, name, value) => journal.retold !== null || Reflect.set(target, name, value),
  });
}
