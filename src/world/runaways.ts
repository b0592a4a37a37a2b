import type { ByteString } from "../engine/bytes/index.ts";
import type { Process } from "./process.ts";

/** A process that kept an action from coming to an end: it never rests, or sleeps for too long. */
export interface Runaway {
  /** The id of its host. */
  readonly host: string;
  readonly processId: number;
  readonly argv: readonly ByteString[];
  /** Its current folder, an absolute path. */
  readonly folder: ByteString;
  /** The folder of the service that it belongs to, which svc takes down; null if to none. */
  readonly service: ByteString | null;
  /** Whether it was started at its host's console, so that Ctrl-C there ends it. */
  readonly isAtConsole: boolean;
}

/** What part of all steps somebody must have taken to be one of those who never rest. */
const share = 1 / 8;

/**
 * Why an action didn't come to an end, by the steps that each process took, or of a process that sleeps for too long. All that came from one console, or from a host's services,
 * counts as one; of each that took a good part of all steps it's the process with the most.
 */
export function runawaysOf(spent: ReadonlyMap<Process, number>): readonly Runaway[] {
  let total = 0;
  const families = new Map<Process, { steps: number; most: number; process: Process }>();
  for (const [process, steps] of spent) {
    total += steps;
    const head = headOf(process);
    const family = families.get(head) ?? { steps: 0, most: 0, process };
    family.steps += steps;
    families.set(head, steps > family.most ? { ...family, most: steps, process } : family);
  }
  return [...families.entries()]
    .filter(([, { steps }]) => steps >= total * share)
    .map(([head, { process }]) => ({
      host: process.host.id,
      processId: process.id,
      argv: process.argv,
      folder: process.folder,
      service: serviceOf(process),
      isAtConsole: head.descriptors.get(0)?.kind === "keyboard",
    }));
}

function serviceOf(process: Process): ByteString | null {
  for (let above: Process | null = process; above !== null; above = above.parent) {
    const service = above.host.services.get(above.id);
    if (service !== undefined) return service.path;
  }
  return null;
}

function headOf(process: Process): Process {
  let head = process;
  while (head.parent !== null) head = head.parent;
  return head;
}
