import { compileLesson, type LessonFiles } from "./authoring/index.ts";

const world = `now: 1795510800
server: mail
hosts:
  mail:
    name: mail.test
    addresses: [192.0.2.25]
    qmail: netqmail-1.06
    files:
      /var/qmail/control/me: "mail.test\\n"
      /var/qmail/control/rcpthosts: "yourdomain.example\\n"
      /service/smtpd/run: |
        #!/bin/sh
        exec tcpserver -H -R -l mail.test -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd
  pc:
    name: pc.test
    addresses: [192.168.5.10]
`;

const invariants = `invariants:
  - id: mail-comes-in
    text: Mail from outside still comes in.
    all:
      - probe: { from: 198.51.100.10, recipient: x@yourdomain.example, reply: "250" }
  - id: stranger-refused
    text: A stranger can't relay.
    all:
      - probe: { from: 198.51.100.66, recipient: bob@elsewhere.example, reply: "553" }
  - id: forged-sender-refused
    text: A stranger who claims to be one of yours can't relay either.
    all:
      - probe: { from: 198.51.100.66, sender: ann@yourdomain.example, recipient: bob@elsewhere.example, reply: "553" }
`;

const page = `---
id: first
title: First
idea: One idea.
passed: Well done.
world: small
setup:
  - shell: { host: mail, line: tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp }
consoles:
  - { host: pc, title: PC, about: a PC }
files:
  - { host: mail, path: /etc/tcp.smtp, about: rules }
goals:
  - id: pc-relays
    step: 1
    text: The PC can relay.
    all:
      - probe: { from: 192.168.5.10, recipient: b@elsewhere.example, reply: "250", queuedAs: b@elsewhere.example }
mistakes:
  - id: not-compiled
    when:
      - rules: { host: mail, text: /etc/tcp.smtp, cdb: /etc/tcp.smtp.cdb, are: stale }
    say: Run tcprules.
hints:
  1: [Look at **tcp.smtp**.]
---

Hello.

## Let it relay

Do it.
`;

/** An edit of the rules. */
const edit = `{ edit: { host: mail, file: /etc/tcp.smtp, text: "192.168.5.10:allow,RELAYCLIENT=\\"\\"\\n" } }`;
const compile = `{ shell: { host: mail, line: tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp } }`;

export const folder = "01-part/01-first";

/** A lesson that is right in every way, as its files; a test then makes it wrong in one. */
export const lessonFiles: LessonFiles = new Map([
  ["worlds/small.yaml", world],
  ["worlds/small.invariants.yaml", invariants],
  ["01-part/part.yaml", "title: Part\nblurb: A part.\n"],
  [`${folder}/lesson.md`, page],
  [`${folder}/start/mail/etc/tcp.smtp`, "127.:allow\n"],
  [`${folder}/solution.yaml`, `actions:\n  - do: ${edit}\n    why: so.\n  - do: ${compile}\n    why: so.\n`],
  [`${folder}/wrong/forgotten.yaml`, `fails: pc-relays\nmistake: not-compiled\nactions:\n  - ${edit}\n`],
]);

/** The lesson's files with one text in one of them put in another's place. Throws if it isn't there. */
export function changed(file: string, from: string, to: string): LessonFiles {
  const path = lessonFiles.has(file) ? file : `${folder}/${file}`;
  const text = lessonFiles.get(path) ?? "";
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return new Map([...lessonFiles, [path, text.replace(from, () => to)]]);
}

/** The lesson of these files, which must be right. */
export function lessonOf(
  files: LessonFiles,
): Extract<ReturnType<typeof compileLesson>, { kind: "loaded" }>["value"] {
  const compiled = compileLesson(files, folder);
  if (compiled.kind === "failed") throw new Error(JSON.stringify(compiled.troubles));
  return compiled.value;
}
