import type { ByteString } from "../../engine/bytes/index.ts";
import { listFolder } from "../files/index.ts";
import type { WorldSystem } from "../process.ts";
import { complainOf } from "./print.ts";

/** A file or folder below a path, named as that path was. */
export interface Below {
  readonly path: ByteString;
  readonly kind: "file" | "folder";
}

/**
 * A path and all that is below it, a folder before what it holds, names in the order of their bytes. What isn't there isn't
 * told of; a folder that may not be read is complained of.
 */
export function* walk(system: WorldSystem, path: ByteString): Generator<Below, void> {
  const kind = system.files.nodes.get(system.absolute(path))?.kind;
  if (kind === undefined) return;
  yield { path, kind };
  if (kind === "file") return;
  const names = system.forbids(path, "read") ?? listFolder(system.files, system.absolute(path));
  if (typeof names === "string") {
    complainOf(system, path, names);
    return;
  }
  for (const name of names) yield* walk(system, path.endsWith("/") ? path + name : `${path}/${name}`);
}

/** The files at and below some paths; a path where there's nothing stands for itself. */
export function filesBelow(system: WorldSystem, paths: readonly ByteString[]): readonly ByteString[] {
  system.weigh(system.files.nodes.size);
  return paths.flatMap((path) => {
    const all = [...walk(system, path)];
    return all.length === 0 ? [path] : all.filter(({ kind }) => kind === "file").map((one) => one.path);
  });
}
