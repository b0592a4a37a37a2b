import { bytesOf } from "../../../engine/bytes/index.ts";
import { baseName, readFile, removeFile, removeFolder, unixErrorText } from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { pause } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";
import { walk, type Below } from "../tree.ts";
import { parseFind, type FindTest } from "./find-expression.ts";
import { runProgram } from "./running.ts";

/** find(1): what is below folders and passes the tests: its path, or what -exec and -delete do with it. */
// findutils-4.9 find(1)
export function* find(system: WorldSystem): WorldRunning {
  const words = system.argv.slice(1);
  const start = words.findIndex((word) => /^-.|^[!(),]$/.test(word));
  const paths = words.slice(0, start === -1 ? words.length : start);
  const parsed = parseFind(system, start === -1 ? [] : words.slice(start));
  if (typeof parsed === "string") {
    complain(system, parsed);
    return exit(1);
  }
  const { test, depth } = parsed;
  let code = 0;
  for (const path of paths.length === 0 ? ["."] : paths) {
    system.weigh(system.files.nodes.size);
    const all = [...walk(system, path)];
    if (all.length === 0) {
      const error = readFile(system.files, system.absolute(path));
      complain(system, `'${path}': ${unixErrorText(typeof error === "string" ? error : "ENOENT")}`);
      code = 1;
    }
    const levelsOf = (one: Below): number =>
      one.path
        .slice(path.length)
        .split("/")
        .filter((part) => part !== "").length;
    for (const one of parsed.isDeepFirst ? all.toReversed() : all) {
      const levels = levelsOf(one);
      if (levels < depth.least || levels > depth.most) continue;
      if (system.weigh(64)) yield pause;
      const passed = yield* passes(system, test, one);
      if (passed === "failed") code = 1;
    }
  }
  return exit(code);
}

/** Whether a file passes, in the order in which tests and actions stand; `failed`: an action couldn't be done. */
function* passes(
  system: WorldSystem,
  test: FindTest,
  one: Below,
): Generator<WorldWait, "yes" | "no" | "failed", WorldArrival> {
  switch (test.kind) {
    case "check":
      return test.isSo(one) ? "yes" : "no";
    case "not": {
      const inner = yield* passes(system, test.test, one);
      return inner === "failed" ? inner : inner === "yes" ? "no" : "yes";
    }
    case "and":
    case "or": {
      let last: "yes" | "no" | "failed" = test.kind === "and" ? "yes" : "no";
      for (const part of test.tests) {
        last = yield* passes(system, part, one);
        if (last === "failed" || (last === "yes") === (test.kind === "or")) return last;
      }
      return last;
    }
    case "print":
      if (test.end === "\n") printLine(system, one.path);
      else system.write(1, bytesOf(`${one.path}${test.end}`));
      return "yes";
    case "delete":
      return remove(system, one) ? "yes" : "failed";
    case "exec": {
      const argv = test.words.map((word) => word.replaceAll("{}", () => one.path));
      return (yield* runProgram(system, argv)) === 0 ? "yes" : "no";
    }
  }
}

function remove(system: WorldSystem, { path, kind }: Below): boolean {
  if (/^\.?$/.test(baseName(path))) return true;
  const absolute = system.absolute(path);
  const error =
    system.forbids(path, "change entry") ??
    (kind === "file" ? removeFile(system.files, absolute) : removeFolder(system.files, absolute));
  if (error !== null) complain(system, `cannot delete '${path}': ${unixErrorText(error)}`);
  return error === null;
}
