import type { ByteString } from "../../../engine/bytes/index.ts";
import { baseName } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** basename(1): the last part of a path, without a suffix if one is named; -a and -s for several. */
// coreutils-9.1 src/basename.c
export function* basename(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "a",
    withValue: "s",
    long: { multiple: "a", suffix: "s" },
  });
  const isSeveral = flags.has("a") || values.has("s");
  const extra = isSeveral ? undefined : operands[2];
  const wrong =
    trouble ??
    (operands.length === 0 ? "missing operand" : extra === undefined ? null : `extra operand '${extra}'`);
  if (wrong !== null) {
    complain(system, wrong);
    return exit(1);
  }
  const suffix = isSeveral ? (values.get("s") ?? "") : (operands[1] ?? "");
  for (const path of isSeveral ? operands : operands.slice(0, 1)) {
    const name = baseName(withoutSlashes(path)) || path.slice(0, 1);
    printLine(
      system,
      name !== suffix && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name,
    );
  }
  return exit(0);
}

/** dirname(1): paths without their last part. */
// coreutils-9.1 src/dirname.c
export function* dirname(system: WorldSystem): WorldRunning {
  const { operands, trouble } = readOptions(system.argv, { flags: "" });
  if (trouble !== null || operands.length === 0) {
    complain(system, trouble ?? "missing operand");
    return exit(1);
  }
  for (const path of operands) {
    const bare = withoutSlashes(path);
    const at = bare.lastIndexOf("/");
    printLine(system, at === -1 ? "." : withoutSlashes(bare.slice(0, at + 1)));
  }
  return exit(0);
}

/** Without slashes at the end, but for the root's own. */
function withoutSlashes(path: ByteString): ByteString {
  return path.length > 1 ? path.replace(/\/+$/, "") || "/" : path;
}
