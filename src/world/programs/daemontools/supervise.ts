import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText, type FileError } from "../../../engine/program/index.ts";
import { changeNode, makeFolders, writeFile } from "../../files/index.ts";
import type { ServiceStatus } from "../../service.ts";
import type { Signal, WorldProgram, WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";

/** Exit codes. Source: daemontools-0.76 supervise.c. */
const exitCodes = { usage: 100, trouble: 111 } as const;

/** What the letters of svc send to the process, besides what they make of the service. */
const signalsOf: ReadonlyMap<string, readonly Signal[]> = new Map([
  ["d", ["TERM", "CONT"]],
  ["p", ["STOP"]],
  ["c", ["CONT"]],
  ["h", ["HUP"]],
  ["a", ["ALRM"]],
  ["i", ["INT"]],
  ["t", ["TERM"]],
  ["k", ["KILL"]],
]);

/**
 * supervise(8): starts ./run of a folder, and starts it again whenever it ends. After each start it looks up from that only
 * a second later, so a script that ends at once is started once a second.
 */
// daemontools-0.76 supervise.c
export function* supervise(system: WorldSystem): WorldRunning {
  const [, name, ...rest] = system.argv;
  const fatal = (code: number, text: ByteString): ReturnType<typeof exit> => {
    system.write(2, bytesOf(`supervise: ${text}\n`));
    return exit(code);
  };
  if (name === undefined || rest.length > 0) return fatal(exitCodes.usage, "usage: supervise dir");
  const path = system.absolute(name);
  const folder = system.files.nodes.get(path);
  if (folder?.kind !== "folder") {
    const why = errorText(folder === undefined ? "ENOENT" : "ENOTDIR");
    return fatal(exitCodes.trouble, `fatal: unable to chdir to ${name}: ${why}`);
  }
  const closed = system.forbids(path, "execute");
  if (closed !== null)
    return fatal(exitCodes.trouble, `fatal: unable to chdir to ${name}: ${errorText(closed)}`);
  const denied = makeOwnFolder(system, path);
  if (denied !== null || !system.takeService(path)) {
    const why = denied === null ? "temporary failure" : errorText(denied);
    return fatal(exitCodes.trouble, `fatal: unable to acquire ${name}/supervise/lock: ${why}`);
  }
  system.changeFolder(path);
  const isDown = system.files.nodes.has(system.absolute("down"));
  system.changeService({ since: system.now(), wants: isDown ? "down" : "up" });
  return yield* lookAfter(system, { name, isLeaving: false, mustStart: !isDown });
}

/** The files of its supervise/, for their owner alone but for the status. `Differs:` they are empty, and no pipes. */
const ownFiles = [
  ["lock", 0o600],
  ["control", 0o600],
  ["ok", 0o600],
  ["status", 0o644],
] as const;

/** Makes supervise/ and what belongs in it, unless that's there; tells why it mustn't. */
function makeOwnFolder(system: WorldSystem, path: ByteString): FileError | null {
  const { files } = system;
  const { name: owner, group } = system.user();
  const folder = `${path}/supervise`;
  const now = system.now();
  if (!files.nodes.has(folder)) {
    if (system.forbids(folder, "change entry") !== null) return "ENOENT";
    makeFolders(files, folder, now, { owner, group });
    changeNode(files, folder, { mode: 0o700 });
  }
  const denied = system.forbids(`${folder}/lock`, "write");
  if (denied !== null) return denied;
  for (const [name, mode] of ownFiles) {
    const file = `${folder}/${name}`;
    if (!files.nodes.has(file))
      writeFile(files, file, { bytes: new Uint8Array(), now, owner: { owner, group }, mode });
  }
  return null;
}

/** `name` is the folder as supervise was told it. Where that is can change, but it's always the process's own folder. */
function* lookAfter(
  system: WorldSystem,
  from: { readonly name: ByteString; readonly isLeaving: boolean; readonly mustStart: boolean },
): WorldRunning {
  const { name } = from;
  let { isLeaving, mustStart } = from;
  for (;;) {
    if (mustStart) {
      start(system, name);
      mustStart = false;
      yield { kind: "rest", seconds: 1 };
    }
    if (isLeaving && system.ownService()?.processId === null) return exit(0);
    system.atRest(() => ({ name, isLeaving, mustStart }), lookAfter);
    const arrival = yield { kind: "supervise" };
    if (arrival.kind === "exited") {
      system.changeService({ processId: null, since: system.now(), isPaused: false });
      mustStart = !isLeaving && system.ownService()?.wants === "up";
    } else if (arrival.kind === "command") {
      isLeaving ||= arrival.command === "x";
      mustStart = obey(system, arrival.command);
    }
  }
}

/** Does what a letter of svc says, but for starting: tells whether the process is to be started now. */
function obey(system: WorldSystem, command: string): boolean {
  const processId = system.ownService()?.processId ?? null;
  const change = (changes: Partial<ServiceStatus>): void => {
    system.changeService(changes);
  };
  if (command === "u") change({ wants: "up" });
  if (command === "d") change({ wants: "down" });
  if (command === "o") change({ wants: "once" });
  if (command === "p") change({ isPaused: processId !== null });
  if (command === "c" || command === "d") change({ isPaused: false });
  if (processId === null) return command === "u" || command === "o";
  for (const signal of signalsOf.get(command) ?? []) system.kill(processId, signal);
  return false;
}

function start(system: WorldSystem, name: ByteString): void {
  // In a folder that has been taken away there's nothing, whatever has got its name since.
  const isGone = system.serviceAt(system.folder()) !== system.ownService();
  const cannotRun = isGone || system.programPath("./run", system.environment) === null;
  const processId = system.start({
    argv: ["./run"],
    environment: system.environment,
    descriptors: new Map([0, 1, 2].map((number) => [number, number])),
    ...(cannotRun ? { program: unableToStart(name, isGone ? "ENOENT" : null) } : {}),
  });
  system.changeService({ processId, since: system.now(), isPaused: false });
}

/** What the child does that can't become the run script, for this reason or the one that it finds. */
function unableToStart(name: ByteString, error: FileError | null): WorldProgram {
  return function* (system): WorldRunning {
    const why = errorText(error ?? system.whyNotRun("./run", system.environment));
    system.write(2, bytesOf(`supervise: fatal: unable to start ${name}/run: ${why}\n`));
    return exit(exitCodes.trouble);
  };
}
