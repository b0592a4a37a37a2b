import type { ByteString } from "../../../engine/bytes/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import {
  changeNode,
  type FileNode,
  listFolder,
  makeFolders,
  type Node,
  parentPath,
  readFile,
  unixErrorText,
  writeFile,
} from "../../files/index.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import type { OptionLetters } from "../options.ts";
import { complain } from "../print.ts";
import { inFolder, mayOverwrite, nodeAt, tell, transferAll, type Transfer } from "./transfer.ts";

const letters: OptionLetters = {
  flags: "afinprRTuv",
  withValue: "t",
  long: {
    archive: "a",
    force: "f",
    interactive: "i",
    "no-clobber": "n",
    recursive: "r",
    update: "u",
    verbose: "v",
    "target-directory": "t",
    "no-target-directory": "T",
  },
};

/** cp(1): copies files, with -r folders too. What is new gets the mode of what it's a copy of; with -p and -a all the rest too. */
// In the words of coreutils-9.1 src/copy.c
export function* cp(system: WorldSystem): WorldRunning {
  return yield* transferAll(system, letters, copy);
}

function* copy(
  transfer: Transfer,
  from: ByteString,
  to: ByteString,
): Generator<WorldWait, boolean, WorldArrival> {
  const { system, flags } = transfer;
  const node = nodeAt(system, from);
  if (node === undefined) {
    const error = readFile(system.files, system.absolute(from));
    complain(
      system,
      `cannot stat '${from}': ${unixErrorText(typeof error === "string" ? error : "ENOTDIR")}`,
    );
    return false;
  }
  if (node.kind === "file") return yield* copyFile(transfer, node, { from, to });
  if (!["r", "R", "a"].some((letter) => flags.has(letter))) {
    complain(system, `-r not specified; omitting directory '${from}'`);
    return false;
  }
  return yield* copyFolder(transfer, node, { from, to });
}

interface Places {
  readonly from: ByteString;
  readonly to: ByteString;
}

function* copyFile(
  transfer: Transfer,
  node: FileNode,
  { from, to }: Places,
): Generator<WorldWait, boolean, WorldArrival> {
  const { system } = transfer;
  const target = system.absolute(to);
  const old = system.files.nodes.get(target);
  const fail = (what: ByteString): boolean => {
    complain(system, what);
    return false;
  };
  const unreadable = system.forbids(from, "read");
  if (unreadable !== null) return fail(`cannot open '${from}' for reading: ${unixErrorText(unreadable)}`);
  if (target === system.absolute(from)) return fail(`'${from}' and '${to}' are the same file`);
  if (old?.kind === "folder") return fail(`cannot overwrite directory '${to}' with non-directory`);
  if (to.endsWith("/")) return fail(`cannot create regular file '${to}': ${unixErrorText("ENOTDIR")}`);
  if (!(yield* mayOverwrite(transfer, node, to))) return true;
  const { name: owner, group } = system.user();
  const error =
    system.forbids(to, "write") ??
    writeFile(system.files, target, {
      bytes: node.bytes,
      now: system.now(),
      mode: old === undefined ? node.mode : undefined,
      origin: node.origin ?? undefined,
      program: node.program ?? undefined,
      owner: old === undefined ? { owner, group } : undefined,
    });
  if (error !== null)
    return fail(
      error === "ENOSPC"
        ? `error writing '${to}': ${unixErrorText(error)}`
        : `cannot create regular file '${to}': ${unixErrorText(error)}`,
    );
  keep(transfer, node, target);
  tell(transfer, `'${from}' -> '${to}'`);
  if (system.weigh(node.bytes.length)) yield pause;
  return true;
}

function* copyFolder(
  transfer: Transfer,
  node: Node,
  { from, to }: Places,
): Generator<WorldWait, boolean, WorldArrival> {
  const { system } = transfer;
  const source = system.absolute(from);
  const target = system.absolute(to);
  const old = system.files.nodes.get(target);
  const isWithin = `${target}/`.startsWith(source === "/" ? "/" : `${source}/`);
  const { name: owner, group } = system.user();
  const make = (): FileError | null => {
    const isLoose = !system.files.nodes.has(parentPath(target));
    if (isLoose) return "ENOENT";
    return (
      system.forbids(to, "change entry") ??
      makeFolders(system.files, target, system.now(), { owner, group }) ??
      changeNode(system.files, target, { mode: node.mode })
    );
  };
  const names = system.forbids(from, "read") ?? listFolder(system.files, source);
  const error = isWithin || old !== undefined ? null : make();
  const wrong = isWithin
    ? `cannot copy a directory, '${from}', into itself, '${to}'`
    : old?.kind === "file"
      ? `cannot overwrite non-directory '${to}' with directory '${from}'`
      : error !== null
        ? `cannot create directory '${to}': ${unixErrorText(error)}`
        : typeof names === "string"
          ? `cannot access '${from}': ${unixErrorText(names)}`
          : null;
  if (wrong !== null || typeof names === "string") {
    complain(system, wrong ?? "");
    return false;
  }
  if (old === undefined) tell(transfer, `'${from}' -> '${to}'`);
  let isWhole = true;
  for (const name of names) {
    if (!(yield* copy(transfer, inFolder(from, name), inFolder(to, name)))) isWhole = false;
  }
  keep(transfer, node, target);
  return isWhole;
}

/** With -p and -a a copy has the time and mode of what it's a copy of, and its owner, if whoever copies may give it away. */
function keep(
  { system, flags }: Transfer,
  { mode, modifiedAt, owner, group }: Node,
  target: ByteString,
): void {
  if (!flags.has("p") && !flags.has("a")) return;
  const changes = system.user().uid === 0 ? { owner, group } : {};
  changeNode(system.files, target, { mode, modifiedAt, ...changes });
}
