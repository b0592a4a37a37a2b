import type { IFileSystem } from "just-bash/browser";
import {
  bytesOf,
  byteString,
  decodeText,
  encodeByteString,
  encodeText,
  joinBytes,
} from "../../engine/bytes/index.ts";
import type { FileError } from "../../engine/program/index.ts";
import {
  listFolder,
  parentPath,
  permissionError,
  readFile,
  resolvePath,
  type BashStep,
  type FileSystem,
  type Node,
  type User,
} from "../../world/index.ts";
import { FileTrouble } from "./texts.ts";
import type { Recorder } from "./recorder.ts";

/** Where the shell's own standard output and error go. */
export const sinks = { out: "/dev/relay-lab-out", err: "/dev/relay-lab-err" } as const;

type Content = Parameters<IFileSystem["writeFile"]>[1];
type Encoding = Parameters<IFileSystem["writeFile"]>[2];
type Stat = Awaited<ReturnType<IFileSystem["stat"]>>;

/** What just-bash is doing, as far as that changes what its questions mean. */
export type Doing = "opening files" | "testing files" | "other";

/**
 * The files of a simulated host as just-bash asks for them: read where they are, with the rights of bash's user, and
 * changed by steps that are written down.
 *
 * just-bash has no words for a file that can't be written: it goes on without those checks, and an error in the midst of
 * it takes the whole line with it. So where it's about to open a file, `exists` and `stat` answer for the opening.
 */
export class WorldFiles implements IFileSystem {
  doing: Doing = "other";
  /** Programs that are found in /usr/bin: by just-bash's rules, all that aren't scripts. */
  readonly #programs: ReadonlyMap<string, string>;
  readonly #recorder: () => Recorder;
  readonly #user: User;
  readonly #print: (to: "out" | "err", text: string) => void;
  /** What the last paths were called, by whoever asked. */
  #typed: { readonly path: string; readonly name: string } = { path: "", name: "" };
  #names = new Map<string, string>();
  #troubles = new Map<string, FileError>();
  #refused: string | null = null;

  /** `programs` has the real path (or "" for just-bash's own) of each program, by name. */
  constructor(options: {
    readonly recorder: () => Recorder;
    readonly user: User;
    readonly programs: ReadonlyMap<string, string>;
    readonly print: (to: "out" | "err", text: string) => void;
  }) {
    this.#recorder = options.recorder;
    this.#user = options.user;
    this.#programs = options.programs;
    this.#print = options.print;
  }

  /** Why a file of this name couldn't be used lately; null if nothing is known. */
  troubleOf(name: string): FileError | null {
    return this.#troubles.get(name) ?? null;
  }

  forgetTroubles(): void {
    this.#names.clear();
    this.#troubles.clear();
  }

  resolvePath(base: string, path: string): string {
    const resolved = resolvePath(base, path);
    const name = resolved.slice(resolved.lastIndexOf("/") + 1);
    const isProgram = this.#programs.get(name) === resolved && !/^\/(usr\/)?bin\//.test(resolved);
    this.#typed = { path: isProgram ? `/usr/bin/${name}` : resolved, name: path };
    this.#names.set(resolved, path);
    return this.#typed.path;
  }

