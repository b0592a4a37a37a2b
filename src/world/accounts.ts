import { bytesOf, encodeByteString, type ByteString } from "../engine/bytes/index.ts";
import { parsePasswd } from "../engine/local/index.ts";
import { byteString } from "../engine/bytes/index.ts";
import { makeFolders, readFile, writeFile, type FileSystem } from "./files/index.ts";

/** The users that qmail needs, with their ids. Source: qmail-1.03 INSTALL.ids. */
const qmailAccounts = [
  ["alias", 7790, "/var/qmail/alias"],
  ["qmaild", 7791, "/var/qmail"],
  ["qmaill", 7792, "/var/qmail"],
  ["qmailp", 7793, "/var/qmail"],
  ["qmailq", 7794, "/var/qmail"],
  ["qmailr", 7795, "/var/qmail"],
  ["qmails", 7796, "/var/qmail"],
] as const;

const firstUserId = 1000;

/** Writes /etc/passwd, and gives each user a home; on a host with qmail also what qmail needs. */
export function createAccounts(
  files: FileSystem,
  {
    users,
    qmail,
    now,
  }: { readonly users: readonly string[]; readonly qmail: "with qmail" | "without"; readonly now: number },
): void {
  const line = (name: string, id: number, home: string, shell: string): string =>
    `${name}:x:${id}:${id}::${home}:${shell}\n`;
  const people = [...new Set(users)].filter((name) => name !== "root");
  const passwd = [
    line("root", 0, "/root", "/bin/sh"),
    ...(qmail === "with qmail"
      ? qmailAccounts.map(([name, id, home]) => line(name, id, home, "/bin/true"))
      : []),
    ...people.map((name, index) => line(name, firstUserId + index, `/home/${name}`, "/bin/sh")),
  ];
  makeFolders(files, "/etc", now);
  writeFile(files, "/etc/passwd", { bytes: bytesOf(encodeByteString(passwd.join(""))), now });
  for (const name of people) {
    const home = encodeByteString(`/home/${name}`);
    makeOwnFolder(files, { path: home, owner: name, now });
    if (qmail === "with qmail") makeMaildir(files, { path: `${home}/Maildir`, owner: name, now });
  }
  if (qmail === "with qmail") {
    makeOwnFolder(files, { path: "/var/qmail/alias", owner: "alias", now });
    createQueue(files, now);
  }
}

/** The number of a user; that of nobody if there's no such user. */
export function userId(files: FileSystem, name: string): number {
  const passwd = readFile(files, "/etc/passwd");
  const accounts = typeof passwd === "string" ? [] : parsePasswd(byteString(passwd.bytes));
  return accounts.find((account) => account.name === name)?.uid ?? 65534;
}

interface OwnFolder {
  readonly path: ByteString;
  readonly owner: string;
  readonly now: number;
}

function makeMaildir(files: FileSystem, folder: OwnFolder): void {
  makeOwnFolder(files, folder);
  for (const name of ["cur", "new", "tmp"])
    makeOwnFolder(files, { ...folder, path: `${folder.path}/${name}` });
}

function makeOwnFolder(files: FileSystem, { path, owner, now }: OwnFolder): void {
  if (makeFolders(files, path, now) !== null) return;
  files.nodes.set(path, { kind: "folder", owner, mode: 0o755, modifiedAt: now });
}

/** How many folders share the messages. Origin: qmail-1.03 conf-split. */
const auto_split = 23;

// qmail-1.03 hier.c
function createQueue(files: FileSystem, now: number): void {
  for (const name of ["bounce", "intd", "lock", "pid", "todo"]) {
    makeOwnFolder(files, { path: `/var/qmail/queue/${name}`, owner: "qmailq", now });
  }
  for (const name of ["info", "local", "mess", "remote"]) {
    for (let part = 0; part < auto_split; part++) {
      makeOwnFolder(files, { path: `/var/qmail/queue/${name}/${part}`, owner: "qmailq", now });
    }
  }
  for (const name of ["sendmutex", "trigger"]) {
    writeFile(files, `/var/qmail/queue/lock/${name}`, {
      bytes: new Uint8Array(),
      now,
      owner: "qmails",
      mode: 0o622,
    });
  }
}
