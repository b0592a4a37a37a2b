import { decodeByteString, encodeByteString } from "../../engine/bytes/index.ts";
import type { FileError } from "../../engine/program/index.ts";
import { parentPath, permissionError, type FileSystem, type Node, type User } from "../../world/index.ts";
import type { Recorder } from "./recorder.ts";

/** What the paths that just-bash names stand for on the simulated host, and what bash's user may do there. */
export class Paths {
  readonly user: User;
  /** The real path (or "" for just-bash's own) of each program, by name: just-bash sees all of them in /usr/bin. */
  readonly programs: ReadonlyMap<string, string>;
  readonly #recorder: () => Recorder;

  constructor(options: {
    readonly recorder: () => Recorder;
    readonly user: User;
    readonly programs: ReadonlyMap<string, string>;
  }) {
    this.user = options.user;
    this.programs = options.programs;
    this.#recorder = options.recorder;
  }

  get files(): FileSystem {
    const { world, host } = this.#recorder();
    const files = world.hosts.get(host)?.files;
    if (files === undefined) throw new Error(`no host called ${host}`);
    return files;
  }

  /** The real path of a program that just-bash sees in /usr/bin. */
  real(path: string): string {
    const bytePath = encodeByteString(path);
    if (!path.startsWith("/usr/bin/") || this.files.nodes.has(bytePath)) return bytePath;
    return this.programs.get(path.slice("/usr/bin/".length)) || bytePath;
  }

  text(path: string): string {
    return decodeByteString(this.real(path));
  }

  node(path: string): Node | null {
    const node = this.files.nodes.get(this.real(path));
    if (node !== undefined) return node;
    const isOwn = path.startsWith("/usr/bin/") && this.programs.get(path.slice("/usr/bin/".length)) === "";
    return isOwn ? ownProgram : null;
  }

  forbidden(path: string, what: "read" | "read entry" | "list"): FileError | null {
    const bytePath = this.real(path);
    // Whether something is there is told to whoever may go through the folders above it.
    const where = what === "read entry" ? `${parentPath(bytePath)}/.` : bytePath;
    const access = what === "read entry" ? "execute" : "read";
    return permissionError(this.files, where, access, this.user);
  }

  /** Why a file can't be opened to write; null also for what just-bash sees itself. */
  openTrouble(path: string): FileError | null {
    if (path.startsWith("/dev/") || this.node(path) === ownProgram) return null;
    const bytePath = this.real(path);
    const node = this.files.nodes.get(bytePath);
    const above = this.files.nodes.get(parentPath(bytePath));
    if (node === undefined && above?.kind !== "folder") return above === undefined ? "ENOENT" : "ENOTDIR";
    if (node?.kind === "folder") return null;
    // A path in a command's place is asked for in the same way.
    const isCommand = node !== undefined && (this.ownRights(path) & 0o100) !== 0;
    return isCommand ? null : permissionError(this.files, bytePath, "write", this.user);
  }

  /** Mode bits that say what bash's user may do, since just-bash looks at those of the owner only. */
  ownRights(path: string): number {
    const node = this.node(path);
    if (node === null) return 0;
    const may = (access: "read" | "write" | "execute"): boolean =>
      permissionError(this.files, this.real(path), access, this.user) === null;
    const canRun = node.kind === "folder" || (node.mode & 0o111) !== 0;
    const rights =
      (may("read") ? 0o400 : 0) | (may("write") ? 0o200 : 0) | (canRun && may("execute") ? 0o100 : 0);
    return (node.mode & 0o7077) | rights;
  }
}

/** Stands for a program that only just-bash has. */
const ownProgram: Node = {
  kind: "file",
  bytes: new Uint8Array(),
  owner: "root",
  group: "root",
  mode: 0o755,
  modifiedAt: 0,
  changedAt: 0,
  origin: null,
  program: null,
};
