import type { ByteString } from "../bytes/index.ts";
import { date822fmt } from "../datetime/index.ts";
import { quote, quote2 } from "../quote/index.ts";
import type { SendControls } from "./controls.ts";
import { stripvdomprepend } from "./rewrite.ts";

/** How the text of each failure notice begins, before the name of the host that it comes from. */
// qmail-1.03 qmail-send.c injectbounce
export const BOUNCE_OPENING = "Hi. This is the qmail-send program at ";

/** What a message's bounce file gets for one recipient that failed. */
// qmail-1.03 qmail-send.c addbounce
export function addbounce(
  recipient: ByteString,
  report: ByteString,
  { routing }: Pick<SendControls, "routing">,
): ByteString {
  const address = stripvdomprepend(recipient, routing).replaceAll("\n", "_");
  const ended = report === "" || report.endsWith("\n") ? report : `${report}\n`;
  const text = `<${address}>:\n${ended}`;
  // An empty line would end the paragraph, so each newline right after another becomes a slash, but for the last byte.
  return `${text.slice(0, -1).replace(/(?<=\n)\n/g, "/")}${text.slice(-1)}\n`;
}

/** What is sent when a message has failed. A triple bounce is thrown away. */
export type Bounce =
  | { readonly kind: "discarded" }
  | {
      readonly kind: "sent";
      readonly sender: ByteString;
      readonly recipient: ByteString;
      readonly message: ByteString;
    };

/** Of a bounce: whose message failed, what failed, the message itself, and the time in seconds since 1970. */
export interface Failed {
  readonly sender: ByteString;
  /** The bounce file: what {@link addbounce} has made. */
  readonly report: ByteString;
  readonly message: ByteString;
  readonly now: number;
}

/** The failure notice to a sender; the bounce of a bounce goes to the postmaster, from "#@[]". */
// qmail-1.03 qmail-send.c injectbounce
export function injectbounce(failed: Failed, controls: SendControls): Bounce {
  const sender = failed.sender.endsWith("-@[]") ? failed.sender.slice(0, -4) : failed.sender;
  if (sender === "#@[]") return { kind: "discarded" };
  const isDouble = sender === "";
  const recipient = isDouble ? controls.doublebounceto : sender;
  const { bouncefrom, bouncehost } = controls;
  const message =
    `Date: ${date822fmt(failed.now)}\n` +
    `From: ${quote(bouncefrom)}@${bouncehost}\n` +
    `To: ${quote2(recipient)}\n` +
    "Subject: failure notice\n\n" +
    `${BOUNCE_OPENING}${bouncehost}.\n` +
    (isDouble ? bouncedWords : failedWords) +
    failed.report +
    (isDouble
      ? "--- Below this line is the original bounce.\n\n"
      : "--- Below this line is a copy of the message.\n\n") +
    `Return-Path: <${quote2(sender)}>\n` +
    failed.message;
  return { kind: "sent", sender: isDouble ? "#@[]" : "", recipient, message };
}

const failedWords =
  "I'm afraid I wasn't able to deliver your message to the following addresses.\n" +
  "This is a permanent error; I've given up. Sorry it didn't work out.\n\n";

const bouncedWords = "I tried to deliver a bounce message to this address, but the bounce bounced!\n\n";

/** What is added to the report of a delivery that failed for now, once the message is too old. */
// qmail-1.03 qmail-send.c del_dochan
export const TOO_LONG_IN_THE_QUEUE =
  "I'm not going to try again; this message has been in the queue too long.\n";
