/** Bytes of an address in an envelope, NUL included, that qmail-queue no longer takes. Origin: qmail-queue.c ADDR. */
export const ENVELOPE_ADDRESS_BYTES = 1003;

/** Bytes of a custom error on descriptor 6 that are read. Origin: notqmail-1.09 qmail.c qmail_errstr. */
export const CUSTOM_ERROR_BYTES_MAX = 255;
