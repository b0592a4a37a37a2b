import { byteString, type ByteString } from "../bytes/index.ts";
import { findInCdb, type Cdb } from "../cdb/index.ts";
import type { FileError, Origin } from "../program/index.ts";
import type { Note, SourceLine } from "../trace/index.ts";

/** Whom the rules are asked about. Null means that the variable is unset. */
export interface Client {
  readonly remoteIp: ByteString;
  readonly remoteHost: ByteString | null;
  readonly remoteInfo: ByteString | null;
}

/** What the rules say about a client. `default` means that no rule matches, which allows. */
export type RulesFinding =
  | { readonly kind: "rule"; readonly key: ByteString; readonly instructions: readonly Instruction[] }
  | { readonly kind: "default" }
  | { readonly kind: "corrupt" };

/** One instruction of a rule's record. `set` holds all that follows the plus sign, as it is. */
export type Instruction =
  { readonly kind: "deny" } | { readonly kind: "set"; readonly assignment: ByteString };

/** A compiled rules file to look in. */
export interface RulesFile {
  readonly cdb: Cdb;
  readonly origin: Origin | null;
}

/**
 * Finds the rule for a client: the first of {@link ruleKeys} that the file has. Notes each key tried, and the decision.
 */
// ucspi-tcp-0.88 rules.c doit
export function rules(file: RulesFile, client: Client, note: (note: Note) => void): RulesFinding {
  for (const key of ruleKeys(client)) {
    const finding = findInCdb(file.cdb, key);
    if (finding.kind === "corrupt") return { kind: "corrupt" };
    const found = finding.kind === "found";
    const source = found ? sourceOf(file.origin, key) : null;
    note({ kind: "rule-tried", key, found, source, upstream: "rules.c dorule" });
    if (found) {
      const instructions = ruleInstructions(finding.data);
      note({ kind: "rule-decided", key, ...decision(instructions), source, upstream: "rules.c doit" });
      return { kind: "rule", key, instructions };
    }
  }
  note({
    kind: "rule-decided",
    key: null,
    verdict: "allow",
    variables: [],
    source: null,
    upstream: "rules.c doit",
  });
  return { kind: "default" };
}

/** The keys that are looked up for a client, in their order. */
// ucspi-tcp-0.88 rules.c doit
export function* ruleKeys(client: Client): Generator<ByteString, void> {
  const { remoteIp: ip, remoteHost: host, remoteInfo: info } = client;
  if (info !== null) {
    yield `${info}@${ip}`;
    if (host !== null) yield `${info}@=${host}`;
  }
  yield ip;
  if (host !== null) yield `=${host}`;
  for (let length = ip.length; length > 0; length--) if (ip[length - 1] === ".") yield ip.slice(0, length);
  if (host !== null) {
    for (let at = 0; at < host.length; at++) if (host[at] === ".") yield `=${host.slice(at)}`;
    yield "=";
  }
  yield "";
}

/** The instructions in a rule's record. What isn't ended by a NUL, or is of another kind, counts for nothing. */
// ucspi-tcp-0.88 tcpserver.c found, tcprulescheck.c found
export function ruleInstructions(data: Uint8Array): Instruction[] {
  const instructions: Instruction[] = [];
  const parts = byteString(data).split("\0");
  for (const part of parts.slice(0, -1)) {
    if (part.startsWith("D")) instructions.push({ kind: "deny" });
    else if (part.startsWith("+")) instructions.push({ kind: "set", assignment: part.slice(1) });
  }
  return instructions;
}

/** Name and value of an assignment; null if it has no `=`, which tcpserver then leaves out. */
// ucspi-tcp-0.88 tcpserver.c found
export function splitAssignment(
  assignment: ByteString,
): readonly [name: ByteString, value: ByteString] | null {
  const equals = assignment.indexOf("=");
  return equals === -1 ? null : [assignment.slice(0, equals), assignment.slice(equals + 1)];
}

function decision(instructions: readonly Instruction[]): {
  verdict: "allow" | "deny";
  variables: (readonly [ByteString, ByteString])[];
} {
  const variables: (readonly [ByteString, ByteString])[] = [];
  let verdict: "allow" | "deny" = "allow";
  for (const instruction of instructions) {
    if (instruction.kind === "deny") verdict = "deny";
    else {
      const variable = splitAssignment(instruction.assignment);
      if (variable !== null) variables.push(variable);
    }
  }
  return { verdict, variables };
}

function sourceOf(origin: Origin | null, key: ByteString): SourceLine | null {
  const line = origin?.lineOf(key) ?? null;
  const file = origin?.file ?? null;
  return file === null || line === null ? null : { file, line };
}

/** The error that a corrupt rules file is reported with. */
// ucspi-tcp-0.88 cdb.c cdb_free: the error of unmapping an empty file hides the protocol error.
export function corruptionError(cdb: Uint8Array): FileError {
  return cdb.length === 0 ? "EINVAL" : "EPROTO";
}
