import { byteString, type ByteString } from "../../engine/bytes/index.ts";
import { readFile, type FileNode, type FileSystem, type Owner } from "./file-system.ts";

/** Whom a process belongs to. A number that no name belongs to is its own name. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** The name of its group. */
  readonly group: string;
}

export const root: User = { name: "root", uid: 0, gid: 0, group: "root" };

/** The user of a name or number, by /etc/passwd; null if a name isn't there. */
export function userOf(files: FileSystem, name: ByteString): User | null {
  for (const [other = "", , uid = "", gid = ""] of rowsOf(files, "/etc/passwd")) {
    if (other !== name && uid !== name) continue;
    return { name: other, uid: Number(uid), gid: Number(gid), group: groupOf(files, gid)?.name ?? gid };
  }
  if (name === "root" || name === "0") return root;
  if (!/^\d{1,9}$/.test(name)) return null;
  return { name: String(Number(name)), uid: Number(name), gid: Number(name), group: String(Number(name)) };
}

/** Whose a file of this user's is; a name that isn't in /etc/passwd has a group of its own. */
export function ownerNamed(files: FileSystem, name: ByteString): Owner {
  return { owner: name, group: userOf(files, name)?.group ?? name };
}

/** The group of a name or number, by /etc/group; null if a name isn't there. */
export function groupOf(
  files: FileSystem,
  name: ByteString,
): { readonly name: string; readonly gid: number } | null {
  for (const [other = "", , gid = ""] of rowsOf(files, "/etc/group")) {
    if (other === name || gid === name) return { name: other, gid: Number(gid) };
  }
  if (name === "root" || name === "0") return { name: "root", gid: 0 };
  return /^\d{1,9}$/.test(name) ? { name: String(Number(name)), gid: Number(name) } : null;
}

/** The home of a user, by /etc/passwd; "/" if it's not there. */
export function homeOf(files: FileSystem, { name }: User): ByteString {
  return rowsOf(files, "/etc/passwd").find(([other]) => other === name)?.[5] ?? "/";
}

type Rows = readonly (readonly ByteString[])[];

/** Of each file that has been looked into: every process that starts or writes asks who somebody is. */
const known = new WeakMap<FileNode, Rows>();

function rowsOf(files: FileSystem, path: ByteString): Rows {
  const node = readFile(files, path);
  if (typeof node === "string") return [];
  let rows = known.get(node);
  if (rows === undefined) {
    rows = byteString(node.bytes)
      .split("\n")
      .map((line) => line.split(":"));
    known.set(node, rows);
  }
  return rows;
}
