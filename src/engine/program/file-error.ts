// In the words of ucspi-tcp-0.88 and qmail-1.03 error_str.c.
const TEXTS = {
  ENOENT: "file does not exist",
  EACCES: "access denied",
  ENOEXEC: "exec format error",
  EPERM: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
  EEXIST: "file already exists",
  ENOTEMPTY: "directory not empty",
  EXDEV: "cross-device link",
  ENOSPC: "out of disk space",
  EDQUOT: "disk quota exceeded",
  EFBIG: "file too big",
  EROFS: "read-only file system",
  ELOOP: "symbolic link loop",
  ENAMETOOLONG: "file name too long",
  EMFILE: "process cannot open more files",
  ETXTBSY: "text busy",
  EBUSY: "device busy",
  EINVAL: "invalid argument",
  EPROTO: "protocol error",
  ENOMEM: "out of memory",
  EIO: "input/output error",
} as const;

/** Why a file could not be read or written, by its name in errno.h. */
export type FileError = keyof typeof TEXTS;

/** The words for an error that DJB's programs print. */
export function errorText(error: FileError): string {
  return TEXTS[error];
}

/** Whether this is an error that has its own words here. */
export function isFileError(code: string): code is FileError {
  return Object.hasOwn(TEXTS, code);
}
