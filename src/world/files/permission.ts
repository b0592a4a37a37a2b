import type { ByteString } from "../../engine/bytes/index.ts";
import type { FileError } from "../../engine/program/index.ts";
import { isTooLong, type FileSystem, type Node } from "./file-system.ts";
import { parentPath } from "./path.ts";

/** What somebody wants of a path: its content, or the folder's entry for it (to make it, take it away or rename it). */
export type Access = "read" | "write" | "execute" | "change entry";

/** Whether a user may do something at a path; null if so, or if there's nothing to protect. Root may do anything. */
// POSIX.1-2017 XBD 4.5
export function permissionError(
  files: FileSystem,
  path: ByteString,
  access: Access,
  user: { readonly name: string; readonly group: string },
): FileError | null {
  if (isTooLong(path)) return "ENAMETOOLONG";
  if (user.name === "root") return null;
  for (let folder = parentPath(path); ; folder = parentPath(folder)) {
    const node = files.nodes.get(folder);
    if (node?.kind === "folder" && !allows(node, bits.execute, user)) return "EACCES";
    if (folder === "/") break;
  }
  const node = files.nodes.get(path);
  if (access === "change entry" || (access === "write" && node === undefined)) {
    const folder = files.nodes.get(parentPath(path));
    return folder === undefined || allows(folder, bits.write, user) ? null : "EACCES";
  }
  return node === undefined || allows(node, bits[access], user) ? null : "EACCES";
}

const bits = { read: 4, write: 2, execute: 1 } as const;

function allows(node: Node, bit: number, user: { readonly name: string; readonly group: string }): boolean {
  const shift = node.owner === user.name ? 6 : node.group === user.group ? 3 : 0;
  return ((node.mode >> shift) & bit) !== 0;
}
