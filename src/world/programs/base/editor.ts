import type { ByteString } from "../../../engine/bytes/index.ts";
import { parentPath, readFile } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, complainOf, exit, printLine } from "../print.ts";

/** Options that are about the terminal, or about looking only. Source: vim(1), nano(1), emacs(1), joe(1). */
const screenOption = /^-(?:[cEeiIlmnRSUvwx$]|nw|view|rdonly|-)?$/;

/**
 * vi, nano, pico, emacs and joe: each opens its files in the editor of the page and ends. `+NUMBER` before a file shows
 * that line first; options that are about the terminal are passed over.
 */
// Differs: the originals edit in the terminal.
export function* editor(system: WorldSystem): WorldRunning {
  const unknown = system.argv.find((word) => word.startsWith("-") && !screenOption.test(word));
  if (unknown !== undefined) {
    complain(system, `unknown option -- '${unknown.slice(1)}'`);
    return exit(1);
  }
  if (!system.isAtConsole) {
    complain(system, "standard input is no keyboard, so nobody can edit");
    return exit(1);
  }
  let line: number | null = null;
  let code: number | null = null;
  for (const word of system.argv.slice(1)) {
    const jump = /^\+(\d{1,7})(?:,\d+)?$/.exec(word);
    if (jump !== null) line = Math.max(1, Number(jump[1]));
    else if (!/^[+-]./.test(word)) {
      const trouble = whyNot(system, word);
      if (trouble === null) open(system, word, line);
      code = trouble === null ? (code ?? 0) : 1;
      line = null;
    }
  }
  if (code === null)
    complain(system, `name the file to edit, for instance: ${system.argv[0] ?? ""} /etc/hosts`);
  return exit(code ?? 1);
}

/** Complains of a file that can't be opened, and tells so; null if it can. */
function whyNot(system: WorldSystem, path: ByteString): "complained" | null {
  const absolute = system.absolute(path);
  const isFolder = system.files.nodes.get(absolute)?.kind === "folder";
  const folder = parentPath(absolute);
  if (isFolder) {
    complain(system, `${path}: Is a folder, and only files can be edited; ls ${path} lists what is in it`);
    return "complained";
  }
  if (system.files.nodes.get(folder)?.kind !== "folder") {
    complain(system, `${path}: No such folder: ${folder}`);
    return "complained";
  }
  const forbidden = system.files.nodes.has(absolute)
    ? system.forbids(path, "read")
    : system.forbids(path, "write");
  if (forbidden === null) return null;
  complainOf(system, path, forbidden);
  return "complained";
}

function open(system: WorldSystem, path: ByteString, line: number | null): void {
  const absolute = system.absolute(path);
  system.openEditor({ path: absolute, line });
  const isNew = readFile(system.files, absolute) === "ENOENT";
  const isWritable = isNew || system.forbids(path, "write") === null;
  const state = isWritable ? `${isNew ? ", a new file" : ""}; saved as you type` : ", which you can't write";
  printLine(system, `(opened in the pane Files: ${absolute}${state})`);
}
