import { bytesOf, type ByteString } from "../bytes/index.ts";
import { openCdb } from "../cdb/index.ts";
import { die, type Arrival, type Ending, type System, type Wait } from "../program/index.ts";
import { TCPRULESCHECK_USAGE, unableToReadRules } from "./replies.ts";
import { corruptionError, rules, type Instruction } from "./rules.ts";

/**
 * `tcprulescheck rules.cdb`: says what the rules make of TCPREMOTEIP, TCPREMOTEHOST and TCPREMOTEINFO. Exits 0, 100
 * (usage) or 111 (the file can't be read).
 */
// ucspi-tcp-0.88 tcprulescheck.c main
export function* tcprulescheck(system: System): Generator<Wait, Ending, Arrival> {
  const { environment } = system;
  const [, path] = system.argv;
  if (path === undefined) return die(system, 100, TCPRULESCHECK_USAGE);

  const read = system.readFile(path);
  // A folder can be opened but not mapped, and what the original then reads isn't there: SIGSEGV.
  if (read.kind === "failed" && read.error === "EISDIR") return { kind: "crash", signal: 11 };
  if (read.kind === "failed") return die(system, 111, unableToReadRules(path, read.error));
  const client = {
    remoteIp: environment.get("TCPREMOTEIP") ?? "0.0.0.0",
    remoteHost: environment.get("TCPREMOTEHOST") ?? null,
    remoteInfo: environment.get("TCPREMOTEINFO") ?? null,
  };
  const finding = rules({ cdb: openCdb(read.bytes), origin: read.origin }, client, (note) =>
    system.note(note),
  );
  if (finding.kind === "corrupt") {
    return die(system, 111, unableToReadRules(path, corruptionError(read.bytes)));
  }
  const text =
    finding.kind === "default"
      ? "default:\nallow connection\n"
      : `rule ${finding.key}:\n${describe(finding.instructions)}`;
  system.write(1, bytesOf(text));
  return { kind: "exit", code: 0 };
}

// ucspi-tcp-0.88 tcprulescheck.c found
function describe(instructions: readonly Instruction[]): ByteString {
  let text = "";
  for (const instruction of instructions) {
    if (instruction.kind === "deny") return `${text}deny connection\n`;
    text += `set environment variable ${instruction.assignment}\n`;
  }
  return `${text}allow connection\n`;
}
