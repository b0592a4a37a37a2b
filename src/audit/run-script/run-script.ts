import { byteString, decodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { SyntaxTrouble } from "../../engine/sh/index.ts";
import { branchesThatDiffer, type UndecidedBranch } from "./branches.ts";
import { follow } from "./chain.ts";
import { untouched } from "./environment.ts";
import { inetdLines, type InetdLine } from "./inetd-line.ts";
import { limits } from "./limits.ts";
import { readScript } from "./masking.ts";
import { unknownsOf, type Place } from "./partly-known.ts";
import { nothingStarted } from "./passed.ts";
import type { RunUnknown, ServerStart, StartFailure } from "./server-start.ts";
import type { Scope, State } from "./state.ts";
import { outputOf } from "./substitution.ts";
import { nothingKnown, type Surroundings } from "./surroundings.ts";
import { walk } from "./walk.ts";

/** What a script starts, as far as it can be known without running it. Places count columns as editors do. */
export interface RunScript {
  /** Each server for SMTP that some way through the script starts, in file order. */
  readonly servers: readonly ServerStart[];
  /** Servers that never come up. */
  readonly failures: readonly StartFailure[];
  /** What counts and can't be known, and belongs to no server of the list. */
  readonly unknowns: readonly RunUnknown[];
  /** Decisions that can't be foreseen, if servers of different kinds come of them. */
  readonly branches: readonly UndecidedBranch[];
  /** From where on it can't be read; null if all of it can. */
  readonly trouble: SyntaxTrouble | null;
  /** What keeps the system from starting it at all. */
  readonly start: StartTrouble | null;
  /** RELAYCLIENT where it's set without being exported, so that no server gets it. */
  readonly notExported: readonly Place[];
}

export interface StartTrouble {
  /** There's no line `#!`; it names a program that is no shell; a carriage return ends the lines. */
  readonly kind: "no interpreter" | "other interpreter" | "carriage return";
  readonly place: Place;
  readonly interpreter: ByteString;
}

/**
 * Reads a run script, or an inetd.conf. Carriage returns at the ends of lines, with which nothing works, are told, and read
 * over, so that the rest is known as it will be without them.
 */
export function readRunScript(bytes: Uint8Array, surroundings: Surroundings = nothingKnown): RunScript {
  const source = byteString(bytes.subarray(0, limits.scriptBytesMax));
  const text = source.split("\n").map(withoutReturns).join("\n");
  const scope: Scope = {
    unknowns: unknownsOf(),
    surroundings,
    placeOf: (place) => place,
    backgroundMarks: [],
    writtenAs: ({ source: written }) => written,
    substitute: outputOf,
    how: "exec",
    steps: { left: limits.stepsMax },
    serve: null,
    depth: 0,
  };
  const lines = source.startsWith("#!") ? [] : inetdLines(text);
  if (lines.length > 0) return ofInetd(scope, lines);
  const start = startTrouble(source);
  if (start?.kind === "other interpreter") return { ...NOTHING, start };
  const { list, trouble, backgroundMarks, writtenAs } = readScript(text, 1);
  const ends = walk({ ...scope, backgroundMarks, writtenAs }, list, {
    variables: new Map(),
    emptiedAt: null,
    setters: [],
    folder:
      surroundings.workingFolder ??
      scope.unknowns.standFor({ reason: { kind: "variable", name: "PWD" }, place: { line: 1, column: 1 } }),
    status: "succeeded",
    isOver: false,
    ...nothingStarted,
    choices: [],
  });
  const isFollowed = scope.steps.left > 0 && bytes.length <= limits.scriptBytesMax;
  return {
    servers: inFileOrder(ends.flatMap(({ starts }) => starts)),
    failures: inFileOrder(ends.flatMap(({ failures }) => failures)),
    unknowns: [...inFileOrder(ends.flatMap(({ unknowns }) => unknowns)), ...(isFollowed ? [] : [TOO_LONG])],
    branches: branchesThatDiffer(ends),
    trouble,
    start,
    notExported: inFileOrder(ends.flatMap(relayclientNotExported).map((place) => ({ place }))).map(
      ({ place }) => place,
    ),
  };
}

const TOO_LONG: RunUnknown = { about: "script", reason: { kind: "too long" }, place: { line: 1, column: 1 } };

const NOTHING: RunScript = {
  servers: [],
  failures: [],
  unknowns: [],
  branches: [],
  trouble: null,
  start: null,
  notExported: [],
};

function relayclientNotExported({ variables }: State): readonly Place[] {
  const variable = variables.get("RELAYCLIENT");
  return variable === undefined || variable.value === null || variable.isExported ? [] : [variable.place];
}

/** Each once, by its place. */
function inFileOrder<T extends { readonly place: Place }>(all: readonly T[]): readonly T[] {
  const once = new Map(all.map((one) => [JSON.stringify(one, mapsAsLists), one]));
  return [...once.values()].sort(
    ({ place: one }, { place: other }) => one.line - other.line || one.column - other.column,
  );
}

function mapsAsLists(_: string, value: unknown): unknown {
  return value instanceof Map ? Array.from<unknown>(value) : value;
}

/** A line without the carriage returns at its end. A regular expression would take quadratic time on many. */
function withoutReturns(line: ByteString): ByteString {
  let end = line.length;
  while (line.charAt(end - 1) === "\r") end--;
  return line.slice(0, end);
}

// Linux execve(2): the kernel starts the program behind "#!"; supervise has no shell that would do it otherwise.
function startTrouble(source: ByteString): StartTrouble | null {
  const [first = ""] = source.split("\n", 1);
  const place = { line: 1, column: 1 };
  const line = /^#![ \t]*([^ \t\r]*)([^\r]*)/.exec(first);
  const [, program = "", argument = ""] = line ?? [];
  const at = source.search(/\r(?=\n|$(?![^]))/);
  if (at !== -1) return { kind: "carriage return", place: placeAt(source, at), interpreter: program };
  if (line === null) return { kind: "no interpreter", place, interpreter: "" };
  const shell = /(^|\/)env$/.test(program) ? argument.trim() : program;
  return /(^|\/)(ba|da|a|k|z)?sh$/.test(shell)
    ? null
    : { kind: "other interpreter", place, interpreter: shell };
}

function placeAt(source: ByteString, offset: number): Place {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: decodeByteString(before.at(-1) ?? "").length + 1 };
}

function ofInetd(scope: Scope, lines: readonly InetdLine[]): RunScript {
  const ends = lines.map(({ fields, service, tcpd }) => {
    const end = follow(scope, {
      fields,
      environment: untouched,
      how: "inetd",
      logsErrors: true,
      absolute: (path) => path,
      runText: () => nothingStarted,
    });
    const starts = end.starts.map((start): ServerStart => {
      const port = { text: service.text, written: service.written, place: service.place };
      if (tcpd === null) return { ...start, port };
      const hostsAllow = {
        reason: { kind: "file", path: "/etc/hosts.allow" },
        place: tcpd,
        about: "environment",
      } as const;
      const chain = [{ name: "tcpd", place: tcpd }, ...start.chain];
      return { ...start, port, chain, unknowns: [...start.unknowns, hostsAllow] };
    });
    return { ...end, starts };
  });
  return {
    ...NOTHING,
    servers: ends.flatMap(({ starts }) => starts),
    unknowns: ends.flatMap(({ unknowns }) => unknowns),
  };
}
