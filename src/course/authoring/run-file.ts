import * as v from "valibot";
import { Document, isMap, visit } from "yaml";
import { actionSchema, type Action } from "../../world/index.ts";
import { loadYaml, type Loaded, type Source } from "./yaml-source.ts";

const actionOrReasoned = v.union(
  [...actionSchema.options, v.strictObject({ do: actionSchema, why: v.string() })],
  "expected one of edit, shell, type, bash, key, smtp, wait, with what belongs to it",
);

/** A run file; solution.yaml and wrong/<name>.yaml of a lesson are run files too, with more to say. */
const runFileSchema = v.strictObject({
  /** The name of a world, or the path of a world file from the run file's folder. */
  world: v.optional(v.string()),
  /** The id of the lesson that the run begins in. */
  lesson: v.optional(v.string()),
  fails: v.optional(v.string()),
  mistake: v.optional(v.string()),
  actions: v.array(actionOrReasoned),
});

/** What was done, and where: in a lesson, in a world, or (null) wherever whoever plays it says. */
export interface Run {
  readonly begins:
    | { readonly kind: "lesson"; readonly id: string }
    | { readonly kind: "world"; readonly name: string }
    | null;
  readonly actions: readonly Action[];
}

export interface RunOnFile extends Run {
  /** The line of an action, by its index. */
  readonly lineOfAction: (index: number) => number;
}

/** Reads a run file. */
export function loadRun(source: Source): Loaded<RunOnFile> {
  const loaded = loadYaml(source, runFileSchema);
  if (loaded.kind === "failed") return loaded;
  const { content, file, lineOf } = loaded.value;
  const { world, lesson } = content;
  if (world !== undefined && lesson !== undefined) {
    const message = "world: expected either a world or a lesson, found both";
    return { kind: "failed", troubles: [{ file, line: lineOf(["world"]), message }] };
  }
  const begins =
    lesson !== undefined
      ? ({ kind: "lesson", id: lesson } as const)
      : world !== undefined
        ? ({ kind: "world", name: world } as const)
        : null;
  const actions = content.actions.map((one) => ("do" in one ? one.do : one));
  return {
    kind: "loaded",
    value: { begins, actions, lineOfAction: (index) => lineOf(["actions", index]) },
  };
}

/** Writes a run as the YAML that {@link loadRun} reads: one action a line, ASCII wherever bytes might get lost. */
export function writeRun({ begins, actions }: Run): string {
  const place =
    begins === null ? {} : begins.kind === "lesson" ? { lesson: begins.id } : { world: begins.name };
  const document = new Document({ ...place, actions });
  visit(document, {
    Scalar(_key, node) {
      // A byte that isn't UTF-8 is a lone surrogate here, which only an escape brings through a file.
      if (typeof node.value === "string" && /[^ -~]/.test(node.value)) node.type = "QUOTE_DOUBLE";
    },
    Map(_key, node, path) {
      if (path.some((above) => isMap(above)) && path.length > 4) node.flow = true;
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity });
  // By itself it would tell of a byte that isn't UTF-8.
  return text.replaceAll("\uFFFD", "\\uFFFD");
}
