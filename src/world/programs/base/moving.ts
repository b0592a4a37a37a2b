import type { ByteString } from "../../../engine/bytes/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import {
  baseName,
  type FileSystem,
  isTooLong,
  parentPath,
  readFile,
  renameFile,
  unixErrorText,
} from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import type { OptionLetters } from "../options.ts";
import { complain } from "../print.ts";
import { mayOverwrite, nodeAt, tell, transferAll, type Transfer } from "./transfer.ts";

const letters: OptionLetters = {
  flags: "finTuv",
  withValue: "t",
  long: {
    force: "f",
    interactive: "i",
    "no-clobber": "n",
    update: "u",
    verbose: "v",
    "target-directory": "t",
    "no-target-directory": "T",
  },
};

/** mv(1): gives files and folders another name. Whatever runs in a folder goes on in it. */
// In the words of coreutils-9.1 src/copy.c
export function* mv(system: WorldSystem): WorldRunning {
  return yield* transferAll(system, letters, move);
}

function* move(
  transfer: Transfer,
  from: ByteString,
  to: ByteString,
): Generator<WorldWait, boolean, WorldArrival> {
  const { system } = transfer;
  const { files } = system;
  const fail = (what: ByteString): boolean => {
    complain(system, what);
    return false;
  };
  const node = nodeAt(system, from);
  if (node === undefined) {
    const error = readFile(files, system.absolute(from));
    return fail(`cannot stat '${from}': ${unixErrorText(typeof error === "string" ? error : "ENOTDIR")}`);
  }
  const source = system.absolute(from);
  const target = system.absolute(to);
  const old = files.nodes.get(target);
  const isFolder = node.kind === "folder";
  const cannot = (error: FileError): boolean =>
    fail(`cannot move '${from}' to '${to}': ${unixErrorText(error)}`);
  if (/^\.{0,2}$/.test(baseName(from.replace(/\/+$/, "")))) return cannot("EBUSY");
  if (isFolder && `${target}/`.startsWith(`${source}/`))
    return fail(`cannot move '${from}' to a subdirectory of itself, '${to}'`);
  if (source === target) return fail(`'${from}' and '${to}' are the same file`);
  if (isFolder && old?.kind === "file")
    return fail(`cannot overwrite non-directory '${to}' with directory '${from}'`);
  if (!isFolder && old?.kind === "folder")
    return fail(`cannot overwrite directory '${to}' with non-directory`);
  if (!isFolder && to.endsWith("/")) return cannot("ENOTDIR");
  if (!(yield* mayOverwrite(transfer, node, to))) return true;
  const error =
    system.forbids(from, "change entry") ??
    system.forbids(to, "change entry") ??
    (isFolder ? renameFolder(system, source, target) : renameFile(files, source, target));
  if (error !== null) return cannot(error);
  tell(transfer, `renamed '${from}' -> '${to}'`);
  return true;
}

/** Gives a folder another path, which is free or an empty folder's. Null when it worked. */
function renameFolder(system: WorldSystem, from: ByteString, to: ByteString): FileError | null {
  const { files } = system;
  const parent = files.nodes.get(parentPath(to));
  if (parent?.kind !== "folder") return parent === undefined ? "ENOENT" : "ENOTDIR";
  if (files.namesIn(to).length > 0) return "ENOTEMPTY";
  const paths = pathsBelow(files, from);
  system.weigh(paths.length * moveWeight);
  const moved = (path: ByteString): ByteString => to + path.slice(from.length);
  if (paths.some((path) => isTooLong(moved(path)))) return "ENAMETOOLONG";
  for (const path of paths) {
    const node = files.nodes.get(path);
    if (node !== undefined) files.put(moved(path), node);
  }
  for (const path of paths.toReversed()) files.drop(path);
  system.followMove(from, to);
  return null;
}

/** Bytes that moving a file counts as. */
const moveWeight = 32;

/** A folder and all that is in it, each folder before what it holds. */
function pathsBelow(files: FileSystem, path: ByteString): readonly ByteString[] {
  return [path, ...files.namesIn(path).flatMap((name) => pathsBelow(files, `${path}/${name}`))];
}
