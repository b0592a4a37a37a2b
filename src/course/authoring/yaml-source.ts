import * as v from "valibot";
import { isNode, LineCounter, parseDocument } from "yaml";
import { keysExpected } from "./schema-keys.ts";
import { yamlTroubles } from "./yaml-troubles.ts";

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
  const broken = yamlTroubles(text, document);
  if (broken.length > 0)
    return {
      kind: "failed",
      troubles: broken.map(({ offset, message }) => ({ file, line: lineAt(offset), message })),
    };
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
    const { keys, message } = innermost(issue, (path) => keysExpected(schema, path));
    const where = keys.length === 0 ? "the whole file" : keys.map(String).join(".");
    return { file, line: lineOf(keys), message: `${where}: ${message}` };
  });
  // A list that should be a map is told of once for each key that it lacks.
  const isNew = ({ line, message }: Trouble, at: number): boolean =>
    troubles.findIndex((other) => other.line === line && other.message === message) === at;
  return { kind: "failed", troubles: troubles.filter(isNew) };
}

interface Complaint {
  readonly keys: readonly PropertyKey[];
  readonly message: string;
}

/** The keys that can be where these lead to; null if that isn't known. */
type KeysAt = (keys: readonly PropertyKey[]) => readonly string[] | null;

/** Of a union's complaints, that of the one that was meant: where something within it is wrong, not its own key. */
function innermost(
  issue: v.BaseIssue<unknown>,
  keysAt: KeysAt,
  above: readonly PropertyKey[] = [],
): Complaint {
  const own = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === "string" || typeof key === "number" ? [key] : [],
  );
  const keys = [...above, ...own];
  const place = issue.path?.at(-1);
  // To a schema a list is a map whose keys are numbers.
  if (place?.type === "object" && Array.isArray(place.input))
    return { keys: keys.slice(0, -1), message: "expected a map, found a list" };
  const inner = meant(issue.issues ?? []);
  return inner === undefined
    ? { keys, message: explain(issue, () => keysAt(keys.slice(0, -1))) }
    : innermost(inner, keysAt, keys);
}

function meant(issues: readonly v.BaseIssue<unknown>[]): v.BaseIssue<unknown> | undefined {
  const depth = ({ path }: v.BaseIssue<unknown>): number => path?.length ?? 0;
  const deep = issues.find((issue) => depth(issue) > 1 || (depth(issue) > 0 && issue.issues !== undefined));
  // Where all others want something that isn't a map, the map was meant.
  return deep ?? (issues.some((one) => depth(one) === 0) ? issues.find((one) => depth(one) > 0) : undefined);
}

/** The words for a schema's complaint: what was expected, and what is there. */
function explain(issue: v.BaseIssue<unknown>, keys: () => readonly string[] | null): string {
  if (issue.expected === "never") {
    const known = keys();
    return `there is no such key here${known === null ? "" : `; expected one of ${known.join(", ")}`}`;
  }
  if (issue.received === "undefined") return "is missing";
  const wanted = issue.message.startsWith("expected") ? issue.message : `expected ${wantedBy(issue)}`;
  return `${wanted}, found ${issue.type === "union" ? keysIn(issue.input) : foundIn(issue.input)}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  Array: "a list",
  Object: "a map",
};

function wantedBy({ type, expected, requirement, message }: v.BaseIssue<unknown>): string {
  if (type === "integer") return "a whole number";
  if (type === "min_value") return `${String(requirement)} or more`;
  if (type === "min_length") return `a length of at least ${String(requirement)}`;
  const choices = expected?.match(/"[^"]*"/g) ?? [];
  if (choices.length > 0) return `one of ${choices.map((choice) => choice.slice(1, -1)).join(", ")}`;
  return kinds[expected ?? ""] ?? message;
}

/** Of a map that is none of those that could be there, its keys tell which it was to be. */
function keysIn(input: unknown): string {
  const isMap = typeof input === "object" && input !== null && !Array.isArray(input);
  const keys = isMap ? Object.keys(input) : [];
  return keys.length === 0 ? foundIn(input) : keys.join(" and ");
}

function foundIn(input: unknown): string {
  if (input === null) return "nothing";
  if (Array.isArray(input)) return input.length === 0 ? "an empty list" : "a list";
  if (typeof input === "object") return "a map";
  return typeof input === "number" ? String(input) : JSON.stringify(input);
}
