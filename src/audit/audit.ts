import type { ByteString } from "../engine/bytes/index.ts";
import { PROFILES } from "../engine/smtpd/index.ts";
import type { SourceLine } from "../engine/trace/index.ts";
import { clientClasses, type ClientClasses } from "./client-classes.ts";
import type { Configuration } from "./configuration.ts";
import { controlReader } from "./control-files.ts";
import type { Door } from "./door.ts";
import { besideRules, outcomeOf } from "./outcome.ts";
import { partitionByRules, uniformPartition, type AddressPartition } from "./partition.ts";
import { recipientsOf, type Recipients } from "./recipients.ts";
import { NO_RECORD, recordKey, ruleRecords } from "./rule-records.ts";
import { doorOf } from "./run.ts";
import { rulesInForce, type RulesInForce } from "./rules-in-force.ts";

/** Who may relay through a server, and what a stranger reaches: exact, as far as its files are known. */
export interface Audit {
  /** Null: nobody gave rules or a run script. */
  readonly clients: Clients | null;
  /** Null: nobody gave control/. */
  readonly recipients: Recipients | null;
}

/** What becomes of whoever connects. */
export interface Clients extends ClientClasses {
  readonly door: Door;
  readonly rules: RulesInForce;
  /** Of clients that have neither a name nor ident information. */
  readonly addresses: AddressPartition;
}

/** A rule: its key, and the line of the text that it comes from, if that's known. */
export interface RuleSource {
  readonly key: ByteString;
  readonly line: SourceLine | null;
}

/** What audits came to, for as long as somebody holds the configuration: a large one is asked about again and again. */
const audits = new WeakMap<Configuration, Audit>();

/** Computes who may relay and what strangers reach; with `door` if the server is started so, else as its run script says. */
export function audit(configuration: Configuration, door?: Door): Audit {
  if (door !== undefined) return auditOf(configuration, door);
  const known = audits.get(configuration);
  if (known !== undefined) return known;
  const found = auditOf(configuration, doorOf(configuration));
  audits.set(configuration, found);
  return found;
}

function auditOf(configuration: Configuration, door: Door): Audit {
  const read = controlReader(configuration);
  const ownAddresses = new Set([...PROFILES[door.smtpd].selfAddresses, ...door.ownAddresses]);
  return {
    clients: clientsOf(rulesInForce(configuration, door), door),
    recipients: read === null ? null : recipientsOf(read, ownAddresses),
  };
}

function clientsOf(rules: RulesInForce | null, door: Door): Clients | null {
  if (rules === null) return null;
  const nobody = { door, rules, classes: [], dead: [] };
  const beside = besideRules(door);
  const { effect } = rules;
  switch (effect.kind) {
    case "none":
      return { ...nobody, addresses: uniformPartition(outcomeOf([], beside)) };
    case "missing":
      return { ...nobody, addresses: uniformPartition({ kind: "dropped" }) };
    case "damaged":
      return { ...nobody, addresses: uniformPartition({ kind: "unknown" }) };
    case "looked up": {
      const records = ruleRecords(effect.cdb, beside);
      if (records === null) throw new RangeError("a whole cdb has records that lead out of it");
      const addresses = partitionByRules(records);
      return { door, rules, addresses, ...clientClasses(effect.cdb, records, door) };
    }
    default:
      return effect satisfies never;
  }
}

/** The rule whose record starts here; null for {@link NO_RECORD}. */
export function ruleAt({ rules: { effect } }: Clients, record: number): RuleSource | null {
  if (effect.kind !== "looked up" || record === NO_RECORD) return null;
  const key = recordKey(effect.cdb, record);
  const file = effect.origin?.file ?? null;
  const line = effect.origin?.lineOf(key) ?? null;
  return { key, line: file === null || line === null ? null : { file, line } };
}
