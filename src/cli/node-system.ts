import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { ByteString } from "../engine/bytes/index.ts";
import { isFileError, type Environment, type FileError, type System } from "../engine/program/index.ts";
import { errorCode, writeAll } from "./write.ts";

/** The machine itself, for a program with these arguments: its files, clock, process number and interfaces. */
export function nodeSystem(argv: readonly ByteString[], environment: Environment): System {
  return {
    argv,
    environment,
    processId: process.pid,
    now: () => Math.floor(Date.now() / 1000),
    readFile(path) {
      try {
        const bytes = readFileSync(fileName(path));
        return { kind: "read", bytes, origin: null };
      } catch (error) {
        return { kind: "failed", error: fileError(error) };
      }
    },
    writeFile: (path, bytes) => attempt(() => writeFile(path, bytes)),
    rename: (from, to) => attempt(() => renameSync(fileName(from), fileName(to))),
    inputPath: null,
    ownAddresses,
    write: writeAll,
    note: () => undefined,
  };
}

// In one write and on the disk before it goes on, as the originals do before they rename.
function writeFile(path: ByteString, bytes: Uint8Array): void {
  const file = openSync(fileName(path), "w", 0o644);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    if (bytes.length > 0) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function ownAddresses(): string[] | null {
  try {
    const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    return interfaces.filter(({ family }) => family === "IPv4").map(({ address }) => address);
  } catch {
    return null;
  }
}

function attempt(work: () => void): FileError | null {
  try {
    work();
    return null;
  } catch (error) {
    return fileError(error);
  }
}

/** What is wrong with a file, from an error of Node's. Anything without words of its own is an input/output error. */
function fileError(error: unknown): FileError {
  const code = errorCode(error);
  if (code === "ERR_FS_FILE_TOO_LARGE") return "ENOMEM";
  return code !== null && isFileError(code) ? code : "EIO";
}

// A path ends at its first NUL, as in C.
function fileName(path: ByteString): Buffer {
  const [name = ""] = path.split("\0", 1);
  return Buffer.from(name, "latin1");
}
