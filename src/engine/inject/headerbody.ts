import type { ByteString } from "../bytes/index.ts";
import { hfield_valid } from "./hfield.ts";

/** A message taken apart: fields with the lines that continue them, each ending with a newline; the body with the empty line before it. */
export interface HeaderAndBody {
  readonly fields: readonly ByteString[];
  readonly body: ByteString;
}

/**
 * Takes a message apart. A header that isn't ended by an empty line gets one; a line between the messages of an mbox is
 * a field called MBOX-Line; a last line without a newline gets one.
 */
// qmail-1.03 headerbody.c headerbody
export function headerbody(message: ByteString): HeaderAndBody {
  const text = message === "" || message.endsWith("\n") ? message : `${message}\n`;
  const fields: ByteString[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at) + 1;
    const line = text.slice(at, end);
    const last = fields.at(-1);
    if (last !== undefined && /^[ \t]/.test(line)) fields[fields.length - 1] = last + line;
    else if (line === "\n") return { fields, body: text.slice(at) };
    else if (line.startsWith("From ")) fields.push(`MBOX-Line: ${line}`);
    else if (hfield_valid(line)) fields.push(line);
    else return { fields, body: `\n${text.slice(at)}` };
    at = end;
  }
  return { fields, body: "" };
}
