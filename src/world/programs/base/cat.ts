import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit } from "../print.ts";

/** What cat makes of some bytes, of which more may follow. */
type Show = (bytes: Uint8Array) => Uint8Array;

/**
 * cat(1): files, or standard input where "-" or none is named, to standard output. -n with numbers, -b numbers for lines
 * that aren't empty, -s one empty line for several, and -A, -v, -E and -T with what can't be seen.
 */
// coreutils-9.1 src/cat.c
export function* cat(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "AbeEnstTuv",
    long: {
      "show-all": "A",
      "number-nonblank": "b",
      "show-ends": "E",
      number: "n",
      "squeeze-blank": "s",
      "show-tabs": "T",
      "show-nonprinting": "v",
    },
  });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(1);
  }
  const isPlain = [...flags].every((letter) => letter === "u");
  const show: Show = isPlain ? (bytes) => bytes : shower(flags);
  let code = 0;
  for (const path of operands.length === 0 ? ["-"] : operands) {
    const isDone = path === "-" ? yield* catInput(system, show) : catFile(system, path, show);
    if (!isDone) code = 1;
    if (system.weigh(0)) yield pause;
  }
  return exit(code);
}

function* catInput(system: WorldSystem, show: Show): Generator<WorldWait, boolean, WorldArrival> {
  if (system.inputPath !== null && isOutput(system, system.inputPath)) return false;
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return true;
    system.write(1, show(arrival.bytes));
  }
}

function catFile(system: WorldSystem, path: ByteString, show: Show): boolean {
  const file = system.readFile(path);
  if (file.kind === "failed") {
    complainOf(system, path, file.error);
    return false;
  }
  if (file.bytes.length > 0 && isOutput(system, system.absolute(path))) return false;
  system.write(1, show(file.bytes));
  return true;
}

/** Whether this file is what is being written: it would grow for ever. It's complained of then. */
function isOutput(system: WorldSystem, path: ByteString): boolean {
  if (path !== system.output) return false;
  complain(system, `${path}: input file is output file`);
  return true;
}

/** Shows bytes as the options want it; lines and their numbers go on from one file to the next. */
function shower(flags: ReadonlySet<string>): Show {
  const has = (...letters: readonly string[]): boolean => letters.some((letter) => flags.has(letter));
  const showsEnds = has("A", "e", "E");
  const showsTabs = has("A", "t", "T");
  const showsRest = has("A", "e", "t", "v");
  let number = 0;
  let isAtStart = true;
  let emptyLines = 0;
  return (bytes) => {
    let shown = "";
    for (const piece of byteString(bytes).split(/(?<=\n)/)) {
      if (piece === "") continue;
      const isEmpty = isAtStart && piece === "\n";
      emptyLines = isEmpty ? emptyLines + 1 : 0;
      if (emptyLines > 1 && has("s")) continue;
      if (isAtStart && (has("b") ? !isEmpty : has("n"))) shown += `${String(++number).padStart(6)}\t`;
      isAtStart = piece.endsWith("\n");
      const end = isAtStart ? (showsEnds ? "$\n" : "\n") : "";
      // A carriage return right before an end that is shown is shown too.
      let text = isAtStart ? piece.slice(0, -1) : piece;
      if (showsEnds && isAtStart && !showsRest) text = text.replace(/\r$/, "^M");
      shown += Array.from(text, (one) => visible(one, { showsTabs, showsRest })).join("") + end;
    }
    return bytesOf(shown);
  };
}

function visible(
  byte: string,
  { showsTabs, showsRest }: { readonly showsTabs: boolean; readonly showsRest: boolean },
): ByteString {
  if (byte === "\t") return showsTabs ? "^I" : byte;
  if (!showsRest) return byte;
  const code = byte.charCodeAt(0);
  const low = code & 0x7f;
  const shown =
    low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? "^?" : String.fromCharCode(low);
  return code < 128 ? shown : `M-${shown}`;
}
