import { byteString } from "../../../engine/bytes/index.ts";
import type { ControlSource } from "../../../engine/control/index.ts";
import type { Ending } from "../../../engine/program/index.ts";
import { getcontrols, log, regetcontrols } from "../../../engine/send/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { userOf } from "../../files/index.ts";
import { exit } from "../print.ts";
import { del_do, del_ended } from "./deliveries.ts";
import { mayOpen, messdone, pass_dochan } from "./passes.ts";
import { fileOf, inQueue, paths, put } from "./queue.ts";
import { messagesIn } from "./queue-records.ts";
import { channels, earliest, say, sayStatus, type Sender } from "./sender.ts";
import { schedule, todo_do } from "./todo.ts";

/** Exit code of a start that fails. Source: qmail-1.03 qmail-send.c. */
const cannotStart = 111;

/** Seconds that it sleeps too long, never too short. Origin: qmail-1.03 qmail-send.c SLEEP_FUZZ. */
const SLEEP_FUZZ = 1;

/**
 * qmail-start(8): what the service runs; it becomes qmail-send. Its argument is what an empty .qmail file stands for; with
 * more of them it starts that program, as qmaill, to read what qmail-send says.
 */
// qmail-1.03 qmail-start.c
export function* qmailStart(system: WorldSystem): WorldRunning {
  const [, aliasempty = "", ...logger] = system.argv;
  if (logger.length > 0) {
    const { reader, writer } = system.pipe();
    const { environment, files } = system;
    const descriptors = new Map([
      [0, reader],
      [1, 1],
    ] as const);
    const user = userOf(files, "qmaill") ?? system.user();
    system.start({ argv: logger, environment, descriptors, user });
    system.replaceDescriptors(
      new Map([
        [0, 0],
        [1, writer],
        [2, 2],
      ] as const),
    );
  }
  return { kind: "exec", argv: ["/var/qmail/bin/qmail-send", aliasempty], environment: system.environment };
}

/**
 * qmail-send(8): delivers what qmail-queue has left, and tells on descriptor 1 what it does. HUP makes it read `locals`
 * and `virtualdomains` again, ALRM try everything at once, TERM end when no delivery runs any more.
 *
 * `Differs:` qmail-lspawn, qmail-rspawn and qmail-clean are parts of it, so it, not qmail-lspawn, has the argument.
 */
// qmail-1.03 qmail-send.c main
export function* qmailSend(system: WorldSystem): WorldRunning {
  const user = userOf(system.files, "qmails");
  if (user !== null) system.become(user);
  system.changeFolder("/var/qmail");
  const source = sourceOf(system);
  const controls = getcontrols(source);
  const die = (text: string): Ending => {
    say({ system }, text);
    return exit(cannotStart);
  };
  if (controls === null) return die(log.noControls);
  if (system.files.nodes.get(inQueue("todo"))?.kind !== "folder") return die(log.noQueue);
  if (fileOf(system, paths.mutex) === null) return die(log.noMutex);
  if (!system.lock(inQueue(paths.mutex))) return die(log.alreadyRunning);
  system.keep([...rereadFiles, ...readOnceFiles]);
  system.catchSignals(["HUP", "ALRM", "TERM"]);
  const sender: Sender = {
    system,
    source,
    aliasempty: system.argv[1] ?? "",
    controls,
    due: { local: new Map(), remote: new Map(), done: new Map() },
    passes: { local: null, remote: null },
    running: [],
    jobs: 0,
    nextDelivery: 1,
    todo: [],
    nextTodoRun: system.now(),
    isTriggered: false,
    isExiting: false,
  };
  // qmail-1.03 qmail-send.c pqstart
  for (const id of messagesIn(system, "info"))
    if (fileOf(system, paths.todo(id)) === null) schedule(sender, id);
  sayStatus(sender);
  return yield* run(sender, system.openFifo(inQueue(paths.trigger)));
}

function* run(sender: Sender, trigger: number | null): WorldRunning {
  while (!sender.isExiting || sender.running.length > 0) {
    if (yield* work(sender)) continue;
    yield* rest(sender, trigger);
  }
  pqfinish(sender);
  say(sender, log.exiting);
  return exit(0);
}

/** What it keeps of control/ that decides where mail goes, and reads again at HUP, or never. */
const rereadFiles = ["control/locals", "control/virtualdomains"];
const readOnceFiles = ["control/percenthack", "control/envnoathost", "control/me"];

/** Its control files. */
function sourceOf(system: WorldSystem): ControlSource {
  return { readFile: (path) => system.readFile(`/var/qmail/${path}`), note: null };
}

/** What it knows between two deliveries, but for the system that it is in. */
type SenderState = Omit<Sender, "system" | "source" | "passes" | "running">;

