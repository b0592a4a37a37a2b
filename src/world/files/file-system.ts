import type { ByteString } from "../../engine/bytes/index.ts";
import type { FileError, Origin } from "../../engine/program/index.ts";
import { limits } from "../limits.ts";
import { layeredMap, type LayeredMap } from "./layered-map.ts";
import { baseName, parentPath } from "./path.ts";

export interface FileNode {
  readonly kind: "file";
  readonly bytes: Uint8Array;
  readonly owner: string;
  readonly group: string;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  /** Seconds since 1970-01-01 00:00:00 UTC. */
  readonly modifiedAt: number;
  /** When its content last became another; writing the same again leaves it. */
  readonly changedAt: number;
  /** Where a compiled file came from; null for any other. */
  readonly origin: Origin | null;
  /** The name of the program that this file is, in the table of programs; null for plain files. */
  readonly program: string | null;
}

export interface FolderNode {
  readonly kind: "folder";
  readonly owner: string;
  readonly group: string;
  readonly mode: number;
  readonly modifiedAt: number;
}

export type Node = FileNode | FolderNode;

/**
 * A host's files, by absolute path (as {@link resolvePath} gives it). Nodes are values: writing replaces them. Paths are
 * byte strings, one character a byte.
 */
export interface FileSystem {
  readonly nodes: ReadonlyMap<ByteString, Node>;
  bytesTotal: number;
  /** The names in a folder, in no order. */
  namesIn(folder: ByteString): readonly ByteString[];
  /** How many there are. */
  countIn(folder: ByteString): number;
  /** Which file or folder it is that a path leads to: another once it has been taken away and made anew; null if none. */
  entryOf(path: ByteString): object | null;
  /** Puts a node where its folder is, or in place of another; the functions below see to it that this makes sense. */
  put(path: ByteString, node: Node): void;
  drop(path: ByteString): void;
  /** The same files, which change by themselves from now on. */
  copy(): FileSystem;
}

export function createFileSystem(now: number): FileSystem {
  const root: FolderNode = { kind: "folder", owner: "root", group: "root", mode: 0o755, modifiedAt: now };
  return fileSystem(layeredMap(new Map([["/", root]])), new Map(), 0);
}

/** `names` has what is in each folder by its name; copies share each of them until one of the two changes it. */
function fileSystem(
  nodes: LayeredMap<ByteString, Node>,
  names: Map<ByteString, LayeredMap<ByteString, object>>,
  bytesTotal: number,
): FileSystem {
  const own = new Set<ByteString>();
  const ownNamesIn = (folder: ByteString): LayeredMap<ByteString, object> => {
    const known = names.get(folder);
    if (known !== undefined && own.has(folder)) return known;
    const copy = known?.copy() ?? layeredMap();
    names.set(folder, copy);
    own.add(folder);
    return copy;
  };
  return {
    nodes,
    bytesTotal,
    namesIn: (folder) => [...(names.get(folder)?.keys() ?? [])],
    countIn: (folder) => names.get(folder)?.size ?? 0,
    entryOf: (path) => names.get(parentPath(path))?.get(baseName(path)) ?? null,
    put(path, node) {
      if (!nodes.has(path)) ownNamesIn(parentPath(path)).set(baseName(path), {});
      nodes.set(path, node);
    },
    drop(path) {
      nodes.delete(path);
      ownNamesIn(parentPath(path)).delete(baseName(path));
    },
    copy() {
      own.clear();
      return fileSystem(nodes.copy(), new Map(names), this.bytesTotal);
    },
  };
}

/** Whose a file is. */
export type Owner = Pick<FileNode, "owner" | "group">;

const rootOwner: Owner = { owner: "root", group: "root" };

function ownerOf({ owner, group }: Owner): Owner {
  return { owner, group };
}

/** The file at `path`, or why it can't be read. */
export function readFile(files: FileSystem, path: ByteString): FileNode | FileError {
  const node = files.nodes.get(path);
  if (node === undefined) return parentError(files, path) ?? "ENOENT";
  return node.kind === "folder" ? "EISDIR" : node;
}

export interface FileContent {
  readonly bytes: Uint8Array;
  readonly now: number;
  /** Whose it becomes; default: whose it was, or root's. */
  readonly owner?: Owner | undefined;
  readonly mode?: number | undefined;
  readonly origin?: Origin | undefined;
  readonly program?: string | undefined;
}

/** Whatever is written to it, nothing is in it. `Differs:` it's an empty file here, no device. */
// Linux null(4)
export const nullDevice = "/dev/null";

