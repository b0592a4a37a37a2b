import { listFaults, trimmedEnd } from "../../audit/index.ts";
import { encodeText } from "../../engine/bytes/index.ts";
import type { Language } from "../language.ts";
import { lineAt } from "../tokens.ts";
import { diagnose } from "./diagnose.ts";
import type { ControlList } from "./list.ts";
import { tokenize } from "./tokenize.ts";

/** The language of such a file. */
export function controlList(list: ControlList): Language {
  return {
    id: list.id,
    name: list.id,
    tokenize: (line) => tokenize(list, line),
    diagnose: (text, context = {}) => diagnose(list.id, text, context),
    hover: (text, { line }) => {
      const content = lineAt(text, line);
      const entry = trimmedEnd(content, " \t");
      if (entry === "") return null;
      const columns = { column: 1, columnEnd: entry.length + 1 };
      if (entry.startsWith("#"))
        return { ...columns, text: `A comment: # in column 1. ${list.reader} skips the line.` };
      // Of an entry that does nothing, the diagnostics tell.
      const isFine = [...listFaults(list.id, encodeText(content))].every(
        ({ severity }) => severity === "info",
      );
      return isFine && list.meaning !== null ? { ...columns, text: list.meaning(entry) } : null;
    },
    complete: (text, position, context = {}) => list.complete?.(text, position, context) ?? [],
  };
}
