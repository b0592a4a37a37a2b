/** Bounds of tcp_wrappers. */
export const limits = {
  /** Bytes of one rule, its newline and a closing zero byte included. Origin: tcp_wrappers-7.6 hosts_access.c BUFLEN. */
  ruleBytesMax: 2048,
  /** How long a client's ident server is asked. Origin: tcp_wrappers-7.6 Makefile RFC931_TIMEOUT. */
  identSeconds: 10,
} as const;
