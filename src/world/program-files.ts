import { byteString, type ByteString } from "../engine/bytes/index.ts";
import { baseName, readFile, resolvePath, type FileNode } from "./files/index.ts";
import type { Host } from "./host.ts";
import type { Process } from "./process.ts";

/** Where programs are looked for when the environment doesn't say, and where they are installed. */
export const defaultPath = "/var/qmail/bin:/usr/local/bin:/usr/bin:/bin";

/** The path of the program or script that `name` means for a process, by its PATH; null if there is none. */
export function programPath(process: Process, name: ByteString): ByteString | null {
  const candidates = name.includes("/")
    ? [resolvePath(process.folder, name)]
    : (process.environment.get("PATH") ?? defaultPath)
        .split(":")
        .map((folder) => resolvePath(process.folder, `${folder}/${name}`));
  return candidates.find((path) => isExecutable(readFile(process.host.files, path))) ?? null;
}

/** The names of all programs that are installed on a host, sorted. */
export function programNames(host: Host): readonly string[] {
  const names = [...host.files.nodes].flatMap(([path, node]) =>
    node.kind === "file" && node.program !== null ? [baseName(path)] : [],
  );
  return [...new Set(names)].sort();
}

/** Whether a file is a script that starts with "#!". */
export function isScript(node: FileNode): boolean {
  return byteString(node.bytes, 0, 2) === "#!";
}

function isExecutable(node: ReturnType<typeof readFile>): boolean {
  return typeof node !== "string" && (node.mode & 0o111) !== 0 && (node.program !== null || isScript(node));
}
