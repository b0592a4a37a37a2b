/** Bounds of inetd. Origin: netkit-base-0.17 inetd.c, as 4.4BSD has them; the backlog is inetutils-2.4 inetd.c's. */
export const limits = {
  /** Servers of one service that are too many within `startsSeconds`. Origin: TOOMANY. */
  startsMax: 40,
  /** Origin: CNT_INTVL. */
  startsSeconds: 60,
  /** How long a service rests that was looping, or whose port was taken. Origin: RETRYTIME. */
  retrySeconds: 600,
  /** How many connections can wait for their server. */
  backlogMax: 10,
} as const;
