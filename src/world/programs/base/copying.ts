import type { ByteString } from "../../../engine/bytes/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import {
  baseName,
  listFolder,
  readFile,
  removeFile,
  removeFolder,
  renameFile,
  writeFile,
} from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit } from "../print.ts";

/** cp(1) of one file. A new file gets the mode of the one that it's a copy of. */
export function* cp(system: WorldSystem): WorldRunning {
  return copyOrMove(system, "copy");
}

/** mv(1) of one file. */
export function* mv(system: WorldSystem): WorldRunning {
  return copyOrMove(system, "move");
}

/** rm(1): takes files away, with -r folders and all that is in them; -f makes it silent on what isn't there. */
export function* rm(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "firRv" });
  if (trouble !== null || operands.length === 0) {
    complain(system, trouble ?? "which files?");
    return exit(1);
  }
  const isRecursive = flags.has("r") || flags.has("R");
  let code = 0;
  for (const path of operands) {
    const error = isRecursive ? removeAll(system, path) : removeOne(system, path);
    if (error === null || (error === "ENOENT" && flags.has("f"))) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return exit(code);
}

function removeOne(system: WorldSystem, path: ByteString): FileError | null {
  return system.forbids(path, "change entry") ?? removeFile(system.files, system.absolute(path));
}

/** Removes a folder from its depths up, or a file. What can't be removed stays, and the first reason is told. */
function removeAll(system: WorldSystem, path: ByteString): FileError | null {
  const absolute = system.absolute(path);
  if (absolute === "/") return "EBUSY";
  if (system.files.nodes.get(absolute)?.kind !== "folder") return removeOne(system, path);
  const names = system.forbids(path, "read") ?? listFolder(system.files, absolute);
  if (typeof names === "string") return names;
  let first: FileError | null = null;
  for (const name of names) first ??= removeAll(system, `${absolute}/${name}`);
  return first ?? system.forbids(path, "change entry") ?? removeFolder(system.files, absolute);
}

function copyOrMove(system: WorldSystem, how: "copy" | "move"): ReturnType<typeof exit> {
  const [from, to, ...rest] = system.argv.slice(1).filter((word) => !word.startsWith("-"));
  if (from === undefined || to === undefined || rest.length > 0) {
    complain(system, "give two names: what to take, and what to make of it");
    return exit(1);
  }
  const { files } = system;
  const source = system.absolute(from);
  const node = system.forbids(from, how === "copy" ? "read" : "change entry") ?? readFile(files, source);
  if (typeof node === "string") {
    complainOf(system, from, node);
    return exit(1);
  }
  const target = targetOf(system, source, to);
  if (target === source) {
    complain(system, `${from} and ${to} are the same file`);
    return exit(1);
  }
  const { bytes, mode, origin } = node;
  const program = node.program ?? undefined;
  const newMode = files.nodes.has(target) ? undefined : mode;
  const owner = { owner: system.user().name, group: system.user().group };
  const forbidden = system.forbids(target, how === "move" ? "change entry" : "write");
  const error =
    forbidden ??
    (how === "move"
      ? renameFile(files, source, target)
      : writeFile(files, target, {
          bytes,
          now: system.now(),
          mode: newMode,
          origin: origin ?? undefined,
          program,
          owner: files.nodes.has(target) ? undefined : owner,
        }));
  if (error === null) return exit(0);
  complainOf(system, to, error);
  return exit(1);
}

/** The path that a file gets: within the folder that is named, if it's one. */
function targetOf(system: WorldSystem, source: ByteString, to: ByteString): ByteString {
  const target = system.absolute(to);
  const isFolder = system.files.nodes.get(target)?.kind === "folder";
  return isFolder ? system.absolute(`${to}/${baseName(source)}`) : target;
}
