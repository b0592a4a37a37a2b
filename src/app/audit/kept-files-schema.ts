import * as v from "valibot";
import { controlNames, type ServerFiles } from "../../audit/index.ts";

/** What the page has of somebody's server: as it was given, and as it is now. */
export interface KeptFiles {
  readonly original: ServerFiles;
  readonly now: ServerFiles;
}

const serverFilesSchema = v.object({
  files: v.array(
    v.object({
      part: v.union([
        v.picklist(["rules", "rulesCdb", "run", ...controlNames]),
        v.custom<`envdir:${string}`>((part) => typeof part === "string" && part.startsWith("envdir:")),
      ]),
      path: v.string(),
      given: v.string(),
      bytes: v.instance(Uint8Array),
      modifiedAt: v.nullable(v.number()),
    }),
  ),
  isControlWhole: v.boolean(),
  others: v.array(v.string()),
});

const keptSchema = v.object({ version: v.literal(1), original: serverFilesSchema, now: serverFilesSchema });

/** Files as the browser keeps them; null if this version can't read them. */
export function parseKeptFiles(kept: unknown): KeptFiles | null {
  const parsed = v.safeParse(keptSchema, kept);
  return parsed.success ? parsed.output : null;
}
