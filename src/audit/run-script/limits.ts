/**
 * Bounds of what is followed of a script. Each keeps a file that is no run script from taking long; each is far above what
 * published scripts need. What is beyond is told as unknown.
 */
export const limits = {
  /** Bytes of a script. */
  scriptBytesMax: 64 * 1024,
  /** Commands that are looked at, each on each way that comes to it. */
  stepsMax: 4000,
  /** Ways through a script. */
  waysMax: 64,
  /** Servers that one way starts. */
  startsMax: 16,
  /** Variables that are kept besides those that are exported. */
  variablesMax: 300,
  /** Constructs that are hidden from the grammar; each costs a reading of the script. */
  hiddenMax: 100,
  /** Scripts and substitutions within others. */
  depthMax: 8,
  /** Words of `for` that are taken one after another; beyond, its variable counts as unknown. */
  roundsMax: 50,
  /** Characters of a text times those of a pattern of `case` that it's compared with. */
  matchingMax: 1024 * 1024,
} as const;
