import { byteString, encodeText, lowerAscii } from "../../engine/bytes/index.ts";
import { compileRules } from "../../engine/tcprules/index.ts";
import { languageOf } from "../../languages/index.ts";

/** The line that makes a key in the file as it is now: lines move when others are put in before them. */
export function lineOfKey(
  { path, text }: { readonly path: string; readonly text: string },
  key: string,
): number | null {
  const bytes = encodeText(text);
  if (languageOf(path).id === "tcp-rules") {
    const compiled = compileRules(bytes);
    return compiled.kind === "compiled" ? compiled.lineOf(key) : null;
  }
  const lines = byteString(bytes).split("\n");
  const index = lines.findLastIndex((line) => lowerAscii(line.replace(/[ \t]+$/, "")) === lowerAscii(key));
  return index === -1 ? null : index + 1;
}
