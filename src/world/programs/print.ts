import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import type { Ending, FileError } from "../../engine/program/index.ts";
import { unixErrorText } from "../files/index.ts";
import type { WorldSystem } from "../process.ts";

/** Writes a line to standard output. */
export function printLine(system: WorldSystem, text: ByteString): void {
  system.write(1, bytesOf(`${text}\n`));
}

/** Writes "program: what" to standard error, as most programs of Unix complain. */
export function complain(system: WorldSystem, what: ByteString): void {
  const name = (system.argv[0] ?? "").split("/").at(-1) ?? "";
  system.write(2, bytesOf(`${name}: ${what}\n`));
}

/** Complains of a file. */
export function complainOf(system: WorldSystem, path: ByteString, error: FileError): void {
  complain(system, `${path}: ${unixErrorText(error)}`);
}

export function exit(code: number): Ending {
  return { kind: "exit", code };
}
