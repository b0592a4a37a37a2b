import { byteString, joinBytes, type ByteString } from "../../../engine/bytes/index.ts";
import { limits } from "../../limits.ts";
import { pause, type WorldArrival, type WorldSystem, type WorldWait } from "../../process.ts";
import { complain, complainOf } from "../print.ts";

/** All of standard input. */
function* readInput(): Generator<WorldWait, Uint8Array, WorldArrival> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return joinBytes(chunks);
    chunks.push(arrival.bytes);
  }
}

/** What an operand names: a file, or standard input for "-". Null if it can't be read, which is complained of. */
export function* readOperand(
  system: WorldSystem,
  path: ByteString,
): Generator<WorldWait, ByteString | null, WorldArrival> {
  if (path === "-") return byteString(yield* readInput());
  const file = system.readFile(path);
  if (system.weigh(0)) yield pause;
  if (file.kind === "read") return byteString(file.bytes);
  complainOf(system, path, file.error);
  return null;
}

/** The lines of all operands; those that can't be read are complained of, and so is more than fits into memory. */
export function* readLines(
  system: WorldSystem,
  paths: readonly ByteString[],
): Generator<WorldWait, { readonly lines: readonly ByteString[]; readonly isWhole: boolean }, WorldArrival> {
  const lines: ByteString[] = [];
  let bytesTotal = 0;
  let isWhole = true;
  for (const path of paths.length === 0 ? ["-"] : paths) {
    const text = yield* readOperand(system, path);
    if (text === null) {
      isWhole = false;
      continue;
    }
    bytesTotal += text.length;
    if (bytesTotal > limits.memoryBytesMax) {
      complain(system, `memory exhausted (a program can hold ${limits.memoryBytesMax} bytes)`);
      return { lines: [], isWhole: false };
    }
    for (const line of linesOf(text)) lines.push(line);
  }
  return { lines, isWhole };
}

/** The lines of a text, each without its newline. */
export function linesOf(text: ByteString): readonly ByteString[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
