/** Bytes of a reply that are kept. Origin: qmail-1.03 qmail-remote.c HUGESMTPTEXT. */
export const REPLY_TEXT_BYTES_MAX = 5000;

/** Timeouts where the controls don't say. Origin: qmail-1.03 qmail-remote.c. */
export const DEFAULTS = { timeoutConnectSeconds: 60, timeoutRemoteSeconds: 1200 } as const;
