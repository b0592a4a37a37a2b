import type { FileError } from "../../engine/program/index.ts";

// glibc 2.36 strerror(3)
const texts: Partial<Readonly<Record<string, string>>> = {
  EACCES: "Permission denied",
  EBUSY: "Device or resource busy",
  EEXIST: "File exists",
  EINVAL: "Invalid argument",
  EISDIR: "Is a directory",
  ENOENT: "No such file or directory",
  ENOSPC: "No space left on device",
  ENOTDIR: "Not a directory",
  ENOTEMPTY: "Directory not empty",
  EPERM: "Operation not permitted",
};

/** The words that programs of GNU have for an error. */
function gnuText(error: string): string {
  return texts[error] ?? error;
}

/** An error as Node's file system throws it, which is what just-bash looks for. */
export class FileTrouble extends Error {
  readonly code: FileError;

  constructor(code: FileError, path: string) {
    super(`${code}: ${gnuText(code)}, open '${path}'`);
    this.code = code;
  }
}

const untidy = /\bE[A-Z]+: ([^,\n]+), open '[^'\n]*'/g;

/** What just-bash complains of, with the errors' own words, which it has replaced by others or given at length. */
export function tidyComplaints(text: string, troubleOf: (name: string) => FileError | null): string {
  const reworded = (whole: string, before: string, name: string): string => {
    const trouble = troubleOf(name);
    return trouble === null ? whole : `${before}${name}: ${gnuText(trouble)}`;
  };
  return text
    .replace(untidy, "$1")
    .replace(/, increase executionLimits\.\w+/g, "")
    .replace(/^(bash: )(.*): cannot open redirect target$/gm, reworded)
    .replace(/^(.*: )([^:\n]+): No such file or directory$/gm, reworded);
}
