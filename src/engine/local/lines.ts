import type { ByteString } from "../bytes/index.ts";
import { myctime } from "../datetime/index.ts";
import { quote2 } from "../quote/index.ts";

/** The lines that a delivery puts before a message, each with its newline. `now` in seconds since 1970. */
// qmail-1.03 qmail-local.c main: dtline, rpline, ufline
export const lines = {
  deliveredTo: (recipient: ByteString): ByteString => `Delivered-To: ${recipient.replaceAll("\n", "_")}\n`,
  returnPath: (sender: ByteString): ByteString => `Return-Path: <${quote2(sender).replaceAll("\n", "_")}>\n`,
  from: (sender: ByteString, now: number): ByteString =>
    `From ${sender === "" ? "MAILER-DAEMON" : sender.replace(/[ \t\n]/g, "-")} ${myctime(now)}`,
} as const;

/** A message as an mbox has it: lines that look like a From line with a ">" before them, an empty line at the end. */
// qmail-1.03 qmail-local.c mailfile, gfrom.c gfrom
export function mboxBody(message: ByteString): ByteString {
  const ended = message === "" || message.endsWith("\n") ? message : `${message}\n`;
  return `${ended.replace(/^(?=>*From )/gm, ">")}\n`;
}

/** Whether the message's header already has this Delivered-To line. */
// qmail-1.03 qmail-local.c bouncexf
export function bouncexf(message: ByteString, deliveredTo: ByteString): boolean {
  const end = message.indexOf("\n\n");
  const header = message.startsWith("\n") ? "" : end === -1 ? message : message.slice(0, end + 1);
  return `\n${header}`.includes(`\n${deliveredTo}`);
}
