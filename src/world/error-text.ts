import type { ByteString } from "../engine/bytes/index.ts";
import type { FileError } from "../engine/program/index.ts";

// Source: glibc strerror.
const texts: Readonly<Record<FileError, string>> = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  ENOEXEC: "Exec format error",
  EPERM: "Operation not permitted",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  EEXIST: "File exists",
  ENOTEMPTY: "Directory not empty",
  EXDEV: "Invalid cross-device link",
  ENOSPC: "No space left on device",
  EDQUOT: "Disk quota exceeded",
  EFBIG: "File too large",
  EROFS: "Read-only file system",
  ELOOP: "Too many levels of symbolic links",
  ENAMETOOLONG: "File name too long",
  EMFILE: "Too many open files",
  ETXTBSY: "Text file busy",
  EBUSY: "Device or resource busy",
  EINVAL: "Invalid argument",
  EPROTO: "Protocol error",
  ENOMEM: "Cannot allocate memory",
  EIO: "Input/output error",
};

/** Why a file can't be used, as Unix's own programs say it; DJB's have words of their own (`errorText`). */
export function unixErrorText(error: FileError): ByteString {
  return texts[error];
}
