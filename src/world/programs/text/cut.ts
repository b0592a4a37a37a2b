import type { ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { linesOf, readOperand } from "./input.ts";

/** From which number to which, both counted from 1 and included. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/** cut(1): of each line the fields (-f, with -d what is between them, a tab by default) or bytes (-c, -b) of a list. */
export function* cut(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, { flags: "s", withValue: "fcbd" });
  const bytes = values.get("c") ?? values.get("b");
  const fields = values.get("f");
  const delimiter = values.get("d") ?? "\t";
  const list = bytes ?? fields;
  const spans = list === undefined ? null : spansOf(list);
  const wrong =
    trouble ??
    (list === undefined || (bytes !== undefined && fields !== undefined)
      ? "give a list of either fields (-f) or bytes (-c)"
      : spans === null
        ? `invalid list '${list}'`
        : delimiter.length === 1
          ? null
          : "the delimiter must be a single character");
  if (wrong !== null || spans === null) {
    complain(system, wrong ?? "");
    return exit(1);
  }
  const isChosen = (number: number): boolean =>
    spans.some(({ first, last }) => number >= first && number <= last);
  let code = 0;
  for (const path of operands.length === 0 ? ["-"] : operands) {
    const text = yield* readOperand(system, path);
    if (text === null) code = 1;
    for (const line of linesOf(text ?? "")) {
      const separator = bytes === undefined ? delimiter : "";
      const parts = line.split(separator);
      // A line without the delimiter is left as it is, or left out with -s.
      if (bytes === undefined && parts.length === 1) {
        if (!flags.has("s")) printLine(system, line);
        continue;
      }
      printLine(system, parts.filter((_, index) => isChosen(index + 1)).join(separator));
    }
  }
  return exit(code);
}

function spansOf(list: ByteString): readonly Span[] | null {
  const spans: Span[] = [];
  for (const part of list.split(",")) {
    const [, from = "", dash = "", to = ""] = /^(\d{0,6})(-?)(\d{0,6})$/.exec(part) ?? [];
    if (from === "" && to === "") return null;
    const first = from === "" ? 1 : Number(from);
    const last = dash === "" ? first : to === "" ? Infinity : Number(to);
    if (first < 1 || last < first) return null;
    spans.push({ first, last });
  }
  return spans;
}
