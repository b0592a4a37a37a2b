import type { GenericSchema, InferOutput } from "valibot";
import type { FileOverlay } from "../../world/index.ts";
import type { Lesson, Step, WrongRun } from "../lesson.ts";
import {
  frontMatterSchema,
  invariantsFileSchema,
  partSchema,
  solutionSchema,
  wrongRunSchema,
  type FrontMatter,
  type WrongRunFile,
} from "./lesson-file.ts";
import { loadWorld } from "./load-world.ts";
import { parseMarkdown } from "./markdown.ts";
import { checkReferences } from "./references.ts";
import { loadYaml, type Loaded, type Located, type Trouble } from "./yaml-source.ts";

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
  const load = <Schema extends GenericSchema>(
    path: string,
    schema: Schema,
  ): Located<InferOutput<Schema>> | null => {
    const text = files.get(path);
    const file = `lessons/${path}`;
    if (text === undefined) troubles.push({ file, line: 1, message: "this file is missing" });
    return text === undefined ? null : take(loadYaml({ file, text }, schema), troubles);
  };

  const page = `lessons/${folder}/lesson.md`;
  const { frontMatter, body, linesBefore } = splitFrontMatter(files.get(`${folder}/lesson.md`) ?? "");
  if (frontMatter === null) {
    const message = "expected front matter: YAML between two lines of ---, from the first line on";
    return { kind: "failed", troubles: [{ file: page, line: 1, message }] };
  }
  const front = take(
    loadYaml({ file: page, text: frontMatter, linesBefore: 1 }, frontMatterSchema),
    troubles,
  );
  const prose = parseMarkdown(body, { file: page, linesBefore });
  troubles.push(...prose.troubles);
  const partFolder = folder.slice(0, folder.indexOf("/"));
  const part = load(`${partFolder}/part.yaml`, partSchema);
  const solution = load(`${folder}/solution.yaml`, solutionSchema);
  const worldPath = front === null ? null : `worlds/${front.content.world}.yaml`;
  const worldText = worldPath === null ? undefined : files.get(worldPath);
  if (worldPath !== null && worldText === undefined)
    troubles.push({ file: `lessons/${worldPath}`, line: 1, message: "this file is missing" });
  const world =
    worldPath === null || worldText === undefined
      ? null
      : take(loadWorld({ file: `lessons/${worldPath}`, text: worldText }), troubles);
  const invariantsPath = `worlds/${front?.content.world ?? ""}.invariants.yaml`;
  const ofWorld = files.has(invariantsPath) ? load(invariantsPath, invariantsFileSchema) : null;
  const wrongRuns = [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/wrong/`))
    .sort()
    .flatMap((path) => load(path, wrongRunSchema) ?? []);
  if (front === null || part === null || solution === null || world === null) {
    return { kind: "failed", troubles };
  }

  const { content } = front;
  const judgedBy = content.invariants ?? ofWorld?.content.invariants ?? [];
  const [introduction, ...sections] = prose.sections;
  const start = {
    world: world.content,
    files: overlay(files, folder),
    setup: content.setup,
    opening: content.opening,
  };
  const lesson: Lesson = {
    id: content.id,
    title: content.title,
    idea: content.idea,
    passed: content.passed,
    part: { id: partFolder, title: part.content.title },
    introduction: introduction?.blocks ?? [],
    steps: sections.map(({ title, blocks }, index) => ({
      title: title ?? "",
      body: blocks,
      hints: parseHints(front, String(index + 1), troubles),
    })),
    goals: content.goals,
    invariants: judgedBy,
    mistakes: content.mistakes,
    consoles: content.consoles.map((tab) => ({ ...tab, connect: tab.connect ?? null })),
    files: content.files,
    start,
    solution: solution.content.actions.map(({ do: action, why }) => ({ action, why })),
  };
  troubles.push(
    ...checkReferences({
      front,
      world,
      solution,
      wrongRuns,
      overlay: start.files,
      steps: sections.length,
      invariantIds: judgedBy.map(({ id }) => id),
    }),
  );
  if (troubles.length > 0) return { kind: "failed", troubles };
  return { kind: "loaded", value: { folder, lesson, wrongRuns: wrongRuns.map(wrongRunOf) } };
}

function take<T>(loaded: Loaded<T>, troubles: Trouble[]): T | null {
  if (loaded.kind === "loaded") return loaded.value;
  troubles.push(...loaded.troubles);
  return null;
}

function wrongRunOf({ file, content }: Located<WrongRunFile>): WrongRun {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.yaml$/, "");
  return { ...content, mistake: content.mistake ?? null, name };
}

export function splitFrontMatter(text: string): {
  readonly frontMatter: string | null;
  readonly body: string;
  readonly linesBefore: number;
} {
  const match = /^---\r?\n([\s\S]*?\n)---(?:\r?\n|$)/.exec(text);
  if (match === null) return { frontMatter: null, body: text, linesBefore: 0 };
  const [whole, frontMatter = ""] = match;
  return { frontMatter, body: text.slice(whole.length), linesBefore: whole.split("\n").length - 1 };
}

function parseHints(front: Located<FrontMatter>, step: string, troubles: Trouble[]): Step["hints"] {
  return (front.content.hints[step] ?? []).map((text, index) => {
    const linesBefore = front.lineOf(["hints", step, index]) - 1;
    const { sections, troubles: own } = parseMarkdown(text, { file: front.file, linesBefore });
    troubles.push(...own);
    return sections.flatMap(({ blocks }) => blocks);
  });
}

export function overlay(files: LessonFiles, folder: string): FileOverlay {
  const hosts: Record<string, Record<string, string>> = {};
  const prefix = `${folder}/start/`;
  for (const [path, text] of files) {
    if (!path.startsWith(prefix)) continue;
    const [host = "", ...rest] = path.slice(prefix.length).split("/");
    (hosts[host] ??= {})[`/${rest.join("/")}`] = text;
  }
  return hosts;
}
