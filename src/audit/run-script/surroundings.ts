import { byteString, type ByteString } from "../../engine/bytes/index.ts";
import { controlNames, type Configuration } from "../configuration.ts";

/** What is known of a file beside the script. */
export type BesideFile =
  | { readonly kind: "known"; readonly text: ByteString }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown" };

/** What a script finds on its server, as far as it's known. */
export interface Surroundings {
  /** By its absolute path. */
  readonly file: (path: ByteString) => BesideFile;
  /** The files of a folder by name, as envdir reads them; null if it isn't known. */
  readonly folder: (path: ByteString) => ReadonlyMap<ByteString, ByteString> | null;
}

export const nothingKnown: Surroundings = { file: () => ({ kind: "unknown" }), folder: () => null };

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
