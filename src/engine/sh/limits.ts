/** Bounds of a shell's text. Each keeps one mistake (a loop that writes a script, a huge paste) from freezing the page. */
export const limits = {
  /** Characters of one word. Source: Linux MAX_ARG_STRLEN, with its NUL. */
  wordCharactersMax: 128 * 1024,
  /** Words and operators of one command with all that is within it. */
  commandTokensMax: 20_000,
} as const;
