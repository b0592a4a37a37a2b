import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText } from "../../../engine/program/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** One thing that a command of qmailctl does. */
type Step =
  | { readonly say: ByteString }
  /** A program, if it's installed, with this file as its standard input. */
  | { readonly run: readonly ByteString[]; readonly input?: ByteString }
  /** Letters for svc, to a service and its log. */
  | { readonly svc: ByteString; readonly service: ByteString; readonly withLog?: true };

const send = "qmail-send";
const smtpd = "qmail-smtpd";

const flush: readonly Step[] = [
  { say: "qmail-send gets ALRM: it tries the whole queue now." },
  { svc: "-a", service: send },
];
const reload: readonly Step[] = [
  { say: "qmail-send gets HUP: it reads locals and virtualdomains again." },
  { svc: "-h", service: send },
];

const commands: ReadonlyMap<string, readonly Step[]> = new Map<string, readonly Step[]>([
  [
    "start",
    [
      { say: "Starting qmail" },
      { svc: "-u", service: send, withLog: true },
      { svc: "-u", service: smtpd, withLog: true },
    ],
  ],
  ["stop", [{ say: "Stopping qmail" }, { svc: "-d", service: smtpd }, { svc: "-d", service: send }]],
  [
    "restart",
    [
      { say: "Restarting qmail" },
      { svc: "-d", service: smtpd },
      { svc: "-t", service: send },
      { svc: "-u", service: smtpd },
    ],
  ],
  [
    "stat",
    [
      { run: ["svstat", `/service/${send}`, `/service/${send}/log`] },
      { run: ["svstat", `/service/${smtpd}`, `/service/${smtpd}/log`] },
      { run: ["qmail-qstat"] },
    ],
  ],
  ["queue", [{ run: ["qmail-qstat"] }, { run: ["qmail-qread"] }]],
  ["flush", flush],
  ["doqueue", flush],
  ["alrm", flush],
  ["reload", reload],
  ["hup", reload],
  ["pause", [{ say: "Pausing qmail" }, { svc: "-p", service: send }, { svc: "-p", service: smtpd }]],
  ["cont", [{ say: "Continuing qmail" }, { svc: "-c", service: send }, { svc: "-c", service: smtpd }]],
  [
    "cdb",
    // Its well-known trap: it says so whether or not tcprules could do it.
    [
      { run: ["tcprules", "/etc/tcp.smtp.cdb", "/etc/tcp.smtp.tmp"], input: "/etc/tcp.smtp" },
      { say: "Reloaded /etc/tcp.smtp." },
    ],
  ],
  [
    "help",
    [
      "start    both services up",
      "stop     both services down; nobody is taken mail from, and nothing is sent",
      "restart  qmail-smtpd down, qmail-send told to end and started again, qmail-smtpd up",
      "stat     since when they are up, and how much is in the queue",
      "queue    what is in the queue",
      "flush    qmail-send tries everything in the queue now (doqueue and alrm are the same)",
      "reload   qmail-send reads locals and virtualdomains again (hup is the same)",
      "pause    both stop where they are",
      "cont     both go on",
      "cdb      compiles /etc/tcp.smtp for tcpserver",
    ].map((say): Step => ({ say })),
  ],
]);

/** qmailctl, as those who follow "Life with qmail" have it. `Differs:` it's a program here, not a script. */
export function* qmailctl(system: WorldSystem): WorldRunning {
  const steps = commands.get(system.argv[1] ?? "");
  if (steps === undefined) {
    complain(system, `say what to do: ${[...commands.keys()].join(" ")}`);
    return exit(1);
  }
  for (const step of steps) yield* take(system, step);
  return exit(0);
}

function* take(system: WorldSystem, step: Step): Generator<WorldWait, void, WorldArrival> {
  if ("say" in step) {
    printLine(system, step.say);
    return;
  }
  if ("run" in step) {
    yield* run(system, step.run, step.input);
    return;
  }
  const folder = `/service/${step.service}`;
  if ((yield* run(system, ["svok", folder])) !== 0) {
    printLine(system, `${step.service}: supervise not running`);
    return;
  }
  printLine(system, `  ${step.service}`);
  yield* run(system, ["svc", step.svc, folder, ...(step.withLog === true ? [`${folder}/log`] : [])]);
}

/** Runs a program and tells its exit code; null if it couldn't be run or has crashed. */
function* run(
  system: WorldSystem,
  argv: readonly ByteString[],
  input?: ByteString,
): Generator<WorldWait, number | null, WorldArrival> {
  const { environment } = system;
  if (system.programPath(argv[0] ?? "", environment) === null) return null;
  const descriptors = new Map([0, 1, 2].map((number) => [number, number]));
  const opened = input === undefined ? null : system.open(input, "read");
  if (opened?.kind === "failed") {
    system.write(2, bytesOf(`qmailctl: ${input ?? ""}: ${errorText(opened.error)}\n`));
    return null;
  }
  if (opened !== null) descriptors.set(0, opened.descriptor);
  const processId = system.start({ argv, environment, descriptors });
  if (opened !== null) system.close(opened.descriptor);
  const arrival = processId === null ? null : yield { kind: "await exit", processId };
  return arrival?.kind === "exited" ? arrival.code : null;
}
