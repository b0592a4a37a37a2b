import { die, errorText } from "../../../engine/program/index.ts";
import { changeNode, makeFolders, parentPath } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";

/** maildirmake(1): makes a maildir, for whoever runs it. */
// qmail-1.03 maildirmake.c main
export function* maildirmake(system: WorldSystem): WorldRunning {
  const [, name] = system.argv;
  if (name === undefined) return die(system, 100, "maildirmake: usage: maildirmake name\n");
  const { files } = system;
  const { name: owner, group } = system.user();
  for (const part of ["", "/tmp", "/new", "/cur"]) {
    const path = system.absolute(name + part);
    const isThere = files.nodes.has(path);
    const isLoose = files.nodes.get(parentPath(path))?.kind !== "folder";
    const error = isThere
      ? "EEXIST"
      : isLoose
        ? "ENOENT"
        : (system.forbids(path, "change entry") ??
          makeFolders(files, path, system.now(), { owner, group }) ??
          changeNode(files, path, { mode: 0o700 }));
    if (error === null) continue;
    return die(system, 111, `maildirmake: fatal: unable to mkdir ${name}${part}: ${errorText(error)}\n`);
  }
  return { kind: "exit", code: 0 };
}
