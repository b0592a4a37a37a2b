import type { ByteString } from "../../engine/bytes/index.ts";
import { isPattern, matches } from "../../engine/sh/index.ts";
import { baseName, parentPath } from "../files/index.ts";
import { limits } from "../limits.ts";
import type { WorldSystem } from "../process.ts";

type GlobSystem = Pick<WorldSystem, "files" | "absolute" | "weigh">;

/**
 * The paths that a pattern matches, sorted; none if there are none, and null if there are more than a command can have. A
 * dot at a name's start must be written.
 */
// POSIX.1-2017 XCU 2.13.3
export function glob(system: GlobSystem, pattern: ByteString): readonly ByteString[] | null {
  const names = namesByFolder(system);
  let found: readonly ByteString[] = [pattern.startsWith("/") ? "/" : ""];
  for (const part of pattern.split("/")) {
    if (part === "") continue;
    const next: ByteString[] = [];
    let bytesTotal = 0;
    for (const folder of found) {
      for (const path of within(system, names, folder, part)) {
        next.push(path);
        bytesTotal += path.length + 1;
      }
      if (bytesTotal > limits.commandBytesMax) return null;
    }
    system.weigh(bytesTotal);
    found = next;
  }
  return found;
}

/** What each folder holds, found in one go, since a pattern may look into all of them. */
function namesByFolder({ files, weigh }: GlobSystem): ReadonlyMap<ByteString, readonly ByteString[]> {
  const names = new Map<ByteString, ByteString[]>();
  weigh(files.nodes.size * nodeWeight);
  for (const [path, { kind }] of files.nodes) {
    if (kind === "folder" && !names.has(path)) names.set(path, []);
    if (path === "/") continue;
    const folder = parentPath(path);
    const siblings = names.get(folder);
    if (siblings === undefined) names.set(folder, [baseName(path)]);
    else siblings.push(baseName(path));
  }
  return names;
}

/** Bytes that passing by a file counts as. */
const nodeWeight = 16;

function within(
  { files, absolute, weigh }: GlobSystem,
  names: ReadonlyMap<ByteString, readonly ByteString[]>,
  folder: ByteString,
  part: ByteString,
): readonly ByteString[] {
  const join = (name: ByteString): ByteString =>
    folder === "" || folder === "/" ? folder + name : `${folder}/${name}`;
  if (!isPattern(part)) {
    const path = join(part.replace(/\\(.)/g, "$1"));
    return files.nodes.has(absolute(path)) ? [path] : [];
  }
  const all = names.get(absolute(folder === "" ? "." : folder)) ?? [];
  weigh(all.length * nodeWeight);
  return all
    .filter((name) => matches(part, name) && (!name.startsWith(".") || part.startsWith(".")))
    .sort()
    .map(join);
}
