import type { ByteString } from "../../engine/bytes/index.ts";
import { errorText, type FileError } from "../../engine/program/index.ts";

// Source: glibc strerror. Those that can come of a world's files; a page has no room for the others at its first paint.
const texts: Partial<Readonly<Record<FileError, string>>> = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  ENOEXEC: "Exec format error",
  EPERM: "Operation not permitted",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  EEXIST: "File exists",
  ENOTEMPTY: "Directory not empty",
  ENOSPC: "No space left on device",
  ENAMETOOLONG: "File name too long",
  EMFILE: "Too many open files",
  EBUSY: "Device or resource busy",
  EINVAL: "Invalid argument",
};

/** Why a file can't be used, as Unix's own programs say it; DJB's have words of their own (`errorText`). */
export function unixErrorText(error: FileError): ByteString {
  return texts[error] ?? errorText(error);
}
