/** What the editor does at most. Our own choices. */
export const limits = {
  /** Files whose undo stack is kept. */
  keptFilesMax: 40,
  /** Problems that are marked in the text. */
  markersMax: 1000,
  /** Control characters and the like that Monaco shows as badges. */
  badgesMax: 5000,
  /** Blocks that can be folded. */
  foldsMax: 1000,
  /** Problems that the list below the text shows. */
  listedProblemsMax: 100,
  /** UTF-16 units of a file that the plain editor colours; a longer one is shown in one colour. */
  colouredUnitsMax: 200_000,
} as const;
