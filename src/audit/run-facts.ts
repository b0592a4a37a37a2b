import type { ByteString } from "../engine/bytes/index.ts";
import type { Configuration, ConfigurationFile } from "./configuration.ts";
import type { Door } from "./door.ts";
import type {
  ListAsked,
  PasswordCheck,
  Place,
  RunScript,
  RunUnknown,
  ServerStart,
  StartFailure,
  StartTrouble,
  StartVariable,
  TakenVariable,
} from "./run-script/index.ts";
import { mainServer, relayclientTakenAt, runOf } from "./run.ts";

/** Something that a run script does, or doesn't, about who may relay. What of it is a mistake depends on the other files. */
export type RunFact = { readonly place: Place } &
  /** The system can't start the script, whatever is in it. */
  (
    | { readonly kind: "not startable"; readonly trouble: StartTrouble }
    /** Nothing is known of what comes from here on. */
    | { readonly kind: "unreadable"; readonly message: string }
    /** It starts no server for SMTP, as far as it's known. */
    | { readonly kind: "no server" }
    /** The server says how it's used, and ends. */
    | { readonly kind: "server fails"; readonly failure: StartFailure }
    | { readonly kind: "unknown"; readonly unknown: RunUnknown }
    /** Nobody can say which of several servers is started. The audit takes the first. */
    | { readonly kind: "branches differ"; readonly servers: readonly ServerStart[] }
    /** A server besides the one that the audit is about. */
    | { readonly kind: "further server"; readonly server: ServerStart }
    /** There is no `-x`: whatever rules there are, they don't count. */
    | { readonly kind: "no rules"; readonly given: ConfigurationFile | null }
    /** `-x` names another file than the rules that were given. */
    | {
        readonly kind: "rules elsewhere";
        readonly path: ByteString;
        readonly given: ConfigurationFile;
        readonly isSameName: boolean;
      }
    /** A later `-x` takes the place of this one. */
    | { readonly kind: "rules replaced"; readonly path: ByteString | null }
    /** `-X`: if the rules are missing, everybody is let in. */
    | { readonly kind: "missing rules let in" }
    | { readonly kind: "client name"; readonly how: Door["clientName"] }
    | { readonly kind: "ident"; readonly isAsked: boolean }
    /** Each connection ends with this, before qmail-smtpd. */
    | { readonly kind: "fails behind"; readonly failure: StartFailure }
    /** RELAYCLIENT is taken away behind tcpserver, whatever has set it. */
    | { readonly kind: "taken away"; readonly variable: TakenVariable }
    /** RELAYCLIENT or RBLSMTPD is set for every client. */
    | { readonly kind: "set for all"; readonly variable: StartVariable }
    /** RELAYCLIENT is set in the script, but not exported, so that no client has it. */
    | { readonly kind: "not exported" }
    | { readonly kind: "list asked"; readonly list: ListAsked }
    | { readonly kind: "passwords"; readonly check: PasswordCheck }
    /** Who has fetched mail lately may relay. */
    | { readonly kind: "relay-ctrl"; readonly hasFolder: boolean }
    /** The shell stays between supervise and the server. */
    | { readonly kind: "not become"; readonly how: Exclude<ServerStart["how"], "exec" | "inetd"> }
  );

/** What a run script says of its server, by line and column; nothing if nobody gave one. */
export function runFacts(configuration: Configuration): readonly RunFact[] {
  const script = runOf(configuration);
  if (script === null) return [];
  const main = mainServer(script);
  const facts = [...scriptFacts(script, main), ...(main === null ? [] : serverFacts(main, configuration))];
  return facts.sort(({ place: one }, { place: other }) => one.line - other.line || one.column - other.column);
}

