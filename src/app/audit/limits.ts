/** What the page takes at most. Our own choices. */
export const limits = {
  /** Files looked at, by their names, in all that is given at once. */
  namesMax: 50_000,
  /** Bytes of one of the server's files. */
  fileBytesMax: 512 * 2 ** 20,
  /** Bytes of an archive as it was given, and of what a compressed one unpacks to. */
  archiveBytesMax: 2 ** 30,
  /** Bytes of a file that can be edited here. */
  editableBytesMax: 2 ** 20,
  /** Bytes of all files together that the browser keeps over a reload. */
  keptBytesMax: 32 * 2 ** 20,
  /** Findings of one kind that are told each by itself. */
  alikeMax: 20,
  /** Lines of a fix that are shown. */
  previewLinesMax: 200,
  /** How often all is fixed that is found, when all is to be fixed. */
  fixRoundsMax: 8,
  /** Ways to turn an answer round that are shown, and what each changes besides. */
  waysMax: 4,
  effectsShown: 5,
  /** Differences that are told. */
  differencesMax: 500,
  /** Names of files that are listed as left over. */
  leftOverMax: 20,
  /** Steps that can be undone. */
  undoMax: 100,
} as const;
