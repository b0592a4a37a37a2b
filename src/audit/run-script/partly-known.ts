import type { ByteString } from "../../engine/bytes/index.ts";

/** A place in a script: the line, and the column in UTF-16 units as editors count them, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why something can't be known from the script and the files beside it. */
export type UnknownReason =
  /** What this command prints. */
  | { readonly kind: "command"; readonly text: ByteString }
  /** The script sets this variable nowhere before, so it's whatever the script is started with. */
  | { readonly kind: "variable"; readonly name: ByteString }
  /** This file isn't among those given. */
  | { readonly kind: "file"; readonly path: ByteString }
  /** What is in this folder, as envdir reads it, isn't among what was given. */
  | { readonly kind: "folder"; readonly path: ByteString }
  /** It's something of the shell's that isn't followed here, such as `${name:-text}`, arithmetic or a pattern of file names. */
  | { readonly kind: "expansion" }
  /** A loop sets it, or `read`. */
  | { readonly kind: "set later"; readonly name: ByteString }
  /** There's more than is followed. */
  | { readonly kind: "too long" }
  /** What a program of this name does isn't known. */
  | { readonly kind: "program"; readonly name: ByteString };

export interface Unknown {
  readonly reason: UnknownReason;
  readonly place: Place;
}

/**
 * A byte string in which each character from U+E000 on stands for some text, maybe none, that isn't known. No byte is such
 * a character.
 */
export type PartlyKnown = string;

/** The unknown texts of one script. */
export interface Unknowns {
  /** The character that stands for one; the same for the same. */
  readonly standFor: (unknown: Unknown) => PartlyKnown;
  /** Those that stand in a text. */
  readonly within: (text: PartlyKnown) => readonly Unknown[];
}

const FIRST = 0xe000;
const COUNT_MAX = 0x1900;

export function unknownsOf(): Unknowns {
  const all: Unknown[] = [];
  const indexOf = new Map<string, number>();
  return {
    standFor: (unknown) => {
      const name = JSON.stringify(unknown);
      let index = indexOf.get(name);
      if (index === undefined) {
        // The last one stands for all that are too many.
        index = Math.min(all.length, COUNT_MAX - 1);
        all[index] ??= unknown;
        indexOf.set(name, index);
      }
      return String.fromCharCode(FIRST + index);
    },
    within: (text) =>
      (text.match(/[\ue000-\uf8ff]/g) ?? []).flatMap(
        (character) => all[character.charCodeAt(0) - FIRST] ?? [],
      ),
  };
}

export function isKnown(text: PartlyKnown): boolean {
  return !/[\ue000-\uf8ff]/.test(text);
}

/** The text if all of it is known, else null. */
export function known(text: PartlyKnown): ByteString | null {
  return isKnown(text) ? text : null;
}
