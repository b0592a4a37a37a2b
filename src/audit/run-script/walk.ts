import { encodeByteString } from "../../engine/bytes/index.ts";
import {
  matches,
  type Command,
  type CompoundCommand,
  type List,
  type Pipeline,
  type SimpleCommand,
  type Word,
} from "../../engine/sh/index.ts";
import { anything, builtins } from "./builtins.ts";
import { follow } from "./chain.ts";
import { negated } from "./conditions.ts";
import { expandToOne, expandWords } from "./expand.ts";
import type { Field } from "./field.ts";
import { limits } from "./limits.ts";
import type { ChainEnvironment } from "./environment.ts";
import { readScript } from "./masking.ts";
import { isKnown, known, type Place } from "./partly-known.ts";
import { nothingStarted, type ChainEnd } from "./passed.ts";
import {
  absolutePath,
  merged,
  withVariable,
  type Scope,
  type State,
  type Status,
  type Variable,
} from "./state.ts";

/** All ways that a list of commands can go. */
export function walk(scope: Scope, list: List, from: State): readonly State[] {
  let states: readonly State[] = [from];
  for (const [index, pipeline] of list.entries()) {
    const inner = isInBackground(scope, list, index) ? { ...scope, how: "background" as const } : scope;
    states = merged(
      scope,
      states.flatMap((state) =>
        state.isOver || scope.steps.left <= 0 ? [state] : waysOf(inner, pipeline, state),
      ),
    );
  }
  return states;
}

/** Whether "&" stands between this pipeline and the next, or behind the last. */
function isInBackground({ backgroundMarks }: Scope, list: List, index: number): boolean {
  const start = list[index]?.commands[0];
  const next = list[index + 1]?.commands[0];
  return (
    start !== undefined &&
    backgroundMarks.some((mark) => isBefore(start, mark) && (next === undefined || isBefore(mark, next)))
  );
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}

/** A pipeline behind ";", "&&" or "||". */
function waysOf(scope: Scope, pipeline: Pipeline, state: State): readonly State[] {
  const { when, commands } = pipeline;
  if (when === "always" || state.status === when) return runPipeline(scope, pipeline, state);
  if (state.status !== "unknown") return [state];
  const place = scope.placeOf(placeOfCommand(commands[0]));
  const skipped: State = {
    ...withChoice(state, place, "not done"),
    status: when === "succeeded" ? "failed" : "succeeded",
  };
  return [...runPipeline(scope, pipeline, withChoice(state, place, "done")), skipped];
}

function withChoice(state: State, place: Place, way: string): State {
  return { ...state, choices: [...state.choices, { place, way }] };
}

function placeOfCommand(command: Command | undefined): Place {
  return { line: command?.line ?? 1, column: command?.column ?? 1 };
}

function runPipeline(scope: Scope, { commands, isNegated }: Pipeline, state: State): readonly State[] {
  const [first] = commands;
  const ends =
    commands.length === 1 && first !== undefined
      ? runCommand(scope, first, state)
      : [runApart({ ...scope, how: scope.how === "exec" ? "pipeline" : scope.how }, commands, state)];
  return isNegated ? ends.map((end) => ({ ...end, status: negated(end.status) })) : ends;
}

/** Commands that copies of the shell run: what they change is lost, but for the servers that they start. */
function runApart(scope: Scope, commands: readonly Command[], state: State): State {
  let { starts, failures, unknowns } = state;
  let status: Status = "unknown";
  for (const command of commands) {
    const ends = runCommand(scope, command, { ...state, ...nothingStarted });
    starts = [...starts, ...ends.flatMap((end) => end.starts)].slice(0, limits.startsMax);
    failures = [...failures, ...ends.flatMap((end) => end.failures)];
    unknowns = [...unknowns, ...ends.flatMap((end) => end.unknowns)];
    const [end] = ends;
    status = ends.length === 1 && end !== undefined ? end.status : "unknown";
  }
  return { ...state, starts, failures, unknowns, status };
}

function runCommand(scope: Scope, command: Command, state: State): readonly State[] {
  scope.steps.left--;
  return command.kind === "simple" ? runSimple(scope, command, state) : runCompound(scope, command, state);
}

