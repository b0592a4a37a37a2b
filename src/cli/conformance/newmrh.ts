import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { qmailNewmrh } from "../../engine/newmrh/index.ts";
import { runInMemory } from "./memory-system.ts";
import type { NewmrhRecording } from "./recordings.ts";
import { cdbFields } from "./tcprules.ts";

/** Compiles control/morercpthosts. */
export function playNewmrh(recording: NewmrhRecording): object {
  const files = new Map<ByteString, Uint8Array>([["control/morercpthosts", bytesOf(recording.text)]]);
  const { exit } = runInMemory({ program: qmailNewmrh, argv: ["qmail-newmrh"], files });
  const cdb = files.get("control/morercpthosts.cdb");
  return { exit, ...(cdb === undefined ? {} : cdbFields(cdb)) };
}
