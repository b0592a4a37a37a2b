import * as v from "valibot";
import { actionSchema, actionsSchema } from "../../world/index.ts";
import { goalSchema, invariantSchema, mistakeSchema } from "../goal.ts";

const host = v.string();

/** The front matter of a page without goals, such as the sandbox. */
export const pageFrontMatterSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, "expected lower-case words joined by hyphens")),
  title: v.string(),
  idea: v.string(),
  /** The name of a file in lessons/worlds, without .yaml. */
  world: v.string(),
  setup: v.optional(actionsSchema, []),
  opening: v.optional(actionsSchema, []),
  consoles: v.array(
    v.strictObject({
      host,
      title: v.string(),
      about: v.string(),
      connect: v.optional(v.strictObject({ to: v.string(), port: v.optional(v.number(), 25) })),
    }),
  ),
  files: v.array(v.strictObject({ host, path: v.string(), about: v.string() })),
});

/** The front matter of lesson.md. */
export const frontMatterSchema = v.strictObject({
  ...pageFrontMatterSchema.entries,
  /** What a learner is told when all goals are reached, in one sentence. */
  passed: v.string(),
  goals: v.pipe(v.array(goalSchema), v.minLength(1, "a lesson needs a goal")),
  /** Instead of the world's own; leave it out unless the lesson needs others. */
  invariants: v.optional(v.array(invariantSchema)),
  mistakes: v.optional(v.array(mistakeSchema), []),
  /** By step, from 1: from a nudge to the answer, each in Markdown. */
  hints: v.optional(v.record(v.pipe(v.string(), v.regex(/^\d+$/)), v.array(v.string())), {}),
});

export type FrontMatter = v.InferOutput<typeof frontMatterSchema>;

/** worlds/<name>.invariants.yaml: what must hold at the end of each lesson in that world. */
export const invariantsFileSchema = v.strictObject({ invariants: v.array(invariantSchema) });

export const partSchema = v.strictObject({ title: v.string(), blurb: v.string() });

/** solution.yaml: actions with the reason for each. */
export const solutionSchema = v.strictObject({
  actions: v.array(v.strictObject({ do: actionSchema, why: v.string() })),
});

export type SolutionFile = v.InferOutput<typeof solutionSchema>;

/** wrong/<name>.yaml: a run that must not pass. */
export const wrongRunSchema = v.strictObject({
  /** The first of the goals, and then of the invariants, that must fail, by its id. */
  fails: v.string(),
  /** The mistake that must be recognised; left out if the goal's own finding says enough. */
  mistake: v.optional(v.string()),
  actions: actionsSchema,
});

export type WrongRunFile = v.InferOutput<typeof wrongRunSchema>;
