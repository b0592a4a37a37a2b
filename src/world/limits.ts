/**
 * Bounds of the simulated world. Each keeps one mistake of a learner (a loop, a huge paste) from freezing the page,
 * so it's far above what a lesson needs; those that name a source are bounds of the real programs.
 */
export const limits = {
  /** How long a person takes for anything, so that what is done later is later on the clock too. */
  secondsPerAction: 1,
  /** Steps that processes may take before the world is settled after one action. */
  stepsPerActionMax: 20_000,
  /** The same while a program that doesn't come to an end is at it: the others get enough, and the page stays quick. */
  stepsPerActionWhenBusy: 4000,
  /** Steps that a process takes in a row before others have their turn. */
  stepsPerTurnMax: 50,
  /** Bytes handled that count as one step more. Origin: reading, cutting up and showing them takes as long. */
  bytesPerStep: 1024,
  /** Bytes handled in one step after which a program pauses. */
  bytesBeforePause: 256 * 1024,
  /** Bytes of a text times those of a pattern of `case` that it's compared with. */
  matchingMax: 4 * 1024 * 1024,
  /** What starting a process counts as, in bytes handled. */
  startBytes: 3 * 1024,
  /** Times that services which end at once are started again, each at its second, while one action lasts. */
  restsPerActionMax: 300,
  /** Bytes of one file. */
  fileBytesMax: 4 * 1024 * 1024,
  /** Bytes of all files of one host. */
  diskBytesMax: 32 * 1024 * 1024,
  /** Files and folders of one host. */
  filesMax: 20_000,
  /** Messages in a host's queue; qmail-queue takes no further one, as on a disk without free inodes. */
  queueMessagesMax: 3000,
  /** Bytes of one name in a folder. Source: Linux NAME_MAX. */
  nameBytesMax: 255,
  /** Bytes of a path. Source: Linux PATH_MAX, with its NUL. */
  pathBytesMax: 4095,
  /** Descriptors that a process has open. Source: Linux's default of RLIMIT_NOFILE. */
  descriptorsMax: 1024,
  /** Bytes of one argument or variable that a program is started with. Source: Linux MAX_ARG_STRLEN, with its NUL. */
  argumentBytesMax: 128 * 1024,
  /** Bytes of all of them. Source: Linux, a quarter of the default stack. */
  argumentsBytesMax: 2 * 1024 * 1024,
  /** Bytes of text that a program takes in. */
  memoryBytesMax: 32 * 1024 * 1024,
  /** Characters that one console keeps; the oldest entries go first. */
  consoleCharactersMax: 512 * 1024,
  /** How many characters go at once when a console is full. */
  consoleCharactersDropped: 32 * 1024,
  /** Bytes of one line on a console; a longer one becomes several. */
  consoleLineBytesMax: 64 * 1024,
  /** Connections whose decisions are kept; the oldest closed ones go first. */
  tracesMax: 2000,
  /** Aliases that a look-up in DNS follows. Source: djbdns-1.05 query.c QUERY_MAXALIAS. */
  aliasesMax: 16,
  /** Processes alive on one host. */
  processesMax: 400,
  /** What a process may have been told, and still be copied. Some 40 bytes each. */
  journalEntriesMax: 100_000,
  /** What a process has been told when it next goes on afresh from a rest. */
  journalEntriesAtRest: 64,
  /**
   * How far sleeping programs may carry the clock on within one action. Origin: long enough to see mail expire, for
   * which qmail-send takes a week (queuelifetime) and the time until it tries again.
   */
  sleepSecondsPerActionMax: 8 * 86_400,
  /** The same while a program that doesn't come to an end is at it, so that what is done beside it isn't timed out. */
  sleepSecondsPerActionWhenBusy: 600,
  /** Bytes of one typed line. */
  lineBytesMax: 64 * 1024,
  /** Bytes of a command of a shell once variables, commands and patterns are replaced. */
  commandBytesMax: 1024 * 1024,
  /** How long a client waits for a connection that nobody answers. Source: Linux's default of tcp_syn_retries. */
  connectTimeoutSeconds: 127,
} as const;
