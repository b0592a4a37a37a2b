/** Values of controls that aren't there. Origin: qmail-1.03 qmail-send.c. */
export const DEFAULTS = {
  queueLifetimeSeconds: 604_800,
  concurrencyLocal: 10,
  concurrencyRemote: 20,
} as const;

/** How many deliveries qmail-lspawn and qmail-rspawn do at a time, at most. Origin: qmail-1.03 conf-spawn. */
export const CONCURRENCY_MAX = 120;

/** Bytes of a delivery's report that are looked at. Origin: qmail-1.03 qmail-send.c REPORTMAX. */
export const REPORT_BYTES_MAX = 10_000;
