export const limits = {
  /** Pixels along a side of a tile. */
  tileSide: 256,
  /** The level whose tiles show 16 addresses each. */
  tileLevelMax: 14,
  /** CSS pixels that a pixel of a tile may take on the screen, before those of the next level are fetched. */
  tilePixelMax: 3,
  /** The last level on whose tiles small ranges are marked. */
  markedLevelMax: 8,
  /** Pixels that a marked range takes at most. */
  markedPixelsMax: 6,
  /** Of more small ranges in a tile none is marked. */
  marksPerTileMax: 60,
  /** Tiles of 256 kB each that are kept. */
  tilesKept: 160,
  /** Addresses along a side of the closest view. */
  viewSideMin: 4,
  /** Addresses along a side of the closest view that a search goes to by itself: a /24. */
  searchViewSideMin: 16,
  /** Ranges that are looked at between two reports of progress. */
  rangesPerReport: 65_536,
  /** Rows of the table on one page. */
  rowsPerPage: 50,
  /** Blocks a.b.c.d/n that a row shows at once. */
  cidrsShown: 4,
  /** How long a zoom by a key or button takes. */
  zoomMs: 220,
  /** After what time a cursor that rests is spoken of. */
  restMs: 150,
} as const;
