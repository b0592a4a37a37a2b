import type { TarHeader } from "modern-tar";
import { troubleOf, type GivenEntry, type GivenFile, type GivenTrouble } from "./given.ts";
import { limits } from "./limits.ts";
import { isEncryptedZip } from "./zip-directory.ts";

/** Fetches what unpacks archives. */
export async function prepareArchives(): Promise<void> {
  await Promise.all([import("fflate"), import("modern-tar")]);
}

/** What an archive holds, without its contents: they are unpacked one by one, when they are read. */
export type Unpacked = { readonly entries: readonly GivenEntry[] } | GivenTrouble;

export type Archive = GivenFile & { readonly file: Blob };

/** Unpacks a zip, tar or gzipped tar, told by its first bytes; null if the file is none of these. */
export async function unpack(given: Archive): Promise<Unpacked | null> {
  const kind = await archiveKind(given.file);
  if (kind === null) return null;
  if (given.file.size > limits.archiveBytesMax)
    return troubleOf(given.path, "is larger than this page takes");
  switch (kind) {
    case "zip":
      return unpackZip(given);
    case "tar":
      return unpackTar(given, () => given.file.stream());
    case "gzip":
      return unpackGzip(given);
  }
}

/** fflate's unzipSync, as far as it's used here. */
type Unzip = (
  bytes: Uint8Array,
  options: { readonly filter: (file: { readonly name: string }) => boolean },
) => Readonly<Record<string, Uint8Array>>;

async function archiveKind(file: Blob): Promise<"zip" | "gzip" | "tar" | null> {
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  const text = String.fromCharCode(...head.subarray(0, 4));
  if (text === "PK\x03\x04" || text === "PK\x05\x06") return "zip";
  if (text.startsWith("\x1f\x8b")) return "gzip";
  return String.fromCharCode(...head.subarray(257, 262)) === "ustar" ? "tar" : null;
}

async function unpackZip({ path, file }: Archive): Promise<Unpacked> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isEncryptedZip(bytes)) return troubleOf(path, "is a zip with a password, which can't be opened here");
  const { unzipSync } = await import("fflate");
  const entries: GivenEntry[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize, compression }) => {
        const read = () => Promise.resolve(unzipOne(unzipSync, bytes, { archive: path, name, compression }));
        if (!name.endsWith("/")) entries.push({ path: name, size: originalSize, modifiedAt: null, read });
        return false;
      },
    });
  } catch {
    return troubleOf(path, "is a damaged zip");
  }
  return { entries };
}

function unzipOne(
  unzipSync: Unzip,
  bytes: Uint8Array,
  {
    archive,
    name,
    compression,
  }: { readonly archive: string; readonly name: string; readonly compression: number },
): Uint8Array | GivenTrouble {
  if (compression !== 0 && compression !== 8)
    return troubleOf(`${name} in ${archive}`, "is compressed in a way that isn't known here");
  try {
    const [found] = Object.values(unzipSync(bytes, { filter: (one) => one.name === name }));
    return found ?? troubleOf(`${name} in ${archive}`, "is damaged");
  } catch {
    return troubleOf(`${name} in ${archive}`, "is damaged");
  }
}

async function unpackGzip(given: Archive): Promise<Unpacked> {
  const { path, file } = given;
  const unzipped = (): ReadableStream<Uint8Array> =>
    file.stream().pipeThrough(new DecompressionStream("gzip")).pipeThrough(limited(limits.archiveBytesMax));
  const head = await firstBytes(unzipped(), 512);
  if (head === null) return troubleOf(path, "is a damaged gzip file");
  if (String.fromCharCode(...head.subarray(257, 262)) === "ustar") return unpackTar(given, unzipped);
  // One file by itself, which keeps its name without the ending.
  const name = path.replace(/\.gz$/, "");
  const read = async () => {
    try {
      return new Uint8Array(await new Response(unzipped()).arrayBuffer());
    } catch (error) {
      return troubleOf(path, whyStopped(error, "is a damaged gzip file"));
    }
  };
  return { entries: [{ path: name, size: null, modifiedAt: given.modifiedAt, read }] };
}

/** Reads all headers, and the contents of the few that are wanted when they are. */
async function unpackTar({ path }: Archive, open: () => ReadableStream<Uint8Array>): Promise<Unpacked> {
  const { unpackTar: unpackAll } = await import("modern-tar");
  const entries: GivenEntry[] = [];
  const read = async (name: string): Promise<Uint8Array | GivenTrouble> => {
    let isTaken = false;
    const filter = (header: TarHeader): boolean => {
      const isIt = !isTaken && header.name === name;
      isTaken ||= isIt;
      return isIt;
    };
    try {
      const [found] = await unpackAll(open(), { strict: true, filter });
      return found?.data ?? troubleOf(`${name} in ${path}`, "is damaged");
    } catch (error) {
      return troubleOf(path, whyStopped(error, "is damaged, or ends too early"));
    }
  };
  const list = (header: TarHeader): boolean => {
    const { name, size, mtime, type } = header;
    if (entries.length >= limits.namesMax || type === "directory" || name.endsWith("/")) return false;
    const modifiedAt = mtime === undefined ? null : Math.floor(mtime.getTime() / 1000);
    if (type === "symlink" || type === "link") {
      const why = `is a link to ${header.linkname ?? "another file"}; give that file as well`;
      const linked = () => Promise.resolve(troubleOf(`${name} in ${path}`, why));
      entries.push({ path: name, size, modifiedAt, read: linked });
    } else if (type === undefined || type === "file") {
      entries.push({ path: name, size, modifiedAt, read: () => read(name) });
    }
    return false;
  };
  try {
    await unpackAll(open(), { strict: true, filter: list });
  } catch (error) {
    return troubleOf(path, whyStopped(error, "is a damaged tar archive, or one that ends too early"));
  }
  return { entries };
}

class TooLargeError extends Error {}

function whyStopped(error: unknown, why: string): string {
  return error instanceof TooLargeError ? "unpacks to more than this page takes" : why;
}

/** Hands bytes on, and fails when there are too many: a few kilobytes can unpack to gigabytes. */
function limited(bytesMax: number): TransformStream<Uint8Array, Uint8Array> {
  let count = 0;
  return new TransformStream({
    transform(chunk, controller) {
      count += chunk.length;
      if (count > bytesMax) controller.error(new TooLargeError());
      else controller.enqueue(chunk);
    },
  });
}

/** Null if it can't be read so far. */
async function firstBytes(stream: ReadableStream<Uint8Array>, count: number): Promise<Uint8Array | null> {
  const reader = stream.getReader();
  const head = new Uint8Array(count);
  let length = 0;
  try {
    while (length < count) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, count - length);
      head.set(part, length);
      length += part.length;
    }
    await reader.cancel();
  } catch {
    return null;
  }
  return head.subarray(0, length);
}
