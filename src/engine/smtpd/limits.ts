/** Received and Delivered lines from which on a message counts as looping. Origin: qmail-smtpd.c MAXHOPS. */
export const HOPS_MAX = 100;

/** Bytes of an address, without its brackets and quotes, that are still taken. Origin: qmail-smtpd.c addrparse. */
export const ADDRESS_BYTES_MAX = 899;

/** Seconds that the client may stay silent when control/timeoutsmtpd doesn't say. Origin: qmail-smtpd.c timeout. */
export const TIMEOUT_SECONDS = 1200;

/** Bytes that are asked of the client at once; the replies go out before each asking. Origin: qmail-smtpd.c ssinbuf. */
export const INPUT_BYTES = 1024;

/** Bytes of replies that are held back at most. Origin: qmail-smtpd.c ssoutbuf. */
export const OUTPUT_BYTES = 512;

/** Seconds that a client with a wrong password has to wait. Origin: netqmail-smtp-auth qmail-smtpd.c AUTHSLEEP. */
export const AUTH_SLEEP_SECONDS = 5;
