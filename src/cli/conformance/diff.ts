/** One place where what came differs from what the recording has. */
export interface Difference {
  /** The way to it: `queued[0].message`. */
  readonly path: string;
  /** Null if the field isn't there at all. */
  readonly expected: string | null;
  readonly actual: string | null;
}

/**
 * All places where two values of JSON differ. There's no slack: a field that only one of them has is a difference.
 * Strings are shown with their bytes visible, and cut to where they first differ.
 */
export function differences(expected: unknown, actual: unknown, path = ""): Difference[] {
  if (typeof expected === "string" && typeof actual === "string")
    return stringDifference(expected, actual, path);
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, at) => at).flatMap((at) =>
      fieldDifferences(pick(expected, at), pick(actual, at), `${path}[${at}]`),
    );
  }
  if (isRecord(expected) && isRecord(actual)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return names.flatMap((name) =>
      fieldDifferences(pick(expected, name), pick(actual, name), path === "" ? name : `${path}.${name}`),
    );
  }
  return Object.is(expected, actual) ? [] : [{ path, expected: show(expected), actual: show(actual) }];
}

/** The differences as lines for a person. */
export function formatDifferences(found: readonly Difference[]): string {
  return found
    .map(({ path, expected, actual }) => {
      const rows = [`  expected: ${expected ?? "(not there)"}`, `  actual:   ${actual ?? "(not there)"}`];
      return `${path === "" ? "(all)" : path}:\n${rows.join("\n")}\n`;
    })
    .join("");
}

/** A string with its bytes visible: `\n`, `\x00`. */
export function visible(text: string): string {
  return text.replace(/[\\\n\r\t]|[^ -~]/g, (character) => {
    const short = SHORT_ESCAPES[character];
    if (short !== undefined) return short;
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Characters shown before and after the place where two strings part. */
const CONTEXT_CHARACTERS = { before: 30, after: 60 };

function stringDifference(expected: string, actual: string, path: string): Difference[] {
  if (expected === actual) return [];
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same++;
  const around = (text: string) => {
    const from = Math.max(0, same - CONTEXT_CHARACTERS.before);
    const to = Math.min(text.length, same + CONTEXT_CHARACTERS.after);
    const before = visible(text.slice(from, same));
    const after = visible(text.slice(same, to));
    return `${from > 0 ? "..." : ""}"${before}>>>${after}"${to < text.length ? "..." : ""} (at byte ${same})`;
  };
  return [{ path, expected: around(expected), actual: around(actual) }];
}

/** A field's value, or that there's none: which differs from a null. */
type Field = { readonly value: unknown } | null;

function fieldDifferences(expected: Field, actual: Field, path: string): Difference[] {
  if (expected !== null && actual !== null) return differences(expected.value, actual.value, path);
  return [{ path, expected: expected && show(expected.value), actual: actual && show(actual.value) }];
}

function pick(
  values: Readonly<Record<string | number, unknown>> | readonly unknown[],
  name: string | number,
): Field {
  const found = Object.entries(values).find(([key]) => key === String(name));
  return found === undefined ? null : { value: found[1] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === "string" ? `"${visible(value)}"` : JSON.stringify(value);
}
