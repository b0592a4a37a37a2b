import type { ByteString } from "../../../engine/bytes/index.ts";
import { baseName, type Node } from "../../files/index.ts";
import { limits } from "../../limits.ts";
import type { WorldSystem } from "../../process.ts";
import { matches } from "../../../engine/sh/index.ts";
import type { Below } from "../tree.ts";

/** What find's words say, test by test. */
export type FindTest =
  | { readonly kind: "check"; readonly isSo: (one: Below) => boolean }
  | { readonly kind: "not"; readonly test: FindTest }
  | { readonly kind: "and" | "or"; readonly tests: readonly FindTest[] }
  | { readonly kind: "print"; readonly end: string }
  | { readonly kind: "delete" }
  /** `{}` in the words stands for the path. */
  | { readonly kind: "exec"; readonly words: readonly ByteString[] };

export interface FindExpression {
  readonly test: FindTest;
  /** How many folders deep, the path that was named being 0. */
  readonly depth: { readonly least: number; readonly most: number };
  /** What is in a folder comes before it. */
  readonly isDeepFirst: boolean;
}

type MakeCheck = (system: WorldSystem, value: ByteString) => ((one: Below) => boolean) | string;

const secondsPerDay = 86_400;

/** Tests with a word behind them. */
const checks: Readonly<Record<string, MakeCheck>> = {
  "-name": (_system, pattern) => (one) => isLike(pattern, nameOf(one)),
  "-iname": (_system, pattern) => (one) => isLike(pattern.toLowerCase(), nameOf(one).toLowerCase()),
  "-path": (_system, pattern) => (one) => isLike(pattern, one.path),
  "-type": (_system, letter) =>
    letter === "f" || letter === "d"
      ? (one) => (one.kind === "file") === (letter === "f")
      : `Unknown argument to -type: ${letter}`,
  "-user": (system, name) => (one) => nodeOf(system, one)?.owner === name,
  "-group": (system, name) => (one) => nodeOf(system, one)?.group === name,
  "-newer": (system, path) => {
    const other = system.files.nodes.get(system.absolute(path));
    if (other === undefined) return `'${path}': No such file or directory`;
    return (one) => (nodeOf(system, one)?.modifiedAt ?? 0) > other.modifiedAt;
  },
  "-size": (system, text) => {
    const [, sign = "", count, unit = "b"] = /^([+-]?)(\d{1,9})([bckM]?)$/.exec(text) ?? [];
    if (count === undefined) return `Invalid argument '${text}' to -size`;
    const bytes = { c: 1, k: 1024, M: 1024 * 1024 }[unit] ?? 512;
    return (one) => {
      const node = nodeOf(system, one);
      const size = node?.kind === "file" ? node.bytes.length : 0;
      return isAsMuch(Math.ceil(size / bytes), sign, Number(count));
    };
  },
  "-mtime": (system, text) => ageCheck(system, text, { option: "-mtime", unitSeconds: secondsPerDay }),
  "-mmin": (system, text) => ageCheck(system, text, { option: "-mmin", unitSeconds: 60 }),
};

