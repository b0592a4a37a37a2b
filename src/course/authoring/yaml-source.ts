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

/** What a file holds, with the way back to its lines. */
export interface Located<T> {
  readonly content: T;
  readonly file: string;
  /** The line of what these keys lead to, or of the nearest that is there. */
  readonly lineOf: (keys: readonly PropertyKey[]) => number;
}

/** Parses YAML and checks it against a schema; each trouble names the line that it's on. */
export function loadYaml<Schema extends v.GenericSchema>(
  { file, text, linesBefore = 0 }: Source,
  schema: Schema,
): Loaded<Located<v.InferOutput<Schema>>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => linesBefore + lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const troubles = document.errors.map(({ pos, message }) => ({
      file,
      line: lineAt(pos[0]),
      message,
    }));
    return { kind: "failed", troubles };
  }
  const lineOf = (keys: readonly PropertyKey[]): number => {
    for (let length = keys.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true);
      if (isNode(node) && node.range !== null && node.range !== undefined) return lineAt(node.range[0]);
    }
    return linesBefore + 1;
  };
  const content: unknown = document.toJS();
  const result = v.safeParse(schema, content);
  if (result.success) return { kind: "loaded", value: { content: result.output, file, lineOf } };
  const troubles = result.issues.map((issue): Trouble => {
    const { keys, message } = innermost(issue);
    const where = keys.length === 0 ? "the whole" : keys.map(String).join(".");
    return { file, line: lineOf(keys), message: `${where}: ${message}` };
  });
  return { kind: "failed", troubles };
}

interface Complaint {
  readonly keys: readonly PropertyKey[];
  readonly message: string;
}

/** Of a union's complaints, that of the one that was meant: where something within it is wrong, not its own key. */
function innermost(issue: v.BaseIssue<unknown>): Complaint {
  const keys = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === "string" || typeof key === "number" ? [key] : [],
  );
  const inner = (issue.issues ?? []).find(
    ({ path, issues }) => (path ?? []).length > 1 || issues !== undefined,
  );
  if (inner === undefined) return { keys, message: explain(issue) };
  const { keys: innerKeys, message } = innermost(inner);
  return { keys: [...keys, ...innerKeys], message };
}

/** The words for a schema's complaint: what was expected, and what is there. */
function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === "never") return "there is no such key here";
  if (issue.received === "undefined") return "is missing";
  return issue.message.startsWith("expected")
    ? `${issue.message}, found ${issue.received.replaceAll("\n", "\\n")}`
    : issue.message;
}
