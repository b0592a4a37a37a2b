/** Bytes of a line beyond which a field with addresses is broken. Origin: qmail-1.03 qmail-inject.c LINELEN. */
export const LINE_BYTES = 80;
