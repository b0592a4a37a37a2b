import { decodeText, bytesOf, encodeText, lowerAscii } from "../../engine/bytes/index.ts";
import { control_readfile, type ControlEntry } from "../../engine/control/index.ts";
import type { Diagnostic, Severity } from "../language.ts";

/** Which entries never match a recipient's domain, or not as they seem to. The entries are those that qmail-smtpd reads. */
export function diagnose(text: string): readonly Diagnostic[] {
  const bytes = encodeText(text);
  const source = { readFile: () => ({ kind: "read", bytes, origin: null }) as const, note: null };
  const list = control_readfile(source, "control/rcpthosts");
  const entries = list.kind === "present" ? list.value : [];
  if (entries.length === 0)
    return [{ line: 1, column: 1, columnEnd: 2, id: "no-entry", ...WORDS["no-entry"] }];
  const firstLines = new Map<string, number>();
  return entries.flatMap((entry) => [...entryDiagnostics(entry, firstLines)]);
}

type Problem =
  | "no-entry"
  | "carriage-return"
  | "byte-order-mark"
  | "leading-blank"
  | "comment-not-first"
  | "remark"
  | "wildcard"
  | "at-sign"
  | "address"
  | "several-names"
  | "colon"
  | "not-a-name"
  | "trailing-dot"
  | "duplicate";

interface Words {
  readonly severity: Severity;
  readonly message: string;
}

function* entryDiagnostics(
  entry: ControlEntry,
  firstLines: Map<string, number>,
): Generator<Diagnostic, void> {
  const whole = decodeText(bytesOf(entry.text));
  const written = whole.replace(/\r+$/, "");
  const at = (id: Problem, from: number, to: number): Diagnostic => ({
    line: entry.line,
    column: from + 1,
    columnEnd: to + 1,
    id,
    ...WORDS[id],
  });
  const found = entryProblem(written);
  if (found !== null) yield at(found.id, found.from, found.to);
  if (written !== whole) yield at("carriage-return", written.length, whole.length);
  const key = lowerAscii(entry.text);
  const firstLine = firstLines.get(key);
  if (firstLine === undefined) firstLines.set(key, entry.line);
  else if (found === null) {
    const duplicate = at("duplicate", 0, written.length);
    yield { ...duplicate, message: duplicate.message.replace("{line}", String(firstLine)) };
  }
}

/** The first thing that is wrong with an entry, and the offsets of its part. */
function entryProblem(
  entry: string,
): { readonly id: Problem; readonly from: number; readonly to: number } | null {
  for (const [id, pattern] of PATTERNS) {
    const match = pattern.exec(entry);
    if (match !== null) return { id, from: match.index, to: match.index + match[0].length };
  }
  return null;
}

// In this order: the first that fits says best what its author meant.
const PATTERNS: readonly (readonly [id: Problem, pattern: RegExp])[] = [
  ["byte-order-mark", /^\ufeff/],
  ["comment-not-first", /^[ \t]+#/],
  ["leading-blank", /^[ \t]+/],
  ["remark", /[ \t]#.*/],
  ["several-names", /[ \t,;].*/],
  ["wildcard", /\*\.?/],
  ["at-sign", /^.*@/],
  ["address", /^[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\.?(?:[/-][0-9.]*)?$/],
  ["colon", /:.*/],
  ["trailing-dot", /(?<=[^.])\.$/],
  ["not-a-name", /[^\p{L}\p{N}._:[\]-]+/u],
];

const WORDS: Readonly<Record<Problem, Words>> = {
  "no-entry": {
    severity: "warning",
    message: "No domain is listed, so mail from strangers is refused for every domain, your own too.",
  },
  "carriage-return": {
    severity: "error",
    message:
      "The line ends with a carriage return, as Windows editors write it. It counts as part of the name, so mail for this domain is refused. Save with Unix line ends.",
  },
  "byte-order-mark": {
    severity: "error",
    message:
      "The file starts with a byte order mark, which counts as part of the first name, so mail for it is refused. Save without it.",
  },
  "leading-blank": {
    severity: "error",
    message:
      "The blank in front counts as part of the name, so mail for this domain is refused. Start in column 1.",
  },
  "comment-not-first": {
    severity: "warning",
    message: "A comment needs # in column 1. This line is an entry that matches nothing.",
  },
  remark: {
    severity: "error",
    message:
      "The remark counts as part of the name, so mail for this domain is refused. Put it on a line of its own, with # in column 1.",
  },
  "several-names": {
    severity: "error",
    message:
      "The whole line is one name, so mail for none of these is accepted. Put each name on a line of its own.",
  },
  wildcard: {
    severity: "error",
    message:
      "* stands only for itself, so this matches no mail. For all names below a domain write .domain, with a dot in front.",
  },
  "at-sign": {
    severity: "error",
    message:
      "Only what comes after the @ of a recipient is compared, so this matches no mail. Write the domain alone.",
  },
  address: {
    severity: "error",
    message:
      "rcpthosts lists domains that mail may go to, not clients that may send. To let an address relay, set RELAYCLIENT for it in tcp.smtp.",
  },
  colon: {
    severity: "warning",
    message:
      "The colon and what follows count as part of the name, so mail for this domain is refused. Write the domain alone.",
  },
  "not-a-name": {
    severity: "warning",
    message: "These characters are in no domain name, so this matches no mail that people send.",
  },
  "trailing-dot": {
    severity: "warning",
    message:
      "This matches only recipients that are written with a dot at their end, which nobody does. Leave the last dot out.",
  },
  duplicate: {
    severity: "info",
    message: "Line {line} lists this name already. That does no harm.",
  },
};