/** Makes or replaces the file at `path`; keeps the owner and mode of one that was there. Null when it worked. */
export function writeFile(files: FileSystem, path: ByteString, content: FileContent): FileError | null {
  const old = files.nodes.get(path);
  if (old?.kind === "folder") return "EISDIR";
  if (path === nullDevice && old !== undefined) return null;
  const trouble = parentError(files, path);
  if (trouble !== null) return trouble;
  const grown = files.bytesTotal + content.bytes.length - (old?.bytes.length ?? 0);
  const isFull = old === undefined && files.nodes.size >= limits.filesMax;
  if (isFull || content.bytes.length > limits.fileBytesMax || grown > limits.diskBytesMax) return "ENOSPC";
  files.bytesTotal = grown;
  files.put(path, {
    kind: "file",
    bytes: content.bytes,
    ...ownerOf(content.owner ?? old ?? rootOwner),
    mode: content.mode ?? old?.mode ?? 0o644,
    modifiedAt: content.now,
    changedAt: old !== undefined && isSame(old.bytes, content.bytes) ? old.changedAt : content.now,
    origin: content.origin ?? null,
    program: content.program ?? null,
  });
  return null;
}

/** Makes the folder at `path`, with all folders above it, root's by default. Null when it's there afterwards. */
export function makeFolders(
  files: FileSystem,
  path: ByteString,
  now: number,
  owner: Owner = rootOwner,
): FileError | null {
  const node = files.nodes.get(path);
  if (node !== undefined) return node.kind === "folder" ? null : "ENOTDIR";
  if (isTooLong(path)) return "ENAMETOOLONG";
  const trouble = makeFolders(files, parentPath(path), now, owner);
  if (trouble !== null) return trouble;
  if (files.nodes.size >= limits.filesMax) return "ENOSPC";
  files.put(path, { kind: "folder", ...ownerOf(owner), mode: 0o755, modifiedAt: now });
  return null;
}

/** Takes an empty folder away. Null when it worked. */
export function removeFolder(files: FileSystem, path: ByteString): FileError | null {
  const names = listFolder(files, path);
  if (typeof names === "string") return names;
  if (path === "/") return "EBUSY";
  if (names.length > 0) return "ENOTEMPTY";
  files.drop(path);
  return null;
}

/** Changes what the folder says of a file or folder. Null when it worked. */
export function changeNode(
  files: FileSystem,
  path: ByteString,
  changes: Partial<Pick<Node, "owner" | "group" | "mode" | "modifiedAt">>,
): FileError | null {
  const node = files.nodes.get(path);
  if (node === undefined) return parentError(files, path) ?? "ENOENT";
  files.put(path, { ...node, ...changes });
  return null;
}

/** Moves a file over another. Null when it worked. Folders stay where they are. */
export function renameFile(files: FileSystem, from: ByteString, to: ByteString): FileError | null {
  const node = readFile(files, from);
  if (typeof node === "string") return node;
  const target = files.nodes.get(to);
  if (target?.kind === "folder") return "EISDIR";
  const trouble = parentError(files, to);
  if (trouble !== null) return trouble;
  if (from === to) return null;
  if (target !== undefined) files.bytesTotal -= target.bytes.length;
  files.drop(from);
  const isUnchanged = target !== undefined && isSame(target.bytes, node.bytes);
  files.put(to, isUnchanged ? { ...node, changedAt: target.changedAt } : node);
  return null;
}

/** Takes the file at `path` away. Null when it worked. */
export function removeFile(files: FileSystem, path: ByteString): FileError | null {
  const node = readFile(files, path);
  if (typeof node === "string") return node;
  files.bytesTotal -= node.bytes.length;
  files.drop(path);
  return null;
}

/** The names in a folder, sorted by byte, or why they can't be listed. */
export function listFolder(files: FileSystem, path: ByteString): readonly ByteString[] | FileError {
  const node = files.nodes.get(path);
  if (node === undefined) return parentError(files, path) ?? "ENOENT";
  if (node.kind === "file") return "ENOTDIR";
  return files.namesIn(path).toSorted();
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  let at = 0;
  if (left.length !== right.length) return false;
  while (at < left.length && left[at] === right[at]) at++;
  return at === left.length;
}

/** Whether a path has more bytes than it, or a name in it, can have. */
export function isTooLong(path: ByteString): boolean {
  if (path.length <= limits.nameBytesMax) return false;
  return (
    path.length > limits.pathBytesMax || path.split("/").some(({ length }) => length > limits.nameBytesMax)
  );
}

function parentError(files: FileSystem, path: ByteString): FileError | null {
  if (isTooLong(path)) return "ENAMETOOLONG";
  const folder = parentPath(path);
  const parent = files.nodes.get(folder);
  if (parent !== undefined) return parent.kind === "folder" ? null : "ENOTDIR";
  const nearest = nearestAbove(files, folder);
  return nearest.kind === "folder" ? "ENOENT" : "ENOTDIR";
}

/** What there is the deepest on the way to a path. */
function nearestAbove(files: FileSystem, path: ByteString): Node {
  for (let folder = parentPath(path); ; folder = parentPath(folder)) {
    const node = files.nodes.get(folder);
    if (node !== undefined) return node;
    if (folder === "/") throw new Error("a file system without its root");
  }
}
