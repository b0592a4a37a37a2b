import { byteString, type ByteString } from "../engine/bytes/index.ts";
import { readFile, type FileSystem } from "./files/index.ts";

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

function rowsOf(files: FileSystem, path: ByteString): readonly (readonly ByteString[])[] {
  const node = readFile(files, path);
  if (typeof node === "string") return [];
  return byteString(node.bytes)
    .split("\n")
    .map((line) => line.split(":"));
}

/** /etc/passwd and /etc/group of a host: root, the person at its console, and qmail's users where that is installed. */
// qmail-1.03 INSTALL.ids
export function accountFiles({ user, hasQmail }: { readonly user: ByteString; readonly hasQmail: boolean }): {
  readonly passwd: string;
  readonly group: string;
} {
  const isPerson = user !== "root";
  const passwd = [
    "root:x:0:0:root:/root:/bin/sh",
    ...(isPerson ? [`${user}:x:1000:1000::/home/${user}:/bin/sh`] : []),
  ];
  const group = ["root:x:0:", ...(isPerson ? [`${user}:x:1000:`] : [])];
  if (hasQmail) {
    passwd.push(
      "alias:x:7790:2108::/var/qmail/alias:/bin/true",
      "qmaild:x:7791:2108::/var/qmail:/bin/true",
      "qmaill:x:7792:2108::/var/qmail:/bin/true",
      "qmailp:x:7793:2108::/var/qmail:/bin/true",
      "qmailq:x:7794:2107::/var/qmail:/bin/true",
      "qmailr:x:7795:2107::/var/qmail:/bin/true",
      "qmails:x:7796:2107::/var/qmail:/bin/true",
    );
    group.push("qmail:x:2107:", "nofiles:x:2108:");
  }
  return { passwd: `${passwd.join("\n")}\n`, group: `${group.join("\n")}\n` };
}
