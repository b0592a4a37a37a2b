import type { ByteString } from "../../../engine/bytes/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import {
  changeNode,
  isTooLong,
  makeFolders,
  parentPath,
  unixErrorText,
  writeFile,
} from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { parseDate, parseStamp } from "./dates.ts";
import { changedMode } from "./ownership.ts";
import { withoutSlash } from "./transfer.ts";

/** mkdir(1); -p makes the folders above too, and doesn't mind one that is there; -m gives it a mode. */
// In the words of coreutils-9.1 src/mkdir.c
export function* mkdir(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "pv",
    withValue: "m",
    long: { parents: "p", verbose: "v", mode: "m" },
  });
  const asked = values.get("m");
  const mode = asked === undefined ? null : changedMode(asked, { kind: "folder", mode: 0o777 });
  const wrong =
    trouble ??
    (operands.length === 0
      ? "missing operand"
      : asked !== undefined && mode === null
        ? `invalid mode '${asked}'`
        : null);
  if (wrong !== null) {
    complain(system, wrong);
    return exit(1);
  }
  let code = 0;
  for (const path of operands) {
    const paths = flags.has("p") ? withParents(system, path) : [path];
    for (const one of paths) {
      const isThere = system.files.nodes.get(system.absolute(one))?.kind === "folder";
      if (isThere && flags.has("p")) continue;
      const error = makeFolder(system, one);
      if (error !== null) {
        complain(system, `cannot create directory '${one}': ${unixErrorText(error)}`);
        code = 1;
        break;
      }
      if (mode !== null && one === paths.at(-1)) changeNode(system.files, system.absolute(one), { mode });
      if (flags.has("v")) printLine(system, `mkdir: created directory '${one}'`);
    }
  }
  return exit(code);
}

/** The folders on the way to a path, and that itself; of a path that is too long, only that. */
function withParents(system: WorldSystem, path: ByteString): readonly ByteString[] {
  if (isTooLong(system.absolute(path))) return [path];
  const parts = withoutSlash(path).split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/")).filter((one) => one !== "");
}

function makeFolder(system: WorldSystem, path: ByteString): FileError | null {
  const { files } = system;
  const absolute = system.absolute(path);
  if (isTooLong(absolute)) return "ENAMETOOLONG";
  if (files.nodes.has(absolute)) return "EEXIST";
  if (!files.nodes.has(parentPath(absolute))) return "ENOENT";
  const { name: owner, group } = system.user();
  return system.forbids(path, "change entry") ?? makeFolders(files, absolute, system.now(), { owner, group });
}

/** touch(1): gives files the time of now, or of -d, -t or another file's (-r), and makes those that aren't there. */
// In the words of coreutils-9.1 src/touch.c
export function* touch(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "acm",
    withValue: "drt",
    long: { "no-create": "c", date: "d", reference: "r" },
  });
  const { files } = system;
  const now = system.now();
  const file = values.get("r");
  const reference = file === undefined ? undefined : files.nodes.get(system.absolute(file));
  const text = values.get("d") ?? values.get("t");
  const time =
    text === undefined
      ? (reference?.modifiedAt ?? now)
      : values.has("d")
        ? parseDate(text, now)
        : parseStamp(text, now);
  const wrong =
    trouble ??
    (time === null
      ? `invalid date format '${text ?? ""}'`
      : file !== undefined && reference === undefined
        ? `failed to get attributes of '${file}': ${unixErrorText("ENOENT")}`
        : operands.length === 0
          ? "missing file operand"
          : null);
  if (wrong !== null || time === null) {
    complain(system, wrong ?? "");
    return exit(1);
  }
  const { name: owner, group } = system.user();
  let code = 0;
  for (const path of operands) {
    const absolute = system.absolute(path);
    const isThere = files.nodes.has(absolute);
    if (!isThere && flags.has("c")) continue;
    const error =
      system.forbids(path, "write") ??
      (isThere
        ? null
        : writeFile(files, absolute, { bytes: new Uint8Array(), now, owner: { owner, group } })) ??
      // Of the two times that a file has elsewhere, only that of its last change is here.
      (flags.has("a") && !flags.has("m") ? null : changeNode(files, absolute, { modifiedAt: time }));
    if (error === null) continue;
    complain(system, `cannot touch '${path}': ${unixErrorText(error)}`);
    code = 1;
  }
  return exit(code);
}
