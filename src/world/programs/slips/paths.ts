import { byteString, encodeText } from "../../../engine/bytes/index.ts";
import { baseName, type FileNode, parentPath, readFile } from "../../files/index.ts";
import { interpreterOf } from "../../program-files.ts";
import type { WorldSystem } from "../../process.ts";
import { closest } from "../closest.ts";

/** Why a path can't be run as a command, and what to do with it. */
export function adviceOnPath(system: WorldSystem, text: string): string {
  const path = system.absolute(byteString(encodeText(text)));
  const { nodes } = system.files;
  const node = nodes.get(path);
  if (node?.kind === "folder") return `${text} is a folder: ls ${text} lists it, cd ${text} goes there.`;
  if (node !== undefined) return adviceOnFile(system, text, node);
  const folder = parentPath(path);
  if (nodes.get(folder)?.kind !== "folder") return `There's no folder ${folder}.`;
  const prefix = folder === "/" ? "/" : `${folder}/`;
  const siblings = [...nodes.keys()]
    .filter((other) => other !== "/" && parentPath(other) === folder)
    .map(baseName);
  const near = closest(baseName(path), siblings);
  return `There's no file ${path}.${near === null ? "" : ` Did you mean ${prefix}${near}?`}`;
}

/** About a file that can't be run. */
export function adviceOnFile(system: WorldSystem, text: string, node: FileNode): string {
  const interpreter = interpreterOf(node);
  const isProgram = interpreter !== null || node.program !== null;
  if (!isProgram) {
    const edit = system.programNames().includes("vi") ? `, vi ${text} edits it` : "";
    return `${text} is a file, not a command: cat ${text} shows it${edit}.`;
  }
  if ((node.mode & 0o111) === 0) {
    const anyway = interpreter?.path === "/bin/sh" ? `; sh ${text} runs it without` : "";
    return `${text} may not be run, as long as it has no permission for that: chmod +x ${text} gives it${anyway}.`;
  }
  if (interpreter === null) return `${text} is a program, but ${system.user().name} may not run it.`;
  const { path } = interpreter;
  if (path.endsWith("\r") || interpreter.argument?.endsWith("\r") === true)
    return `The first line of ${text} ends in a carriage return, so ${path.replace("\r", "")} isn't found. Save the file with Unix line ends.`;
  if (typeof readFile(system.files, path) === "string")
    return `The first line of ${text} wants it to be run by ${path}, which isn't here.`;
  return `${text} is a script, but ${system.user().name} may not run it: ls -l ${text} shows who may.`;
}
