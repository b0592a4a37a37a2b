import { encodeByteString } from "../../engine/bytes/index.ts";

/** Turns columns of the engine (bytes, from 1) into columns of an editor (UTF-16 units, from 1) on this line. */
export function editorColumns(line: string): (byteColumn: number) => number {
  // eslint-disable-next-line no-control-regex -- in ASCII the two are the same
  if (/^[\x00-\x7f]*$/.test(line)) return (byteColumn) => byteColumn;
  return (byteColumn) => {
    let bytes = 0;
    let units = 0;
    for (const character of line) {
      if (bytes >= byteColumn - 1) break;
      bytes += encodeByteString(character).length;
      units += character.length;
    }
    return units + 1;
  };
}
