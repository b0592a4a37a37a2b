import type { Ending, FileError } from "../../engine/program/index.ts";
import { baseName, removeFile } from "../files/index.ts";
import type { WorldRunning, WorldSystem } from "../process.ts";
import { complain, complainOf, exit } from "./print.ts";

/** cp(1) of one file. */
export function* cp(system: WorldSystem): WorldRunning {
  return fromTo(system, (from, to) => {
    const file = system.readFile(from);
    return file.kind === "failed" ? file.error : system.writeFile(to, file.bytes, file.origin ?? undefined);
  });
}

/** mv(1) of one file. */
export function* mv(system: WorldSystem): WorldRunning {
  return fromTo(system, (from, to) => system.rename(from, to));
}

/** rm(1) of files; -f makes it silent on those that aren't there. */
export function* rm(system: WorldSystem): WorldRunning {
  const paths = system.argv.slice(1).filter((word) => !word.startsWith("-"));
  const isForced = system.argv.some((word) => /^-[a-z]*f/.test(word));
  if (paths.length === 0) {
    complain(system, "which files?");
    return exit(1);
  }
  let code = 0;
  for (const path of paths) {
    const error = removeFile(system.files, system.absolute(path));
    if (error === null || (error === "ENOENT" && isForced)) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return exit(code);
}

function fromTo(system: WorldSystem, work: (from: string, to: string) => FileError | null): Ending {
  const [from, to, ...rest] = system.argv.slice(1).filter((word) => !word.startsWith("-"));
  if (from === undefined || to === undefined || rest.length > 0) {
    complain(system, "give two names: what to take, and what to make of it");
    return exit(1);
  }
  const isFolder = system.files.nodes.get(system.absolute(to))?.kind === "folder";
  const error = work(from, isFolder ? `${to}/${baseName(system.absolute(from))}` : to);
  if (error === null) return exit(0);
  complainOf(system, from, error);
  return exit(1);
}
