import type { ByteString } from "../bytes/index.ts";
import { errorText, type FileError } from "../program/index.ts";

// What tcprules and tcprulescheck of ucspi-tcp 0.88 say, to the byte.

const FATAL = "tcprules: fatal: ";

export const TCPRULES_USAGE: ByteString = "tcprules: usage: tcprules rules.cdb rules.tmp\n";

export const TCPRULESCHECK_USAGE: ByteString = "tcprulescheck: usage: tcprulescheck rules.cdb\n";

/** The line is shown up to its first NUL. */
export function unableToParse(line: ByteString): ByteString {
  const nul = line.indexOf("\0");
  return `${FATAL}unable to parse this line: ${nul === -1 ? line : line.slice(0, nul)}\n`;
}

export function unableToCreate(path: ByteString, error: FileError): ByteString {
  return `${FATAL}unable to create ${path}: ${errorText(error)}\n`;
}

export function unableToWrite(path: ByteString, error: FileError): ByteString {
  return `${FATAL}unable to write to ${path}: ${errorText(error)}\n`;
}

export function unableToReadInput(error: FileError): ByteString {
  return `${FATAL}unable to read input: ${errorText(error)}\n`;
}

export function unableToMove(paths: { from: ByteString; to: ByteString }, error: FileError): ByteString {
  return `${FATAL}unable to move ${paths.from} to ${paths.to}: ${errorText(error)}\n`;
}

export function unableToReadRules(path: ByteString, error: FileError): ByteString {
  return `tcprulescheck: fatal: unable to read ${path}: ${errorText(error)}\n`;
}
