/** What a console keeps at most. Our own choices: none of them is reached by a lesson. */
export const limits = {
  /** Lines that the Up key can bring back. */
  historyLinesMax: 500,
  /** Characters of an escape sequence; a longer one is not one that any key sends. */
  escapeCharactersMax: 32,
  /** Lines that can be scrolled back to in the terminal. */
  scrollbackLinesMax: 5000,
  /** Entries that the text log and the stand-in show; older ones are left out. */
  shownEntriesMax: 600,
  /** Candidates that a completion lists. */
  listedCandidatesMax: 60,
} as const;
