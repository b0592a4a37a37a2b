import type { FileError } from "../../../engine/program/index.ts";
import { calendarOf, monthNames } from "../../../engine/datetime/index.ts";
import { listFolder, type Node, parentPath, readFile, unixErrorText } from "../../files/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { inFolder } from "./transfer.ts";

/** Exit codes. Source: coreutils-9.1 src/ls.c. */
const exitCodes = { minorTrouble: 1, seriousTrouble: 2 } as const;

/** A name as it's shown, and what is there. */
interface Entry {
  readonly name: string;
  readonly node: Node;
}

/**
 * ls(1): names in folders, or files; -l with mode, owner, group, size and time, -a with those that begin with a dot, -d
 * folders themselves, -t and -S by time and size, -r the other way round, -R with all that is below.
 */
// Differs: one name a line at a console too; no line "total", links or sizes of folders.
export function* ls(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "1aAdFhlprRSt",
    long: {
      all: "a",
      "almost-all": "A",
      directory: "d",
      classify: "F",
      "human-readable": "h",
      reverse: "r",
      recursive: "R",
    },
  });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(exitCodes.seriousTrouble);
  }
  const { nodes } = system.files;
  const files: Entry[] = [];
  const folders: Entry[] = [];
  let code = 0;
  for (const name of operands.length === 0 ? ["."] : operands) {
    const node = nodes.get(system.absolute(name));
    if (node === undefined || (node.kind === "file" && name.endsWith("/"))) {
      const error = readFile(system.files, system.absolute(name));
      complain(
        system,
        `cannot access '${name}': ${unixErrorText(typeof error === "string" ? error : "ENOTDIR")}`,
      );
      code = exitCodes.seriousTrouble;
    } else (node.kind === "folder" && !flags.has("d") ? folders : files).push({ name, node });
  }
  show(system, files, flags);
  let isFirst = files.length === 0;
  const waiting = [...ordered(folders, flags)];
  const hasTitles = operands.length > 1 || flags.has("R");
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    system.weigh(system.files.nodes.size * 16);
    const listed = entriesOf(system, folder.name, flags);
    if (typeof listed === "string") {
      complain(system, `cannot open directory '${folder.name}': ${unixErrorText(listed)}`);
      code ||=
        operands.includes(folder.name) || operands.length === 0
          ? exitCodes.seriousTrouble
          : exitCodes.minorTrouble;
      continue;
    }
    if (!isFirst) printLine(system, "");
    isFirst = false;
    if (hasTitles) printLine(system, `${folder.name}:`);
    show(system, listed, flags);
    if (flags.has("R")) waiting.unshift(...foldersAmong(folder.name, ordered(listed, flags)));
    if (system.weigh(0)) yield pause;
  }
  return exit(code);
}

function entriesOf(
  system: WorldSystem,
  folder: string,
  flags: ReadonlySet<string>,
): readonly Entry[] | FileError {
  const { nodes } = system.files;
  const absolute = system.absolute(folder);
  const names = system.forbids(folder, "read") ?? listFolder(system.files, absolute);
  if (typeof names === "string") return names;
  const isAll = flags.has("a") || flags.has("A");
  const entries = names
    .filter((name) => isAll || !name.startsWith("."))
    .flatMap((name) => entry(name, nodes.get(inFolder(absolute, name))));
  if (!flags.has("a")) return entries;
  return [...entry(".", nodes.get(absolute)), ...entry("..", nodes.get(parentPath(absolute))), ...entries];
}

function entry(name: string, node: Node | undefined): readonly Entry[] {
  return node === undefined ? [] : [{ name, node }];
}

function foldersAmong(folder: string, entries: readonly Entry[]): readonly Entry[] {
  return entries
    .filter(({ name, node }) => node.kind === "folder" && name !== "." && name !== "..")
    .map(({ name, node }) => ({ name: inFolder(folder, name), node }));
}

/** In the order that -t, -S and -r want; the same time or size in the order of names. */
function ordered(entries: readonly Entry[], flags: ReadonlySet<string>): readonly Entry[] {
  const key = ({ node }: Entry): number =>
    flags.has("S") ? sizeOf(node) : flags.has("t") ? node.modifiedAt : 0;
  const sorted = entries.toSorted(
    (left, right) => key(right) - key(left) || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0),
  );
  return flags.has("r") ? sorted.reverse() : sorted;
}

function show(system: WorldSystem, entries: readonly Entry[], flags: ReadonlySet<string>): void {
  for (const { name, node } of ordered(entries, flags)) {
    const isProgram = node.kind === "file" && (node.mode & 0o111) !== 0;
    const sign =
      node.kind === "folder" && (flags.has("F") || flags.has("p"))
        ? "/"
        : isProgram && flags.has("F")
          ? "*"
          : "";
    printLine(system, `${flags.has("l") ? longLine(system, node, flags) : ""}${name}${sign}`);
  }
}

function sizeOf(node: Node): number {
  return node.kind === "file" ? node.bytes.length : 0;
}

/** A size with a letter, rounded up, with one place behind the point below ten. */
function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  const [unit, letter] = bytes <= 1023 * 1024 ? [1024, "K"] : [1024 * 1024, "M"];
  const tenths = Math.ceil((bytes * 10) / unit);
  return tenths < 100
    ? `${Math.floor(tenths / 10)}.${tenths % 10}${letter}`
    : `${Math.ceil(bytes / unit)}${letter}`;
}

/** Half a year of 365.2425 days: what is older, or from the future, is shown with its year. Source: coreutils-9.1 src/ls.c. */
const recentSeconds = 31_556_952 / 2;

function longLine(system: WorldSystem, node: Node, flags: ReadonlySet<string>): string {
  const size = flags.has("h") ? humanSize(sizeOf(node)) : String(sizeOf(node));
  const { year, month, day, hour, minute } = calendarOf(node.modifiedAt);
  const age = system.now() - node.modifiedAt;
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const isRecent = age >= 0 && age < recentSeconds;
  const when = `${monthNames[month] ?? ""} ${String(day).padStart(2, " ")} ${isRecent ? clock : ` ${year}`}`;
  return `${modeText(node)} 1 ${node.owner.padEnd(8)} ${node.group.padEnd(8)} ${size.padStart(8)} ${when} `;
}

/** A mode as ls shows it, such as "-rwxr-xr-x"; the bits 4000, 2000 and 1000 stand in place of an x. */
// POSIX.1-2017 XCU ls
function modeText({ kind, mode }: Pick<Node, "kind" | "mode">): string {
  const letters = [6, 3, 0].map((shift, at) => {
    const bits = (mode >> shift) & 7;
    const special = (mode & (0o4000 >> at)) !== 0;
    const run = (bits & 1) !== 0;
    const last = special ? (at === 2 ? (run ? "t" : "T") : run ? "s" : "S") : run ? "x" : "-";
    return `${(bits & 4) === 0 ? "-" : "r"}${(bits & 2) === 0 ? "-" : "w"}${last}`;
  });
  return `${kind === "folder" ? "d" : "-"}${letters.join("")}`;
}
