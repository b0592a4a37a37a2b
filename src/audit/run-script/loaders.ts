import type { ByteString } from "../../engine/bytes/index.ts";
import { sgetopt } from "../../engine/sgetopt/index.ts";
import type { Field } from "./expand.ts";
import { isKnown, known, type PartlyKnown, type Place, type Unknown } from "./partly-known.ts";
import type { Scope } from "./state.ts";

/** What programs are started with, as far as it's known. */
export interface ChainEnvironment {
  readonly variables: ReadonlyMap<ByteString, { readonly value: PartlyKnown; readonly place: Place }>;
  /** What may have set any further variable. */
  readonly setters: readonly Unknown[];
}

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

// POSIX.1-2017 XCU env; -u is GNU's and BSD's
function env({ fields, environment, scope }: Loading): Loaded {
  const variables = new Map(environment.variables);
  let setters = environment.setters;
  let at = 0;
  for (; at < fields.length; at++) {
    const field = fields[at];
    if (field === undefined) break;
    const { text, place } = field;
    const setting = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/.exec(text);
    const unset = /^-u(.*)$/s.exec(text);
    if (text === "-" || text === "-i" || text === "--ignore-environment") {
      variables.clear();
      setters = [];
    } else if (unset !== null) {
      if (unset[1] === "") at++;
      variables.delete(unset[1] === "" ? (fields[at]?.text ?? "") : (unset[1] ?? ""));
    } else if (setting !== null) {
      variables.set(setting[1] ?? "", { value: setting[2] ?? "", place });
    } else if (!field.isOne && !isKnown(text.charAt(0))) {
      setters = [...setters, ...scope.unknowns.within(text)];
    } else if (text !== "--") {
      break;
    }
  }
  return { rest: fields.slice(at), environment: { variables, setters } };
}

// daemontools-0.76 envdir.c main
function envdir({ fields, environment, scope, place, absolute }: Loading): Loaded {
  const [folder, ...rest] = fields;
  const path = folder === undefined ? null : known(absolute(folder.text));
  const files = path === null ? null : scope.surroundings.folder(path);
  const at = folder?.place ?? place;
  if (files === null) {
    const setter: Unknown = { reason: { kind: "file", path: path ?? folder?.written ?? "" }, place: at };
    return { rest, environment: { ...environment, setters: [...environment.setters, setter] } };
  }
  const variables = new Map(environment.variables);
  for (const [name, text] of files) {
    const [line = ""] = text.split("\n", 1);
    if (text === "") variables.delete(name);
    else variables.set(name, { value: line.replace(/[ \t]+$/, "").replaceAll("\0", "\n"), place: at });
  }
  return { rest, environment: { ...environment, variables } };
}

// daemontools-0.76 envuidgid.c main
function envuidgid({ fields, environment, scope, place }: Loading): Loaded {
  const [account, ...rest] = fields;
  const variables = new Map(environment.variables);
  const value = scope.unknowns.standFor({
    reason: { kind: "command", text: `id ${account?.written ?? ""}` },
    place,
  });
  for (const name of ["UID", "GID"]) variables.set(name, { value, place });
  return { rest, environment: { ...environment, variables } };
}
