import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText } from "../../../engine/program/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** One thing that a command of qmailctl does. */
type Step =
  | { readonly say: ByteString }
  /** A program, if it's installed, with this file as its standard input. */
  | { readonly run: readonly ByteString[]; readonly input?: ByteString }
  /** A word to whoever is at the console, if the program that was run before has failed. */
  | { readonly noteIfFailed: (system: WorldSystem) => ByteString }
  /** Letters for svc, to a service and its log; `say` in place of the service's name. */
  | {
      readonly svc: ByteString;
      readonly service: ByteString;
      readonly withLog?: true;
      readonly say?: ByteString;
    };

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
      { svc: "-d", service: smtpd, say: "* Stopping qmail-smtpd." },
      { svc: "-t", service: send, say: "* Ending qmail-send (TERM), which is started again at once." },
      { svc: "-u", service: smtpd, say: "* Restarting qmail-smtpd." },
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
      {
        noteIfFailed: ({ files }) =>
          files.nodes.has("/etc/tcp.smtp.cdb")
            ? "That isn't so: tcprules has failed, and the rules from before are still in force."
            : "That isn't so: tcprules has failed, and there's no /etc/tcp.smtp.cdb.",
      },
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
  let hasFailed = false;
  for (const step of steps) {
    if ("run" in step) hasFailed = (yield* run(system, step.run, step.input)) !== 0;
    else if ("svc" in step) yield* control(system, step);
    else if ("say" in step) printLine(system, step.say);
    else if (hasFailed && system.isAtConsole) system.write(2, bytesOf(`(${step.noteIfFailed(system)})\n`));
  }
  return exit(0);
}

function* control(
  system: WorldSystem,
  step: Extract<Step, { readonly svc: unknown }>,
): Generator<WorldWait, void, WorldArrival> {
  const folder = `/service/${step.service}`;
  if ((yield* run(system, ["svok", folder])) !== 0) {
    printLine(system, `${step.service}: supervise not running`);
    return;
  }
  printLine(system, step.say ?? `  ${step.service}`);
  yield* run(system, ["svc", step.svc, folder, ...(step.withLog === true ? [`${folder}/log`] : [])]);
}

/** Tells the program's exit code; 0 if it isn't installed. */
function* run(
  system: WorldSystem,
  argv: readonly ByteString[],
  input?: ByteString,
): Generator<WorldWait, number, WorldArrival> {
  const { environment } = system;
  if (system.programPath(argv[0] ?? "", environment) === null) return 0;
  const descriptors = new Map([0, 1, 2].map((number) => [number, number]));
  const opened = input === undefined ? null : system.open(input, "read");
  if (opened?.kind === "failed") {
    system.write(2, bytesOf(`qmailctl: ${input ?? ""}: ${errorText(opened.error)}\n`));
    return 1;
  }
  if (opened !== null) descriptors.set(0, opened.descriptor);
  const processId = system.start({ argv, environment, descriptors });
  if (opened !== null) system.close(opened.descriptor);
  if (processId === null) return 1;
  const arrival = yield { kind: "await exit", processId };
  return arrival.kind === "exited" ? (arrival.code ?? 1) : 1;
}
