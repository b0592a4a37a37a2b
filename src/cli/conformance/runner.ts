import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { differences, formatDifferences } from "./diff.ts";
import { playNewmrh } from "./newmrh.ts";
import { playRblsmtpd } from "./rblsmtpd.ts";
import {
  chainRecording,
  newmrhRecording,
  rblsmtpdRecording,
  smtpRecording,
  tcprulesRecording,
} from "./recordings.ts";
import { playChain, playSmtp } from "./smtp.ts";
import { expectedOfTcprules, playTcprules } from "./tcprules.ts";

/** What came of the cases of one file. A file that can't be read or holds none has a failure of its own. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Plays a file of recordings. Each failing case is told to `report`, as text that ends with a newline. */
export function playFile(path: string, report: (text: string) => void): Tally {
  let text: string;
  try {
    const file = readFileSync(path);
    text = (path.endsWith(".gz") ? gunzipSync(file) : file).toString("utf8");
  } catch (error) {
    report(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1 };
  }
  return playLines(path, text, report);
}

/** Plays recordings, one a line. `path` is what they're called in reports. */
export function playLines(path: string, text: string, report: (text: string) => void): Tally {
  let passed = 0;
  let failed = 0;
  // Some editors put a byte order mark in front.
  text
    .replace(/^\ufeff/, "")
    .split("\n")
    .forEach((line, index) => {
      if (line.trim() === "") return;
      const trouble = playLine(line);
      if (trouble === null) passed++;
      else {
        failed++;
        report(`${path}:${index + 1}: ${trouble}`);
      }
    });
  if (passed + failed === 0) {
    report(`${path}: no case in it\n`);
    return { passed: 0, failed: 1 };
  }
  return { passed, failed };
}

/** What is wrong with a case, as text that ends with a newline; null if it came out as recorded. */
function playLine(line: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}\n`;
  }
  const head = v.safeParse(v.looseObject({ kind: v.string() }), parsed);
  if (!head.success) return `not a case: ${v.summarize(head.issues)}\n`;
  const play = players.get(head.output.kind);
  if (play === undefined) return `cases of the kind ${JSON.stringify(head.output.kind)} can't be played\n`;
  try {
    return play(parsed);
  } catch (error) {
    return `stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
  }
}

const players: ReadonlyMap<string, (parsed: unknown) => string | null> = new Map([
  ["tcprules", player(tcprulesRecording, { expected: expectedOfTcprules, play: playTcprules })],
  ["newmrh", player(newmrhRecording, { expected: (recording) => recording.expect, play: playNewmrh })],
  ["rblsmtpd", player(rblsmtpdRecording, { expected: (recording) => recording.expect, play: playRblsmtpd })],
  ["smtp", player(smtpRecording, { expected: (recording) => recording.expect, play: playSmtp })],
  ["chain", player(chainRecording, { expected: (recording) => recording.expect, play: playChain })],
]);

/** Checks a case against its schema, plays it and compares. */
function player<Recording extends { id: string }>(
  schema: v.GenericSchema<unknown, Recording>,
  { expected, play }: { expected: (recording: Recording) => object; play: (recording: Recording) => object },
): (parsed: unknown) => string | null {
  return (parsed) => {
    const recording = v.safeParse(schema, parsed);
    if (!recording.success) return `not such a case:\n${v.summarize(recording.issues)}\n`;
    const { output } = recording;
    const found = differences(expected(output), play(output));
    return found.length === 0 ? null : `${output.id} failed\n${formatDifferences(found)}`;
  };
}
