import { withoutLineEnd, type EntryProblem, type Mending } from "../../audit/index.ts";
import type { LineKind } from "./files.ts";

/** Something that may be wrong with the line that counts. */
type LineProblem = EntryProblem<string>;

/** What may be wrong with the line that counts; the first that fits is told. */
export function lineProblems(kind: LineKind): readonly LineProblem[] {
  return [BYTE_ORDER_MARK, COMMENT, LEADING_BLANK, ...PROBLEMS[kind]];
}

const BYTE_ORDER_MARK: LineProblem = {
  id: "byte-order-mark",
  severity: "error",
  pattern: /^\ufeff/,
  message: "The file starts with a byte order mark, which counts as part of the line. Save without it.",
  mendings: (entry) => [{ title: "Remove the byte order mark", becomes: entry.slice(1) }],
};

const COMMENT: LineProblem = {
  id: "comment",
  severity: "error",
  pattern: /^[ \t]*#.*/,
  message: "There are no comments in this file: its first line is the value, whatever it is.",
};

const LEADING_BLANK: LineProblem = {
  id: "leading-blank",
  severity: "error",
  pattern: /^[ \t]+/,
  message: "The blank in front counts as part of the value. Start in column 1.",
  mendings: (entry, [blanks]) => [{ title: "Start in column 1", becomes: entry.slice(blanks.length) }],
};

/** What follows the value: a remark, another value. */
const MORE: LineProblem = {
  id: "more-words",
  severity: "error",
  pattern: /[ \t,;].*/,
  message: "All of the line counts as the name, and no host is called that. Leave one name.",
  mendings: (entry, { index }) => written(withoutLineEnd(entry.slice(0, index))),
};

const PROBLEMS: Readonly<Record<LineKind, readonly LineProblem[]>> = {
  text: [],
  name: [
    MORE,
    {
      id: "at-sign",
      severity: "error",
      pattern: /^.*@/,
      message: "This file holds a name, not an address. Write what follows the @.",
      mendings: (entry, [start]) => written(entry.slice(start.length)),
    },
    {
      id: "edge-dot",
      severity: "warning",
      pattern: /^\.+|\.$/,
      message: "A dot at an end of a name becomes part of what others see. Leave it out.",
      mendings: (entry) => written(entry.replace(/^\.+|\.$/g, "")),
    },
    {
      id: "not-a-name",
      severity: "warning",
      pattern: /[^\p{L}\p{N}._[\]-]+/u,
      message: "These characters are in no host's name.",
      mendings: (entry) =>
        written(
          entry
            .replace(/^[^\p{L}\p{N}]+/u, "")
            .replace(/[^\p{L}\p{N}].*$/u, (rest) =>
              /^[._-]/.test(rest) ? rest.replace(/[^\p{L}\p{N}._-].*$/u, "") : "",
            ),
        ),
    },
  ],
  number: [
    {
      id: "not-a-number",
      severity: "warning",
      // qmail-1.03 control.c control_readint: without a digit in front it's as if the file were missing
      pattern: /^[^0-9].*/,
      message: "The line doesn't start with a digit, so the file counts as missing. Write a number.",
      mendings: (entry) => written(/[0-9]+/.exec(entry)?.[0] ?? ""),
    },
    {
      id: "behind-number",
      severity: "warning",
      pattern: /(?<=[0-9])[^0-9].*/,
      message: "Only the digits in front count; a unit or a remark behind them is passed over.",
      mendings: (entry, { index }) => written(withoutLineEnd(entry.slice(0, index))),
    },
  ],
};

function written(becomes: string): readonly Mending[] {
  return becomes === "" ? [] : [{ title: `Write ${becomes}`, becomes }];
}
