import { isSameBytes, type ByteString } from "../engine/bytes/index.ts";
import type { ControlRead } from "../engine/control/index.ts";
import { compileMorercpthosts } from "../engine/newmrh/index.ts";
import type { FileRead, Origin } from "../engine/program/index.ts";
import { rcpthosts_init, type RcptHosts } from "../engine/rcpthosts/index.ts";
import { controlNames, type Configuration, type ConfigurationFile } from "./configuration.ts";

/** How a program of the server reads a file, by its path from /var/qmail on, such as `control/me`. */
export type ReadControl = (path: ByteString) => FileRead;

/** Readers by the files that they read. */
const readers = new WeakMap<NonNullable<Configuration["control"]>, ReadControl>();

/** The files of control/ as programs read them, the same reader for the same files; null if nobody gave the folder. */
export function controlReader({ control }: Configuration): ReadControl | null {
  if (control === null) return null;
  const known = readers.get(control);
  if (known !== undefined) return known;
  const reader = readerOf(control);
  readers.set(control, reader);
  return reader;
}

/** What rcpthosts and morercpthosts.cdb were read as, which takes long where they're large. */
const hosts = new WeakMap<ReadControl, ControlRead<RcptHosts>>();

/** The domains that anybody may write to, as qmail-smtpd reads them. */
export function hostsOf(readFile: ReadControl): ControlRead<RcptHosts> {
  const known = hosts.get(readFile);
  if (known !== undefined) return known;
  const read = rcpthosts_init({ readFile, note: null });
  hosts.set(readFile, read);
  return read;
}

function readerOf(control: NonNullable<Configuration["control"]>): ReadControl {
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
  return isSameBytes(compiled.cdb, cdb.bytes)
    ? { file: "control/morercpthosts", lineOf: compiled.lineOf }
    : null;
}
