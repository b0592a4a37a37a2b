import type { ByteString } from "../engine/bytes/index.ts";
import { errorText, type FileError } from "../engine/program/index.ts";

/** Source: glibc strerror(3). */
const texts: Partial<Readonly<Record<FileError, ByteString>>> = {
  EACCES: "Permission denied",
  EMFILE: "Too many open files",
  ENAMETOOLONG: "File name too long",
  ENOSPC: "No space left on device",
};

/** Why a file can't be used, as programs that aren't DJB's say it: their "Permission denied" is his "access denied". */
export function unixErrorText(error: FileError): ByteString {
  return texts[error] ?? errorText(error);
}
