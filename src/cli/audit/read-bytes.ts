import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { errorCode } from "../write.ts";
import type { ProgressBar } from "./progress-bar.ts";
import { visible } from "./readable.ts";

/** Reads a file whole; a failure has Node's code for the reason. */
export type ReadBytes = (
  path: string,
) =>
  { readonly kind: "read"; readonly bytes: Uint8Array } | { readonly kind: "failed"; readonly code: string };

const CHUNK_BYTES = 4 * 2 ** 20;

/** Reads large files by parts, and shows how far it is. */
export function readingWith(bar: ProgressBar): ReadBytes {
  return (path) => {
    try {
      return { kind: "read", bytes: readByParts(path, bar) };
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      return { kind: "failed", code };
    }
  };
}

function readByParts(path: string, bar: ProgressBar): Uint8Array {
  const file = openSync(path, "r");
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return readToEnd(file);
    if (stat.size <= CHUNK_BYTES) return readFileSync(file);
    bar.noteSize(stat.size);
    const bytes = new Uint8Array(stat.size);
    let done = 0;
    while (done < bytes.length) {
      const length = readSync(file, bytes, done, Math.min(CHUNK_BYTES, bytes.length - done), null);
      if (length === 0) break;
      done += length;
      bar.show(`reading ${visible(path)}`, done / bytes.length);
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

/** Of what isn't a file on a disk, such as a pipe or /dev/zero, nobody knows the size beforehand. */
const UNSIZED_BYTES_MAX = 2 ** 28;

function readToEnd(file: number): Uint8Array {
  const parts: Buffer[] = [];
  for (let size = 0; ;) {
    const part = Buffer.alloc(CHUNK_BYTES);
    const length = readSync(file, part, 0, part.length, null);
    if (length === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, length));
    size += length;
    if (size > UNSIZED_BYTES_MAX) throw Object.assign(new Error("too large"), { code: "EFBIG" });
  }
}