function runCompound(scope: Scope, command: CompoundCommand, state: State): readonly State[] {
  const place = scope.placeOf(placeOfCommand(command));
  switch (command.kind) {
    case "group":
      return walk(scope, command.body, state);
    case "subshell": {
      const inner = scope.how === "exec" ? { ...scope, how: "child" as const } : scope;
      const ends = walk(inner, command.body, { ...state, ...nothingStarted });
      return ends.map((end) => ({
        ...state,
        ...gathered(state, end),
        status: end.status,
        choices: end.choices,
      }));
    }
    case "if": {
      let undecided: readonly State[] = [state];
      const ends: State[] = [];
      for (const [index, { condition, body }] of command.branches.entries()) {
        const tested = undecided.flatMap((one) => walk(scope, condition, one));
        undecided = [];
        for (const one of tested) {
          const isOpen = one.status === "unknown" && !one.isOver;
          if (one.isOver) ends.push(one);
          else if (one.status !== "failed")
            ends.push(...walk(scope, body, isOpen ? withChoice(one, place, `branch ${index + 1}`) : one));
          if (!one.isOver && one.status !== "succeeded")
            undecided = [...undecided, isOpen ? withChoice(one, place, `not branch ${index + 1}`) : one];
        }
      }
      return [
        ...ends,
        ...undecided.flatMap((one) => walk(scope, command.otherwise, { ...one, status: "succeeded" })),
      ];
    }
    case "loop": {
      const names = assignedIn([...command.condition, ...command.body]);
      const before = withUnknown(scope, state, { names, place });
      return walk(scope, command.condition, before).flatMap((one) => {
        const neverRuns = one.isOver || one.status === command.endsWhen;
        return neverRuns ? [one] : walk(scope, command.body, one);
      });
    }
    case "for": {
      const fields = expandWords(scope, state, command.words);
      if (fields.length > limits.roundsMax || fields.some(({ isOne }) => !isOne)) {
        const names = [command.name, ...assignedIn(command.body)];
        return walk(scope, command.body, withUnknown(scope, state, { names, place }));
      }
      let states: readonly State[] = [{ ...state, status: "succeeded" }];
      for (const { text, place: at } of fields)
        states = merged(
          scope,
          states.flatMap((one) =>
            one.isOver
              ? [one]
              : walk(scope, command.body, withVariable(one, command.name, { value: text, place: at })),
          ),
        );
      return states;
    }
    case "case": {
      const subject = expandToOne(scope, state, { word: command.subject, place });
      const ends: State[] = [];
      for (const [index, { patterns, body }] of command.branches.entries()) {
        const patternTexts = patterns.map((word) => patternOf(scope, state, { word, place }));
        const isCertain =
          isKnown(subject) &&
          patternTexts.every(isKnown) &&
          subject.length * patternTexts.join("").length <= limits.matchingMax;
        if (isCertain && !patternTexts.some((pattern) => matches(pattern, subject))) continue;
        const isLast = isCertain || patternTexts.includes("*");
        const isOnly = isLast && ends.length === 0;
        ends.push(...walk(scope, body, isOnly ? state : withChoice(state, place, `branch ${index + 1}`)));
        if (isLast) return ends;
      }
      return [...ends, ends.length === 0 ? state : withChoice(state, place, "no branch")];
    }
    default:
      return command satisfies never;
  }
}

function patternOf(
  scope: Scope,
  state: State,
  { word, place }: { readonly word: Word; readonly place: Place },
): string {
  return word
    .map((piece) =>
      piece.kind === "text"
        ? encodeByteString(piece.isQuoted ? piece.text.replace(/[\\*?[\]]/g, "\\$&") : piece.text)
        : expandToOne(scope, state, { word: [piece], place }),
    )
    .join("");
}

/** Variables that are set somewhere in a list. */
function assignedIn(list: List): readonly string[] {
  return list.flatMap(({ commands }) => commands.flatMap(assignedBy));
}

function assignedBy(command: Command): readonly string[] {
  switch (command.kind) {
    case "simple": {
      const settings = command.words.map(({ source }) => /^([A-Za-z_]\w*)=/.exec(source)?.[1] ?? "");
      return [...command.assignments.map(({ name }) => name), ...settings.filter((name) => name !== "")];
    }
    case "if":
      return [
        ...command.branches.flatMap(({ condition, body }) => assignedIn([...condition, ...body])),
        ...assignedIn(command.otherwise),
      ];
    case "loop":
      return assignedIn([...command.condition, ...command.body]);
    case "for":
      return [command.name, ...assignedIn(command.body)];
    case "case":
      return command.branches.flatMap(({ body }) => assignedIn(body));
    default:
      return assignedIn(command.body);
  }
}

function withUnknown(
  { unknowns }: Scope,
  state: State,
  { names, place }: { readonly names: readonly string[]; readonly place: Place },
): State {
  return names.reduce(
    (next, name) =>
      withVariable(next, name, {
        value: unknowns.standFor({ reason: { kind: "set later", name }, place }),
        place,
      }),
    state,
  );
}

