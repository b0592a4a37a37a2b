import { die, type Arrival, type Ending, type System, type Wait } from "../program/index.ts";
import { compileMorercpthosts } from "./compile.ts";
import { unableToMove, unableToRead, unableToWrite } from "./replies.ts";

const SOURCE = "control/morercpthosts";
const TEMPORARY = "control/morercpthosts.tmp";
const COMPILED = "control/morercpthosts.cdb";

/** `qmail-newmrh`: compiles control/morercpthosts, below the current folder, to a cdb. Exits 0 or 111. */
// qmail-1.03 qmail-newmrh.c main
export function* qmailNewmrh(system: System): Generator<Wait, Ending, Arrival> {
  const read = system.readFile(SOURCE);
  // A folder can be opened, and fails only when it's read: the temporary file is there by then.
  if (read.kind === "failed" && read.error !== "EISDIR") return die(system, 111, unableToRead(read.error));
  const created = system.writeFile(TEMPORARY, new Uint8Array());
  if (created !== null) return die(system, 111, unableToWrite(created));
  if (read.kind === "failed") return die(system, 111, unableToRead(read.error));

  const { cdb, lineOf } = compileMorercpthosts(read.bytes);
  const written = system.writeFile(TEMPORARY, cdb, { file: SOURCE, lineOf });
  if (written !== null) return die(system, 111, unableToWrite(written));
  const moved = system.rename(TEMPORARY, COMPILED);
  if (moved !== null) return die(system, 111, unableToMove(moved));
  return { kind: "exit", code: 0 };
}
