/** A file as it was given: dropped, chosen, or found in a folder. */
export interface GivenFile {
  /** Below what was given, with the folder's own name in front: `control/rcpthosts`. */
  readonly path: string;
  /** Null: the browser doesn't hand it out. */
  readonly file: Blob | null;
  /** Seconds since 1970; null where that isn't known. */
  readonly modifiedAt: number | null;
}

/** One file of what was given, before it's read. */
export interface GivenEntry {
  readonly path: string;
  /** Null: it isn't known before it's read. */
  readonly size: number | null;
  readonly modifiedAt: number | null;
  /** Its bytes, or why they can't be had. */
  readonly read: () => Promise<Uint8Array | GivenTrouble>;
}

/** Why something can't be taken, as a sentence that names it. */
export interface GivenTrouble {
  readonly trouble: string;
}

export function troubleOf(name: string, why: string): GivenTrouble {
  return { trouble: `${name}: ${why}` };
}
