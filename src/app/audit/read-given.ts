import {
  configurationOf,
  environmentFoldersAsked,
  noServerFiles,
  recognize,
  type LeftOver,
  type RecognizedFile,
  type ServerFile,
} from "../../audit/index.ts";
import { decodeByteString } from "../../engine/bytes/index.ts";
import { unpack, type Archive, type Unpacked } from "./archives.ts";
import { troubleOf, type GivenEntry, type GivenFile } from "./given.ts";
import { limits } from "./limits.ts";

/** What files that were given come to. */
export interface ReadFiles {
  readonly files: readonly ServerFile[];
  /** All of control/ is among them. */
  readonly isControlWhole: boolean;
  readonly others: readonly string[];
  readonly leftOver: readonly LeftOver[];
  /** What couldn't be taken, each as a sentence with the file's name. */
  readonly troubles: readonly string[];
}

/** Tells which files are parts of a server's configuration, and reads these: archives are looked into, nothing else is read. */
export async function readGiven(
  given: readonly GivenFile[],
  progress: (share: number) => void = () => undefined,
): Promise<ReadFiles> {
  const troubles: string[] = [];
  const entries: GivenEntry[] = [];
  for (const one of given.slice(0, limits.namesMax)) {
    const { file } = one;
    const unpacked =
      file !== null && isPerhapsArchive(one.path, given.length) ? await unpackSafely({ ...one, file }) : null;
    if (unpacked === null) entries.push(plainEntry(one));
    else if ("trouble" in unpacked) troubles.push(unpacked.trouble);
    else entries.push(...unpacked.entries);
  }
  if (given.length > limits.namesMax || entries.length >= limits.namesMax)
    troubles.push(`There are more than ${limits.namesMax} files; the rest isn't looked at.`);
  const paths = entries.map(({ path }) => path);
  const { files, isControlWhole, others, leftOver } = recognize(
    paths,
    await environmentFolders(entries, recognize(paths).files),
  );
  const read: ServerFile[] = [];
  for (const [done, { given: path, part, path: place }] of files.entries()) {
    progress(done / files.length);
    const entry = entries.find((one) => one.path === path);
    if (entry === undefined) continue;
    if (entry.size !== null && entry.size > limits.fileBytesMax) {
      troubles.push(`${path}: is larger than this page takes`);
      continue;
    }
    const bytes = await entry.read();
    if (bytes instanceof Uint8Array)
      read.push({ part, path: place, given: path, bytes, modifiedAt: entry.modifiedAt });
    else troubles.push(bytes.trouble);
  }
  return { files: read, isControlWhole, others, leftOver, troubles };
}

/** The folders that the run script among them gives envdir. */
async function environmentFolders(
  entries: readonly GivenEntry[],
  files: readonly RecognizedFile[],
): Promise<readonly string[]> {
  const run = files.find(({ part }) => part === "run");
  const entry = entries.find(({ path }) => path === run?.given);
  if (run === undefined || entry === undefined || (entry.size ?? 0) > limits.fileBytesMax) return [];
  const bytes = await entry.read();
  if (!(bytes instanceof Uint8Array)) return [];
  const given: ServerFile = { ...run, bytes, modifiedAt: null };
  const { configuration } = configurationOf({ ...noServerFiles, files: [given] });
  return environmentFoldersAsked(configuration).map((folder) => decodeByteString(folder));
}

/** So many files are each looked into; of more only those that are called archives. */
const LOOKED_INTO_MAX = 20;

function isPerhapsArchive(path: string, count: number): boolean {
  if (recognize([path]).files.length > 0) return false;
  return count <= LOOKED_INTO_MAX || /\.(zip|tar|tgz|gz)$/i.test(path);
}

async function unpackSafely(archive: Archive): Promise<Unpacked | null> {
  try {
    return await unpack(archive);
  } catch {
    return troubleOf(archive.path, "can't be read");
  }
}

function plainEntry({ path, file, modifiedAt }: GivenFile): GivenEntry {
  const unreadable = troubleOf(path, "can't be read");
  const read = async () => {
    try {
      return file === null ? unreadable : new Uint8Array(await file.arrayBuffer());
    } catch {
      return unreadable;
    }
  };
  return { path, size: file?.size ?? null, modifiedAt, read };
}
