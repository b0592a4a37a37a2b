import type { ByteString } from "../../../engine/bytes/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import {
  baseName,
  listFolder,
  parentPath,
  readFile,
  removeFile,
  removeFolder,
  unixErrorText,
} from "../../files/index.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { asker, type Ask } from "./asking.ts";
import { inFolder, nodeAt, withoutSlash } from "./transfer.ts";

interface Removal {
  readonly system: WorldSystem;
  readonly flags: ReadonlySet<string>;
  readonly ask: Ask;
}

/** rm(1): takes files away, with -r folders and all that is in them; -f makes it silent on what isn't there. */
// In the words of coreutils-9.1 src/remove.c
export function* rm(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "dfirRv",
    long: { dir: "d", force: "f", interactive: "i", recursive: "r", verbose: "v" },
  });
  const isMissing = operands.length === 0 && !flags.has("f");
  if (trouble !== null || isMissing) {
    complain(system, trouble ?? "missing operand");
    return exit(1);
  }
  const isRecursive = flags.has("r") || flags.has("R");
  const removal: Removal = { system, flags, ask: asker(system) };
  let code = 0;
  for (const path of operands) {
    const name = baseName(withoutSlash(path));
    if (isRecursive && /^\.{1,2}$/.test(name)) {
      complain(system, `refusing to remove '.' or '..' directory: skipping '${path}'`);
      code = 1;
    } else if (isRecursive && system.absolute(path) === "/") {
      complain(system, "it is dangerous to operate recursively on '/'");
      complain(system, "use --no-preserve-root to override this failsafe");
      code = 1;
    } else if (!(yield* remove(removal, path))) code = 1;
  }
  return exit(code);
}

/** Removes a folder from its depths up, or a file. What can't be removed stays, and is complained of. */
function* remove(removal: Removal, path: ByteString): Generator<WorldWait, boolean, WorldArrival> {
  const { system, flags, ask } = removal;
  const { files } = system;
  const absolute = system.absolute(path);
  const node = nodeAt(system, path);
  const cannot = (error: FileError): boolean => {
    complain(system, `cannot remove '${path}': ${unixErrorText(error)}`);
    return false;
  };
  if (node === undefined) {
    const error = readFile(files, absolute);
    if (flags.has("f")) return true;
    return cannot(typeof error === "string" ? error : "ENOTDIR");
  }
  if (system.weigh(1024)) yield pause;
  if (node.kind === "file") {
    const what = node.bytes.length === 0 ? "regular empty file" : "regular file";
    if (flags.has("i") && !(yield* ask(`rm: remove ${what} '${path}'? `))) return true;
    const error = system.forbids(path, "change entry") ?? removeFile(files, absolute);
    if (error !== null) return cannot(error);
    if (flags.has("v")) printLine(system, `removed '${path}'`);
    return true;
  }
  const isRecursive = flags.has("r") || flags.has("R");
  if (!isRecursive && !flags.has("d")) return cannot("EISDIR");
  const names = system.forbids(path, "read") ?? listFolder(files, absolute);
  if (typeof names === "string") return cannot(names);
  if (isRecursive && names.length > 0) {
    if (flags.has("i") && !(yield* ask(`rm: descend into directory '${path}'? `))) return true;
    let isEmpty = true;
    for (const name of names) if (!(yield* remove(removal, inFolder(path, name)))) isEmpty = false;
    if (!isEmpty) return false;
  }
  if (flags.has("i") && !(yield* ask(`rm: remove directory '${path}'? `))) return true;
  const error = system.forbids(path, "change entry") ?? removeFolder(files, absolute);
  if (error !== null) return cannot(error);
  if (flags.has("v")) printLine(system, `removed directory '${path}'`);
  return true;
}

/** rmdir(1): takes empty folders away, with -p those above them too. */
export function* rmdir(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "pv",
    long: { parents: "p", verbose: "v" },
  });
  if (trouble !== null || operands.length === 0) {
    complain(system, trouble ?? "missing operand");
    return exit(1);
  }
  let code = 0;
  for (const operand of operands) {
    for (let path = withoutSlash(operand); ; path = parentPath(path)) {
      if (flags.has("v")) printLine(system, `rmdir: removing directory, '${path}'`);
      const error = system.forbids(path, "change entry") ?? removeFolder(system.files, system.absolute(path));
      if (error !== null) {
        complain(system, `failed to remove '${path}': ${unixErrorText(error)}`);
        code = 1;
      }
      if (error !== null || !flags.has("p") || !path.slice(1).includes("/")) break;
    }
  }
  return exit(code);
}
