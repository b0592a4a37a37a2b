import type { ByteString } from "../engine/bytes/index.ts";
import type { WorldSystem } from "./process.ts";

/** What test(1) makes of its words. */
export type Verdict = "true" | "false" | { readonly trouble: ByteString };

/** Exit codes of test(1), by its verdict. Source: POSIX.1-2017 XCU test. */
export function testStatus(verdict: Verdict): number {
  return verdict === "true" ? 0 : verdict === "false" ? 1 : 2;
}

type FileTest = (system: TestSystem, path: ByteString) => boolean;
type TestSystem = Pick<WorldSystem, "files" | "absolute" | "forbids">;

const fileTests: ReadonlyMap<string, FileTest> = new Map<string, FileTest>([
  ["-e", (system, path) => nodeAt(system, path) !== undefined],
  ["-f", (system, path) => nodeAt(system, path)?.kind === "file"],
  ["-d", (system, path) => nodeAt(system, path)?.kind === "folder"],
  ["-r", (system, path) => nodeAt(system, path) !== undefined && system.forbids(path, "read") === null],
  ["-w", (system, path) => nodeAt(system, path) !== undefined && system.forbids(path, "write") === null],
  ["-x", (system, path) => ((nodeAt(system, path)?.mode ?? 0) & 0o111) !== 0],
  [
    "-s",
    (system, path) => {
      const node = nodeAt(system, path);
      return node?.kind === "folder" || (node?.bytes.length ?? 0) > 0;
    },
  ],
]);

const comparisons: ReadonlyMap<string, (left: number, right: number) => boolean> = new Map([
  ["-eq", (left: number, right: number) => left === right],
  ["-ne", (left: number, right: number) => left !== right],
  ["-lt", (left: number, right: number) => left < right],
  ["-le", (left: number, right: number) => left <= right],
  ["-gt", (left: number, right: number) => left > right],
  ["-ge", (left: number, right: number) => left >= right],
]);

/** How deep parentheses may stand within parentheses. */
const depthMax = 50;

/** Decides what the words of `[ ... ]` say, without the brackets. */
// POSIX.1-2017 XCU test
export function evaluateTest(system: TestSystem, words: readonly ByteString[]): Verdict {
  let at = 0;
  let depth = 0;
  const troubles: ByteString[] = [];
  const fail = (what: ByteString): false => {
    troubles.push(what);
    at = words.length;
    return false;
  };
  const either = (): boolean => {
    let value = both();
    while (words[at] === "-o" && at + 1 < words.length) {
      at++;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (words[at] === "-a" && at + 1 < words.length) {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    let isNegated = false;
    while (words[at] === "!" && at + 1 < words.length && !isBinary(words[at + 1])) {
      at++;
      isNegated = !isNegated;
    }
    return primary() !== isNegated;
  };
  const primary = (): boolean => {
    const [word = "", operator, right] = words.slice(at, at + 3);
    if (right !== undefined && isBinary(operator)) {
      at += 3;
      return compare(word, operator ?? "", right, fail);
    }
    if (word === "(" && words.length - at > 1) {
      if (++depth > depthMax) return fail("too many parentheses");
      at++;
      const value = either();
      depth--;
      if (words[at] !== ")") return fail('")" is missing');
      at++;
      return value;
    }
    const fileTest = fileTests.get(word);
    const isUnary = fileTest !== undefined || word === "-z" || word === "-n";
    if (isUnary && operator !== undefined) {
      at += 2;
      if (fileTest !== undefined) return fileTest(system, operator);
      return (operator === "") === (word === "-z");
    }
    at++;
    return word !== "";
  };
  if (words.length === 0) return "false";
  const value = either();
  if (troubles.length === 0 && at < words.length) fail(`${words[at] ?? ""}: not expected here`);
  const [trouble] = troubles;
  return trouble === undefined ? (value ? "true" : "false") : { trouble };
}

function isBinary(word: ByteString | undefined): boolean {
  return word !== undefined && (["=", "==", "!="].includes(word) || comparisons.has(word));
}

function compare(
  left: ByteString,
  operator: ByteString,
  right: ByteString,
  fail: (what: ByteString) => false,
): boolean {
  const ofNumbers = comparisons.get(operator);
  if (ofNumbers === undefined) return (left === right) !== (operator === "!=");
  for (const word of [left, right]) {
    if (!/^\s*[+-]?\d{1,15}\s*$/.test(word)) return fail(`${word}: expected a number`);
  }
  return ofNumbers(Number(left), Number(right));
}

function nodeAt({ files, absolute }: TestSystem, path: ByteString): ReturnType<typeof files.nodes.get> {
  return path === "" ? undefined : files.nodes.get(absolute(path));
}
