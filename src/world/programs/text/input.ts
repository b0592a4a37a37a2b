import { byteString, joinBytes, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import { complainOf } from "../print.ts";

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
  if (file.kind === "read") return byteString(file.bytes);
  complainOf(system, path, file.error);
  return null;
}

/** The lines of a text, each without its newline. */
export function linesOf(text: ByteString): readonly ByteString[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
