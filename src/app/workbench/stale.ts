import { encodeText } from "../../engine/bytes/index.ts";
import { compareWithCdb } from "../../engine/tcprules/index.ts";
import { languageOf } from "../../languages/index.ts";

/** Whether a text of rules says something else than its compiled form, so that it has no effect yet. */
export function isStale(path: string, text: string, cdb: Uint8Array | null): boolean {
  if (languageOf(path).id !== "tcp-rules") return false;
  const state = compareWithCdb(encodeText(text), cdb);
  return state === "differs" || state === "no cdb";
}
