import { ruleAt, type Audit, type Difference } from "../../audit/index.ts";
import { isSameBytes, type ByteString } from "../../engine/bytes/index.ts";
import type { Host } from "../../world/index.ts";
import type { Process } from "../doors.ts";
import { CONTROL, isMoreStale, rulesOf, staleIn } from "./files.ts";
import { isSameStart, type Serving } from "./started.ts";

/** A place in a file of the host. */
export interface Place {
  /** By its absolute path. */
  readonly file: ByteString;
  /** From 1; null: the file as a whole. */
  readonly line: number | null;
}

/** What is still to be done so that what the files say is in force. */
export interface Step {
  /** What the matter is: a sentence. */
  readonly why: string;
  /** The command that does it, for root's shell; null where something is to be mended first. */
  readonly command: ByteString | null;
  /** What was changed. */
  readonly place: Place;
}

/** What a server of a host waits for, in the order in which it's best done. */
export function stepsOf(host: Host, serving: Serving, change: Change): readonly Step[] {
  const started = serving.next ?? serving.now;
  return [
    ...(started === null ? [] : rulesSteps(host, started, change)),
    ...(isMoreStale(host) ? [MORE_STEP] : []),
    ...startSteps(serving),
  ];
}

/** What would change, and the audit that says so. */
export interface Change {
  readonly first: Difference | null;
  readonly after: Audit | null;
}

/** What qmail-send has read and goes by, though its files say something else. */
export function senderSteps(host: Host, sender: Process, folder: ByteString | null): readonly Step[] {
  const hup = staleIn(host, sender, ["locals", "virtualdomains"]);
  const restart = staleIn(host, sender, ["percenthack", "envnoathost", "me"]);
  const steps: Step[] = [];
  if (restart.length > 0) {
    steps.push({
      why: `qmail-send goes by the ${restart.join(" and ")} that it read when it was started.`,
      command: folder === null ? null : `svc -t ${folder}`,
      place: { file: CONTROL + (restart[0] ?? ""), line: null },
    });
  } else if (hup.length > 0) {
    steps.push({
      why: `qmail-send goes by the ${hup.join(" and ")} that it has read, until it gets HUP.`,
      command: folder === null ? `kill -HUP ${sender.id}` : `svc -h ${folder}`,
      place: { file: CONTROL + (hup[0] ?? ""), line: null },
    });
  }
  return steps;
}

const MORE_STEP: Step = {
  why: "morercpthosts.cdb holds something else than morercpthosts.",
  command: "qmail-newmrh",
  place: { file: `${CONTROL}morercpthosts`, line: null },
};

function rulesSteps(host: Host, started: NonNullable<Serving["now"]>, change: Change): readonly Step[] {
  const rules = rulesOf(host, started);
  if (rules === null) return [];
  const { path, cdb, text, compilation } = rules;
  if (text === null || compilation === null)
    return cdb === null
      ? [{ why: `There is no ${path}, and no text to make it from.`, command: null, place: atStart(started) }]
      : [];
  switch (compilation.kind) {
    case "failed":
      return [
        {
          why: `tcprules can't read line ${compilation.line} of ${text.path}, so it would leave the rules as they are.`,
          command: null,
          place: { file: text.path, line: compilation.line },
        },
      ];
    case "too-large":
      return [
        {
          why: `${text.path} is too large for a cdb.`,
          command: null,
          place: { file: text.path, line: null },
        },
      ];
    case "compiled": {
      if (cdb !== null && isSameBytes(cdb.bytes, compilation.cdb)) return [];
      const what = cdb === null ? "isn't there yet" : `holds other rules than ${text.path}`;
      return [
        {
          why: `${path} ${what}.`,
          command: `tcprules ${path} ${text.path}.tmp < ${text.path}`,
          place: { file: text.path, line: lineOf(change) },
        },
      ];
    }
    default:
      return compilation satisfies never;
  }
}

function startSteps({ now, next, keeper }: Serving): readonly Step[] {
  if (keeper === null) return [];
  const place: Place = next?.place ?? {
    file: keeper.kind === "supervise" ? `${keeper.folder}/run` : (now?.place?.file ?? "/etc/inetd.conf"),
    line: null,
  };
  if (now !== null && next !== null && isSameStart(now, next)) return [];
  if (keeper.kind === "inetd")
    return [
      {
        why: "inetd goes by the inetd.conf that it has read, until it gets HUP.",
        command: `kill -HUP ${keeper.processId}`,
        place,
      },
    ];
  if (now === null) return [{ why: "The service isn't up.", command: `svc -u ${keeper.folder}`, place }];
  const why =
    next === null
      ? `${place.file} starts no server for mail any more; the one that runs was started before.`
      : `${place.file} starts the server otherwise than the one that runs.`;
  return [{ why, command: `svc -t ${keeper.folder}`, place }];
}

function atStart({ place, script }: NonNullable<Serving["now"]>): Place {
  return place ?? { file: script.path, line: null };
}

/** The line of the rules that brings the first of the differences about; null if no one line does. */
function lineOf({ first, after }: Change): number | null {
  if (after === null || after.clients === null || first?.kind !== "addresses") return null;
  const { pieces } = after.clients.addresses;
  const index = pieces.starts.findLastIndex((start) => start <= first.first);
  return ruleAt(after.clients, pieces.records[index] ?? 0)?.line?.line ?? null;
}
