import type { ByteString } from "../../engine/bytes/index.ts";
import { listFolder } from "../files/index.ts";
import type { WorldSystem } from "../process.ts";
import { isPattern, matches } from "./pattern.ts";

/** The paths that a pattern matches, sorted; none if there are none. A dot at a name's start must be written. */
// POSIX.1-2017 XCU 2.13.3
export function glob(
  system: Pick<WorldSystem, "files" | "absolute">,
  pattern: ByteString,
): readonly ByteString[] {
  let found: readonly ByteString[] = [pattern.startsWith("/") ? "/" : ""];
  for (const part of pattern.split("/")) {
    if (part === "") continue;
    found = found.flatMap((folder) => within(system, folder, part));
  }
  return found;
}

function within(
  { files, absolute }: Pick<WorldSystem, "files" | "absolute">,
  folder: ByteString,
  part: ByteString,
): readonly ByteString[] {
  const join = (name: ByteString): ByteString =>
    folder === "" || folder === "/" ? folder + name : `${folder}/${name}`;
  if (!isPattern(part)) {
    const path = join(part.replace(/\\(.)/g, "$1"));
    return files.nodes.has(absolute(path)) ? [path] : [];
  }
  const names = listFolder(files, absolute(folder === "" ? "." : folder));
  if (typeof names === "string") return [];
  return names
    .filter((name) => matches(part, name) && (!name.startsWith(".") || part.startsWith(".")))
    .map(join);
}
