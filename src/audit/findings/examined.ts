import type { ByteString } from "../../engine/bytes/index.ts";
import { control_readfile, type ControlEntry } from "../../engine/control/index.ts";
import { rcpthosts } from "../../engine/rcpthosts/index.ts";
import { getcontrols, type Routing } from "../../engine/send/index.ts";
import { audit, ruleAt, type Audit, type Clients } from "../audit.ts";
import type { Configuration, ConfigurationFile, ControlName } from "../configuration.ts";
import { controlReader, hostsOf } from "../control-files.ts";
import { runFacts, type RunFact } from "../run-facts.ts";
import { ruleRecords, type RuleRecords } from "../rule-records.ts";
import { doorOf, mainServer, runOf } from "../run.ts";
import type { ServerStart } from "../run-script/index.ts";
import { fileLines } from "../file-lines.ts";
import type { Finding } from "./finding.ts";

/** A configuration with what the findings are made from, each computed once. */
export interface Examined {
  readonly configuration: Configuration;
  readonly audit: Audit;
  /** Who may relay by the rules alone, without a RELAYCLIENT that tcpserver is started with. */
  readonly byRules: Clients | null;
  /** The rules that `byRules` goes by; null if they can't be looked up. */
  readonly records: RuleRecords | null;
  readonly facts: readonly RunFact[];
  /** Null: no script was given, or it starts no server. */
  readonly server: ServerStart | null;
  readonly exposure: Exposure;
  readonly control: ControlKnown | null;
}

/** Who can connect at all: `mail` is port 25 as others' mail comes in; `clients` another port; `host` this host only. */
export type Exposure = "mail" | "clients" | "host";

export interface ControlKnown {
  readonly files: NonNullable<Configuration["control"]>;
  /** The entries of a list; none if it isn't there. */
  readonly entries: (name: ControlName) => readonly ControlEntry[];
  /** Where mail goes; null if qmail-send doesn't start. */
  readonly routing: Routing | null;
  /** Whether a stranger's mail for this domain is taken. */
  readonly isReached: (domain: ByteString) => boolean;
}

export function examine(configuration: Configuration): Examined {
  const door = doorOf(configuration);
  const all = audit(configuration);
  const { RELAYCLIENT: inherited, ...rest } = Object.fromEntries(door.environment);
  const server = serverOf(configuration);
  const byRules =
    inherited === undefined
      ? all.clients
      : audit({ ...configuration, control: null }, { ...door, environment: new Map(Object.entries(rest)) })
          .clients;
  const effect = byRules?.rules.effect;
  return {
    configuration,
    audit: all,
    byRules,
    records: effect?.kind === "looked up" ? ruleRecords(effect.cdb, null) : null,
    facts: runFacts(configuration),
    server,
    exposure: exposureOf(server),
    control: controlKnown(configuration),
  };
}

function serverOf(configuration: Configuration): ServerStart | null {
  const script = runOf(configuration);
  return script === null ? null : mainServer(script);
}

function exposureOf(server: ServerStart | null): Exposure {
  if (isOfThisHost(server)) return "host";
  const port = server?.port?.text ?? null;
  return port === null || port === "smtp" || port === "25" ? "mail" : "clients";
}

/** Whether only this host itself can connect. */
export function isOfThisHost(server: ServerStart | null): boolean {
  return /^(127\.|localhost$)/.test(server?.host?.text ?? "");
}

function controlKnown(configuration: Configuration): ControlKnown | null {
  const { control: files } = configuration;
  const readFile = controlReader(configuration);
  if (files === null || readFile === null) return null;
  const source = { readFile, note: null };
  const hosts = hostsOf(readFile);
  const lists = new Map<ControlName, readonly ControlEntry[]>();
  return {
    files,
    entries: (name) => {
      const known = lists.get(name);
      if (known !== undefined) return known;
      const read = control_readfile(source, `control/${name}`);
      const entries = read.kind === "present" ? read.value : [];
      lists.set(name, entries);
      return entries;
    },
    routing: getcontrols(source)?.routing ?? null,
    isReached: (domain) =>
      hosts.kind === "present" && rcpthosts(hosts.value, `x@${domain}`, null) === "accept",
  };
}

/** Where a finding is. */
export type FoundAt = Pick<Finding, "file" | "line" | "column">;

export function atLine(file: ConfigurationFile, line: number, offset = 0): FoundAt {
  return { file: file.path, line, column: fileLines(file).column(line, offset) };
}

export function atFile(file: ByteString): FoundAt {
  return { file, line: null, column: null };
}

/** A rule where it's written; by its key alone if only the compiled rules are known. */
export interface RulePlace {
  readonly key: ByteString;
  readonly at: FoundAt;
  /** The line with its number, and the text that it's in. */
  readonly written: {
    readonly file: ConfigurationFile;
    readonly line: number;
    readonly text: ByteString;
  } | null;
}

export function rulePlace(
  { configuration: { rules, rulesCdb } }: Examined,
  clients: Clients,
  record: number,
): RulePlace {
  const { key, line: source } = ruleAt(clients, record) ?? { key: "", line: null };
  if (source === null || rules === null)
    return { key, at: atFile((rulesCdb ?? rules)?.path ?? "tcp.smtp"), written: null };
  const written = { file: rules, line: source.line, text: fileLines(rules).line(source.line) };
  return { key, at: atLine(rules, source.line), written };
}