interface Resting {
  readonly sender: SenderState;
  readonly trigger: number | null;
}

function stateOf({ system: _, source: __, passes: ___, running: ____, ...state }: Sender): SenderState {
  return { ...state, due: dueOf(state), todo: [...state.todo] };
}

function dueOf({ due: { local, remote, done } }: SenderState): SenderState["due"] {
  return { local: new Map(local), remote: new Map(remote), done: new Map(done) };
}

function* restAndRun(system: WorldSystem, { sender: state, trigger }: Resting): WorldRunning {
  const sender: Sender = {
    ...state,
    system,
    source: sourceOf(system),
    due: dueOf(state),
    passes: { local: null, remote: null },
    running: [],
    todo: [...state.todo],
  };
  yield* rest(sender, trigger);
  return yield* run(sender, trigger);
}

/** Does what can be done without waiting; false if there was nothing. */
function* work(sender: Sender): Generator<WorldWait, boolean, WorldArrival> {
  let hasDone = del_do(sender);
  hasDone = todo_do(sender) || hasDone;
  for (const channel of channels) hasDone = pass_dochan(sender, channel) || hasDone;
  if (sender.isExiting) return hasDone;
  return (yield* messdone(sender)) || hasDone;
}

/** Waits for the trigger, for deliveries, for signals, or for a message to be due. */
function* rest(sender: Sender, trigger: number | null): Generator<WorldWait, void, WorldArrival> {
  const { system, running } = sender;
  const outputs = running.flatMap(({ output }) => output ?? []);
  const wakeUp = wakeUpTime(sender, trigger === null ? "never" : "pulled");
  if (running.length === 0 && channels.every((channel) => sender.passes[channel] === null))
    system.atRest((): Resting => ({ sender: stateOf(sender), trigger }), restAndRun);
  const arrival = yield {
    kind: "poll",
    descriptors: [...(trigger === null ? [] : [trigger]), ...outputs],
    children: true,
    timeoutSeconds: wakeUp === null ? null : Math.max(0, wakeUp - system.now()) + SLEEP_FUZZ,
  };
  switch (arrival.kind) {
    case "bytes from": {
      const delivery = running.find(({ output }) => output === arrival.descriptor);
      if (delivery === undefined) sender.isTriggered = true;
      else delivery.said += byteString(arrival.bytes);
      return;
    }
    case "end of":
      system.close(arrival.descriptor);
      for (const delivery of running) if (delivery.output === arrival.descriptor) delivery.output = null;
      return;
    case "exited":
      del_ended(sender, arrival.processId, arrival.code);
      return;
    case "signal":
      if (arrival.signal === "TERM") sender.isExiting = true;
      else if (arrival.signal === "HUP") reread(sender);
      else pqrun(sender);
      return;
    default:
      return;
  }
}

/**
 * When there's something to do next; null if only others can bring it. `Differs:` while the trigger is there and todo/
 * is empty, it isn't looked at every 25 minutes: a year would be 21,000 looks at nothing.
 */
// qmail-1.03 qmail-send.c pass_selprep, todo_selprep
function wakeUpTime(sender: Sender, trigger: "pulled" | "never"): number | null {
  if (sender.isExiting) return null;
  const times: number[] = [];
  if (mayOpen(sender)) {
    for (const channel of channels) {
      const next = sender.passes[channel] === null ? earliest(sender.due[channel]) : null;
      if (next !== null) times.push(next.at);
    }
  }
  const done = earliest(sender.due.done);
  if (done !== null) times.push(done.at);
  if (trigger === "never" || sender.system.files.countIn(inQueue("todo")) > 0) times.push(sender.nextTodoRun);
  return times.length === 0 ? null : Math.min(...times);
}

// qmail-1.03 qmail-send.c reread
function reread(sender: Sender): void {
  const read = regetcontrols(sender.source, sender.controls);
  if (read.kind === "failed") say(sender, log.cannotReread(read.file));
  else {
    sender.controls = { ...sender.controls, routing: read.routing };
    sender.system.keep(rereadFiles);
  }
}

// qmail-1.03 qmail-send.c pqrun
function pqrun({ due, system }: Sender): void {
  for (const channel of channels) for (const id of due[channel].keys()) due[channel].set(id, system.now());
}

/** Leaves in the queue when each message is due. */
// qmail-1.03 qmail-send.c pqfinish
function pqfinish({ due, system }: Sender): void {
  for (const channel of channels) {
    for (const [id, time] of due[channel]) {
      const path = paths.channel(id, channel);
      const file = fileOf(system, path);
      if (file !== null) put(system, path, { bytes: file.bytes, owner: file.owner, time });
    }
  }
}
