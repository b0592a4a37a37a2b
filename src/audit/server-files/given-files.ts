import { isSameBytes } from "../../engine/bytes/index.ts";
import type { ServerPart } from "./recognize.ts";

/** A file that was given, with what is in it. */
export interface ServerFile {
  readonly part: ServerPart;
  /** On the server, as text. */
  readonly path: string;
  /** As its owner gave it. */
  readonly given: string;
  readonly bytes: Uint8Array;
  /** Seconds since 1970; null where that isn't known. */
  readonly modifiedAt: number | null;
}

/** Files that were given, one by one or as a folder. */
export interface ServerFiles {
  /** Each part at most once. */
  readonly files: readonly ServerFile[];
  /** What control/ lacks isn't on the server either; else it just wasn't given. */
  readonly isControlWhole: boolean;
  /** Names of other files in control/. */
  readonly others: readonly string[];
}

export const noServerFiles: ServerFiles = { files: [], isControlWhole: false, others: [] };

/** Whether two sets come to the same: the same parts with the same bytes at the same paths. */
export function isSameServerFiles(left: ServerFiles, right: ServerFiles): boolean {
  if (left === right) return true;
  return (
    left.files.length === right.files.length &&
    left.isControlWhole === right.isControlWhole &&
    left.others.join("\n") === right.others.join("\n") &&
    left.files.every((file) => {
      const other = right.files.find(({ part }) => part === file.part);
      return other !== undefined && other.path === file.path && isSameBytes(file.bytes, other.bytes);
    })
  );
}

/** The files with some put in the place of those that are the same part, or added. */
export function withServerFiles(before: ServerFiles, changed: readonly ServerFile[]): ServerFiles {
  const kept = before.files.map((file) => changed.find(({ part }) => part === file.part) ?? file);
  const added = changed.filter(({ part }) => !before.files.some((file) => file.part === part));
  return { ...before, files: [...kept, ...added] };
}
