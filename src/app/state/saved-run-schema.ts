import * as v from "valibot";
import { actionsSchema, type Action } from "../../world/index.ts";

const savedRunSchema = v.object({ version: v.literal(1), actions: actionsSchema });

/** The actions of a run as the browser keeps it; null if this version can't read it. */
export function parseSavedRun(kept: unknown): readonly Action[] | null {
  const parsed = v.safeParse(savedRunSchema, kept);
  return parsed.success ? parsed.output.actions : null;
}
