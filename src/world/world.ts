import type { ByteString } from "../engine/bytes/index.ts";
import type { BashStep } from "./bash-step.ts";
import { type ConnectionTrace, type ConsoleState, createConsole } from "./console/index.ts";
import type { Host } from "./host.ts";
import { type Connection, type Names } from "./network/index.ts";
import { createPipe, type Pipe } from "./pipe.ts";
import type { Descriptor, Process } from "./process.ts";
import type { Runaway } from "./runaways.ts";

/**
 * All that lives in the world at one moment: hosts, processes, connections, the clock. Mutable, and changed only by
 * actions (see `perform`), so that the same actions on the same world always give the same.
 */
export interface World {
  /** Seconds since 1970-01-01 00:00:00 UTC. */
  now: number;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly names: Names;
  /** The host whose mail service probes talk to. */
  readonly serverHost: string;
  readonly processes: Map<number, Process>;
  readonly connections: Map<number, Connection>;
  readonly traces: Map<number, ConnectionTrace>;
  readonly consoles: ReadonlyMap<string, ConsoleState>;
  /** What was typed into each host's console and not yet read. */
  readonly keyboards: ReadonlyMap<string, Pipe>;
  /** What was opened in the editor from consoles, in order. */
  readonly opened: { readonly host: string; readonly path: ByteString; readonly line: number | null }[];
  /** Bytes handled in the step that is being taken, see `WorldSystem.weigh`. */
  strain: number;
  /** The last action used up all its steps: a program doesn't come to an end. */
  isBusy: boolean;
  /** Why the last action didn't come to an end; empty if it did. */
  runaways: readonly Runaway[];
  /** What bash is to do at each host's console and hasn't yet. */
  readonly recordedSteps: ReadonlyMap<string, BashStep[]>;
  /** Is told what each process sends on a connection; null where nobody looks. */
  onSend:
    ((sender: Process, socket: Extract<Descriptor, { kind: "socket" }>, bytes: Uint8Array) => void) | null;
  nextProcessId: number;
  nextConnectionId: number;
  nextPort: number;
}

export interface WorldOptions {
  readonly now: number;
  readonly hosts: readonly Host[];
  readonly names: Names;
  readonly serverHost: string;
}

export function emptyWorld({ now, hosts, names, serverHost }: WorldOptions): World {
  return {
    now,
    hosts: new Map(hosts.map((host) => [host.id, host])),
    names,
    serverHost,
    processes: new Map(),
    connections: new Map(),
    traces: new Map(),
    consoles: new Map(hosts.map((host) => [host.id, createConsole(host.id)])),
    keyboards: new Map(hosts.map((host) => [host.id, createPipe()])),
    opened: [],
    strain: 0,
    isBusy: false,
    runaways: [],
    recordedSteps: new Map(hosts.map((host) => [host.id, []])),
    onSend: null,
    nextProcessId: 1000,
    nextConnectionId: 1,
    nextPort: 49152,
  };
}
