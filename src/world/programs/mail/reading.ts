import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import { calendarOf, monthNames, weekdayNames } from "../../../engine/datetime/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import { complain, printLine } from "../print.ts";
import { closeMailbox, fieldOf, type Letter, type Mailbox } from "./mailbox.ts";

const commands = [
  "NUMBER   show that message (just Enter: the next one)",
  "h        list the messages",
  "d NUMBER delete it (without a number: the one that was shown last)",
  "u NUMBER don't delete it after all",
  "q        quit: what was deleted goes, what was read is marked so",
  "x        quit, and leave everything as it was",
];

/** What a person is doing with a mailbox. */
interface Reading {
  readonly system: WorldSystem;
  readonly mailbox: Mailbox;
  readonly read: Set<number>;
  readonly deleted: Set<number>;
  /** The place of the message that was shown last; null before the first. */
  current: number | null;
}

/** Lists a mailbox, and does what lines of standard input say, behind the prompt "& " at a console. Tells the exit code. */
export function* readMail(system: WorldSystem, mailbox: Mailbox): Generator<WorldWait, number, WorldArrival> {
  const reading: Reading = { system, mailbox, read: new Set(), deleted: new Set(), current: null };
  const { letters, path } = mailbox;
  const fresh = letters.filter(({ state }) => state === "new").length;
  const count = `${letters.length} message${letters.length === 1 ? "" : "s"}`;
  printLine(system, `"${path}": ${count}${fresh === 0 ? "" : ` ${fresh} new`}`);
  list(reading);
  for (const input = { buffered: "" }; ;) {
    if (system.isAtConsole) system.showPrompt("& ");
    const line = yield* nextLine(input);
    if (system.isAtConsole) system.showPrompt(null);
    const [, command = "", argument = ""] = /^\s*([a-z?]*)\s*(\d*)/.exec(line ?? "q") ?? [];
    if (command === "x" || command === "exit") return 0;
    if (command === "q" || command === "quit") return quit(reading);
    obey(reading, command, argument === "" ? null : Number(argument) - 1);
  }
}

/** One line of standard input; null at its end. */
function* nextLine(input: { buffered: ByteString }): Generator<WorldWait, ByteString | null, WorldArrival> {
  for (;;) {
    const newline = input.buffered.indexOf("\n");
    if (newline !== -1) {
      const line = input.buffered.slice(0, newline);
      input.buffered = input.buffered.slice(newline + 1);
      return line;
    }
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return null;
    input.buffered += byteString(arrival.bytes);
  }
}

function quit({ system, mailbox, read, deleted }: Reading): number {
  const error = closeMailbox(system, mailbox, { read, deleted });
  if (error === null) return 0;
  complain(system, `${mailbox.path}: ${unixErrorText(error)}`);
  return 1;
}

function obey(reading: Reading, command: string, argument: number | null): void {
  const { system, mailbox, deleted } = reading;
  const at = argument ?? reading.current;
  switch (command) {
    case "":
      show(reading, argument ?? (reading.current === null ? 0 : reading.current + 1));
      return;
    case "p":
      show(reading, at ?? 0);
      return;
    case "h":
      list(reading);
      return;
    case "?":
      for (const line of commands) printLine(system, line);
      return;
    case "d":
    case "u":
      if (at === null || mailbox.letters[at] === undefined) printLine(system, "No such message.");
      else if (command === "d") deleted.add(at);
      else deleted.delete(at);
      return;
    default:
      printLine(system, `Unknown command: ${command}. A ? shows those that there are.`);
  }
}

function show(reading: Reading, at: number): void {
  const { system, mailbox, read } = reading;
  const letter = mailbox.letters[at];
  if (letter === undefined) {
    printLine(system, at >= mailbox.letters.length ? "No more messages." : "No such message.");
    return;
  }
  reading.current = at;
  read.add(at);
  printLine(system, `Message ${at + 1}:`);
  system.write(1, bytesOf(letter.text.endsWith("\n") ? letter.text : `${letter.text}\n`));
}

/** A line for each message that isn't deleted: its state, number, author, date, size and subject. */
function list({ system, mailbox, read, deleted, current }: Reading): void {
  for (const [at, letter] of mailbox.letters.entries()) {
    if (deleted.has(at)) continue;
    const state = read.has(at) || letter.state === "read" ? " " : letter.state === "new" ? "N" : "U";
    const place = `${at === (current ?? 0) ? ">" : " "}${state} ${String(at + 1).padStart(2)}`;
    const size = `${letter.text.split("\n").length - 1}/${letter.text.length}`;
    const subject = fieldOf(letter.text, "subject");
    const rest = `${authorOf(letter).padEnd(24)} ${dateOf(letter)} ${size.padStart(8)}`;
    printLine(system, `${place} ${rest}${subject === null ? "" : `  ${subject}`}`);
  }
}

function authorOf({ text }: Letter): ByteString {
  const [, envelope] = /^From (\S+) /.exec(text) ?? [];
  const from = fieldOf(text, "from") ?? fieldOf(text, "return-path") ?? envelope ?? "";
  const [, address] = /<([^<>]*)>/.exec(from) ?? [];
  return (address ?? from) || "MAILER-DAEMON";
}

function dateOf({ text, when }: Letter): ByteString {
  const [, line] = /^From \S+ (\w{3} \w{3} \d\d \d\d:\d\d)/.exec(text) ?? [];
  if (line !== undefined) return line;
  if (when === null) return "".padEnd(16);
  const { weekday, month, day, hour, minute } = calendarOf(when);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${weekdayNames[weekday] ?? ""} ${monthNames[month] ?? ""} ${two(day)} ${two(hour)}:${two(minute)}`;
}
