import type { ByteString } from "../../engine/bytes/index.ts";
import { sgetopt } from "../../engine/sgetopt/index.ts";
import { emptied, withSet, withUnset, type ChainEnvironment } from "./environment.ts";
import type { Field } from "./field.ts";
import { isKnown, known, type PartlyKnown, type Place, type Unknown } from "./partly-known.ts";
import type { StartFailure } from "./server-start.ts";
import type { Scope } from "./state.ts";
import type { BesideFolder } from "./surroundings.ts";

/** A program that changes something and becomes the program of its arguments. `fields` are its arguments, without its name. */
export type Loader = (loading: Loading) => Loaded;

export interface Loading {
  readonly scope: Scope;
  readonly fields: readonly Field[];
  readonly environment: ChainEnvironment;
  /** Where the program's name is. */
  readonly place: Place;
  /** Makes a path absolute. */
  readonly absolute: (path: PartlyKnown) => PartlyKnown;
}

export interface Loaded {
  readonly rest: readonly Field[];
  readonly environment: ChainEnvironment;
  /** Why the program ends without becoming another; left out: it doesn't. */
  readonly failure?: StartFailure;
}

/** Chain loaders by name. Source: daemontools-0.76, ucspi-tcp-0.88, relay-ctrl-3.1, POSIX. */
export const loaders: ReadonlyMap<ByteString, Loader> = new Map([
  ["env", env],
  ["envdir", envdir],
  ["envuidgid", envuidgid],
  ["setuidgid", after(1)],
  ["softlimit", withLetters("a:c:d:f:l:m:o:p:r:s:t:", 0)],
  ["setlock", withLetters("nNxX", 1)],
  ["pgrphack", after(0)],
  ["fghack", after(0)],
  ["nohup", after(0)],
  ["nice", nice],
  ["recordio", after(0)],
  ["fixcrio", after(0)],
  ["relay-ctrl-chdir", after(0)],
  ["relay-ctrl-check", after(0)],
] satisfies readonly (readonly [string, Loader])[]);

/** With so many arguments of its own. */
function after(count: number): Loader {
  return ({ fields, environment }) => ({ rest: fields.slice(count), environment });
}

function withLetters(letters: string, count: number): Loader {
  return ({ fields, environment }) => {
    const { rest } = sgetopt(["", ...fields.map(({ text }) => text)], letters);
    return { rest: fields.slice(fields.length - rest.length + count), environment };
  };
}

function nice({ fields, environment }: Loading): Loaded {
  const [first, second] = fields.map(({ text }) => text);
  if (first === undefined || !first.startsWith("-")) return { rest: fields, environment };
  const takesNext = first === "-n" || (first === "-" && second !== undefined);
  return { rest: fields.slice(takesNext ? 2 : 1), environment };
}

// GNU coreutils env.c main, as the world's env
function env({ fields, environment, scope }: Loading): Loaded {
  const { isEmpty, unset, rest, bad } = envOptions(fields);
  if (bad !== null)
    return {
      rest,
      environment,
      failure: { kind: "usage", place: bad.place, program: "env", problem: bad.text },
    };
  let after = isEmpty === null ? environment : emptied(isEmpty);
  after = withUnset(
    after,
    unset.map(({ name, place: at }) => [name, at]),
  );
  let at = 0;
  for (let field = rest[0]; field !== undefined; field = rest[++at]) {
    const { text } = field;
    const equals = text.indexOf("=");
    if (equals !== -1 && isKnown(text.slice(0, equals)))
      after = withSet(after, [
        [text.slice(0, equals), { value: text.slice(equals + 1), place: field.place }],
      ]);
    else if (!field.isOne && !isKnown(text.charAt(0)))
      after = { ...after, setters: [...after.setters, ...scope.unknowns.within(text)] };
    else break;
  }
  return { rest: rest.slice(at), environment: after };
}

interface EnvOptions {
  /** Where it's said that the environment is to be empty; null: nowhere. */
  readonly isEmpty: Place | null;
  readonly unset: readonly { readonly name: ByteString; readonly place: Place }[];
  readonly rest: readonly Field[];
  /** What is no option, or lacks its argument. */
  readonly bad: { readonly text: ByteString; readonly place: Place } | null;
}

/** The options, which end with the first word that is none. */
function envOptions(fields: readonly Field[]): EnvOptions {
  const unset: { name: ByteString; place: Place }[] = [];
  let isEmpty: Place | null = null;
  let at = 0;
  const end = (bad: EnvOptions["bad"]): EnvOptions => ({ isEmpty, unset, rest: fields.slice(at), bad });
  for (let field = fields[0]; field?.text.startsWith("-") === true; field = fields[at]) {
    const { text, place } = field;
    if (text === "-") break;
    at++;
    if (text === "--") break;
    if (text === "--ignore-environment") isEmpty = place;
    else if (text.startsWith("--unset=")) unset.push({ name: text.slice("--unset=".length), place });
    else {
      const [, flags = "", value = null] = /^-([^u]*)(?:u([^]*))?$/.exec(text) ?? [];
      if (/[^i]/.test(flags)) return end({ text, place });
      if (flags !== "") isEmpty = place;
      if (value === null) continue;
      const name = value === "" ? fields[at++]?.text : value;
      if (name === undefined) return end({ text, place });
      unset.push({ name, place });
    }
  }
  if (fields[at]?.text === "-") isEmpty = fields[at++]?.place ?? null;
  return end(null);
}

// daemontools-0.76 envdir.c main
function envdir({ fields, environment, scope, place, absolute }: Loading): Loaded {
  const [folder, ...rest] = fields;
  const path = folder === undefined ? null : known(absolute(folder.text));
  const found: BesideFolder = path === null ? { kind: "unknown" } : scope.surroundings.folder(path);
  const at = folder?.place ?? place;
  const named = path ?? folder?.written ?? "";
  switch (found.kind) {
    case "missing":
    case "unreadable":
      return {
        rest,
        environment,
        failure: { kind: `folder ${found.kind}`, place: at, program: "envdir", problem: named },
      };
    case "unknown": {
      const setter: Unknown = { reason: { kind: "folder", path: named }, place: at };
      return { rest, environment: { ...environment, setters: [...environment.setters, setter] } };
    }
    case "known": {
      const files = [...found.files].filter(([name]) => !name.startsWith("."));
      const isEmpty = ([, text]: readonly [ByteString, ByteString]): boolean => text === "";
      const empty = files.filter(isEmpty).map(([name]) => [name, at] as const);
      const set = files
        .filter((file) => !isEmpty(file))
        .map(([name, text]) => [name, { value: envdirValue(text), place: at }] as const);
      return { rest, environment: withSet(withUnset(environment, empty), set) };
    }
    default:
      return found satisfies never;
  }
}

/** The first line, without blanks at its end; a NUL stands for a newline. */
function envdirValue(text: ByteString): ByteString {
  const [line = ""] = text.split("\n", 1);
  let end = line.length;
  while (line.charAt(end - 1) === " " || line.charAt(end - 1) === "\t") end--;
  return line.slice(0, end).replaceAll("\0", "\n");
}

// daemontools-0.76 envuidgid.c main
function envuidgid({ fields, environment, scope, place }: Loading): Loaded {
  const [account, ...rest] = fields;
  const value = scope.unknowns.standFor({
    reason: { kind: "command", text: `id ${account?.written ?? ""}` },
    place,
  });
  return {
    rest,
    environment: withSet(
      environment,
      ["UID", "GID"].map((name) => [name, { value, place }]),
    ),
  };
}
