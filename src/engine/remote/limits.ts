/** Bytes of a reply that are kept. Origin: qmail-1.03 qmail-remote.c HUGESMTPTEXT. */
export const REPLY_TEXT_BYTES_MAX = 5000;

/** Bytes of an answer from DNS for which there's room. Origin: qmail-1.03 dns.c PACKETSZ, <arpa/nameser.h>. */
export const DNS_ANSWER_BYTES = 512;

/** Aliases that are followed. Origin: qmail-1.03 dns.c dns_cname. */
export const ALIASES_MAX = 10;

/** Timeouts where the controls don't say. Origin: qmail-1.03 qmail-remote.c. */
export const DEFAULTS = { timeoutConnectSeconds: 60, timeoutRemoteSeconds: 1200 } as const;
