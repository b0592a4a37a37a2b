import type { ByteString } from "../bytes/index.ts";
import { errorText, type FileError } from "../program/index.ts";

// What qmail-newmrh of qmail 1.03, netqmail 1.06 and notqmail 1.09 says, to the byte.

const FATAL = "qmail-newmrh: fatal: ";

export function unableToRead(error: FileError): ByteString {
  return `${FATAL}unable to read control/morercpthosts: ${errorText(error)}\n`;
}

export function unableToWrite(error: FileError): ByteString {
  return `${FATAL}unable to write to control/morercpthosts.tmp: ${errorText(error)}\n`;
}

/** The original forgets the colon before the reason. */
export function unableToMove(error: FileError): ByteString {
  return `${FATAL}unable to move control/morercpthosts.tmp to control/morercpthosts.cdb${errorText(error)}\n`;
}