  exists(path: string): Promise<boolean> {
    const isAsked = this.#typed.path === path;
    this.#refused = null;
    if (isAsked && this.doing === "opening files") {
      const trouble = this.#openTrouble(path);
      if (trouble !== null) {
        this.#refused = path;
        this.#troubles.set(this.#typed.name, trouble);
        return Promise.resolve(true);
      }
    }
    const node = this.#node(path);
    if (node === null) return Promise.resolve(devices.has(path));
    // A look-up in PATH goes on to /usr/bin, where just-bash looks for what it doesn't run itself.
    const isHidden =
      !isAsked && node.kind === "file" && node.program !== null && !/^\/(usr\/)?bin\//.test(path);
    return Promise.resolve(!isHidden && this.#forbidden(path, "read entry") === null);
  }

  async stat(path: string): Promise<Stat> {
    if (this.#refused === path) {
      this.#refused = null;
      throw new FileTrouble("EACCES", path);
    }
    await Promise.resolve();
    if (devices.has(path)) return { ...described, mode: 0o666, size: 0, mtime: new Date(0) };
    const node = this.#node(path);
    const trouble = this.#forbidden(path, "read entry");
    if (node === null || trouble !== null) throw this.#trouble(trouble ?? "ENOENT", path);
    return {
      isFile: node.kind === "file",
      isDirectory: node.kind === "folder",
      isSymbolicLink: false,
      mode: this.doing === "testing files" ? this.#ownRights(path) : node.mode,
      size: node.kind === "file" ? node.bytes.length : 0,
      mtime: new Date(node.modifiedAt * 1000),
    };
  }

  lstat(path: string): Promise<Stat> {
    return this.stat(path);
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    await Promise.resolve();
    if (devices.has(path)) return new Uint8Array();
    const bytePath = this.#real(path);
    const node =
      permissionError(this.#files, bytePath, "read", this.#user) ?? readFile(this.#files, bytePath);
    if (typeof node === "string") throw this.#trouble(node, path);
    return node.bytes;
  }

  async readFile(path: string, options?: Parameters<IFileSystem["readFile"]>[1]): Promise<string> {
    const bytes = await this.readFileBuffer(path);
    const encoding = typeof options === "object" ? options.encoding : options;
    return encoding === "binary" || encoding === "latin1" ? byteString(bytes) : decodeText(bytes);
  }

  async readdir(path: string): Promise<string[]> {
    await Promise.resolve();
    const bytePath = this.#real(path);
    const names = this.#forbidden(path, "list") ?? listFolder(this.#files, bytePath);
    if (typeof names === "string") throw this.#trouble(names, path);
    return names.map((name) => decodeText(bytesOf(name)));
  }

  async writeFile(path: string, content: Content, options?: Encoding): Promise<void> {
    await Promise.resolve();
    const bytes = contentBytes(content, options);
    if (path === sinks.out || path === sinks.err)
      this.#print(path === sinks.out ? "out" : "err", decodeText(bytes));
    else if (!devices.has(path))
      this.#take(path, { write: { file: this.#text(path), text: decodeText(bytes) } });
  }

  async appendFile(path: string, content: Content, options?: Encoding): Promise<void> {
    const isMade = this.#node(path) === null;
    if (isMade || path.startsWith("/dev/")) return this.writeFile(path, content, options);
    const bytes = contentBytes(content, options);
    if (bytes.length === 0) return;
    this.#take(path, { append: { file: this.#text(path), text: decodeText(bytes) } });
  }

  async mkdir(path: string, options?: { readonly recursive?: boolean }): Promise<void> {
    const node = this.#node(path);
    if (options?.recursive === true) {
      if (node?.kind === "folder") return;
      if (path !== "/") await this.mkdir(parentPath(path), options);
    }
    this.#take(path, { makeFolder: { file: path } });
  }

  async rm(
    path: string,
    options?: { readonly recursive?: boolean; readonly force?: boolean },
  ): Promise<void> {
    const node = this.#node(path);
    if (node === null && options?.force === true) return;
    if (node?.kind === "folder" && options?.recursive === true) {
      for (const name of await this.readdir(path)) await this.rm(resolvePath(path, name), options);
    }
    this.#take(path, { remove: { file: this.#text(path) } });
  }

  /** Copies by the world's own cp, which keeps what a copy keeps. */
  async cp(from: string, to: string, options?: { readonly recursive?: boolean }): Promise<void> {
    const node = this.#node(from);
    if (node?.kind !== "folder") {
      if (node === null) throw this.#trouble("ENOENT", from);
      const trouble = this.#forbidden(from, "read") ?? this.#openTrouble(to);
      if (trouble !== null) throw this.#trouble(trouble, to);
      this.#run(["cp", this.#text(from), this.#text(to)]);
      return;
    }
    if (options?.recursive !== true) throw this.#trouble("EISDIR", from);
    if (this.#node(to) === null) await this.mkdir(to);
    for (const name of await this.readdir(from))
      await this.cp(resolvePath(from, name), resolvePath(to, name), options);
  }

  async mv(from: string, to: string): Promise<void> {
    if (this.#node(from)?.kind !== "folder") {
      this.#take(to, { rename: { from: this.#text(from), to: this.#text(to) } });
      return;
    }
    if (this.#node(to) === null) await this.mkdir(to);
    for (const name of await this.readdir(from))
      await this.mv(resolvePath(from, name), resolvePath(to, name));
    this.#take(from, { remove: { file: from } });
  }

  async chmod(path: string, mode: number): Promise<void> {
    await Promise.resolve();
    this.#run(["chmod", (mode & 0o7777).toString(8), this.#text(path)]);
  }

  /** The world's clock gives files their times. */
  async utimes(path: string): Promise<void> {
    await Promise.resolve();
    this.#run(["touch", this.#text(path)]);
  }

  getAllPaths(): string[] {
    return [...this.#files.nodes.keys()].map((path) => decodeText(bytesOf(path)));
  }

  async realpath(path: string): Promise<string> {
    await this.stat(path);
    return path;
  }

  // The simulated disks have no links.
  symlink(_target: string, path: string): Promise<void> {
    return Promise.reject(this.#trouble("EPERM", path));
  }

  link(_existing: string, path: string): Promise<void> {
    return Promise.reject(this.#trouble("EPERM", path));
  }

  readlink(path: string): Promise<string> {
    return Promise.reject(this.#trouble("EINVAL", path));
  }

  get #files(): FileSystem {
    const { world, host } = this.#recorder();
    const files = world.hosts.get(host)?.files;
    if (files === undefined) throw new Error(`no host called ${host}`);
    return files;
  }

  /** The real path of a program that just-bash sees in /usr/bin. */
  #real(path: string): string {
    const bytePath = encodeByteString(path);
    if (!path.startsWith("/usr/bin/") || this.#files.nodes.has(bytePath)) return bytePath;
    return this.#programs.get(path.slice("/usr/bin/".length)) || bytePath;
  }

  #text(path: string): string {
    return decodeText(bytesOf(this.#real(path)));
  }

  #node(path: string): Node | null {
    const node = this.#files.nodes.get(this.#real(path));
    if (node !== undefined) return node;
    const isOwn = path.startsWith("/usr/bin/") && this.#programs.get(path.slice("/usr/bin/".length)) === "";
    return isOwn ? ownProgram : null;
  }

  #forbidden(path: string, what: "read" | "read entry" | "list"): FileError | null {
    const bytePath = this.#real(path);
    // Whether something is there is told to whoever may go through the folders above it.
    const where = what === "read entry" ? `${parentPath(bytePath)}/.` : bytePath;
    const access = what === "read entry" ? "execute" : "read";
    return permissionError(this.#files, where, access, this.#user);
  }

  /** Why a file can't be opened to write; null also for what just-bash sees itself. */
  #openTrouble(path: string): FileError | null {
    if (path.startsWith("/dev/") || this.#node(path) === ownProgram) return null;
    const bytePath = this.#real(path);
    const node = this.#files.nodes.get(bytePath);
    const above = this.#files.nodes.get(parentPath(bytePath));
    if (node === undefined && above?.kind !== "folder") return above === undefined ? "ENOENT" : "ENOTDIR";
    if (node?.kind === "folder") return null;
    // A path in a command's place is asked for in the same way.
    const isCommand = node !== undefined && (this.#ownRights(path) & 0o100) !== 0;
    return isCommand ? null : permissionError(this.#files, bytePath, "write", this.#user);
  }

  /** Mode bits that say what bash's user may do, since just-bash looks at those of the owner only. */
  #ownRights(path: string): number {
    const node = this.#node(path);
    if (node === null) return 0;
    const may = (access: "read" | "write" | "execute"): boolean =>
      permissionError(this.#files, this.#real(path), access, this.#user) === null;
    const canRun = node.kind === "folder" || (node.mode & 0o111) !== 0;
    const rights =
      (may("read") ? 0o400 : 0) | (may("write") ? 0o200 : 0) | (canRun && may("execute") ? 0o100 : 0);
    return (node.mode & 0o7077) | rights;
  }

  #take(path: string, step: BashStep): void {
    const { error } = this.#recorder().take(step);
    if (error !== null) throw this.#trouble(error, path);
  }

  #run(argv: string[]): void {
    const { code, err } = this.#recorder().take({ run: { argv, environment: {}, folder: "/", input: "" } });
    if (code !== 0) throw new Error(decodeText(err).trimEnd().split(": ").at(-1));
  }

  #trouble(code: FileError, path: string): FileTrouble {
    const name = this.#names.get(path);
    if (code !== "ENOENT") {
      this.#troubles.set(path, code);
      if (name !== undefined) this.#troubles.set(name, code);
    }
    return new FileTrouble(code, path);
  }
}

const described = { isFile: true, isDirectory: false, isSymbolicLink: false } as const;

/** Files that are there without being on a disk. */
const devices: ReadonlySet<string> = new Set(["/dev/null", "/dev/tty", sinks.out, sinks.err]);

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

/** Text comes as Unicode, unless the encoding says that each character is a byte. */
function contentBytes(content: Content, options: Encoding): Uint8Array {
  if (typeof content !== "string") return joinBytes([content]);
  const encoding = typeof options === "object" ? options.encoding : options;
  return encoding === "binary" || encoding === "latin1" ? bytesOf(content) : encodeText(content);
}
