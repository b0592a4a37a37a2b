import type { ByteString } from "../../engine/bytes/index.ts";
import { unixErrorText } from "../files/index.ts";
import type { Environment } from "../../engine/program/index.ts";
import type { Descriptors, Shell, Steps } from "./shell.ts";
import { evaluateTest, testStatus } from "../test-expression.ts";

export interface BuiltinContext {
  /** What a program would get now: the exported variables and the command's own assignments. */
  readonly environment: Environment;
  readonly print: (text: ByteString) => void;
  /** What its standard input, output and error are. */
  readonly descriptors: Descriptors;
  /** Says on standard error what is wrong. */
  readonly complain: (text: ByteString) => void;
}

/** A command that the shell does itself, since it changes the shell. Returns its exit code, or works it out in steps. */
export type Builtin = (
  shell: Shell,
  words: readonly ByteString[],
  context: BuiltinContext,
) => number | Steps<number>;

/** By name; `exec` isn't here, since it changes the process. */
export const builtins = new Map<ByteString, Builtin>([
  [":", () => 0],
  ["[", bracket],
  ["break", (shell, words, context) => leave(shell, words, { ...context, how: "break" })],
  ["cd", cd],
  ["continue", (shell, words, context) => leave(shell, words, { ...context, how: "continue" })],
  ["exit", exit],
  ["export", exportVariables],
  ["false", () => 1],
  ["pwd", pwd],
  ["test", test],
  ["true", () => 0],
]);

/** Those that only tell that they aren't there. */
const missing = new Set<ByteString>();

export interface MoreBuiltins {
  readonly builtins: Readonly<Record<ByteString, Builtin>>;
  /** Those of them that only tell that they aren't there. */
  readonly missing: readonly ByteString[];
}

/** Brings the builtins that a page doesn't have at its first paint. */
export function addBuiltins(more: MoreBuiltins): void {
  for (const [name, builtin] of Object.entries(more.builtins)) builtins.set(name, builtin);
  for (const name of more.missing) missing.add(name);
}

/** The names of all commands that no file is needed for. */
export function builtinNames(): readonly ByteString[] {
  return [...builtins.keys(), "exec"].filter((name) => !missing.has(name));
}

function cd(
  shell: Shell,
  [path = shell.variables.get("HOME") ?? shell.system.host.home]: readonly ByteString[],
  { complain, print }: BuiltinContext,
): number {
  const { system, variables } = shell;
  const before = variables.get("OLDPWD");
  if (path === "-" && before === undefined) {
    complain("cd: OLDPWD not set");
    return 1;
  }
  const target = system.absolute(path === "-" ? (before ?? "") : path);
  const node = system.files.nodes.get(target);
  if (node?.kind !== "folder") {
    complain(`cd: ${path}: ${unixErrorText(node === undefined ? "ENOENT" : "ENOTDIR")}`);
    return 1;
  }
  variables.set("OLDPWD", system.folder());
  system.changeFolder(target);
  if (path === "-") print(`${target}\n`);
  return 0;
}

function exit(shell: Shell, [code]: readonly ByteString[], { complain }: BuiltinContext): number {
  const isNumber = code === undefined || /^\d{1,9}$/.test(code);
  if (!isNumber) complain(`exit: ${code}: expected a number`);
  const status = code === undefined ? shell.status : isNumber ? Number(code) & 0xff : 2;
  shell.ending = { kind: "exit", code: status };
  return status;
}

function exportVariables(
  shell: Shell,
  words: readonly ByteString[],
  { print, complain }: BuiltinContext,
): number {
  if (words.length === 0) {
    for (const name of [...shell.exported].sort()) {
      const value = shell.variables.get(name);
      print(
        value === undefined ? `export ${name}\n` : `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
      );
    }
  }
  let status = 0;
  for (const word of words) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=([^]*))?$/.exec(word) ?? [];
    if (name === undefined) {
      complain(`export: ${word}: not a name that a variable can have`);
      status = 2;
      continue;
    }
    if (value !== undefined) shell.variables.set(name, value);
    shell.exported.add(name);
  }
  return status;
}

function bracket(shell: Shell, words: readonly ByteString[], context: BuiltinContext): number {
  if (words.at(-1) === "]") return test(shell, words.slice(0, -1), { ...context, name: "[" });
  context.complain('[: "]" is missing');
  return 2;
}

function test(
  { system }: Shell,
  words: readonly ByteString[],
  { complain, name = "test" }: BuiltinContext & { readonly name?: string },
): number {
  const verdict = evaluateTest(system, words);
  if (typeof verdict !== "string") complain(`${name}: ${verdict.trouble}`);
  return testStatus(verdict);
}

function leave(
  shell: Shell,
  [levels = "1"]: readonly ByteString[],
  { complain, how }: BuiltinContext & { readonly how: "break" | "continue" },
): number {
  if (!/^[1-9]\d{0,3}$/.test(levels)) {
    complain(`${how}: ${levels}: expected a number`);
    return 1;
  }
  if (shell.loops > 0) shell.leaving = { how, levels: Math.min(Number(levels), shell.loops) };
  return 0;
}

function pwd({ system }: Shell, _words: readonly ByteString[], { print }: BuiltinContext): number {
  print(`${system.folder()}\n`);
  return 0;
}
