import { CDB_HEADER_BYTES } from "../cdb/index.ts";
import { joinBytes } from "../bytes/index.ts";
import { die, type Arrival, type Ending, type FileError, type System, type Wait } from "../program/index.ts";
import { compileRules, type UnparsableRules } from "./compile.ts";
import { TCPRULES_USAGE, unableToCreate, unableToMove, unableToReadInput, unableToWrite } from "./replies.ts";

/** `tcprules rules.cdb rules.tmp`: compiles rules from standard input. Exits 0, 100 (usage, bad line) or 111. */
// ucspi-tcp-0.88 tcprules.c main
export function* tcprules(system: System): Generator<Wait, Ending, Arrival> {
  const [, path, temporary] = system.argv;
  if (path === undefined || temporary === undefined) return die(system, 100, TCPRULES_USAGE);

  // Before the input is read: whoever names his source here has lost it.
  const created = system.writeFile(temporary, new Uint8Array());
  if (created !== null) return die(system, 111, unableToCreate(temporary, created));

  const source = yield* readAll();
  if (typeof source === "string") return die(system, 111, unableToReadInput(source));
  const compilation = compileRules(source);
  if (compilation.kind === "failed") {
    const left = system.writeFile(temporary, leftBehind(source, compilation));
    if (left !== null) return die(system, 111, unableToWrite(temporary, left));
    return die(system, 100, compilation.message);
  }
  if (compilation.kind === "too-large") return die(system, 111, unableToWrite(temporary, "ENOMEM"));

  const origin = { file: system.inputPath, lineOf: compilation.lineOf };
  const written = system.writeFile(temporary, compilation.cdb, origin);
  if (written !== null) return die(system, 111, unableToWrite(temporary, written));
  const moved = system.rename(temporary, path);
  if (moved !== null) return die(system, 111, unableToMove({ from: temporary, to: path }, moved));
  return { kind: "exit", code: 0 };
}

function* readAll(): Generator<Wait, Uint8Array | FileError, Arrival> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind === "unreadable") return arrival.error;
    if (arrival.kind !== "bytes") return joinBytes(chunks);
    chunks.push(arrival.bytes);
  }
}

/** Bytes of the buffer that a cdb is written through. Origin: ucspi-tcp-0.88 cdb_make.h bspace. */
const WRITE_BUFFER_BYTES = 8192;

// What the temporary file holds after a failure: the buffers that were full by then, after room for the header.
// ucspi-tcp-0.88 buffer_put.c buffer_putalign
function leftBehind(source: Uint8Array, failure: UnparsableRules): Uint8Array {
  const flushes = Math.ceil(failure.recordBytes / WRITE_BUFFER_BYTES) - 1;
  if (flushes <= 0) return new Uint8Array();
  const before = compileRules(source.subarray(0, failure.lineStart));
  if (before.kind !== "compiled") throw new Error(`rules before line ${failure.line} don't compile`);
  const file = before.cdb.slice(0, CDB_HEADER_BYTES + flushes * WRITE_BUFFER_BYTES);
  return file.fill(0, 0, CDB_HEADER_BYTES);
}
