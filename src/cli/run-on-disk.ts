import { readFileSync } from "node:fs";
import { loadRun, type RunOnFile } from "../course/authoring/index.ts";
import { perform, waitingBash, type Action, type World } from "../world/index.ts";
import { troubleText, type Found } from "./lessons-on-disk.ts";
import { errorCode } from "./write.ts";

/** The text of a file, or the one complaint that it can't be read. */
export function readText(file: string): Found<string> {
  try {
    return { kind: "found", value: readFileSync(file, "utf8") };
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return { kind: "failed", why: [`${file}: can't be read (${code})`] };
  }
}

/** The run that a file holds. */
export function readRun(file: string): Found<RunOnFile> {
  const text = readText(file);
  if (text.kind === "failed") return text;
  const loaded = loadRun({ file, text: text.value });
  return loaded.kind === "loaded"
    ? { kind: "found", value: loaded.value }
    : { kind: "failed", why: loaded.troubles.map(troubleText) };
}

/** Does a run's actions in a world; tells which of them weren't done, or never came to an end, one a line. */
export function performRun(
  world: World,
  file: string,
  { actions, lineOfAction }: RunOnFile,
): readonly string[] {
  return actions.flatMap((action: Action, index) => {
    const performed = perform(world, action);
    const isUnrecorded = "shell" in action && waitingBash(world, action.shell.host) !== null;
    if (performed.kind === "done" && !isUnrecorded) return [];
    const what = isUnrecorded
      ? "what bash does isn't recorded here, as an action of the kind bash has it; only a page runs bash"
      : performed.kind === "refused"
        ? `not done: ${performed.why}`
        : "it doesn't come to an end";
    return [`${file}:${String(lineOfAction(index))}: action ${String(index + 1)}: ${what}`];
  });
}
