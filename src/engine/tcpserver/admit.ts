import type { ByteString } from "../bytes/index.ts";
import { openCdb } from "../cdb/index.ts";
import type { Environment, FileRead } from "../program/index.ts";
import { corruptionError, rules, splitAssignment, type Instruction } from "../tcprules/index.ts";
import type { Note } from "../trace/index.ts";
import { connectionEnvironment, withVariables, type Connection } from "./environment.ts";
import { unableToReadRules } from "./replies.ts";

/** What tcpserver does with a connection. */
export type Admission =
  /** It runs its program with this environment. */
  | { readonly verdict: "allow"; readonly environment: Environment }
  /** It closes the connection and ends with exit code 100. */
  | { readonly verdict: "deny" }
  /** It says the warning, closes the connection and ends with exit code 111. */
  | { readonly verdict: "drop"; readonly warning: ByteString }
  /** The process that serves the connection is ended by this signal. */
  | { readonly verdict: "crash"; readonly signal: number };

/** The file given with `-x`, as it is at this moment. */
export interface RulesOption {
  readonly path: ByteString;
  readonly read: FileRead;
  /** `allow` is `-X`. */
  readonly whenMissing: "allow" | "drop";
}

/** Decides on a connection by the rules; null for a tcpserver without `-x`. */
// ucspi-tcp-0.88 tcpserver.c doit
export function admit(
  connection: Connection,
  inherited: Environment,
  option: RulesOption | null,
  note: (note: Note) => void,
): Admission {
  const environment = connectionEnvironment(connection, inherited);
  if (option === null) return { verdict: "allow", environment };
  const { path, read, whenMissing } = option;
  const upstream = "tcpserver.c doit";
  if (read.kind === "failed") {
    note({
      kind: "rules-file",
      file: path,
      found: read.error === "ENOENT" ? "missing" : "corrupt",
      upstream,
    });
    if (read.error === "ENOENT" && whenMissing === "allow") return { verdict: "allow", environment };
    // A folder can be opened but not mapped, and what the original then reads isn't there: SIGSEGV.
    if (read.error === "EISDIR") return { verdict: "crash", signal: 11 };
    return { verdict: "drop", warning: unableToReadRules(path, read.error) };
  }
  const lookups: Note[] = [];
  const finding = rules({ cdb: openCdb(read.bytes), origin: read.origin }, connection, (one) =>
    lookups.push(one),
  );
  note({ kind: "rules-file", file: path, found: finding.kind === "corrupt" ? "corrupt" : "read", upstream });
  lookups.forEach(note);
  if (finding.kind === "corrupt") {
    return { verdict: "drop", warning: unableToReadRules(path, corruptionError(read.bytes)) };
  }
  return finding.kind === "rule"
    ? applyInstructions(finding.instructions, environment)
    : { verdict: "allow", environment };
}

/** The verdict of a rule, and the environment with its variables set: of two settings of one the last counts. */
// ucspi-tcp-0.88 tcpserver.c found
function applyInstructions(
  instructions: readonly Instruction[],
  environment: Environment,
): Extract<Admission, { verdict: "allow" | "deny" }> {
  if (instructions.some((instruction) => instruction.kind === "deny")) return { verdict: "deny" };
  const variables = instructions.map((one) => (one.kind === "set" ? splitAssignment(one.assignment) : null));
  return {
    verdict: "allow",
    environment: withVariables(
      environment,
      variables.filter((variable) => variable !== null),
    ),
  };
}
