import {
  audit,
  clientRanges,
  differences,
  differenceWords,
  summary,
  type Audit,
  type Configuration,
  type Difference,
  type ServerStart,
  type Summary,
} from "../../audit/index.ts";
import type { ByteString } from "../../engine/bytes/index.ts";
import type { Host, World } from "../../world/index.ts";
import type { Process } from "../doors.ts";
import { CONTROL, filesAfterRebuild, filesInForce, rulesOf, senderOf } from "./files.ts";
import { servingOf, type Serving, type Started } from "./started.ts";
import { senderSteps, stepsOf, type Place, type Step } from "./steps.ts";

export type Verdict = Summary["verdict"];

/** Who may relay through a server for SMTP, by what it was started with and by what its files say now. */
export interface ServerStanding {
  /** The id of its host, and that one's name. */
  readonly host: string;
  readonly hostName: string;
  readonly port: number | null;
  /** The folder of the service that it is; null if it's none. */
  readonly service: ByteString | null;
  /** Null: no such server is there. */
  readonly inForce: Summary | null;
  /** With all rules compiled and all scripts and files read again. Null: there would be no such server. */
  readonly afterRebuild: Summary | null;
  /** The audits that these summarize. */
  readonly audits: { readonly inForce: Audit | null; readonly afterRebuild: Audit | null };
  /** What would be otherwise after that, as sentences without full stops: the first ones. */
  readonly differences: readonly string[];
  /** Whether there are more of them. */
  readonly hasMore: boolean;
  readonly steps: readonly Step[];
  /** The files that decide, where they are to be read. */
  readonly places: readonly Place[];
}

/** Who may relay through the qmail hosts of a world. */
export interface RelayStanding {
  /** The worst of all servers: open, then what can't be told, then closed; `no mail` if there's no server that serves. */
  readonly inForce: Verdict;
  readonly afterRebuild: Verdict;
  /** Ranges of addresses that may relay somewhere, of all servers together; null if that isn't known. */
  readonly relayRanges: number | null;
  readonly servers: readonly ServerStanding[];
}

/** Finds out who may relay now through the qmail hosts of a world, and who after everything is made and read anew. */
export function relayStanding(world: World): RelayStanding {
  const servers: ServerStanding[] = [];
  const ranges = new Set<string>();
  let isKnown = true;
  for (const host of world.hosts.values()) {
    const serving = servingOf(world, host);
    if (host.qmail === null && host.id !== world.serverHost) continue;
    const sender = senderOf(world, host);
    for (const one of serving) {
      const now = one.now === null ? null : known(one.now, filesInForce(host, one.now, sender));
      const next = one.next === null ? null : known(one.next, filesAfterRebuild(host, one.next));
      servers.push(standingOf({ host, serving: one, sender, now, next }));
      if (now === null) continue;
      const { clients } = now.audited;
      if (clients === null) isKnown = false;
      else for (const range of relayRanges(clients.addresses)) ranges.add(range);
    }
  }
  return {
    inForce: worst(servers.map(({ inForce }) => inForce)),
    afterRebuild: worst(servers.map(({ afterRebuild }) => afterRebuild)),
    relayRanges: isKnown ? ranges.size : null,
    servers,
  };
}

/** How many differences are told. */
const DIFFERENCES_SHOWN = 6;

interface Known {
  readonly audited: Audit;
  readonly summary: Summary;
}

interface ServerOf {
  readonly host: Host;
  readonly serving: Serving;
  readonly sender: Process | null;
  readonly now: Known | null;
  readonly next: Known | null;
}

function standingOf({ host, serving, sender, now, next }: ServerOf): ServerStanding {
  const found: Difference[] = [];
  if (now !== null && next !== null)
    for (const difference of differences(now.audited, next.audited)) {
      found.push(difference);
      if (found.length > DIFFERENCES_SHOWN) break;
    }
  const { keeper } = serving;
  const change = { first: found[0] ?? null, after: next?.audited ?? null };
  const senderFolder = sender === null ? null : serviceFolder(host, sender);
  return {
    host: host.id,
    hostName: host.name,
    port: (serving.now ?? serving.next)?.port ?? null,
    service: keeper?.kind === "supervise" ? keeper.folder : null,
    inForce: now?.summary ?? null,
    afterRebuild: next?.summary ?? null,
    audits: { inForce: now?.audited ?? null, afterRebuild: next?.audited ?? null },
    differences: found.slice(0, DIFFERENCES_SHOWN).map(differenceWords),
    hasMore: found.length > DIFFERENCES_SHOWN,
    steps: [
      ...stepsOf(host, serving, change),
      ...(sender === null ? [] : senderSteps(host, sender, senderFolder)),
    ],
    places: placesOf(host, serving),
  };
}

function known({ server }: Started, configuration: Configuration): Known {
  const audited = audit(configuration, server.door);
  const told = summary(configuration, audited);
  const reason = unforeseen(server);
  if (told.verdict !== "closed" || reason === null) return { audited, summary: told };
  const [, ...rest] = told.sentences;
  return {
    audited,
    summary: {
      verdict: "unknown",
      relayAddresses: null,
      sentences: [`Who may relay can't be told: ${reason}.`, ...rest],
    },
  };
}

/** What besides the audit's files decides who may relay, and can't be foreseen; null if nothing does. */
function unforeseen({ unknowns }: ServerStart): string | null {
  const one = unknowns.find(
    ({ about }) => about === "rules" || about === "environment" || about === "program",
  );
  if (one === undefined) return null;
  return one.reason.kind === "file" || one.reason.kind === "folder"
    ? `${one.reason.path} decides as well`
    : "a part of how the server is started depends on what it finds then";
}

/** The ranges of a partition that may relay, those that touch as one. */
function relayRanges(addresses: NonNullable<Audit["clients"]>["addresses"]): readonly string[] {
  const ranges: { first: number; last: number }[] = [];
  for (const { first, last } of clientRanges(addresses, "relays")) {
    const before = ranges.at(-1);
    if (before?.last === first - 1) before.last = last;
    else ranges.push({ first, last });
  }
  return ranges.map(({ first, last }) => `${first}-${last}`);
}

function worst(summaries: readonly (Summary | null)[]): Verdict {
  const verdicts = summaries.flatMap((one) => one?.verdict ?? []);
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? "no mail";
}

const ORDER: readonly Verdict[] = ["open", "unknown", "closed"];

function serviceFolder(host: Host, process: Process): ByteString | null {
  for (const { path, status } of host.services.values()) if (status.processId === process.id) return path;
  return null;
}

function placesOf(host: Host, { now, next, keeper }: Serving): readonly Place[] {
  const started = next ?? now;
  const rules = started === null ? null : rulesOf(host, started);
  const start: Place | null =
    started?.place ?? (keeper?.kind === "supervise" ? { file: `${keeper.folder}/run`, line: null } : null);
  return [
    ...(rules === null || rules.text === null ? [] : [{ file: rules.text.path, line: null }]),
    ...(start === null ? [] : [start]),
    { file: `${CONTROL}rcpthosts`, line: null },
  ];
}