/** Reads what stands behind find's paths; or tells what is wrong with it, in findutils' words. */
export function parseFind(system: WorldSystem, words: readonly ByteString[]): FindExpression | string {
  let at = 0;
  const troubles: string[] = [];
  const found = { hasAction: false, isDeepFirst: false };
  const depth = { least: 0, most: Infinity };
  const always: FindTest = { kind: "and", tests: [] };
  const fail = (text: string): FindTest => {
    troubles.push(text);
    at = words.length;
    return always;
  };
  const one = (): FindTest => {
    const word = words[at++] ?? "";
    if (word === "!" || word === "-not")
      return at < words.length
        ? { kind: "not", test: one() }
        : fail(`expected an expression after '${word}'`);
    if (word === "(") {
      const inner = either();
      if (words[at] !== ")")
        return fail("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
      at++;
      return inner;
    }
    if (word === "-print" || word === "-print0") {
      found.hasAction = true;
      return { kind: "print", end: word === "-print" ? "\n" : "\0" };
    }
    if (word === "-delete") {
      found.hasAction = true;
      found.isDeepFirst = true;
      return { kind: "delete" };
    }
    if (word === "-depth") {
      found.isDeepFirst = true;
      return always;
    }
    if (word === "-empty") return { kind: "check", isSo: (below) => isEmpty(system, below) };
    if (word === "-exec") {
      const end = words.indexOf(";", at);
      if (end === -1)
        return fail(
          words.includes("+", at)
            ? "-exec ... + doesn't work here: write \\; at its end"
            : "missing argument to '-exec'",
        );
      found.hasAction = true;
      const command = words.slice(at, end);
      at = end + 1;
      return { kind: "exec", words: command };
    }
    const value = words[at];
    const isDepth = word === "-maxdepth" || word === "-mindepth";
    const make = Object.hasOwn(checks, word) ? checks[word] : undefined;
    if (!isDepth && make === undefined)
      return fail(
        word.startsWith("-") ? `unknown predicate '${word}'` : `paths must precede expression: '${word}'`,
      );
    if (value === undefined) return fail(`missing argument to '${word}'`);
    at++;
    if (make !== undefined) {
      const isSo = make(system, value);
      return typeof isSo === "string" ? fail(isSo) : { kind: "check", isSo };
    }
    if (!/^\d{1,4}$/.test(value))
      return fail(`Expected a positive decimal integer argument to ${word}, but got '${value}'`);
    depth[word === "-maxdepth" ? "most" : "least"] = Number(value);
    return always;
  };
  const all = (): FindTest => {
    const tests = [one()];
    while (at < words.length && words[at] !== "-o" && words[at] !== "-or" && words[at] !== ")") {
      if (words[at] === "-a" || words[at] === "-and") at++;
      tests.push(one());
    }
    return { kind: "and", tests };
  };
  const either = (): FindTest => {
    const tests = [all()];
    while (words[at] === "-o" || words[at] === "-or") {
      at++;
      tests.push(all());
    }
    return { kind: "or", tests };
  };
  const parsed = words.length === 0 ? always : either();
  if (at < words.length) troubles.push(`invalid expression; you have too many '${words[at] ?? ""}'`);
  const [wrong] = troubles;
  if (wrong !== undefined) return wrong;
  const test: FindTest = found.hasAction
    ? parsed
    : { kind: "and", tests: [parsed, { kind: "print", end: "\n" }] };
  return { test, depth, isDeepFirst: found.isDeepFirst };
}

function nameOf({ path }: Below): ByteString {
  return baseName(path.replace(/(?!^)\/+$/, "")) || "/";
}

function nodeOf(system: WorldSystem, { path }: Below): Node | undefined {
  return system.files.nodes.get(system.absolute(path));
}

function isLike(pattern: ByteString, text: ByteString): boolean {
  return pattern.length * text.length <= limits.matchingMax && matches(pattern, text);
}

function isEmpty(system: WorldSystem, one: Below): boolean {
  const node = nodeOf(system, one);
  if (node?.kind === "file") return node.bytes.length === 0;
  return system.files.namesIn(system.absolute(one.path)).length === 0;
}

/** `+` means more, `-` less, and neither just so much. */
function isAsMuch(amount: number, sign: string, wanted: number): boolean {
  return sign === "+" ? amount > wanted : sign === "-" ? amount < wanted : amount === wanted;
}

function ageCheck(
  system: WorldSystem,
  text: ByteString,
  { option, unitSeconds }: { readonly option: string; readonly unitSeconds: number },
): ((one: Below) => boolean) | string {
  const [, sign = "", count] = /^([+-]?)(\d{1,9})$/.exec(text) ?? [];
  if (count === undefined) return `invalid argument '${text}' to '${option}'`;
  return (one) => {
    const age = Math.floor((system.now() - (nodeOf(system, one)?.modifiedAt ?? 0)) / unitSeconds);
    return isAsMuch(age, sign, Number(count));
  };
}
