import { changeNode, makeFolders, parentPath, removeFolder, writeFile } from "../../files/index.ts";
import { limits } from "../../limits.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit } from "../print.ts";

/** mkdir(1); -p makes the folders above too, and doesn't mind one that is there. */
export function* mkdir(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "p" });
  if (trouble !== null || operands.length === 0) {
    complain(system, trouble ?? "missing operand");
    return exit(1);
  }
  const user = system.user();
  let code = 0;
  for (const path of operands) {
    const absolute = system.absolute(path);
    const { nodes } = system.files;
    const isThere = nodes.has(absolute);
    if (isThere && flags.has("p") && nodes.get(absolute)?.kind === "folder") continue;
    let nearest = absolute;
    const isTooLong = absolute.length > limits.pathBytesMax;
    while (!isTooLong && !nodes.has(parentPath(nearest))) nearest = parentPath(nearest);
    const isLoose = nearest !== absolute && !flags.has("p");
    const error = isThere
      ? "EEXIST"
      : isLoose
        ? "ENOENT"
        : // Of a path that is too long, nothing but that is told.
          (system.forbids(nearest, "change entry") ??
          makeFolders(system.files, absolute, system.now(), { owner: user.name, group: user.group }));
    if (error === null) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return exit(code);
}

/** rmdir(1): takes empty folders away. */
export function* rmdir(system: WorldSystem): WorldRunning {
  const { operands } = readOptions(system.argv, { flags: "" });
  let code = 0;
  for (const path of operands) {
    const error = system.forbids(path, "change entry") ?? removeFolder(system.files, system.absolute(path));
    if (error === null) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return exit(code);
}

/** touch(1): gives files the time of now, and makes those that aren't there. */
export function* touch(system: WorldSystem): WorldRunning {
  const { operands } = readOptions(system.argv, { flags: "c" });
  const user = system.user();
  let code = 0;
  for (const path of operands) {
    const absolute = system.absolute(path);
    const error =
      system.forbids(path, "write") ??
      (system.files.nodes.has(absolute)
        ? changeNode(system.files, absolute, { modifiedAt: system.now() })
        : writeFile(system.files, absolute, {
            bytes: new Uint8Array(),
            now: system.now(),
            owner: { owner: user.name, group: user.group },
          }));
    if (error === null) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return exit(code);
}
