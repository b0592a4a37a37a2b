import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../world/index.ts";
import { loadRun, writeRun, type Run } from "./run-file.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...Array.from("\n\t #:'\"-\udc80é\u2028\ufeff\r")) }),
);
const name = fc.oneof(fc.constantFrom("mail", "true", "12", "- x", "null", "~"), fc.string({ minLength: 1 }));
const line = text.map((value) => value.replaceAll("\n", ""));
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ edit: fc.record({ host: name, file: name, text }) }),
  fc.record({ shell: fc.record({ host: name, line }) }),
  fc.record({ type: fc.record({ host: name, line }) }),
  fc.record({
    bash: fc.record({
      host: name,
      line,
      steps: fc.array(
        fc.oneof(
          fc.record({ write: fc.record({ file: name, text }) }),
          fc.record({ out: text }),
          fc.record({
            run: fc.record({
              argv: fc.array(text, { minLength: 1 }),
              environment: fc.dictionary(fc.constantFrom("A", "B_1", "true", "- "), fc.option(text)),
              folder: name,
              input: fc.option(text),
            }),
          }),
          fc.record({
            end: fc.record({ code: fc.nat(255), folder: name, then: fc.constant("next" as const) }),
          }),
        ),
      ),
    }),
  }),
  fc.record({ key: fc.record({ host: name, key: fc.constantFrom("C-c" as const, "C-d" as const) }) }),
  fc.record({
    smtp: fc.record({
      host: name,
      to: name,
      port: fc.integer({ min: 1, max: 65535 }),
      lines: fc.array(line),
    }),
  }),
  fc.record({ wait: fc.record({ seconds: fc.double({ min: 0, max: 31_622_400, noNaN: true }) }) }),
);
const begins: fc.Arbitrary<Run["begins"]> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("lesson" as const), id: name }),
  fc.record({ kind: fc.constant("world" as const), name }),
);

/** What a run file with this text holds, or its troubles as "line: message". */
function read(source: string): Run | readonly string[] {
  // Through UTF-8, as a file takes it.
  const loaded = loadRun({ file: "run.yaml", text: Buffer.from(source).toString() });
  if (loaded.kind === "failed") return loaded.troubles.map(({ line, message }) => `${line}: ${message}`);
  return { begins: loaded.value.begins, actions: loaded.value.actions };
}

it("reads back every run that it has written", () => {
  fc.assert(
    fc.property(begins, fc.array(action), (place, actions) => {
      expect(read(writeRun({ begins: place, actions }))).toEqual({ begins: place, actions });
    }),
    { numRuns: 500 },
  );
});

it("writes one action a line", () => {
  const actions: readonly Action[] = [
    { edit: { host: "mail", file: "/etc/tcp.smtp", text: '192.168.5.:allow,RELAYCLIENT=""\n:allow\n' } },
    { shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" } },
    {
      smtp: {
        host: "ann",
        to: "mail.test",
        port: 25,
        lines: ["HELO ann", "MAIL FROM:<a@b.example>", "QUIT"],
      },
    },
    { wait: { seconds: 900 } },
  ];
  expect(writeRun({ begins: { kind: "lesson", id: "first-553" }, actions })).toBe(`lesson: first-553
actions:
  - edit: { host: mail, file: /etc/tcp.smtp, text: "192.168.5.:allow,RELAYCLIENT=\\"\\"\\n:allow\\n" }
  - shell: { host: mail, line: tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp }
  - smtp: { host: ann, to: mail.test, port: 25, lines: [ HELO ann, MAIL FROM:<a@b.example>, QUIT ] }
  - wait: { seconds: 900 }
`);
});

it("takes a lesson's solution and its wrong runs too", () => {
  const wait: Action = { wait: { seconds: 1 } };
  expect(read("actions:\n  - do: { wait: { seconds: 1 } }\n    why: so.\n")).toEqual({
    begins: null,
    actions: [wait],
  });
  expect(read("fails: a\nmistake: b\nactions:\n  - wait: { seconds: 1 }\n")).toEqual({
    begins: null,
    actions: [wait],
  });
});

describe("tells line and what was expected", () => {
  it.each([
    ["lesson: x\n", "1: actions: is missing"],
    ["lesson: x\nworld: y\nactions: []\n", "2: world: expected either a world or a lesson, found both"],
    ["actions:\n  - shell: { host: 3, line: ls }\n", "2: actions.0.shell.host: expected text, found 3"],
    ["actions:\n  - do: { shell: { host: a } }\n    why: so.\n", "2: actions.0.do.shell.line: is missing"],
    [
      "actions:\n  - wait: { seconds: 1 }\n  - exit: {}\n",
      "3: actions.1: expected one of edit, shell, type, bash, key, smtp, wait, with what belongs to it, found exit",
    ],
    [
      "actions:\n  - do: { shel: { host: mail, line: ls } }\n    why: so.\n",
      "2: actions.0.do: expected one of edit, shell, type, bash, key, smtp, wait, with what belongs to it, found shel",
    ],
    [
      "actions:\n  - wait: { seconds: 1 }\n    type: { host: mail, line: ls }\n",
      "2: actions.0: expected one of edit, shell, type, bash, key, smtp, wait, with what belongs to it, found wait and type",
    ],
    [
      "actions: [\n",
      "2: expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
  ])("%j", (source, trouble) => {
    expect(read(source)).toContain(trouble);
  });
});
