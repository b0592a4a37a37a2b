import type { ByteString } from "../../engine/bytes/index.ts";
import type { Environment } from "../../engine/program/index.ts";
import type { Shell } from "./shell.ts";

export interface BuiltinContext {
  /** What a program would get now: the exported variables and the command's own assignments. */
  readonly environment: Environment;
  readonly print: (text: ByteString) => void;
}

/** A command that the shell does itself, since it changes the shell. Returns its exit code. */
export type Builtin = (shell: Shell, words: readonly ByteString[], context: BuiltinContext) => number;

/** By name. */
export const builtins: ReadonlyMap<ByteString, Builtin> = new Map<ByteString, Builtin>([
  ["cd", cd],
  [
    "pwd",
    (shell, _words, { print }) => {
      print(`${shell.system.folder()}\n`);
      return 0;
    },
  ],
  [":", () => 0],
  ["export", exportVariables],
  [
    "unset",
    (shell, words) => {
      for (const name of words) shell.variables.delete(name);
      return 0;
    },
  ],
  [
    "exit",
    (shell, [code]) => {
      shell.ending = { kind: "exit", code: code === undefined ? shell.status : Number(code) & 0xff };
      return shell.status;
    },
  ],
  [
    "exec",
    (shell, words, { environment }) => {
      if (words.length > 0) shell.ending = { kind: "exec", argv: words, environment };
      return 0;
    },
  ],
]);

function cd(
  shell: Shell,
  [path = shell.system.host.home]: readonly ByteString[],
  { print }: BuiltinContext,
): number {
  const { system } = shell;
  const target = system.absolute(path);
  const node = system.files.nodes.get(target);
  if (node?.kind !== "folder") {
    print(`sh: cd: ${path}: ${node === undefined ? "file does not exist" : "not a directory"}\n`);
    return 1;
  }
  system.changeFolder(target);
  return 0;
}

function exportVariables(shell: Shell, words: readonly ByteString[], { print }: BuiltinContext): number {
  if (words.length === 0) {
    for (const name of [...shell.exported].sort())
      print(`export ${name}='${shell.variables.get(name) ?? ""}'\n`);
  }
  for (const word of words) {
    const equals = word.indexOf("=");
    const name = equals === -1 ? word : word.slice(0, equals);
    if (equals !== -1) shell.variables.set(name, word.slice(equals + 1));
    shell.exported.add(name);
  }
  return 0;
}
