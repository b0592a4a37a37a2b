import { assess, type Assessment, type Standing } from "../course/index.ts";
import { begin, createHistory } from "../world/index.ts";
import { parseArguments } from "./arguments.ts";
import { complain } from "./complain.ts";
import { findLesson, lessonsFolder } from "./lessons-on-disk.ts";
import { performRun, readRun } from "./run-on-disk.ts";
import { writeAll } from "./write.ts";

/**
 * `lab try LESSON RUN`: prints how a run stands in a lesson. Exits 0 if all goals and invariants hold, 1 if not, 2 if a
 * file can't be read or isn't what it should be.
 */
export function runTry(args: readonly string[]): Promise<number> {
  return Promise.resolve(tryRun(args));
}

function tryRun(args: readonly string[]): number {
  const parsed = parseArguments(args, { flags: ["--json"], values: ["--lessons"] });
  const [name, file, ...surplus] = parsed?.operands ?? [];
  if (parsed === null || name === undefined || file === undefined || surplus.length > 0) {
    return complain(["usage: lab try [--json] [--lessons DIR] LESSON RUN"]);
  }
  const found = findLesson(name, lessonsFolder(parsed.values.get("--lessons") ?? null));
  if (found.kind === "failed") return complain(found.why);
  const run = readRun(file);
  if (run.kind === "failed") return complain(run.why);
  const { lesson } = found.value;
  const { begins, actions } = run.value;
  if (begins !== null && !(begins.kind === "lesson" && begins.id === lesson.id)) {
    const place = begins.kind === "lesson" ? `lesson ${begins.id}` : `world ${begins.name}`;
    return complain([`${file}:1: expected a run of lesson ${lesson.id}, found one of ${place}`]);
  }
  const begun = begin(lesson.start);
  if (begun.kind === "failed") return complain([`${name}: ${begun.why}`]);
  const undone = performRun(begun.world, file, run.value);
  const assessment = assess(lesson, createHistory(lesson.start, actions));
  writeAll(1, parsed.flags.has("--json") ? asJson(lesson.id, assessment) : asText(lesson.id, assessment));
  for (const complaint of undone) writeAll(2, `${complaint}\n`);
  return assessment.isPassed ? 0 : 1;
}

function asJson(lesson: string, { goals, invariants, mistake, isPassed }: Assessment): string {
  const standing = ({ id, ok, expected, actual }: Standing) => ({ id, ok, expected, actual });
  const result = {
    lesson,
    passed: isPassed,
    goals: goals.map(standing),
    invariants: invariants.map(standing),
    mistake: mistake === null ? null : { id: mistake.id, say: mistake.say },
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function asText(lesson: string, { goals, invariants, mistake, isPassed }: Assessment): string {
  const rows = (title: string, standings: readonly Standing[]) =>
    standings.length === 0 ? [] : [`\n${title}\n`, ...standings.map(row)];
  const seen =
    mistake === null ? "" : `\nMistake: ${mistake.id}\n  ${mistake.say.trim().replaceAll("\n", "\n  ")}\n`;
  return [
    `${lesson}: ${isPassed ? "passed" : "not passed"}\n`,
    ...rows("Goals", goals),
    ...rows("Invariants", invariants),
    seen,
  ].join("");
}

function row({ id, text, ok, expected, actual }: Standing): string {
  const head = `  ${ok ? "ok    " : "failed"}  ${id}: ${text}\n`;
  return ok ? head : `${head}          wanted  ${expected}\n          saw     ${actual}\n`;
}
