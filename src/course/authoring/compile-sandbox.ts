import type { Lesson } from "../lesson.ts";
import { overlay, splitFrontMatter, type LessonFiles } from "./compile-lesson.ts";
import { pageFrontMatterSchema } from "./lesson-file.ts";
import { loadWorld } from "./load-world.ts";
import { parseMarkdown } from "./markdown.ts";
import { loadYaml, type Loaded, type Trouble } from "./yaml-source.ts";

const folder = "sandbox";

/** Compiles sandbox/sandbox.md, a world with nothing to reach; null if there's none. */
export function compileSandbox(files: LessonFiles): Loaded<Lesson> | null {
  const text = files.get(`${folder}/sandbox.md`);
  if (text === undefined) return null;
  const file = `lessons/${folder}/sandbox.md`;
  const { frontMatter, body, linesBefore } = splitFrontMatter(text);
  if (frontMatter === null)
    return failed(file, "expected front matter: YAML between two lines of ---, from the first line on");
  const front = loadYaml({ file, text: frontMatter, linesBefore: 1 }, pageFrontMatterSchema);
  if (front.kind === "failed") return front;
  const { content } = front.value;
  const worldText = files.get(`worlds/${content.world}.yaml`);
  if (worldText === undefined) return failed(file, `there is no world ${content.world}`);
  const world = loadWorld({ file: `lessons/worlds/${content.world}.yaml`, text: worldText });
  if (world.kind === "failed") return world;
  const { hosts } = world.value.content;
  const unknown = [...content.consoles, ...content.files].find(({ host }) => hosts[host] === undefined);
  if (unknown !== undefined) return failed(file, `there is no host ${unknown.host} in ${content.world}`);
  const { sections, troubles } = parseMarkdown(body, { file, linesBefore });
  if (troubles.length > 0) return { kind: "failed", troubles };
  const [introduction, ...rest] = sections;
  const value: Lesson = {
    id: content.id,
    title: content.title,
    idea: content.idea,
    passed: "",
    part: { id: folder, title: "Free play" },
    introduction: introduction?.blocks ?? [],
    steps: rest.map(({ title, blocks }) => ({ title: title ?? "", body: blocks, hints: [] })),
    goals: [],
    invariants: [],
    mistakes: [],
    consoles: content.consoles.map((tab) => ({ ...tab, connect: tab.connect ?? null })),
    files: content.files,
    start: {
      world: world.value.content,
      files: overlay(files, folder),
      setup: content.setup,
      opening: content.opening,
    },
    solution: [],
  };
  return { kind: "loaded", value };
}

function failed(file: string, message: string): { readonly kind: "failed"; readonly troubles: Trouble[] } {
  return { kind: "failed", troubles: [{ file, line: 1, message }] };
}
