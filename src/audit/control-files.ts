import type { ByteString } from "../engine/bytes/index.ts";
import { compileMorercpthosts } from "../engine/newmrh/index.ts";
import type { FileRead, Origin } from "../engine/program/index.ts";
import { controlNames, type Configuration, type ConfigurationFile } from "./configuration.ts";

/** How a program of the server reads a file, by its path from /var/qmail on, such as `control/me`. */
export type ReadControl = (path: ByteString) => FileRead;

/** The files of control/ as programs read them; null if nobody gave the folder. */
export function controlReader({ control }: Configuration): ReadControl | null {
  if (control === null) return null;
  return (path) => {
    const name = controlNames.find((one) => path === `control/${one}`);
    const file = name === undefined ? undefined : control[name];
    if (file === undefined) return { kind: "failed", error: "ENOENT" };
    const origin = name === "morercpthosts.cdb" ? originOfMore(file, control.morercpthosts) : null;
    return { kind: "read", bytes: file.bytes, origin };
  };
}

// The lines are known only as long as the cdb is what its text compiles to.
function originOfMore(cdb: ConfigurationFile, text: ConfigurationFile | undefined): Origin | null {
  if (text === undefined) return null;
  const compiled = compileMorercpthosts(text.bytes);
  const isCurrent =
    compiled.cdb.length === cdb.bytes.length && compiled.cdb.every((byte, at) => byte === cdb.bytes[at]);
  return isCurrent ? { file: "control/morercpthosts", lineOf: compiled.lineOf } : null;
}
