import { encodeByteString } from "../engine/bytes/index.ts";
import { parseRange, rangesOutside, rangeText, recipientsOf } from "../audit/index.ts";
import type { FileRead } from "../engine/program/index.ts";
import { compareWithCdb } from "../engine/tcprules/index.ts";
import type { Note } from "../engine/trace/index.ts";
import {
  probe,
  readFile,
  sendProbe,
  type Fate,
  type ConnectionTrace,
  type ProbeResult,
  type World,
} from "../world/index.ts";
import { clientsThat } from "./doors.ts";
import type { Check } from "./goal.ts";

/** What a check found: whether it holds, what was wanted, and what was seen, both for a person to read. */
export interface Finding {
  readonly ok: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** The worlds that checks look at: the learner's own, and copies at the same point, each to be talked to by one check. */
export interface Worlds {
  readonly live: World;
  readonly scratch: () => World;
}

/** Evaluates a check. */
export function evaluate(check: Check, worlds: Worlds): Finding {
  if ("probe" in check) return evaluateProbe(check.probe, worlds.scratch());
  if ("delivered" in check) return evaluateDelivered(check.delivered, worlds.scratch());
  if ("neverLeft" in check) return evaluateNeverLeft(check.neverLeft, worlds.scratch());
  if ("said" in check) return evaluateSaid(check.said, worlds.live);
  if ("changed" in check) return evaluateChanged(check.changed, worlds.scratch());
  if ("not" in check) {
    const { ok, expected, actual } = evaluate(check.not, worlds);
    return { ok: !ok, expected: `otherwise than ${expected}`, actual };
  }
  if ("relay" in check) return evaluateClients("relays", check.relay.within, worlds.live);
  if ("denies" in check) return evaluateClients("denied", check.denies.within, worlds.live);
  if ("reaches" in check) return evaluateReached(check.reaches.within, worlds.live);
  if ("rules" in check) return evaluateRules(check.rules, worlds.live);
  return evaluateFile(check.file, worlds.live);
}

type Detail<Kind extends string> = Extract<Check, Record<Kind, unknown>>[Kind];

function evaluateProbe(
  { from, sender, recipient, port, reply, queuedAs }: Detail<"probe">,
  world: World,
): Finding {
  const result = ask(world, { from, sender, recipient, port });
  const seen = describe(result);
  const isReply =
    reply === "closed" ? result.kind === "closed" : result.kind === "replied" && startsWith(seen, reply);
  const queued = result.kind === "replied" ? result.queuedAs : null;
  const isQueuedSo = queuedAs === undefined || queued === queuedAs;
  const question = questionOf({ from, sender, recipient });
  const asQueued = (address: string | null): string =>
    queuedAs === undefined || address === null ? "" : `, queued for ${address}`;
  return {
    ok: isReply && isQueuedSo,
    expected: `${question}: ${reply}${asQueued(queuedAs ?? null)}`,
    actual: `${question}: ${seen}${asQueued(queued)}`,
  };
}

function evaluateDelivered({ ends, in: folder, ...message }: Detail<"delivered">, world: World): Finding {
  const ways = waysOf(follow(world, message), world.serverHost);
  const question = questionOf(message);
  return {
    ok: ways.some((way) => way.ends === ends && way.place.startsWith(folder ?? "")),
    expected: `${question}: ${ends}${folder === undefined ? "" : ` (${folder})`}`,
    actual: `${question}: ${ways.map(wayText).join(", ")}`,
  };
}

function evaluateNeverLeft(message: Detail<"neverLeft">, world: World): Finding {
  const fate = follow(world, message);
  const ways = waysOf(fate, world.serverHost);
  const question = questionOf(message);
  const isInMailbox = ways.some(({ ends }) => ends === "mailbox" || ends === "elsewhere");
  const departures = fate.departures.map(({ to, port }) => `carried to ${to}, port ${port}`);
  return {
    ok: fate.departures.length === 0 && !isInMailbox,
    expected: `${question}: never left ${world.serverHost}`,
    actual: `${question}: ${[...departures, ...ways.map(wayText)].join(", ")}`,
  };
}

function follow(world: World, message: Detail<"neverLeft">): Fate {
  const [to = ""] = world.hosts.get(world.serverHost)?.addresses ?? [];
  return sendProbe(world, { ...message, to });
}

function questionOf({
  from,
  sender,
  recipient,
}: Pick<Detail<"neverLeft">, "from" | "sender" | "recipient">): string {
  return `From ${from}, MAIL FROM:<${sender}>, RCPT TO:<${recipient}>`;
}

/** One way that a message went, and where it is now: a path, on another host behind that host's name. */
interface Way {
  readonly ends: Detail<"delivered">["ends"];
  readonly place: string;
}

/** Each way that a message went; there's at least one. */
function waysOf({ refusal, places }: Fate, server: string): readonly Way[] {
  const ways = places.map(({ host, path, where, as }): Way => {
    const place = host === server ? path : `${host}:${path}`;
    if (where === "queue") return { ends: "queued", place };
    if (as === "bounce") return { ends: "bounced", place };
    return { ends: host === server ? "mailbox" : "elsewhere", place };
  });
  if (refusal !== null) return [{ ends: "refused", place: refusal }, ...ways];
  return ways.length === 0 ? [{ ends: "discarded", place: "" }] : ways;
}

function wayText({ ends, place }: Way): string {
  return place === "" ? ends : `${ends} (${place})`;
}

function evaluateChanged({ from, recipient }: Detail<"changed">, world: World): Finding {
  const result = ask(world, { from, sender: "", recipient, port: 25 });
  const queued = result.kind === "replied" ? result.queuedAs : null;
  const question = `From ${from}, RCPT TO:<${recipient}>: `;
  return {
    ok: queued !== null && queued !== recipient,
    expected: `${question}queued for another address`,
    actual: `${question}${queued === null ? "not taken" : `queued for ${queued}`}`,
  };
}

function ask(world: World, question: Omit<Parameters<typeof probe>[1], "to">): ProbeResult {
  const [to = ""] = world.hosts.get(world.serverHost)?.addresses ?? [];
  return probe(world, { ...question, to });
}

const verbs = { relays: "may relay", denied: "are hung up on" } as const;

function evaluateClients(outcome: keyof typeof verbs, within: readonly string[], world: World): Finding {
  const wanted = within.flatMap((text) => parseRange(text) ?? []);
  const beyond = rangesOutside(clientsThat(outcome, world, world.serverHost), wanted).map(rangeText);
  const limits = within.length === 0 ? "nobody" : `nobody but ${within.join(", ")}`;
  const shown = beyond.slice(0, listedMax).join(", ") + (beyond.length > listedMax ? " and more" : "");
  return {
    ok: beyond.length === 0,
    expected: `clients that ${verbs[outcome]}: ${limits}`,
    actual: beyond.length === 0 ? `clients that ${verbs[outcome]}: ${limits}` : `also ${shown}`,
  };
}

function evaluateReached(within: readonly string[], world: World): Finding {
  const { reached } = recipientsOf((path) => readOf(world, `/var/qmail/${path}`));
  const expected = `domains that a stranger may write to: only ${within.join(", ")}`;
  if (reached === "everything") return { ok: false, expected, actual: "every domain: there is no rcpthosts" };
  const domains = reached.filter(({ use }) => use === "matches").map(({ text }) => text);
  const beyond = domains.filter((domain) => !within.some((allowed) => covers(allowed, domain)));
  const shown = beyond.slice(0, listedMax).join(", ") + (beyond.length > listedMax ? " and more" : "");
  return { ok: beyond.length === 0, expected, actual: beyond.length === 0 ? expected : `also ${shown}` };
}

/** A file of the server, as a program reads it. */
function readOf(world: World, path: string): FileRead {
  const node = readFile(fileSystem(world, world.serverHost), path);
  return typeof node === "string"
    ? { kind: "failed", error: node }
    : { kind: "read", bytes: node.bytes, origin: node.origin };
}

/** How many ranges or domains too many a finding names. */
const listedMax = 4;

function covers(allowed: string, domain: string): boolean {
  return domain === allowed || (allowed.startsWith(".") && domain.endsWith(allowed));
}

function evaluateRules({ host, text, cdb, are }: Detail<"rules">, world: World): Finding {
  const files = fileSystem(world, host);
  const source = readFile(files, encodeByteString(text));
  const compiled = readFile(files, encodeByteString(cdb));
  const none = new Uint8Array();
  const state = compareWithCdb(
    typeof source === "string" ? none : source.bytes,
    typeof compiled === "string" ? null : compiled.bytes,
  );
  const seen = state === "same" ? "compiled" : state === "unparsable" ? "unparsable" : "stale";
  return { ok: seen === are, expected: `${text}: ${are}`, actual: `${text}: ${seen}` };
}

function evaluateSaid({ host, reply, command, since }: Detail<"said">, world: World): Finding {
  const file =
    since === undefined ? null : readFile(fileSystem(world, world.serverHost), encodeByteString(since));
  const opened = file === null ? 0 : typeof file === "string" ? Infinity : file.changedAt;
  const traces = [...world.traces.values()].filter(({ clientHost }) => clientHost === host);
  const heard = (trace: ConnectionTrace): readonly string[] =>
    trace.replies
      .filter(({ notes }) => command === undefined || notes.some((note) => isCommand(note, command)))
      .map(({ text }) => text.split("\r\n")[0] ?? "");
  const recent = traces.filter(({ openedAt }) => openedAt >= opened).flatMap(heard);
  const place = `on the console of ${host}${command === undefined ? "" : `, to ${command}`}`;
  const wanted = `${place}: ${reply}`;
  if (recent.some((line) => startsWith(line, reply))) return { ok: true, expected: wanted, actual: wanted };
  const latest = recent.at(-1);
  const earlier = traces.flatMap(heard).findLast((line) => startsWith(line, reply));
  if (latest === undefined && earlier !== undefined) {
    const actual = `${place}: ${earlier}, but on a connection that began before ${since ?? ""} last changed`;
    return { ok: false, expected: wanted, actual };
  }
  return { ok: false, expected: wanted, actual: `${place}: ${latest ?? "nothing yet"}` };
}

function isCommand(note: Note, command: string): boolean {
  return note.kind === "command-read" && note.command === command;
}

function evaluateFile({ host, path, is }: Detail<"file">, world: World): Finding {
  const node = readFile(fileSystem(world, host), encodeByteString(path));
  const seen = typeof node === "string" ? "absent" : "there";
  return { ok: seen === is, expected: `${path}: ${is}`, actual: `${path}: ${seen}` };
}

function describe(result: ProbeResult): string {
  switch (result.kind) {
    case "replied":
      return result.reply;
    case "closed":
      return "the server hung up without a word";
    case "refused":
      return "connection refused";
    case "no answer":
      return "no answer at all";
    case "silent":
      return "no reply came";
  }
}

/** Whether a reply begins so, with nothing cut in the midst of a word: "250" begins "250 ok", not "2501". */
function startsWith(line: string, wanted: string): boolean {
  return line === wanted || (line.startsWith(wanted) && !/^\w/.test(line.slice(wanted.length)));
}

function fileSystem(world: World, host: string): Parameters<typeof readFile>[0] {
  const found = world.hosts.get(host);
  if (found === undefined) throw new Error(`a check names a host that isn't there: ${host}`);
  return found.files;
}
