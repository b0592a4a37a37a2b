import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { socketsOf } from "./sockets.ts";

interface Row {
  readonly unread: number;
  readonly local: string;
  readonly remote: string;
  readonly state: string;
  readonly processId: number | null;
}

/**
 * netstat(8): the host's connections; with -l the ports that somebody listens on, each with how many callers wait there
 * to be taken (Recv-Q), with -a both; with -p whose each is. -t and -4 are all that there is, and -u, -6 and -x show none.
 */
// Differs: addresses are numbers without -n too, and blanks at the ends of lines are left out.
export function* netstat(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "alntupxW46e" });
  if (trouble !== null) complain(system, trouble);
  if (trouble !== null || operands.length > 0 || flags.size === 0) {
    complain(
      system,
      "usage: netstat -tn (connections), -ltn (listeners), -atn (both); -p tells whose they are",
    );
    return exit(1);
  }
  const which = flags.has("a") ? "servers and established" : flags.has("l") ? "only servers" : "w/o servers";
  const isTcpWanted = flags.has("t") || !["u", "x"].some((flag) => flags.has(flag));
  const isOldIp = flags.has("4") || !flags.has("6");
  const rows = [
    ...(which === "w/o servers" ? [] : listeners(system)),
    ...(which === "only servers" ? [] : connections(system)),
  ];
  const showsOwner = flags.has("p");
  if (showsOwner) warnOfOthers(system, rows);
  printLine(system, `Active Internet connections (${which})`);
  printLine(system, heading + (showsOwner ? "       PID/Program name" : ""));
  for (const row of isTcpWanted && isOldIp ? rows : []) {
    printLine(system, lineOf(row, showsOwner ? ownerOf(system, row.processId) : null));
  }
  return exit(0);
}

const heading = "Proto Recv-Q Send-Q Local Address           Foreign Address         State";

/** Tells who isn't root that -p tells nothing of others' processes. */
// net-tools-2.10 netstat.c prg_cache_load
function warnOfOthers(system: WorldSystem, rows: readonly Row[]): void {
  const { uid } = system.user();
  if (uid === 0) return;
  const isAnyOwn = rows.some(({ processId }) => ownerOf(system, processId) !== "-");
  const warning = isAnyOwn
    ? "(Not all processes could be identified, non-owned process info\n will not be shown, you would have to be root to see it all.)\n"
    : `(No info could be read for "-p": geteuid()=${uid} but you should be root.)\n`;
  system.write(2, bytesOf(warning));
}

function listeners(system: WorldSystem): readonly Row[] {
  return system
    .listeners()
    .toSorted((a, b) => a.port - b.port)
    .map(({ address, port, waiting, processId }) => ({
      unread: waiting,
      local: `${address}:${port}`,
      remote: "0.0.0.0:*",
      state: "LISTEN",
      processId,
    }));
}

function connections(system: WorldSystem): readonly Row[] {
  return socketsOf(system).map((socket) => ({
    unread: socket.unreadBytes,
    local: `${socket.localAddress}:${socket.localPort}`,
    remote: `${socket.remoteAddress}:${socket.remotePort}`,
    state: socket.state,
    processId: socket.processId,
  }));
}

// net-tools-2.10 netstat.c tcp_do_one
function lineOf({ unread, local, remote, state }: Row, owner: ByteString | null): ByteString {
  const start = `tcp   ${String(unread).padStart(6)} ${"0".padStart(6)} ${local.padEnd(23)} ${remote.padEnd(23)} `;
  return start + (owner === null ? state : `${state.padEnd(11)} ${owner}`);
}

/** What -p says of a process: nothing of others' to who isn't root. */
function ownerOf(system: WorldSystem, processId: number | null): ByteString {
  const process = system.processes().find(({ id }) => id === processId);
  const me = system.user();
  if (process === undefined || (me.uid !== 0 && process.user.uid !== me.uid)) return "-";
  return `${process.id}/${(process.argv[0] ?? "").split("/").at(-1) ?? ""}`;
}
