import { trimmedEnd } from "../../audit/index.ts";
import type { Language } from "../language.ts";
import { lineAt, tokensOf } from "../tokens.ts";
import { diagnose } from "./diagnose.ts";
import { CONTROL_LINE_FILES, type ControlLineFile } from "./files.ts";
import { lineProblems } from "./problems.ts";

/** The files of control/ of which the first line is a value: me and its like, a language each. */
export const controlLines: readonly (Language & { readonly file: string })[] = CONTROL_LINE_FILES.map(
  (file) => ({
    file: file.file,
    id: `control-${file.file}`,
    name: file.file,
    // Which line it is isn't known here, so all are coloured like the first.
    tokenize: (line) => {
      const value = trimmedEnd(line, "\r");
      const isValue = !lineProblems(file.kind).some(
        ({ severity, pattern }) => severity === "error" && pattern.test(value.trimEnd()),
      );
      return tokensOf([
        [isValue ? "value" : "invalid", value],
        ["invalid", line.slice(value.length)],
      ]);
    },
    diagnose: (text) => diagnose(file, text),
    hover: (text, { line }) => {
      const content = lineAt(text, line);
      if (line !== 1 || content.trim() === "") return null;
      return { column: 1, columnEnd: content.length + 1, text: meaningOf(file) };
    },
    complete: () => [],
  }),
);

function meaningOf({ meaning, reader, fallback }: ControlLineFile): string {
  return `${meaning} Read by ${reader}; where the file is missing, it's ${fallback}.`;
}
