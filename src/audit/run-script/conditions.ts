import type { Field } from "./field.ts";
import { isKnown, known, type PartlyKnown } from "./partly-known.ts";
import { absolutePath, type Scope, type State, type Status } from "./state.ts";

/**
 * What `test` or `[` comes to, as far as that can be foreseen; `fields` are its arguments, without the name and the last "]".
 * With more than one condition, "-o" binds less than "-a", and "!" most.
 */
// POSIX.1-2017 XCU test
export function evaluateTest(scope: Scope, state: State, fields: readonly Field[]): Status {
  if (fields.some(({ isOne }) => !isOne)) return "unknown";
  const texts = fields.map(({ text }) => text);
  const alternatives = partsAt(texts, "-o").map((part) =>
    partsAt(part, "-a").map((one) => evaluateOne(scope, state, one)),
  );
  return anyOf(alternatives.map(allOf));
}

/** What all of several come to together. */
function allOf(statuses: readonly Status[]): Status {
  if (statuses.includes("failed")) return "failed";
  return statuses.includes("unknown") ? "unknown" : "succeeded";
}

function anyOf(statuses: readonly Status[]): Status {
  return negated(allOf(statuses.map(negated)));
}

export function negated(status: Status): Status {
  return status === "succeeded" ? "failed" : status === "failed" ? "succeeded" : "unknown";
}

/** Cuts at an operator that isn't an operand: behind it and before it there's something. */
function partsAt(texts: readonly PartlyKnown[], operator: string): readonly (readonly PartlyKnown[])[] {
  const parts: PartlyKnown[][] = [[]];
  for (const [at, text] of texts.entries()) {
    const part = parts.at(-1) ?? [];
    if (text === operator && part.length > 0 && at + 1 < texts.length) parts.push([]);
    else part.push(text);
  }
  return parts;
}

function evaluateOne(scope: Scope, state: State, texts: readonly PartlyKnown[]): Status {
  const [first = "", second = "", third = ""] = texts;
  if (first === "!" && texts.length > 1) return negated(evaluateOne(scope, state, texts.slice(1)));
  if (texts.length === 0) return "failed";
  if (texts.length === 1) return isNotEmpty(first);
  if (texts.length === 2) {
    if (first === "-n") return isNotEmpty(second);
    if (first === "-z") return negated(isNotEmpty(second));
    return /^-[a-zA-Z]$/.test(first)
      ? evaluateFile(scope, first, absolutePath(state.folder, second))
      : "unknown";
  }
  if (texts.length > 3) return "unknown";
  if (second === "=" || second === "==") return isEqual(first, third);
  if (second === "!=") return negated(isEqual(first, third));
  const compare = COMPARISONS.get(second);
  const [left, right] = [first, third].map(numberOf);
  return compare === undefined || left === undefined || right === undefined || Number.isNaN(left + right)
    ? "unknown"
    : compare(left, right)
      ? "succeeded"
      : "failed";
}

const COMPARISONS: ReadonlyMap<string, (left: number, right: number) => boolean> = new Map([
  ["-eq", (left, right) => left === right],
  ["-ne", (left, right) => left !== right],
  ["-lt", (left, right) => left < right],
  ["-le", (left, right) => left <= right],
  ["-gt", (left, right) => left > right],
  ["-ge", (left, right) => left >= right],
]);

function numberOf(text: PartlyKnown): number {
  return /^-?\d+$/.test(text) ? Number(text) : NaN;
}

function isNotEmpty(text: PartlyKnown): Status {
  if (text === "") return "failed";
  return /[^\ue000-\uf8ff]/.test(text) ? "succeeded" : "unknown";
}

function isEqual(one: PartlyKnown, other: PartlyKnown): Status {
  if (one === other) return "succeeded";
  return isKnown(one) && isKnown(other) ? "failed" : "unknown";
}

/** A file's rights aren't known, only whether it's there, and what is in it. */
function evaluateFile({ surroundings }: Scope, operator: string, path: PartlyKnown): Status {
  const name = known(path);
  const found = name === null ? null : surroundings.file(name);
  if (found === null || found.kind === "unknown") return "unknown";
  if (found.kind === "missing") return "failed";
  if (operator === "-e" || operator === "-f") return "succeeded";
  return operator === "-s" ? isNotEmpty(found.text) : "unknown";
}