function scriptFacts(script: RunScript, main: ServerStart | null): readonly RunFact[] {
  const { start: trouble, trouble: unread } = script;
  const others = script.servers.filter(
    ({ place }) => main !== null && (place.line !== main.place.line || place.column !== main.place.column),
  );
  return [
    ...(trouble === null ? [] : [{ kind: "not startable", trouble, place: trouble.place } as const]),
    ...(unread === null
      ? []
      : [
          {
            kind: "unreadable",
            message: unread.message,
            place: { line: unread.line, column: unread.column },
          } as const,
        ]),
    ...(main !== null || script.failures.length > 0
      ? []
      : [{ kind: "no server", place: { line: 1, column: 1 } } as const]),
    ...script.failures.map((failure) => ({ kind: "server fails", failure, place: failure.place }) as const),
    ...script.unknowns.map((unknown) => ({ kind: "unknown", unknown, place: unknown.place }) as const),
    ...script.branches.map(
      ({ place, ways }) => ({ kind: "branches differ", servers: ways.flat(), place }) as const,
    ),
    ...others.map((server) => ({ kind: "further server", server, place: server.place }) as const),
    ...script.notExported.map((place) => ({ kind: "not exported", place }) as const),
  ];
}

function serverFacts(server: ServerStart, configuration: Configuration): readonly RunFact[] {
  const { place, how, door, options, environment, failsBehind, lists, passwords, chain, unknowns } = server;
  const optionPlace = (letters: string): Place =>
    options.findLast(({ letter }) => letters.includes(letter))?.place ?? place;
  const hasOption = (letter: string): boolean => options.some((option) => option.letter === letter);
  const taken = relayclientTakenAt(server);
  const check = chain.find(({ name }) => name === "relay-ctrl-check");
  const hasFolder = chain.some(({ name }) => name === "relay-ctrl-chdir");
  return [
    ...rulesFacts(server, configuration),
    ...(door.rules !== null && hasOption("X")
      ? [{ kind: "missing rules let in", place: optionPlace("X") } as const]
      : []),
    {
      kind: "client name",
      how: door.clientName,
      place: optionPlace(door.clientName === "unasked" ? "H" : "pP"),
    },
    { kind: "ident", isAsked: door.asksIdent, place: optionPlace("rR") },
    ...environment
      .filter(({ name }) => name === "RELAYCLIENT" || name === "RBLSMTPD")
      .map((variable) => ({ kind: "set for all", variable, place: variable.place }) as const),
    ...(taken === null ? [] : [{ kind: "taken away", variable: taken, place: taken.place } as const]),
    ...(failsBehind === null
      ? []
      : [{ kind: "fails behind", failure: failsBehind, place: failsBehind.place } as const]),
    ...lists.map((list) => ({ kind: "list asked", list, place: list.zone.place }) as const),
    ...(passwords === null ? [] : [{ kind: "passwords", check: passwords, place: passwords.place } as const]),
    ...(check === undefined ? [] : [{ kind: "relay-ctrl", hasFolder, place: check.place } as const]),
    ...(how === "exec" || how === "inetd" ? [] : [{ kind: "not become", how, place } as const]),
    ...unknowns.map((unknown) => ({ kind: "unknown", unknown, place: unknown.place }) as const),
  ];
}

function rulesFacts(
  { place, rules, options }: ServerStart,
  { rules: text, rulesCdb }: Configuration,
): readonly RunFact[] {
  if (rules === null) return [{ kind: "no rules", given: rulesCdb ?? text, place }];
  const replaced = options
    .filter(({ letter, place: at }) => letter === "x" && at !== rules.place)
    .map(({ text: path, place: at }) => ({ kind: "rules replaced", path, place: at }) as const);
  const given = rulesCdb ?? text;
  if (rules.text === null || given === null) return replaced;
  const givenPath = rulesCdb === null ? `${given.path}.cdb` : given.path;
  if (isSameFile(rules.text, givenPath)) return replaced;
  const isSameName = lastPart(rules.text) === lastPart(givenPath);
  return [...replaced, { kind: "rules elsewhere", path: rules.text, given, isSameName, place: rules.place }];
}

/** Whether a path of the server can be the file that was given: of one that isn't absolute, only the end counts. */
function isSameFile(path: ByteString, given: ByteString): boolean {
  if (path.startsWith("/") && given.startsWith("/")) return path === given;
  const [short, long] = given.startsWith("/") ? [path, given] : [given, path];
  return lastPart(long) === lastPart(short);
}

function lastPart(path: ByteString): ByteString {
  return path.slice(path.lastIndexOf("/") + 1);
}
