import { readdirSync, statSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import {
  controlNames,
  environmentFolderAt,
  environmentFoldersAsked,
  isServerRoot,
  serverPlaces,
  type Configuration,
  type ConfigurationFile,
  type ControlName,
  type EnvironmentFolder,
  type Layout,
} from "../../audit/index.ts";
import { decodeByteString, encodeByteString } from "../../engine/bytes/index.ts";
import type { Found } from "../lessons-on-disk.ts";
import { errorCode } from "../write.ts";
import type { ReadBytes } from "./read-bytes.ts";

/** A server's files, and where each was found, by its path in the configuration. */
export interface ServerFiles {
  readonly configuration: Configuration;
  readonly places: ReadonlyMap<string, string>;
}

/** What was asked for: a folder, or each part by itself (null: not given). */
export type Asked =
  | { readonly kind: "folder"; readonly folder: string }
  | {
      readonly kind: "parts";
      readonly rules: string | null;
      readonly control: string | null;
      readonly run: string | null;
    };

/** Reads a server's files; `why` has the path and the reason. */
export function readConfiguration(asked: Asked, readBytes: ReadBytes): Found<ServerFiles> {
  const reader = new ConfigurationReader(readBytes);
  try {
    return asked.kind === "folder" ? reader.folder(asked.folder) : reader.parts(asked);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { kind: "failed", why: [error.message] };
  }
}

/** Why a file can't be read, with its path. */
class UnreadableError extends Error {}

class ConfigurationReader {
  readonly #readBytes: ReadBytes;
  readonly #places = new Map<string, string>();

  constructor(readBytes: ReadBytes) {
    this.#readBytes = readBytes;
  }

  folder(folder: string): Found<ServerFiles> {
    if (!stat(folder).isDirectory()) throw new UnreadableError(`${folder}: is no folder`);
    const root = rootOf(folder);
    const onDisk = (place: Layout | null) =>
      place === null ? null : ([join(root, place.at), place.path] as const);
    const places = serverPlaces((at) => exists(join(root, at)));
    const [rules, rulesCdb] = [onDisk(places.rules), onDisk(places.rulesCdb)];
    const [control, run] = [onDisk(places.control), onDisk(places.run)];
    if (rules === null && rulesCdb === null && control === null && run === null)
      throw new UnreadableError(
        `${folder}: expected tcp.smtp, tcp.smtp.cdb, control/ or run in it, or etc/ and var/qmail/`,
      );
    const found = this.#found({ rules, rulesCdb, control, run });
    return this.#withEnvironment(found, (path) => {
      const at = environmentFolderAt(path, places.run);
      return at === null ? null : join(root, at);
    });
  }

  parts({ rules, control, run }: Extract<Asked, { kind: "parts" }>): Found<ServerFiles> {
    const named = (path: string | null) => (path === null ? null : ([path, path] as const));
    const isCdb = rules?.endsWith(".cdb") === true;
    const given = named(rules);
    const found = this.#found({
      rules: isCdb ? null : given,
      rulesCdb: isCdb ? given : given === null ? null : beside(given),
      control: named(control),
      run: named(run),
    });
    // Elsewhere than beside the script, this machine's folders may be those of another server; and the script may have been
    // copied without the folder.
    const besideRun = run === null ? null : `${normalize(dirname(run))}/`;
    return this.#withEnvironment(found, (path) => {
      if (besideRun === null) return null;
      const isBeside = besideRun === "./" ? !path.startsWith("/") : path.startsWith(besideRun);
      return isBeside && exists(path) ? path : null;
    });
  }

  /** With the folders that the run script gives envdir; `at` tells where one would be on the disk. */
  #withEnvironment(
    { configuration, places }: ServerFiles,
    at: (folder: string) => string | null,
  ): Found<ServerFiles> {
    const folders = new Map<string, EnvironmentFolder>();
    for (const folder of environmentFoldersAsked(configuration)) {
      const path = decodeByteString(folder);
      const disk = at(path);
      const found = disk === null ? null : this.#environmentFolder(disk, path);
      if (found !== null) folders.set(folder, found);
    }
    return {
      kind: "found",
      value: { configuration: { ...configuration, environmentFolders: folders }, places },
    };
  }

  /** Null: it isn't known. Only on the machine itself a folder that isn't there is one that is missing. */
  #environmentFolder(disk: string, path: string): EnvironmentFolder | null {
    if (!exists(disk)) return resolve(disk) === path ? { kind: "missing" } : null;
    if (!stat(disk).isDirectory()) return { kind: "missing" };
    const files = new Map<string, ConfigurationFile>();
    for (const name of entriesOf(disk)) {
      if (name.startsWith(".")) continue;
      if (!stat(join(disk, name)).isFile()) return { kind: "unreadable" };
      files.set(encodeByteString(name), this.#file(join(disk, name), `${path}/${name}`));
    }
    return { kind: "known", files };
  }

  #found(
    at: Readonly<
      Record<"rules" | "rulesCdb" | "control" | "run", readonly [disk: string, path: string] | null>
    >,
  ): ServerFiles {
    const file = (place: readonly [string, string] | null) => (place === null ? null : this.#file(...place));
    const { control, others } = this.#control(at.control);
    const configuration: Configuration = {
      rules: file(at.rules),
      rulesCdb: file(at.rulesCdb),
      control,
      others,
      run: file(at.run),
    };
    return { configuration, places: this.#places };
  }

  #control(place: readonly [string, string] | null): Pick<Configuration, "control" | "others"> {
    if (place === null) return { control: null, others: [] };
    const [disk, path] = place;
    const files: Partial<Record<ControlName, ConfigurationFile>> = {};
    const others: string[] = [];
    for (const name of entriesOf(disk)) {
      const known = controlNames.find((one) => one === name);
      const at = join(disk, name);
      if (known !== undefined) files[known] = this.#file(at, `${path}/${name}`);
      else if (isFile(at)) {
        others.push(encodeByteString(name));
        this.#places.set(`${path}/${name}`, at);
      }
    }
    // A file that is missing is told of where it would be.
    for (const name of controlNames) this.#places.set(encodeByteString(`${path}/${name}`), join(disk, name));
    return { control: files, others: others.sort() };
  }

  #file(disk: string, path: string): ConfigurationFile {
    const found = stat(disk);
    // Opening a pipe in a folder waits until somebody writes to it; those of /dev are what a shell makes of <(...).
    if (found.isFIFO() && !/^\/(dev|proc)\//.test(disk))
      throw new UnreadableError(`${disk}: is a pipe and no file`);
    const read = this.#readBytes(disk);
    if (read.kind === "failed") throw new UnreadableError(`${disk}: can't be read (${read.code})`);
    const name = encodeByteString(path);
    this.#places.set(name, disk);
    return { path: name, bytes: read.bytes, modifiedAt: Math.floor(found.mtimeMs / 1000) };
  }
}

/** The folder that the layouts are below: what tar unpacks may have one folder around all. */
function rootOf(folder: string): string {
  const isRoot = (path: string): boolean => isServerRoot((at) => exists(join(path, at)));
  if (isRoot(folder)) return folder;
  const inner = entriesOf(folder).map((name) => join(folder, name));
  return inner.find((path) => stat(path).isDirectory() && isRoot(path)) ?? folder;
}

function beside([disk, path]: readonly [string, string]): readonly [string, string] | null {
  return exists(`${disk}.cdb`) ? [`${disk}.cdb`, `${path}.cdb`] : null;
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // What can't be looked at is told of when it's read.
    return true;
  }
}

/** What can't be looked at is none: an editor's lock is a link to nowhere, and a name may be in another encoding. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

function stat(path: string) {
  return attempt(path, () => statSync(path));
}

function entriesOf(folder: string): readonly string[] {
  return attempt(folder, () => readdirSync(folder).sort());
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    throw new UnreadableError(`${path}: can't be read (${code})`);
  }
}
