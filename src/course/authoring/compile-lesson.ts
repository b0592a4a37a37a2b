import { worldFileSchema, type FileOverlay } from "../../world/index.ts";
import { invariants } from "../invariants.ts";
import type { Lesson, Step, WrongRun } from "../lesson.ts";
import { frontMatterSchema, partSchema, solutionSchema, wrongRunSchema } from "./lesson-file.ts";
import { parseMarkdown, type MarkdownSection } from "./markdown.ts";
import { loadYaml, type Loaded, type Trouble } from "./yaml-source.ts";

/** All text files under lessons/, by their path from there, such as "worlds/common.yaml". */
export type LessonFiles = ReadonlyMap<string, string>;

export interface CompiledLesson {
  /** The folder under lessons/, such as "01-relaying/01-first-553". */
  readonly folder: string;
  readonly lesson: Lesson;
  readonly wrongRuns: readonly WrongRun[];
}

/** The folders of all lessons, in the order of the course. */
export function lessonFolders(files: LessonFiles): readonly string[] {
  const folders = [...files.keys()].flatMap(
    (path) => /^(\d\d-[^/]+\/\d\d-[^/]+)\/lesson\.md$/.exec(path)?.[1] ?? [],
  );
  return folders.sort();
}

/** Compiles one lesson's folder, or tells all that is wrong with it, each with file and line. */
export function compileLesson(files: LessonFiles, folder: string): Loaded<CompiledLesson> {
  const troubles: Trouble[] = [];
  const take = <T>(loaded: Loaded<T>): T | null => {
    if (loaded.kind === "loaded") return loaded.value;
    troubles.push(...loaded.troubles);
    return null;
  };
  const source = (file: string): { file: string; text: string } => {
    const text = files.get(file);
    if (text === undefined) troubles.push({ file, line: 1, message: "this file is missing" });
    return { file: `lessons/${file}`, text: text ?? "" };
  };

  const page = source(`${folder}/lesson.md`);
  const { frontMatter, body, linesBefore } = splitFrontMatter(page.text);
  const front = take(loadYaml({ file: page.file, text: frontMatter, linesBefore: 1 }, frontMatterSchema));
  const prose = parseMarkdown(body, { file: page.file, linesBefore });
  troubles.push(...prose.troubles);
  const partFolder = folder.slice(0, folder.indexOf("/"));
  const part = take(loadYaml(source(`${partFolder}/part.yaml`), partSchema));
  const solution = take(loadYaml(source(`${folder}/solution.yaml`), solutionSchema));
  if (front === null || part === null || solution === null) return { kind: "failed", troubles };
  const world = take(loadYaml(source(`worlds/${front.world}.yaml`), worldFileSchema));
  const wrongRuns = [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/wrong/`))
    .sort()
    .flatMap((path): readonly WrongRun[] => {
      const run = take(loadYaml(source(path), wrongRunSchema));
      const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.yaml$/, "");
      return run === null ? [] : [{ ...run, mistake: run.mistake ?? null, name }];
    });
  if (world === null) return { kind: "failed", troubles };

  const [introduction, ...sections] = prose.sections;
  const hints = (step: number): Step["hints"] =>
    (front.hints[String(step)] ?? []).map((text) => parseHint(text, page.file, troubles));
  const lesson: Lesson = {
    id: front.id,
    title: front.title,
    idea: front.idea,
    part: { id: partFolder, title: part.title },
    introduction: introduction?.blocks ?? [],
    steps: sections.map(({ title, blocks }, index) => ({
      title: title ?? "",
      body: blocks,
      hints: hints(index + 1),
    })),
    goals: front.goals,
    invariants: front.invariants ?? invariants,
    mistakes: front.mistakes,
    consoles: front.consoles.map((tab) => ({ ...tab, connect: tab.connect ?? null })),
    files: front.files,
    start: { world, files: overlay(files, folder), setup: front.setup, opening: front.opening },
    solution: solution.actions.map(({ do: action, why }) => ({ action, why })),
  };
  troubles.push(...checkReferences(lesson, { sections, wrongRuns, file: page.file }));
  if (troubles.length > 0) return { kind: "failed", troubles };
  return { kind: "loaded", value: { folder, lesson, wrongRuns } };
}

function splitFrontMatter(text: string): { frontMatter: string; body: string; linesBefore: number } {
  const match = /^---\n([\s\S]*?\n)---\n/.exec(text);
  if (match === null) return { frontMatter: "", body: text, linesBefore: 0 };
  const [whole, frontMatter = ""] = match;
  return { frontMatter, body: text.slice(whole.length), linesBefore: whole.split("\n").length - 1 };
}

function parseHint(text: string, file: string, troubles: Trouble[]): Step["hints"][number] {
  const { sections, troubles: own } = parseMarkdown(text, { file, linesBefore: 0 });
  troubles.push(...own);
  return sections.flatMap(({ blocks }) => blocks);
}

function overlay(files: LessonFiles, folder: string): FileOverlay {
  const hosts: Record<string, Record<string, string>> = {};
  const prefix = `${folder}/start/`;
  for (const [path, text] of files) {
    if (!path.startsWith(prefix)) continue;
    const [host = "", ...rest] = path.slice(prefix.length).split("/");
    (hosts[host] ??= {})[`/${rest.join("/")}`] = text;
  }
  return hosts;
}

/** What a schema can't see: names that must exist elsewhere in the lesson. */
function checkReferences(
  lesson: Lesson,
  {
    sections,
    wrongRuns,
    file,
  }: {
    readonly sections: readonly MarkdownSection[];
    readonly wrongRuns: readonly WrongRun[];
    readonly file: string;
  },
): readonly Trouble[] {
  const hosts = new Set(Object.keys(lesson.start.world.hosts));
  const judged = new Set([...lesson.goals, ...lesson.invariants].map(({ id }) => id));
  const mistakes = new Set(lesson.mistakes.map(({ id }) => id));
  const messages = [
    ...[...lesson.consoles, ...lesson.files].map(({ host }) =>
      hosts.has(host) ? null : `no host of the world is called ${host}`,
    ),
    ...Object.keys(lesson.start.files).map((host) =>
      hosts.has(host) ? null : `start/${host}: no such host`,
    ),
    ...lesson.goals.map(({ id, step }) =>
      step <= sections.length
        ? null
        : `goal ${id} belongs to step ${step}, but there are ${sections.length} steps`,
    ),
    ...wrongRuns.flatMap(({ name, fails, mistake }) => [
      judged.has(fails) ? null : `wrong/${name}.yaml: no goal or invariant is called ${fails}`,
      mistake === null || mistakes.has(mistake)
        ? null
        : `wrong/${name}.yaml: no mistake is called ${mistake}`,
    ]),
  ];
  return messages.flatMap((message) => (message === null ? [] : [{ file, line: 1, message }]));
}
