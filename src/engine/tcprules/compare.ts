import { isSameBytes } from "../bytes/index.ts";
import { compileRules } from "./compile.ts";

/**
 * Whether a cdb (null when there is none) is what its rules compile to. `differs` means that what was edited has no
 * effect yet.
 */
export function compareWithCdb(
  source: Uint8Array,
  cdb: Uint8Array | null,
): "same" | "differs" | "unparsable" | "no cdb" {
  const compilation = compileRules(source);
  if (compilation.kind !== "compiled") return "unparsable";
  if (cdb === null) return "no cdb";
  return isSameBytes(compilation.cdb, cdb) ? "same" : "differs";
}
