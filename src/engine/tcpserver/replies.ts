import type { ByteString } from "../bytes/index.ts";
import { errorText, type FileError } from "../program/index.ts";

// What tcpserver of ucspi-tcp 0.88 says, to the byte.

const FATAL = "tcpserver: fatal: ";
const DROP = "tcpserver: warning: dropping connection, ";

export const TCPSERVER_USAGE: ByteString =
  "tcpserver: usage: tcpserver [ -1UXpPhHrRoOdDqQv ] [ -c limit ] [ -x rules.cdb ] [ -B banner ] [ -g gid ] " +
  "[ -u uid ] [ -b backlog ] [ -l localname ] [ -t timeout ] host port program\n";

export function unableToReadRules(path: ByteString, error: FileError): ByteString {
  return `${DROP}unable to read ${path}: ${errorText(error)}\n`;
}

export function unableToRun(program: ByteString, error: FileError): ByteString {
  return `${DROP}unable to run ${program}: ${errorText(error)}\n`;
}

export function unableToFork(error: ByteString): ByteString {
  return `${DROP}unable to fork: ${error}\n`;
}

export function unknownPort(name: ByteString): ByteString {
  return `${FATAL}unable to figure out port number for ${name}\n`;
}

export function noAddress(host: ByteString): ByteString {
  return `${FATAL}no IP address for ${host}\n`;
}

/** `error` in words, since it comes from the network: "address already used", "access denied". */
export function unableToSet(id: "uid" | "gid"): ByteString {
  return `${FATAL}unable to set ${id}: ${errorText("EPERM")}\n`;
}

export function unableToBind(error: ByteString): ByteString {
  return `${FATAL}unable to bind: ${error}\n`;
}
