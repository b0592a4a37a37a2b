import { lowerAscii, type ByteString } from "../bytes/index.ts";

/** A line from the client, taken apart. The verb is as it was typed. */
export interface Command {
  readonly verb: ByteString;
  readonly argument: ByteString;
}

/** Takes a line, its newline gone, apart: one CR at its end goes, and a NUL ends it. */
// qmail-1.03 commands.c commands
export function parseCommand(line: ByteString): Command {
  return splitAtSpaces(cString(withoutCarriageReturn(line)));
}

/** The verb ends at the first space, the argument starts after all the spaces there. A tab is a letter like any other. */
// qmail-1.03 commands.c commands
export function splitAtSpaces(text: ByteString): Command {
  const space = text.indexOf(" ");
  if (space === -1) return { verb: text, argument: "" };
  let start = space + 1;
  while (text.charCodeAt(start) === SPACE) start++;
  return { verb: text.slice(0, space), argument: text.slice(start) };
}

/** A line without the one CR that it may end with. */
export function withoutCarriageReturn(line: ByteString): ByteString {
  const last = line.length - 1;
  return line.charCodeAt(last) === CR ? line.slice(0, last) : line;
}

/** The part of a byte string before its first NUL, which is all that a C string shows of it. */
export function cString(text: ByteString): ByteString {
  const nul = text.indexOf("\0");
  return nul === -1 ? text : text.slice(0, nul);
}

/** Whether two byte strings are the same but for the case of A to Z. */
// qmail-1.03 case_diffs.c case_diffs
export function isSameWord(one: ByteString, other: ByteString): boolean {
  return one === other || (one.length === other.length && lowerAscii(one) === lowerAscii(other));
}

const SPACE = 0x20;
const CR = 0x0d;
