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

/** What a configuration tells of its server: of control/, the files that the audit takes in, and which of them are missing. */
export function surroundingsOf({ control }: Configuration): Surroundings {
  return {
    ...nothingKnown,
    file: (path) => {
      const name = path.startsWith(CONTROL) ? controlNames.find((one) => path === CONTROL + one) : undefined;
      if (control === null || name === undefined) return { kind: "unknown" };
      const file = control[name];
      return file === undefined ? { kind: "missing" } : { kind: "known", text: byteString(file.bytes) };
    },
  };
}
