import type { IFileSystem } from "just-bash/browser";
import {
  bytesOf,
  byteString,
  decodeByteString,
  decodeText,
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
  type User,
} from "../../world/index.ts";
import { Paths } from "./paths.ts";
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
  readonly #recorder: () => Recorder;
  readonly #paths: Paths;
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
    this.#paths = new Paths(options);
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
    const isProgram = this.#paths.programs.get(name) === resolved && !/^\/(usr\/)?bin\//.test(resolved);
    this.#typed = { path: isProgram ? `/usr/bin/${name}` : resolved, name: path };
    this.#names.set(resolved, path);
    return this.#typed.path;
  }

  exists(path: string): Promise<boolean> {
    const isAsked = this.#typed.path === path;
    this.#refused = null;
    if (isAsked && this.doing === "opening files") {
      const trouble = this.#paths.openTrouble(path);
      if (trouble !== null) {
        this.#refused = path;
        this.#troubles.set(this.#typed.name, trouble);
        return Promise.resolve(true);
      }
    }
    const node = this.#paths.node(path);
    if (node === null) return Promise.resolve(devices.has(path));
    // A look-up in PATH goes on to /usr/bin, where just-bash looks for what it doesn't run itself.
    const isHidden =
      !isAsked && node.kind === "file" && node.program !== null && !/^\/(usr\/)?bin\//.test(path);
    return Promise.resolve(!isHidden && this.#paths.forbidden(path, "read entry") === null);
  }

  async stat(path: string): Promise<Stat> {
    if (this.#refused === path) {
      this.#refused = null;
      throw new FileTrouble("EACCES", path);
    }
    await Promise.resolve();
    if (devices.has(path)) return { ...described, mode: 0o666, size: 0, mtime: new Date(0) };
    const node = this.#paths.node(path);
    const trouble = this.#paths.forbidden(path, "read entry");
    if (node === null || trouble !== null) throw this.#trouble(trouble ?? "ENOENT", path);
    return {
      isFile: node.kind === "file",
      isDirectory: node.kind === "folder",
      isSymbolicLink: false,
      mode: this.doing === "testing files" ? this.#paths.ownRights(path) : node.mode,
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
    const bytePath = this.#paths.real(path);
    const node =
      permissionError(this.#paths.files, bytePath, "read", this.#paths.user) ??
      readFile(this.#paths.files, bytePath);
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
    const bytePath = this.#paths.real(path);
    const names = this.#paths.forbidden(path, "list") ?? listFolder(this.#paths.files, bytePath);
    if (typeof names === "string") throw this.#trouble(names, path);
    return names.map((name) => decodeByteString(name));
  }

  async writeFile(path: string, content: Content, options?: Encoding): Promise<void> {
    await Promise.resolve();
    const bytes = contentBytes(content, options);
    if (path === sinks.out || path === sinks.err)
      this.#print(path === sinks.out ? "out" : "err", decodeText(bytes));
    else if (!devices.has(path))
      this.#take(path, { write: { file: this.#paths.text(path), text: decodeText(bytes) } });
  }

  async appendFile(path: string, content: Content, options?: Encoding): Promise<void> {
    const isMade = this.#paths.node(path) === null;
    if (isMade || path.startsWith("/dev/")) return this.writeFile(path, content, options);
    const bytes = contentBytes(content, options);
    if (bytes.length === 0) return;
    this.#take(path, { append: { file: this.#paths.text(path), text: decodeText(bytes) } });
  }

  async mkdir(path: string, options?: { readonly recursive?: boolean }): Promise<void> {
    const node = this.#paths.node(path);
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
    const node = this.#paths.node(path);
    if (node === null && options?.force === true) return;
    if (node?.kind === "folder" && options?.recursive === true) {
      for (const name of await this.readdir(path)) await this.rm(resolvePath(path, name), options);
    }
    this.#take(path, { remove: { file: this.#paths.text(path) } });
  }

  /** Copies by the world's own cp, which keeps what a copy keeps. */
  async cp(from: string, to: string, options?: { readonly recursive?: boolean }): Promise<void> {
    const node = this.#paths.node(from);
    if (node?.kind !== "folder") {
      if (node === null) throw this.#trouble("ENOENT", from);
      const trouble = this.#paths.forbidden(from, "read") ?? this.#paths.openTrouble(to);
      if (trouble !== null) throw this.#trouble(trouble, to);
      this.#run(["cp", this.#paths.text(from), this.#paths.text(to)]);
      return;
    }
    if (options?.recursive !== true) throw this.#trouble("EISDIR", from);
    if (this.#paths.node(to) === null) await this.mkdir(to);
    for (const name of await this.readdir(from))
      await this.cp(resolvePath(from, name), resolvePath(to, name), options);
  }

  async mv(from: string, to: string): Promise<void> {
    if (this.#paths.node(from)?.kind !== "folder") {
      this.#take(to, { rename: { from: this.#paths.text(from), to: this.#paths.text(to) } });
      return;
    }
    if (this.#paths.node(to) === null) await this.mkdir(to);
    for (const name of await this.readdir(from))
      await this.mv(resolvePath(from, name), resolvePath(to, name));
    this.#take(from, { remove: { file: from } });
  }

  async chmod(path: string, mode: number): Promise<void> {
    await Promise.resolve();
    this.#run(["chmod", (mode & 0o7777).toString(8), this.#paths.text(path)]);
  }

  /** The world's clock gives files their times. */
  async utimes(path: string): Promise<void> {
    await Promise.resolve();
    this.#run(["touch", this.#paths.text(path)]);
  }

  getAllPaths(): string[] {
    return [...this.#paths.files.nodes.keys()].map((path) => decodeByteString(path));
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

/** Text comes as Unicode, unless the encoding says that each character is a byte. */
function contentBytes(content: Content, options: Encoding): Uint8Array {
  if (typeof content !== "string") return joinBytes([content]);
  const encoding = typeof options === "object" ? options.encoding : options;
  return encoding === "binary" || encoding === "latin1" ? bytesOf(content) : encodeText(content);
}
