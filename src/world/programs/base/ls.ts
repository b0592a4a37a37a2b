import type { FileError } from "../../../engine/program/index.ts";
import { calendarOf, monthNames } from "../../../engine/datetime/index.ts";
import { listFolder, type Node } from "../../files/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { complainOf, exit, printLine } from "../print.ts";

/** ls(1): names in folders, or files; -l with mode, owner, group, size and time, -a with those that begin with a dot. */
export function* ls(system: WorldSystem): WorldRunning {
  const options = system.argv
    .slice(1)
    .filter((word) => word.startsWith("-"))
    .join("");
  const paths = system.argv.slice(1).filter((word) => !word.startsWith("-"));
  let code = 0;
  for (const path of paths.length === 0 ? ["."] : paths) {
    const error = list(system, path, {
      isLong: options.includes("l"),
      isAll: options.includes("a"),
      isOneOfMany: paths.length > 1,
    });
    if (system.weigh(0)) yield pause;
    if (error === null) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return exit(code);
}

function list(
  system: WorldSystem,
  path: string,
  { isLong, isAll, isOneOfMany }: Readonly<Record<"isLong" | "isAll" | "isOneOfMany", boolean>>,
): FileError | null {
  const { nodes } = system.files;
  const absolute = system.absolute(path);
  const show = (node: Node | undefined, name: string): void => {
    if (node !== undefined) printLine(system, isLong ? longLine(node, name) : name);
  };
  const node = nodes.get(absolute);
  if (node?.kind === "file") {
    show(node, path);
    return null;
  }
  system.weigh(nodes.size * 16);
  const names = system.forbids(path, "read") ?? listFolder(system.files, absolute);
  if (typeof names === "string") return names;
  if (isOneOfMany) printLine(system, `${path}:`);
  for (const name of names) {
    if (isAll || !name.startsWith(".")) show(nodes.get(system.absolute(`${path}/${name}`)), name);
  }
  return null;
}

function longLine(node: Node, name: string): string {
  const letters = Array.from(node.mode.toString(8).padStart(3, "0").slice(-3))
    .map((digit) => ["---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"][Number(digit)])
    .join("");
  const size = node.kind === "file" ? node.bytes.length : 0;
  const { month, day, hour, minute } = calendarOf(node.modifiedAt);
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const when = `${monthNames[month] ?? ""} ${String(day).padStart(2, " ")} ${clock}`;
  return `${node.kind === "folder" ? "d" : "-"}${letters} 1 ${node.owner.padEnd(8)} ${node.group.padEnd(8)} ${String(size).padStart(8)} ${when} ${name}`;
}
