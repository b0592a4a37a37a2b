import { byteString, type ByteString } from "../../engine/bytes/index.ts";
import { controlNames, type Configuration } from "../configuration.ts";

/** What is known of a file beside the script. */
export type BesideFile =
  | { readonly kind: "known"; readonly text: ByteString }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown" };

/** What envdir finds in a folder. */
export type BesideFolder =
  /** Its files by name. */
  | { readonly kind: "known"; readonly files: ReadonlyMap<ByteString, ByteString> }
  /** It isn't there, or is no folder. */
  | { readonly kind: "missing" }
  /** Something in it isn't a file that can be read. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "unknown" };

/** What a script finds on its server, as far as it's known. */
export interface Surroundings {
  /** Where it's started; null if that isn't known. */
  readonly workingFolder: ByteString | null;
  /** By its path from the root, or from a working folder that isn't. */
  readonly file: (path: ByteString) => BesideFile;
  readonly folder: (path: ByteString) => BesideFolder;
}

export const nothingKnown: Surroundings = {
  workingFolder: null,
  file: () => ({ kind: "unknown" }),
  folder: () => ({ kind: "unknown" }),
};

const CONTROL = "/var/qmail/control/";

/**
 * What a configuration tells of its server: of control/, the files that the audit takes in, and which of them are missing;
 * and folders for envdir. supervise starts a script in the folder that it's in.
 */
export function surroundingsOf({ control, run, environmentFolders }: Configuration): Surroundings {
  return {
    workingFolder: run === null ? null : folderOf(run.path),
    folder: (path) => {
      const plain = plainPath(path);
      const found = plain === null ? undefined : environmentFolders?.get(plain);
      if (found?.kind !== "known") return found ?? { kind: "unknown" };
      const files = [...found.files].map(([name, { bytes }]) => [name, byteString(bytes)] as const);
      return { kind: "known", files: new Map(files) };
    },
    file: (path) => {
      const name = path.startsWith(CONTROL) ? controlNames.find((one) => path === CONTROL + one) : undefined;
      if (control === null || name === undefined) return { kind: "unknown" };
      const file = control[name];
      return file === undefined ? { kind: "missing" } : { kind: "known", text: byteString(file.bytes) };
    },
  };
}

/** The folder of a file; "." where only the file's name is known. */
export function folderOf(path: ByteString): ByteString {
  const slash = path.lastIndexOf("/");
  if (slash <= 0) return slash === 0 ? "/" : ".";
  return path.slice(0, slash);
}

/** A path without what changes nothing in it; null if it leads out of where it starts. */
export function plainPath(path: ByteString): ByteString | null {
  const parts: ByteString[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined && !path.startsWith("/")) return null;
  }
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}
