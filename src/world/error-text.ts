import type { ByteString } from "../engine/bytes/index.ts";
import { errorText, type FileError } from "../engine/program/index.ts";

/** Why a file can't be used, as programs that aren't DJB's say it: their "Permission denied" is his "access denied". */
export function unixErrorText(error: FileError): ByteString {
  return error === "EACCES" ? "Permission denied" : errorText(error);
}
