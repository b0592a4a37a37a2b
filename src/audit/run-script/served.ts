import type { ByteString } from "../../engine/bytes/index.ts";
import { usualDoor, type Behind, type Door } from "../door.ts";
import type { Field } from "./field.ts";
import type { ChainEnvironment, SetVariable } from "./environment.ts";
import { known } from "./partly-known.ts";
import { nothingStarted, type ChainEnd, type Passed } from "./passed.ts";
import { isSmtpServer, type Chain } from "./passing.ts";
import type { PasswordCheck, PlacedText, ServerStart, StartVariable, TakenVariable } from "./server-start.ts";
import type { Scope } from "./state.ts";
import { about, baseName, placed, programUnknown, stepOf } from "./telling.ts";

/** A server with what is known of how it takes connections. */
export interface Serving extends Pick<
  ServerStart,
  "place" | "options" | "rules" | "host" | "port" | "unknowns"
> {
  readonly before: Passed;
  readonly behind: Passed;
  readonly door: Pick<Door, "rules" | "clientName" | "asksIdent">;
}

/** Puts together what is known of a server. */
export function served(scope: Scope, { how, logsErrors }: Chain, serving: Serving): ChainEnd {
  const { before, behind, place, options, rules, host, port, door, unknowns } = serving;
  const [server, ...words] = behind.fields;
  const environment = startVariables(before.environment, behind.environment);
  const { emptiedAt } = behind.environment;
  const setters = [...(emptiedAt === null ? before.environment.setters : []), ...behind.environment.setters];
  const values = environment
    .filter(({ name }) => DECISIVE.has(name))
    .flatMap(({ name }) =>
      about(
        scope,
        "variable",
        (behind.environment.variables.get(name) ?? before.environment.variables.get(name))?.value ?? "",
      ),
    );
  const steps = server === undefined ? behind.steps : [...behind.steps, stepOf(server)];
  const isUnknownServer = server !== undefined && !isSmtpServer(baseName(server.text));
  const start: ServerStart = {
    place,
    how,
    door: {
      ...usualDoor,
      ...door,
      basis: "run script",
      environment: new Map(
        [...before.environment.variables].map(([name, { value }]) => [name, known(value) ?? ""]),
      ),
      behind: behind.failure === null ? changesOf(behind.environment) : { kind: "nothing" },
      smtpd: profileWith(environment),
      ...ownAddresses(host),
    },
    options,
    rules,
    host,
    port,
    environment,
    taken: takenBy(behind.environment),
    failsBehind: behind.failure,
    chain: steps,
    lists: behind.lists,
    passwords: server === undefined ? null : passwordCheck(words),
    logsErrors,
    unknowns: [
      ...behind.unknowns,
      ...unknowns,
      ...setters.map((setter) => ({ ...setter, about: "environment" as const })),
      ...values,
      ...(isUnknownServer ? [programUnknown(scope, server)] : []),
    ],
  };
  return { ...nothingStarted, starts: [start] };
}

/** Variables that decide who may relay, or is let in. */
const DECISIVE: ReadonlySet<ByteString> = new Set(["RELAYCLIENT", "RBLSMTPD", "SMTPAUTH"]);

function startVariables(
  { variables: before }: ChainEnvironment,
  { emptiedAt, variables: behind, unset }: ChainEnvironment,
): readonly StartVariable[] {
  const left = [...before].filter(([name]) => emptiedAt === null && !unset.has(name) && !behind.has(name));
  return [
    ...left.map((one) => startVariable(one, "before")),
    ...[...behind].map((one) => startVariable(one, "behind")),
  ];
}

function startVariable(
  [name, { value, place }]: readonly [ByteString, SetVariable],
  where: StartVariable["where"],
): StartVariable {
  return { name, value: known(value), place, where };
}

/** A variable whose value isn't known is set nevertheless, which is what counts for RELAYCLIENT. */
function changesOf({ emptiedAt, variables, unset }: ChainEnvironment): Behind {
  return {
    kind: "server",
    isEmptied: emptiedAt !== null,
    variables: [
      ...[...variables].map(([name, { value }]) => [name, known(value) ?? ""] as const),
      ...[...unset.keys()].map((name) => [name, null] as const),
    ],
  };
}

function takenBy({ emptiedAt, unset }: ChainEnvironment): readonly TakenVariable[] {
  return [
    ...(emptiedAt === null ? [] : [{ name: null, place: emptiedAt }]),
    ...[...unset].map(([name, place]) => ({ name, place })),
  ];
}

/** SMTPAUTH is the patch's switch; without the patch nobody looks at it. */
function profileWith(environment: readonly StartVariable[]): Door["smtpd"] {
  const auth = environment.find(({ name }) => name === "SMTPAUTH");
  return auth !== undefined && auth.value !== "-" ? "netqmail-smtp-auth" : usualDoor.smtpd;
}

function ownAddresses(host: PlacedText | null): Partial<Pick<Door, "ownAddresses">> {
  const address = host?.text ?? "";
  const isAddress = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address !== "0.0.0.0";
  return isAddress && !usualDoor.ownAddresses.includes(address)
    ? { ownAddresses: [...usualDoor.ownAddresses, address] }
    : {};
}

/** Of `qmail-smtpd [host] checkpassword true`: `true` in the place of checkpassword takes every password. */
function passwordCheck(words: readonly Field[]): PasswordCheck | null {
  const [first, second] = words;
  if (first === undefined) return null;
  const isTrue = (field: Field | undefined): boolean =>
    field !== undefined && baseName(field.text) === "true";
  // An older form of the patch wants the host's name in front; without it, the next word is taken for the checking program.
  const unchecked = isTrue(first)
    ? first
    : isTrue(second) && !first.text.includes("/") && /\./.test(first.text)
      ? second
      : undefined;
  return {
    words: words.map(placed),
    kind: unchecked === undefined ? "checked" : "unchecked",
    place: (unchecked ?? first).place,
  };
}
