import type { ByteString } from "../bytes/index.ts";
import { errorText, type FileError } from "../program/index.ts";

// What rblsmtpd of ucspi-tcp 0.88 says, to the byte.

export const USAGE: ByteString =
  "rblsmtpd: usage: rblsmtpd [ -b ] [ -R ] [ -t timeout ] [ -r base ] [ -a base ] smtpd [ arg ... ]\n";

export const GREETING: ByteString = "220 rblsmtpd.local\r\n";
export const ACCEPTANCE: ByteString = "250 rblsmtpd.local\r\n";
export const FAREWELL: ByteString = "221 rblsmtpd.local\r\n";

/** The reason that -c gives where the list can't be asked. */
export const LOOKUP_ERROR: ByteString = "temporary RBL lookup error";

/** What is said to a client that isn't let in, without its end. Text beyond 200 bytes is cut. */
// ucspi-tcp-0.88 rblsmtpd.c rblsmtpd
export function rejection(code: "451" | "553", text: ByteString): ByteString {
  return `${code} ${text.slice(0, 200).replace(/[^ -~]/g, "?")}`;
}

/** The line in the log about such a client. */
export function logLine(ip: ByteString, processId: number, message: ByteString): ByteString {
  return `rblsmtpd: ${ip} pid ${processId}: ${message}\n`;
}

export function unableToRun(program: ByteString, error: FileError): ByteString {
  return `rblsmtpd: fatal: unable to run ${program}: ${errorText(error)}\n`;
}