function runSimple(scope: Scope, command: SimpleCommand, state: State): readonly State[] {
  const fields = expandWords(scope, state, command.words);
  let set = state;
  for (const { name, value, line, column } of command.assignments) {
    const place = scope.placeOf({ line, column });
    set = withVariable(set, name, { value: expandToOne(scope, set, { word: value, place }), place });
  }
  const [first, ...rest] = fields;
  if (first === undefined) {
    const values = [
      ...command.words.map(({ word }) => word),
      ...command.assignments.map(({ value }) => value),
    ];
    const isSure = !values.flat().some(({ kind }) => kind === "command");
    return [{ ...set, status: isSure ? "succeeded" : "unknown" }];
  }
  const { place } = first;
  const isExec = first.text === "exec";
  if (isExec && rest.length === 0) return [{ ...state, status: "succeeded" }];
  if (first.text === "." || first.text === "source") return [sourced(scope, state, { fields: rest, place })];
  const builtin = builtins.get(first.text);
  if (builtin !== undefined) return [builtin(scope, state, { fields: rest, place })];
  const names = new Set(command.assignments.map(({ name }) => name));
  const end = follow(scope, {
    fields: isExec ? rest : fields,
    environment: environmentOf(scope, set, names),
    how: isExec || scope.how !== "exec" ? scope.how : "child",
    logsErrors: command.redirections.some(
      ({ descriptor, how, target }) => descriptor === 2 && how === "duplicate" && isText(target, "1"),
    ),
    absolute: (path) => absolutePath(state.folder, path),
    runText: (text, environment, serve) => runText({ ...scope, serve }, state, { text, environment }),
  });
  return [{ ...state, ...gathered(state, end), isOver: isExec, status: "unknown" }];
}

function isText(word: Word, text: string): boolean {
  const [piece, ...others] = word;
  return others.length === 0 && piece?.kind === "text" && piece.text === text;
}

function gathered(state: State, end: ChainEnd): ChainEnd {
  return {
    starts: [...state.starts, ...end.starts].slice(0, limits.startsMax),
    failures: [...state.failures, ...end.failures],
    unknowns: [...state.unknowns, ...end.unknowns],
  };
}

function environmentOf(
  { serve }: Scope,
  { variables, emptiedAt, setters }: State,
  assigned: ReadonlySet<string>,
): ChainEnvironment {
  const set = new Map<string, { readonly value: string; readonly place: Place }>();
  const unset = new Map<string, Place>();
  for (const [name, { value, isExported, unsetAt, place }] of variables) {
    if (unsetAt !== null) unset.set(name, unsetAt);
    if (value !== null && (isExported || assigned.has(name))) set.set(name, { value, place });
  }
  const relayclient = variables.get("RELAYCLIENT");
  const isPerhapsSet =
    serve !== null && emptiedAt === null && relayclient?.unsetAt === null && !set.has("RELAYCLIENT");
  if (!isPerhapsSet || relayclient.value === null) return { emptiedAt, variables: set, unset, setters };
  // Whose RELAYCLIENT a rule has set has this value instead, and nobody else has it.
  const perhaps = { reason: { kind: "variable", name: "RELAYCLIENT" }, place: relayclient.place } as const;
  return { emptiedAt, variables: set, unset, setters: [...setters, perhaps] };
}

/** `. FILE`: what the file says, if it's known. */
function sourced(
  scope: Scope,
  state: State,
  call: { readonly fields: readonly Field[]; readonly place: Place },
): State {
  const path = known(absolutePath(state.folder, call.fields[0]?.text ?? ""));
  const file = path === null || scope.depth > limits.depthMax ? null : scope.surroundings.file(path);
  if (file?.kind === "missing") return { ...state, status: "failed" };
  if (file?.kind !== "known") return anything(scope, state, call);
  const { list, trouble, writtenAs, backgroundMarks } = readScript(file.text, 1);
  const inner = { ...scope, placeOf: () => call.place, backgroundMarks, writtenAs, depth: scope.depth + 1 };
  const ends = walk(inner, list, state);
  const [end] = ends;
  return trouble !== null || ends.length !== 1 || end === undefined ? anything(scope, state, call) : end;
}

/** `sh -c TEXT`. */
function runText(
  scope: Scope,
  state: State,
  { text, environment }: { readonly text: Field; readonly environment: ChainEnvironment },
): ChainEnd {
  const script = known(text.text);
  if (script === null || scope.depth > limits.depthMax) {
    const unknowns = scope.unknowns
      .within(text.text)
      .map((unknown) => ({ ...unknown, about: "server" as const }));
    return { ...nothingStarted, unknowns };
  }
  const { list, backgroundMarks, writtenAs } = readScript(script, 1);
  const variables = new Map<string, Variable>([
    ...[...environment.variables].map(
      ([name, variable]) => [name, { ...variable, isExported: true, unsetAt: null }] as const,
    ),
    ...[...environment.unset].map(
      ([name, place]) => [name, { value: null, isExported: false, unsetAt: place, place }] as const,
    ),
  ]);
  const inner: Scope = {
    ...scope,
    placeOf: () => text.place,
    backgroundMarks,
    writtenAs,
    depth: scope.depth + 1,
  };
  const start: State = {
    ...state,
    variables,
    emptiedAt: environment.emptiedAt,
    setters: environment.setters,
    ...nothingStarted,
    choices: [],
    isOver: false,
  };
  const ends = walk(inner, list, start);
  return {
    starts: ends.flatMap(({ starts }) => starts),
    failures: ends.flatMap(({ failures }) => failures),
    unknowns: ends.flatMap(({ unknowns }) => unknowns),
  };
}
