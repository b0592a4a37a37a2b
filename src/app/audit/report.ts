import {
  auditJson,
  type Configuration,
  type Finding,
  type FindingSeverity,
  type ServerFiles,
  type Summary,
} from "../../audit/index.ts";
import { decodeByteString } from "../../engine/bytes/index.ts";

/** `json` is what `lab audit --json` prints: docs/audit-json.md. */
export type ReportForm = "text" | "markdown" | "json";

/** What only the page knows of a report. */
export interface ReportOrigin {
  /** As it's to be read: 2026-11-24. */
  readonly date: string;
  /** Whether the files were changed since they were given. */
  readonly isChanged: boolean;
}

interface Report extends ReportOrigin {
  readonly configuration: Configuration;
  readonly assumptions: readonly string[];
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly files: ServerFiles;
}

/** The whole report in one of its forms. */
export function writeReport(form: ReportForm, report: Report): string {
  if (form === "json") {
    const { configuration, summary, findings } = report;
    return `${JSON.stringify(auditJson(configuration, { summary, findings, placeOf: decodeByteString }), null, 2)}\n`;
  }
  return `${lines(report, form === "markdown" ? MARKDOWN : PLAIN).join("\n")}\n`;
}

/** How a form writes its parts. */
interface Marks {
  readonly title: (words: string) => readonly string[];
  readonly heading: (words: string) => readonly string[];
  /** What is from files, so that no character of it counts as a mark. */
  readonly quoted: (words: string) => string;
}

const PLAIN: Marks = {
  title: (words) => [words, "=".repeat(words.length)],
  heading: (words) => [words, "-".repeat(words.length)],
  quoted: (words) => words,
};

const MARKDOWN: Marks = {
  title: (words) => [`# ${words}`],
  heading: (words) => [`## ${words}`],
  quoted: (words) => words.replace(/[\\`*_[\]<>#|~]/g, "\\$&"),
};

const GROUPS: readonly (readonly [FindingSeverity, string])[] = [
  ["error", "Doing harm"],
  ["warning", "Not doing what it seems to"],
  ["info", "Good to know"],
];

function lines(
  { date, isChanged, assumptions, summary, findings, files }: Report,
  { title, heading, quoted }: Marks,
): readonly string[] {
  const sentences = [...summary.sentences.map(decodeByteString), ...assumptions].map((one) =>
    quoted(readable(one)),
  );
  return [
    ...title("Who may relay through this server"),
    "",
    `Made by Relay Lab on ${date}${isChanged ? ", of the files with the changes made there" : ""}.`,
    "",
    ...sentences.map((sentence) => `- ${sentence}`),
    ...(findings.length === 0 ? ["", "Nothing wrong was found."] : []),
    ...GROUPS.flatMap(([severity, words]) => {
      const those = findings.filter((finding) => finding.severity === severity);
      if (those.length === 0) return [];
      return ["", ...heading(`${words} (${those.length})`), "", ...those.flatMap((one) => item(one, quoted))];
    }),
    "",
    ...heading("The files"),
    "",
    ...files.files.map(({ path, bytes }) => `- ${quoted(readable(path))}, ${bytes.length} bytes`),
  ];
}

function item({ file, line, message, fix }: Finding, quoted: Marks["quoted"]): readonly string[] {
  const place = line === null ? decodeByteString(file) : `${decodeByteString(file)}, line ${line}`;
  return [
    `- ${quoted(readable(place))}: ${quoted(readable(decodeByteString(message)))}`,
    ...(fix === null ? [] : [`  Fix: ${quoted(readable(decodeByteString(fix.title)))}`]),
  ];
}

/** With what would end a line or can't be seen made visible. */
function readable(words: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return words.replace(/[\x00-\x1f\x7f-\x9f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
