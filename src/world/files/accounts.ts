import { bytesOf, encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { ownerNamed } from "./users.ts";
import { makeFolders, writeFile, type FileSystem } from "./file-system.ts";

/** The users that qmail needs, with their ids. Source: qmail-1.03 INSTALL.ids. */
const qmailUsers = [
  ["alias", 7790, 2108, "/var/qmail/alias"],
  ["qmaild", 7791, 2108, "/var/qmail"],
  ["qmaill", 7792, 2108, "/var/qmail"],
  ["qmailp", 7793, 2108, "/var/qmail"],
  ["qmailq", 7794, 2107, "/var/qmail"],
  ["qmailr", 7795, 2107, "/var/qmail"],
  ["qmails", 7796, 2107, "/var/qmail"],
] as const;

const qmailGroups = [
  ["qmail", 2107],
  ["nofiles", 2108],
] as const;

const firstUserId = 1000;

/** Writes /etc/passwd and /etc/group, and gives each user a home; on a host with qmail also what qmail needs. */
export function createAccounts(
  files: FileSystem,
  {
    users,
    qmail,
    now,
  }: { readonly users: readonly string[]; readonly qmail: "with qmail" | "without"; readonly now: number },
): void {
  const people = [...new Set(users)].filter((name) => name !== "root");
  const ofPeople = people.map((name, index) => [name, firstUserId + index] as const);
  const hasQmail = qmail === "with qmail";
  const line = (name: string, ids: string, home: string, shell: string): string =>
    `${name}:x:${ids}::${home}:${shell}\n`;
  const passwd = [
    "root:x:0:0:root:/root:/bin/sh\n",
    ...ofPeople.map(([name, id]) => line(name, `${id}:${id}`, `/home/${name}`, "/bin/sh")),
    ...(hasQmail ? qmailUsers : []).map(([name, uid, gid, home]) =>
      line(name, `${uid}:${gid}`, home, "/bin/true"),
    ),
  ];
  const groups = [["root", 0] as const, ...ofPeople, ...(hasQmail ? qmailGroups : [])];
  makeFolders(files, "/etc", now);
  writeFile(files, "/etc/passwd", { bytes: bytesOf(encodeByteString(passwd.join(""))), now });
  const group = groups.map(([name, gid]) => `${name}:x:${gid}:\n`);
  writeFile(files, "/etc/group", { bytes: bytesOf(encodeByteString(group.join(""))), now });
  for (const name of people) {
    const home = encodeByteString(`/home/${name}`);
    makeOwnFolder(files, { path: home, owner: name, now });
    if (hasQmail) makeMaildir(files, { path: `${home}/Maildir`, owner: name, now });
  }
  if (hasQmail) {
    makeOwnFolder(files, { path: "/var/qmail/alias", owner: "alias", now });
    createQueue(files, now);
  }
}

interface OwnFolder {
  readonly path: ByteString;
  readonly owner: string;
  readonly now: number;
  /** Default: 755. */
  readonly mode?: number;
}

function makeMaildir(files: FileSystem, folder: OwnFolder): void {
  makeOwnFolder(files, folder);
  for (const name of ["cur", "new", "tmp"])
    makeOwnFolder(files, { ...folder, path: `${folder.path}/${name}` });
}

function makeOwnFolder(files: FileSystem, { path, owner, now, mode = 0o755 }: OwnFolder): void {
  if (makeFolders(files, path, now) !== null) return;
  files.put(path, { kind: "folder", ...ownerNamed(files, owner), mode, modifiedAt: now });
}

/** How many folders share the messages. Origin: qmail-1.03 conf-split. */
const auto_split = 23;

/** The folders of the queue: who may look into which, and which are split. Source: qmail-1.03 hier.c. */
const queueFolders: readonly (readonly [name: string, owner: string, mode: number, split?: "split"])[] = [
  ["", "qmailq", 0o750],
  ["/pid", "qmailq", 0o700],
  ["/intd", "qmailq", 0o700],
  ["/todo", "qmailq", 0o750],
  ["/bounce", "qmails", 0o700],
  ["/mess", "qmailq", 0o750, "split"],
  ["/info", "qmails", 0o700, "split"],
  ["/local", "qmails", 0o700, "split"],
  ["/remote", "qmails", 0o700, "split"],
  ["/lock", "qmailq", 0o750],
];

// qmail-1.03 hier.c
function createQueue(files: FileSystem, now: number): void {
  for (const [name, owner, mode, split] of queueFolders) {
    const path = `/var/qmail/queue${name}`;
    makeOwnFolder(files, { path, owner, now, mode });
    for (let part = 0; split !== undefined && part < auto_split; part++)
      makeOwnFolder(files, { path: `${path}/${part}`, owner, now, mode });
  }
  for (const [name, mode] of [
    ["sendmutex", 0o600],
    ["trigger", 0o622],
  ] as const) {
    writeFile(files, `/var/qmail/queue/lock/${name}`, {
      bytes: new Uint8Array(),
      now,
      owner: ownerNamed(files, "qmails"),
      mode,
    });
  }
}
