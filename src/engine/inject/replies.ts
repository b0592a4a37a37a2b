import type { ByteString } from "../bytes/index.ts";

/** What ends qmail-inject: exit code 100 for good, 111 for now, and its last words. */
export interface Fatal {
  readonly code: 100 | 111;
  readonly text: ByteString;
}

// qmail-1.03 qmail-inject.c
const fatal = (code: Fatal["code"], text: ByteString): Fatal => ({
  code,
  text: `qmail-inject: fatal: ${text}`,
});

export const readError = fatal(111, "read error\n");

/** The field has its own newline. */
export const invalidField = (field: ByteString): Fatal => fatal(100, `invalid header field: ${field}`);

export const unparsable = (field: ByteString): Fatal => fatal(100, `unable to parse this line:\n${field}`);

export const unparsableAddress = (address: ByteString): Fatal =>
  fatal(100, `unable to parse address: ${address}\n`);

/** `failure` is what qmail_close tells. */
export const queueFailure = (failure: ByteString): Fatal =>
  fatal(failure.startsWith("D") ? 100 : 111, `${failure.slice(1)}\n`);
