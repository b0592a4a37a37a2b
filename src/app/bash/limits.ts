/** Bounds of one typed line of bash. Each keeps a slip (a loop without end) from freezing the page. */
export const limits = {
  /** How long a line may be at it. */
  lineMilliseconds: 4000,
  /** How long it may take to stop, before it's ended in a way that loses what it has printed. */
  graceMilliseconds: 1000,
  /** How long it may run its programs before keys that were pressed meanwhile are looked at. */
  breathMilliseconds: 50,
  /** Things that a line may do to the world: files changed, programs run. */
  stepsMax: 2000,
  /** How many more steps it may take until it's stopped, and how much else it may do. */
  stepsWhenStopping: 20,
  featuresWhenStopping: 200,
  /** Loops around in one loop, and commands in one shell. */
  loopsMax: 20_000,
  commandsMax: 10_000_000,
  /** Characters that a line may print. */
  outputCharactersMax: 1_000_000,
  /** How long a shell may live; it lives while nobody types, too. Origin: the longest time that a timer takes. */
  shellMilliseconds: 2_147_483_647,
} as const;
