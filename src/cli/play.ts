import { dirname, join } from "node:path";
import { loadWorld } from "../course/authoring/index.ts";
import { encodeText } from "../engine/bytes/index.ts";
import { begin, type Start, type World } from "../world/index.ts";
import { parseArguments } from "./arguments.ts";
import { complain } from "./complain.ts";
import { compileLessons, findLesson, lessonsFolder, troubleText, type Found } from "./lessons-on-disk.ts";
import { performRun, readRun, readText } from "./run-on-disk.ts";
import { transcripts } from "./transcripts.ts";
import { writeAll } from "./write.ts";

/**
 * `lab play RUN`: prints what every console shows after a run. Exits 0; 1 if an action couldn't be done; 2 if a file
 * can't be read or isn't what it should be.
 */
export function runPlay(args: readonly string[]): Promise<number> {
  return Promise.resolve(play(args));
}

function play(args: readonly string[]): number {
  const parsed = parseArguments(args, { flags: [], values: ["--lessons"] });
  const [file, ...surplus] = parsed?.operands ?? [];
  if (parsed === null || file === undefined || surplus.length > 0) {
    return complain(["usage: lab play [--lessons DIR] RUN"]);
  }
  const run = readRun(file);
  if (run.kind === "failed") return complain(run.why);
  const { begins } = run.value;
  const folder = lessonsFolder(parsed.values.get("--lessons") ?? null);
  if (begins === null) {
    return complain([`${file}:1: expected "lesson: ID" or "world: NAME", to know where the run begins`]);
  }
  const world =
    begins.kind === "lesson" ? beginLesson(begins.id, folder) : beginWorld(begins.name, { file, folder });
  if (world.kind === "failed") return complain(world.why);
  const undone = performRun(world.value, file, run.value);
  writeAll(1, encodeText(transcripts(world.value)));
  for (const complaint of undone) writeAll(2, `${complaint}\n`);
  return undone.length === 0 ? 0 : 1;
}

function beginLesson(id: string, folder: string | null): Found<World> {
  const sandbox = id === "sandbox" && folder !== null ? compileLessons(folder).sandbox : null;
  if (sandbox !== null) return beginStart(sandbox.start, id);
  const found = findLesson(id, folder);
  return found.kind === "failed" ? found : beginStart(found.value.lesson.start, id);
}

function beginWorld(
  name: string,
  { file, folder }: { readonly file: string; readonly folder: string | null },
): Found<World> {
  const isPath = name.includes("/") || name.endsWith(".yaml");
  if (!isPath && folder === null) {
    return { kind: "failed", why: [`${name}: there's no folder of lessons here; --lessons DIR names one`] };
  }
  const path = isPath ? join(dirname(file), name) : join(folder ?? "", "worlds", `${name}.yaml`);
  const text = readText(path);
  if (text.kind === "failed") return text;
  const loaded = loadWorld({ file: path, text: text.value });
  if (loaded.kind === "failed") return { kind: "failed", why: loaded.troubles.map(troubleText) };
  return beginStart({ world: loaded.value.content, files: {}, setup: [], opening: [] }, path);
}

function beginStart(start: Start, name: string): Found<World> {
  const begun = begin(start);
  return begun.kind === "begun"
    ? { kind: "found", value: begun.world }
    : { kind: "failed", why: [`${name}: ${begun.why}`] };
}
