import * as v from "valibot";
import { bashStepSchema } from "../bash-step.ts";

const host = v.string();
const line = v.pipe(v.string(), v.regex(/^[^\n]*$/, "expected one line, without a newline in it"));
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));

/** An action as a run file spells it: a map of one key. */
export const actionSchema = v.union(
  [
    /** A file got this text in the editor. */
    v.strictObject({ edit: v.strictObject({ host, file: v.string(), text: v.string() }) }),
    /** A line was typed at the shell's prompt. */
    v.strictObject({ shell: v.strictObject({ host, line }) }),
    /** A line was typed to the program that the console is in. */
    v.strictObject({ type: v.strictObject({ host, line }) }),
    /** A line was typed that bash ran, at its own prompt or called from the shell's, and what bash did. */
    v.strictObject({ bash: v.strictObject({ host, line, steps: v.array(bashStepSchema) }) }),
    /** Ctrl-C or Ctrl-D was pressed. */
    v.strictObject({ key: v.strictObject({ host, key: v.picklist(["C-c", "C-d"]) }) }),
    /** A whole session on a connection of its own: each line is sent after the reply to the one before. */
    v.strictObject({
      smtp: v.strictObject({ host, to: v.string(), port: v.optional(port, 25), lines: v.array(line) }),
    }),
    /** Time passed. */
    v.strictObject({
      wait: v.strictObject({ seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(31_622_400)) }),
    }),
  ],
  "expected one of edit, shell, type, bash, key, smtp, wait, with what belongs to it",
);

/** What a person did. A run is a list of these; the same list on the same world always gives the same. */
export type Action = v.InferOutput<typeof actionSchema>;

/** A list of actions, from a run file or from storage. */
export const actionsSchema = v.array(actionSchema);
