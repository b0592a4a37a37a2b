import type { ByteString } from "../bytes/index.ts";

/**
 * Each fixed reply, under the name of the original's function that utters it.
 *
 * Those of the netqmail-smtp-auth patch are marked; the others are in all versions. Memory, processes and pipes never
 * run out here, so die_nomem, err_qqt, err_fork, err_pipe and err_write are only there to be explained to those who got
 * them from a real server.
 */
// qmail-1.03 qmail-smtpd.c, netqmail-smtp-auth qmail-smtpd.c
export const REPLIES = {
  die_alarm: "451 timeout (#4.4.2)\r\n",
  die_control: "421 unable to read controls (#4.3.0)\r\n",
  die_ipme: "421 unable to figure out my IP addresses (#4.3.0)\r\n",
  die_nomem: "421 out of memory (#4.3.0)\r\n",
  err_bmf: "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)\r\n",
  err_hops: "554 too many hops, this message is looping (#5.4.6)\r\n",
  err_nogateway: "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)\r\n",
  err_noop: "250 ok\r\n",
  err_qqt: "451 qqt failure (#4.3.0)\r\n",
  err_size: "552 sorry, that message size exceeds my databytes limit (#5.3.4)\r\n",
  err_syntax: "555 syntax error (#5.5.4)\r\n",
  err_unimpl: "502 unimplemented (#5.5.1)\r\n",
  err_vrfy: "252 send some mail, i'll try my best\r\n",
  err_wantmail: "503 MAIL first (#5.5.1)\r\n",
  err_wantrcpt: "503 RCPT first (#5.5.1)\r\n",
  smtp_data: "354 go ahead\r\n",
  smtp_mail: "250 ok\r\n",
  smtp_rcpt: "250 ok\r\n",
  smtp_rset: "250 flushed\r\n",
  // The netqmail-smtp-auth patch.
  auth_login_password: "334 UGFzc3dvcmQ6\r\n",
  auth_login_user: "334 VXNlcm5hbWU6\r\n",
  auth_plain: "334 \r\n",
  err_authabrt: "501 auth exchange canceled (#5.0.0)\r\n",
  err_authd: "503 you're already authenticated (#5.5.0)\r\n",
  err_authfail: "535 authentication failed (#5.7.1)\r\n",
  err_authmail: "503 no auth during mail transaction (#5.5.0)\r\n",
  err_child: "454 oops, problem with child and I can't auth (#4.3.0)\r\n",
  err_fork: "454 oops, child won't start and I can't auth (#4.3.0)\r\n",
  err_input: "501 malformed auth input (#5.5.4)\r\n",
  err_noauth: "504 auth type unimplemented (#5.5.1)\r\n",
  err_pipe: "454 oops, unable to open pipe and I can't auth (#4.3.0)\r\n",
  err_submission: "530 Authorization required (#5.7.1) \r\n",
  err_write: "454 oops, unable to write pipe and I can't auth (#4.3.0)\r\n",
  smtp_auth: "235 ok, go ahead (#2.0.0)\r\n",
  smtp_auth_unavailable: "503 auth not available (#5.3.3)\r\n",
} as const satisfies Readonly<Record<string, ByteString>>;

/** The name of a fixed reply. */
export type ReplyName = keyof typeof REPLIES;

/** What a connection is greeted with. */
// qmail-1.03 qmail-smtpd.c main
export function greetingReply(greeting: ByteString): ByteString {
  return `220 ${greeting} ESMTP\r\n`;
}

// qmail-1.03 qmail-smtpd.c smtp_helo
export function heloReply(greeting: ByteString): ByteString {
  return `250 ${greeting}\r\n`;
}

/** The reply to EHLO: the greeting and the extensions, a line each. */
// qmail-1.03 qmail-smtpd.c smtp_ehlo
export function ehloReply(greeting: ByteString, extensions: readonly ByteString[]): ByteString {
  const lines = [greeting, "PIPELINING", "8BITMIME", ...extensions];
  return lines.map((line, at) => `250${at === lines.length - 1 ? " " : "-"}${line}\r\n`).join("");
}

// qmail-1.03 qmail-smtpd.c smtp_quit
export function quitReply(greeting: ByteString): ByteString {
  return `221 ${greeting}\r\n`;
}

/** That a message is queued: when, and by which process. */
// qmail-1.03 qmail-smtpd.c acceptmessage
export function acceptedReply(seconds: number, processId: number): ByteString {
  return `250 ok ${seconds} qp ${processId}\r\n`;
}

/** What qmail-queue's failure is to the client; `failure` is "D" or "Z" and the words. */
// qmail-1.03 qmail-smtpd.c smtp_data
export function queueFailureReply(failure: ByteString): ByteString {
  return `${failure.startsWith("D") ? "554 " : "451 "}${failure.slice(1)}\r\n`;
}

/** The challenge of CRAM-MD5, in base64. */
// netqmail-smtp-auth qmail-smtpd.c auth_cram
export function challengeReply(challenge: ByteString): ByteString {
  return `334 ${challenge}\r\n`;
}
