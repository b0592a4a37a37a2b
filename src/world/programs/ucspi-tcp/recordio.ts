import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldProgram } from "../../process.ts";
import { pipesAround, type Way } from "./pipes-around.ts";

const arrows: Readonly<Record<Way, ByteString>> = { in: " < ", out: " > " };

/** recordio(1): tells on standard error all that a program and its client say, line by line. */
// ucspi-tcp-0.88 recordio.c record
export const recordio: WorldProgram = pipesAround("recordio", (system, processId) => {
  const tell = (text: ByteString): void => {
    system.write(2, bytesOf(text));
  };
  return {
    pass: (piece, way) => {
      const lines = byteString(piece).split("\n");
      // What isn't ended by a newline has a plus at its end, unless there's nothing.
      const open = lines.pop() ?? "";
      const start = `${processId}${arrows[way]}`;
      for (const line of lines) tell(`${start}${line} \n`);
      if (open !== "") tell(`${start}${open}+\n`);
      return piece;
    },
    end: (way) => tell(`${processId}${arrows[way]}[EOF]\n`),
  };
});

/** fixcrio(1): puts a carriage return before each newline that has none, both ways. */
// ucspi-tcp-0.88 fixcrio.c doit
export const fixcrio: WorldProgram = pipesAround("fixcrio", () => {
  const isAfterReturn: Record<Way, boolean> = { in: false, out: false };
  return {
    pass: (piece, way) => {
      const text = (isAfterReturn[way] ? "\r" : "") + byteString(piece);
      const fixed = text.replace(/(^|[^\r])(?=\n)/g, "$1\r").slice(isAfterReturn[way] ? 1 : 0);
      isAfterReturn[way] = text.endsWith("\r");
      return bytesOf(fixed);
    },
  };
});
