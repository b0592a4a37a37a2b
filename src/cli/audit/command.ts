import {
  audit,
  differences,
  differenceWords,
  findings,
  summary,
  type FindingSeverity,
} from "../../audit/index.ts";
import { parseArguments, type Arguments } from "../arguments.ts";
import { complain } from "../complain.ts";
import { writeAll } from "../write.ts";
import { help, usage } from "./help.ts";
import { jsonDifferences, jsonReport } from "./json-report.ts";
import { progressBar, type ProgressBar } from "./progress-bar.ts";
import { readingWith } from "./read-bytes.ts";
import { readConfiguration, type Asked } from "./read-configuration.ts";
import { isAtLeast, severities, type Report } from "./report.ts";
import { sarifReport } from "./sarif-report.ts";
import { readable, visible } from "./readable.ts";
import { textReport } from "./text-report.ts";

/** `lab audit`: help.ts tells what it does and with what it exits. */
export function runAudit(args: readonly string[]): Promise<number> {
  return Promise.resolve(auditCommand(args));
}

function auditCommand(args: readonly string[]): number {
  const parsed = parseArguments(args, {
    flags: ["--json", "--sarif", "--diff", "--help"],
    values: ["--rules", "--control", "--run", "--fail-on"],
  });
  if (parsed?.flags.has("--help") === true) {
    writeAll(1, help);
    return 0;
  }
  if (parsed === null) return complain([usage]);
  const bar = progressBar({ isTerminal: process.stderr.isTTY });
  return parsed.flags.has("--diff") ? compareFolders(parsed, bar) : examineOne(parsed, bar);
}

function examineOne(parsed: Arguments, bar: ProgressBar): number {
  const { flags, values } = parsed;
  const asked = askedFor(parsed);
  const level = levelOf(values.get("--fail-on") ?? "info");
  if (asked === null || level === null || (flags.has("--json") && flags.has("--sarif")))
    return complain([usage]);
  const read = readConfiguration(asked, readingWith(bar));
  if (read.kind === "failed") {
    bar.end();
    return complain(read.why.map(visible));
  }
  const { configuration, places } = read.value;
  const found = findings(configuration, (done, total) => {
    bar.show("examining", done / total);
  });
  const report: Report = { configuration, places, findings: found, summary: summary(configuration) };
  const write = flags.has("--json") ? jsonReport : flags.has("--sarif") ? sarifReport : textReport;
  const output = write(report);
  bar.end();
  writeAll(1, output);
  return found.some(({ severity }) => isAtLeast(severity, level)) ? 1 : 0;
}

function askedFor({ values, operands }: Arguments): Asked | null {
  const [rules, control, run] = ["--rules", "--control", "--run"].map((name) => values.get(name) ?? null);
  const hasParts = [rules, control, run].some((part) => part !== null);
  const [folder, ...surplus] = operands;
  if (surplus.length > 0 || hasParts === (folder !== undefined)) return null;
  return folder === undefined
    ? { kind: "parts", rules: rules ?? null, control: control ?? null, run: run ?? null }
    : { kind: "folder", folder };
}

function levelOf(word: string): FindingSeverity | "never" | null {
  return word === "never" ? word : (severities.find((one) => one === word) ?? null);
}

/** Of differences so many are told. */
const DIFFERENCES_MAX = 1000;

function compareFolders({ flags, values, operands }: Arguments, bar: ProgressBar): number {
  const [before, after, ...surplus] = operands;
  if (
    before === undefined ||
    after === undefined ||
    surplus.length > 0 ||
    values.size > 0 ||
    flags.has("--sarif")
  )
    return complain([usage]);
  const audits = [before, after].map((folder) => {
    const read = readConfiguration({ kind: "folder", folder }, readingWith(bar));
    return read.kind === "failed" ? read : { kind: "found" as const, value: audit(read.value.configuration) };
  });
  bar.end();
  const [old, now] = audits;
  if (old?.kind !== "found" || now?.kind !== "found")
    return complain(audits.flatMap((one) => (one.kind === "failed" ? one.why.map(visible) : [])));
  const words: string[] = [];
  let leftOut = 0;
  for (const difference of differences(old.value, now.value)) {
    if (words.length < DIFFERENCES_MAX) words.push(differenceWords(difference));
    else leftOut++;
  }
  writeAll(1, flags.has("--json") ? jsonDifferences(words, { leftOut }) : differencesText(words, leftOut));
  return words.length === 0 ? 0 : 1;
}

function differencesText(words: readonly string[], leftOut: number): string {
  if (words.length === 0) return "No difference for anybody.\n";
  const lines = words.map((one) => `${readable(one)}\n`);
  return lines.join("") + (leftOut === 0 ? "" : `... and ${leftOut} more\n`);
}
