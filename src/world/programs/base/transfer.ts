import type { ByteString } from "../../../engine/bytes/index.ts";
import { baseName, type Node, unixErrorText } from "../../files/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import { readOptions, type OptionLetters } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { asker, type Ask } from "./asking.ts";

/** What cp and mv do to each of their sources. */
export interface Transfer {
  readonly system: WorldSystem;
  readonly flags: ReadonlySet<string>;
  readonly ask: Ask;
}

/** Takes one source to one target, both as they are shown. False if it can't, which it has complained of. */
export type TransferOne = (
  transfer: Transfer,
  from: ByteString,
  to: ByteString,
) => Generator<WorldWait, boolean, WorldArrival>;

/** Reads the operands of cp and mv: sources, and behind them the target, or the folder that all go into. */
// coreutils-9.1 src/cp.c do_copy, src/mv.c main
export function* transferAll(
  system: WorldSystem,
  letters: OptionLetters,
  one: TransferOne,
): Generator<WorldWait, ReturnType<typeof exit>, WorldArrival> {
  const { flags, values, operands, trouble } = readOptions(system.argv, letters);
  const folder = values.get("t");
  const sources = folder === undefined ? operands.slice(0, -1) : operands;
  const last = folder ?? operands.at(-1);
  const target = last === undefined ? undefined : nodeAt(system, last);
  const mustBeFolder = folder !== undefined || sources.length > 1;
  const wrong =
    trouble ??
    (operands.length === 0
      ? "missing file operand"
      : sources.length === 0
        ? `missing destination file operand after '${operands[0] ?? ""}'`
        : mustBeFolder && target?.kind !== "folder"
          ? `target '${last ?? ""}': ${unixErrorText(target === undefined ? "ENOENT" : "ENOTDIR")}`
          : flags.has("T") && mustBeFolder
            ? `extra operand '${operands[2] ?? ""}'`
            : null);
  if (wrong !== null || last === undefined) {
    complain(system, wrong ?? "");
    return exit(1);
  }
  const isInto = target?.kind === "folder" && !flags.has("T");
  const transfer: Transfer = { system, flags, ask: asker(system) };
  let code = 0;
  for (const source of sources) {
    const to = isInto ? inFolder(last, baseName(withoutSlash(source))) : last;
    if (!(yield* one(transfer, source, to))) code = 1;
  }
  return exit(code);
}

export function nodeAt(system: WorldSystem, path: ByteString): Node | undefined {
  const node = system.files.nodes.get(system.absolute(path));
  return node?.kind === "file" && path.endsWith("/") ? undefined : node;
}

export function inFolder(folder: ByteString, name: ByteString): ByteString {
  return `${withoutSlash(folder)}/${name}`.replace(/^\/\/+/, "/");
}

export function withoutSlash(path: ByteString): ByteString {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

/** Whether a target that is there is to be overwritten: -n leaves it, -u if it isn't older, and -i asks. */
export function* mayOverwrite(
  { system, flags, ask }: Transfer,
  source: Node,
  to: ByteString,
): Generator<WorldWait, boolean, WorldArrival> {
  const target = nodeAt(system, to);
  if (target === undefined) return true;
  if (flags.has("n") || (flags.has("u") && source.modifiedAt <= target.modifiedAt)) return false;
  if (!flags.has("i") || flags.has("f")) return true;
  return yield* ask(`${baseName(system.argv[0] ?? "")}: overwrite '${to}'? `);
}

/** With -v: what was done. */
export function tell({ system, flags }: Transfer, text: ByteString): void {
  if (flags.has("v")) printLine(system, text);
}
