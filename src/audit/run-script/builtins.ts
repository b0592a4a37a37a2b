import type { ByteString } from "../../engine/bytes/index.ts";
import { evaluateTest, negated } from "./conditions.ts";
import type { Field } from "./field.ts";
import { isKnown, type Place } from "./partly-known.ts";
import { absolutePath, withVariable, type Scope, type State } from "./state.ts";

/** What a command does that the shell itself carries out. `fields` are its arguments. */
export type Builtin = (
  scope: Scope,
  state: State,
  call: { readonly fields: readonly Field[]; readonly place: Place },
) => State;

/** Source: POSIX.1-2017 XCU 2.14 and 1.6; `echo` and the like, which change nothing, are among them. */
export const builtins: ReadonlyMap<ByteString, Builtin> = new Map<ByteString, Builtin>([
  ...[
    ":",
    "true",
    "echo",
    "printf",
    "umask",
    "ulimit",
    "trap",
    "sleep",
    "wait",
    "set",
    "shift",
    "readonly",
  ].map((name) => [name, succeed] as const),
  ["false", (_, state) => ({ ...state, status: "failed" })],
  ["exit", (_, state) => ({ ...state, isOver: true })],
  ["return", (_, state) => ({ ...state, isOver: true })],
  ["export", exported],
  ["unset", unset],
  ["read", read],
  ["cd", changeFolder],
  ["test", (scope, state, { fields }) => ({ ...state, status: evaluateTest(scope, state, fields) })],
  ["[", bracket],
  ["[[", bracket],
  ["eval", anything],
]);

function succeed(_: Scope, state: State): State {
  return { ...state, status: "succeeded" };
}

const assignment = /^([A-Za-z_]\w*)=([^]*)$/;

function exported(_: Scope, state: State, { fields }: { readonly fields: readonly Field[] }): State {
  let next: State = { ...state, status: "succeeded" };
  for (const { text, place } of fields) {
    const setting = assignment.exec(text);
    const name = setting?.[1] ?? text;
    if (setting !== null)
      next = withVariable(next, name, { value: setting[2] ?? "", isExported: true, place });
    else next = withVariable(next, name, { isExported: true, place });
  }
  return next;
}

function unset(_: Scope, state: State, { fields }: { readonly fields: readonly Field[] }): State {
  return fields.reduce<State>(
    (next, { text, place }) =>
      withVariable(next, text, { value: null, isExported: false, unsetAt: place, place }),
    { ...state, status: "succeeded" },
  );
}

function read(
  { unknowns }: Scope,
  state: State,
  { fields, place }: { readonly fields: readonly Field[]; readonly place: Place },
): State {
  return fields.reduce<State>(
    (next, { text: name }) =>
      /^[A-Za-z_]\w*$/.test(name)
        ? withVariable(next, name, {
            value: unknowns.standFor({ reason: { kind: "set later", name }, place }),
            place,
          })
        : next,
    { ...state, status: "unknown" },
  );
}

function changeFolder(
  { unknowns }: Scope,
  state: State,
  { fields, place }: { readonly fields: readonly Field[]; readonly place: Place },
): State {
  const [folder] = fields;
  const path = folder?.text ?? unknowns.standFor({ reason: { kind: "variable", name: "HOME" }, place });
  return {
    ...state,
    folder: absolutePath(state.folder, path),
    status: isKnown(path) ? "succeeded" : "unknown",
  };
}

function bracket(scope: Scope, state: State, { fields }: { readonly fields: readonly Field[] }): State {
  const isClosed = /^\]\]?$/.test(fields.at(-1)?.text ?? "");
  const status = isClosed ? evaluateTest(scope, state, fields.slice(0, -1)) : negated("succeeded");
  return { ...state, status };
}

/** From here on any variable may be anything. */
export function anything(
  _: Scope,
  state: State,
  { fields, place }: { readonly fields: readonly Field[]; readonly place: Place },
): State {
  const [first] = fields;
  const setter = { reason: { kind: "file", path: first?.text ?? "" }, place } as const;
  const name = first?.written ?? "";
  return {
    ...state,
    variables: new Map(),
    setters: [
      ...state.setters,
      isKnown(first?.text ?? "") ? setter : { reason: { kind: "file", path: name }, place },
    ],
    status: "unknown",
  };
}
