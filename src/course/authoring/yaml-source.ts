import * as v from "valibot";
import { isNode, LineCounter, parseDocument } from "yaml";

/** Something wrong in a lesson's files: where, and what was expected there. */
export interface Trouble {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type Loaded<T> =
  | { readonly kind: "loaded"; readonly value: T }
  | { readonly kind: "failed"; readonly troubles: readonly Trouble[] };

export interface Source {
  /** The file's name as messages give it. */
  readonly file: string;
  readonly text: string;
  /** How many lines of the file come before `text`; 0 if it's the whole file. */
  readonly linesBefore?: number;
}

/** Parses YAML and checks it against a schema; each trouble names the line that it's on. */
export function loadYaml<Schema extends v.GenericSchema>(
  { file, text, linesBefore = 0 }: Source,
  schema: Schema,
): Loaded<v.InferOutput<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => linesBefore + lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const troubles = document.errors.map(({ pos, message }) => ({
      file,
      line: lineAt(pos[0]),
      message: message.split("\n")[0] ?? message,
    }));
    return { kind: "failed", troubles };
  }
  const content: unknown = document.toJS();
  const result = v.safeParse(schema, content);
  if (result.success) return { kind: "loaded", value: result.output };
  const troubles = result.issues.map((issue): Trouble => {
    const keys = (issue.path ?? []).map(({ key }) => key);
    const where = keys.length === 0 ? "the whole" : keys.map(String).join(".");
    return { file, line: lineOf(keys), message: `${where}: ${explain(issue)}` };
  });
  return { kind: "failed", troubles };

  function lineOf(keys: readonly unknown[]): number {
    for (let length = keys.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true);
      if (isNode(node) && node.range !== null && node.range !== undefined) return lineAt(node.range[0]);
    }
    return linesBefore + 1;
  }
}

/** The words for a schema's complaint: what was expected, and what is there. */
function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === "never") return `there is no such key here`;
  if (issue.received === "undefined") return "is missing";
  return issue.message.startsWith("expected") ? `${issue.message}, found ${issue.received}` : issue.message;
}
