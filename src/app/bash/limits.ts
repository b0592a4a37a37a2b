/** Bounds of one typed line of bash. Each keeps a slip (a loop without end) from freezing the page. */
export const limits = {
  /** How long a line may be at it. */
  lineMilliseconds: 4000,
  /** Things that a line may do to the world: files changed, programs run. */
  stepsMax: 2000,
  /** Loops around in one loop, and commands in one shell. */
  loopsMax: 20_000,
  commandsMax: 10_000_000,
  /** Characters that a line may print. */
  outputCharactersMax: 1_000_000,
  /** How long a shell may live; it lives while nobody types, too. Origin: the longest time that a timer takes. */
  shellMilliseconds: 2_147_483_647,
} as const;
