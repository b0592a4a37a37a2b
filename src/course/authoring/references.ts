import type { Action, FileOverlay, WorldFile } from "../../world/index.ts";
import type { Check } from "../goal.ts";
import type { FrontMatter, SolutionFile, WrongRunFile } from "./lesson-file.ts";
import type { Located, Trouble } from "./yaml-source.ts";

/** The files of a lesson, each right by itself. */
export interface LessonParts {
  readonly front: Located<FrontMatter>;
  readonly world: Located<WorldFile>;
  readonly solution: Located<SolutionFile>;
  readonly wrongRuns: readonly Located<WrongRunFile>[];
  readonly overlay: FileOverlay;
  /** How many steps the prose has. */
  readonly steps: number;
  /** What the lesson is judged by besides its goals. */
  readonly invariantIds: readonly string[];
}

type Keys = readonly PropertyKey[];
type Report = (message: string, ...keys: Keys) => void;

/** What a schema can't see: names that must be elsewhere in the lesson, and names that two things have. */
export function checkReferences(parts: LessonParts): readonly Trouble[] {
  const { front, world, solution, wrongRuns, overlay } = parts;
  const troubles: Trouble[] = [];
  const reportIn =
    ({ file, lineOf }: Located<unknown>): Report =>
    (message, ...keys) =>
      troubles.push({ file, line: lineOf(keys), message });
  const hosts = new Set(Object.keys(world.content.hosts));
  const needHost = (report: Report, host: string | null, ...keys: Keys): void => {
    if (host !== null && !hosts.has(host)) report(`no host of the world is called ${host}`, ...keys);
  };
  const checkActions = (
    report: Report,
    actions: readonly Action[],
    keysOf: (index: number) => Keys,
  ): void => {
    actions.forEach((action, index) => needHost(report, hostOfAction(action), ...keysOf(index)));
  };

  const inFront = reportIn(front);
  const { content } = front;
  for (const key of ["consoles", "files"] as const) {
    content[key].forEach(({ host }, index) => needHost(inFront, host, key, index, "host"));
  }
  for (const key of ["setup", "opening"] as const) {
    checkActions(inFront, content[key], (index) => [key, index]);
  }
  for (const host of Object.keys(overlay)) needHost(inFront, host, "world");
  for (const key of ["goals", "invariants"] as const) {
    (content[key] ?? []).forEach(({ all }, index) =>
      all.forEach((check, at) => needHost(inFront, hostOfCheck(check), key, index, "all", at)),
    );
  }
  content.mistakes.forEach(({ when }, index) =>
    when.forEach((check, at) => needHost(inFront, hostOfCheck(check), "mistakes", index, "when", at)),
  );

  const stepThere = `there are ${parts.steps} steps`;
  content.goals.forEach(({ id, step }, index) => {
    if (step > parts.steps)
      inFront(`goal ${id} belongs to step ${step}, but ${stepThere}`, "goals", index, "step");
  });
  for (const step of Object.keys(content.hints)) {
    if (Number(step) < 1 || Number(step) > parts.steps)
      inFront(`hints for step ${step}, but ${stepThere}`, "hints", step);
  }
  const judged = [...content.goals.map(({ id }) => id), ...parts.invariantIds];
  const mistakes = content.mistakes.map(({ id }) => id);
  for (const id of repeated(judged)) inFront(`two goals or invariants are called ${id}`, "goals");
  for (const id of repeated(mistakes)) inFront(`two mistakes are called ${id}`, "mistakes");

  checkActions(
    reportIn(solution),
    solution.content.actions.map((step) => step.do),
    (index) => ["actions", index],
  );
  for (const run of wrongRuns) {
    const report = reportIn(run);
    const { fails, mistake, actions } = run.content;
    checkActions(report, actions, (index) => ["actions", index]);
    if (!judged.includes(fails)) report(`no goal or invariant is called ${fails}`, "fails");
    if (mistake !== undefined && !mistakes.includes(mistake))
      report(`no mistake is called ${mistake}`, "mistake");
  }
  return troubles;
}

function hostOfAction(action: Action): string | null {
  if ("edit" in action) return action.edit.host;
  if ("shell" in action) return action.shell.host;
  if ("type" in action) return action.type.host;
  if ("bash" in action) return action.bash.host;
  if ("key" in action) return action.key.host;
  return "smtp" in action ? action.smtp.host : null;
}

function hostOfCheck(check: Check): string | null {
  if ("said" in check) return check.said.host;
  if ("file" in check) return check.file.host;
  return "rules" in check ? check.rules.host : null;
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
