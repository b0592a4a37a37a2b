import { byteString, type ByteString } from "../engine/bytes/index.ts";
import type { Environment, FileError } from "../engine/program/index.ts";
import {
  baseName,
  type FileNode,
  type FileSystem,
  parentPath,
  permissionError,
  readFile,
  resolvePath,
} from "./files/index.ts";
import type { Host } from "./host.ts";
import type { Process } from "./process.ts";

/** Where programs are looked for when the environment doesn't say, and where they are installed. */
export const defaultPath = "/var/qmail/bin:/usr/local/bin:/usr/bin:/bin";

/** The path of the program or script that `name` means for a process, by a PATH; null if there is none. */
export function programPath(
  process: Pick<Process, "folder" | "host" | "user">,
  name: ByteString,
  environment: Environment,
): ByteString | null {
  return (
    candidatesFor(process, name, environment).find(
      (path) =>
        isExecutable(process.host.files, readFile(process.host.files, path)) &&
        permissionError(process.host.files, path, "execute", process.user) === null,
    ) ?? null
  );
}

/**
 * Why a name means no program that this process could run: there's none (ENOENT), or none that runs it by its first line;
 * a file that may not be run (EACCES); or one that doesn't say by whom it's run (ENOEXEC).
 */
// POSIX.1-2017 XSH exec, errors
export function whyNotRun(
  process: Pick<Process, "folder" | "host" | "user">,
  name: ByteString,
  environment: Environment,
): FileError {
  const { files } = process.host;
  const whyNot = (path: ByteString): FileError => {
    const node = files.nodes.get(path);
    if (node === undefined) return "ENOENT";
    if (node.kind === "folder") return name.includes("/") ? "EACCES" : "ENOENT";
    if ((node.mode & 0o111) === 0) return "EACCES";
    const forbidden = permissionError(files, path, "execute", process.user);
    if (forbidden !== null) return forbidden;
    return interpreterOf(node) === null ? "ENOEXEC" : "ENOENT";
  };
  return (
    candidatesFor(process, name, environment)
      .map(whyNot)
      .find((why) => why !== "ENOENT") ?? "ENOENT"
  );
}

/** Where a program of this name may be. */
function candidatesFor(
  { folder }: Pick<Process, "folder">,
  name: ByteString,
  environment: Environment,
): readonly ByteString[] {
  if (name.includes("/")) return [resolvePath(folder, name)];
  const path = environment.get("PATH") ?? defaultPath;
  return path.split(":").map((one) => resolvePath(folder, `${one}/${name}`));
}

/** The names of all programs of a host that can be called by them, sorted. */
export function programNames(host: Host): readonly string[] {
  const folders = defaultPath.split(":");
  const names = [...host.files.nodes].flatMap(([path, node]) =>
    node.kind === "file" && node.program !== null && folders.includes(parentPath(path))
      ? [baseName(path)]
      : [],
  );
  return [...new Set(names)].sort();
}

/** What the first line of a script says that it's run by: a program, and at most one argument for it. */
export interface Interpreter {
  readonly path: ByteString;
  readonly argument: ByteString | null;
}

/** Who runs a script, by its "#!" line; null if it has none. A carriage return at the line's end counts. */
// Linux execve(2), "Interpreter scripts"
export function interpreterOf(node: FileNode): Interpreter | null {
  const match = /^#![ \t]*([^ \t\n\0]+)[ \t]*([^\n\0]*)/.exec(
    byteString(node.bytes, 0, interpreterLineBytes),
  );
  if (match === null) return null;
  const [, path = "", argument = ""] = match;
  return { path, argument: argument === "" ? null : argument };
}

/** Origin: Linux include/uapi/linux/binfmts.h BINPRM_BUF_SIZE. */
const interpreterLineBytes = 256;

function isExecutable(files: FileSystem, node: FileNode | FileError): boolean {
  if (typeof node === "string" || (node.mode & 0o111) === 0) return false;
  if (node.program !== null) return true;
  const interpreter = interpreterOf(node);
  const program = interpreter === null ? "ENOENT" : readFile(files, resolvePath("/", interpreter.path));
  return typeof program !== "string" && program.program !== null;
}
