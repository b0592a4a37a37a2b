import fc from "fast-check";
import type { Action } from "./action.ts";
import type { BashStep } from "./bash-step.ts";
import type { Start } from "./run.ts";
import { smallWorldFile } from "./world.test-kit.ts";
import type { World } from "./world.ts";

/** A start with rules, a telnet session that is open, and a script that never ends. */
export const start: Start = {
  world: smallWorldFile("-v -x /etc/r.cdb -l mail.test"),
  files: {
    mail: { "/etc/r": '198.51.100.:allow,RELAYCLIENT=""\n', "/bin/self": "#!/bin/sh\necho $$\nexec self\n" },
  },
  setup: [{ shell: { host: "mail", line: "tcprules /etc/r.cdb /etc/r.tmp < /etc/r" } }],
  opening: [{ shell: { host: "pc", line: "telnet mail.test 25" } }],
};

/** All that there is to see of a world. */
export function everything(world: World): unknown {
  return {
    now: world.now,
    consoles: [...world.consoles.values()],
    files: [...world.hosts.values()].map(({ files }) =>
      [...files.nodes].map(([path, node]) => [path, { ...node, origin: null }]),
    ),
    processes: [...world.processes.values()].map(({ id, argv, wait, deadline }) => ({
      id,
      argv,
      wait,
      deadline,
    })),
    connections: [...world.connections.values()],
    traces: [...world.traces.values()],
    next: [world.nextProcessId, world.nextConnectionId, world.nextPort],
  };
}

const host = fc.constantFrom("mail", "pc", "nowhere");
const line = fc.oneof(
  fc.constantFrom(
    ...["HELO x", "MAIL FROM:<a@b>", "RCPT TO:<x@test.example>", "DATA", ".", "QUIT", "telnet mail.test 25"],
    ...[
      "ls -l /etc | cat",
      "cat",
      "sh",
      "exit",
      "exec cat",
      "rm /etc/r.cdb",
      "tcprules /etc/r.cdb /etc/r < /etc/r",
    ],
    ...["tcpserver -v 0 2525 cat", "telnet localhost 2525", "exec 2>&1 > /etc/r", "telnet 203.0.113.1 25"],
  ),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...Array.from("ab$'\"\\|&;<>2 ~#()\u00a0")) }),
);
const file = fc.constantFrom("/etc/r", "/no/x", "/etc", "x", "/tmp/y");
const bashStep: fc.Arbitrary<BashStep> = fc.oneof(
  fc.record({ write: fc.record({ file, text: line }) }),
  fc.record({ append: fc.record({ file, text: line }) }),
  fc.record({ remove: fc.record({ file }) }),
  fc.record({ makeFolder: fc.record({ file }) }),
  fc.record({ rename: fc.record({ from: file, to: file }) }),
  fc.record({
    run: fc.record({
      argv: fc.constantFrom("cat", "ls /etc", "no", "tcpserver 0 2526 cat").map((text) => text.split(" ")),
      environment: fc.dictionary(fc.constantFrom("A", "PATH"), fc.constantFrom("b", null)),
      folder: file,
      input: fc.option(line),
    }),
  }),
  fc.record({ out: line }),
  fc.record({ err: line }),
  fc.record({
    end: fc.record({
      code: fc.nat(255),
      folder: file,
      then: fc.constantFrom("next" as const, "more" as const, "exit" as const, "cut" as const),
    }),
  }),
);
const bashLine = fc.constantFrom("bash", "bash -c x", "echo a | bash -c x | cat", "anything");
/** Anything that a person could do, sensible or not. */
export const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ shell: fc.record({ host, line }) }),
  fc.record({ type: fc.record({ host, line }) }),
  fc.record({ shell: fc.record({ host, line: bashLine }) }),
  fc.record({ bash: fc.record({ host, line: bashLine, steps: fc.array(bashStep) }) }),
  fc.record({ key: fc.record({ host, key: fc.constantFrom("C-c" as const, "C-d" as const) }) }),
  fc.record({
    edit: fc.record({ host, file: fc.constantFrom("/etc/r", "/no/x", "/etc", "/bin/self", "x"), text: line }),
  }),
  fc.record({
    smtp: fc.record({
      host,
      to: fc.constantFrom("mail.test", "no"),
      port: fc.constant(25),
      lines: fc.array(line),
    }),
  }),
  fc.record({ wait: fc.record({ seconds: fc.integer({ min: 0, max: 5000 }) }) }),
);
