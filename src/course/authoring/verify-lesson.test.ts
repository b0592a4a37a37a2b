import { expect, it } from "vitest";
import { changed, folder, lessonFiles, lessonOf } from "../course.test-kit.ts";
import type { LessonFiles } from "./compile-lesson.ts";
import { verifyLesson } from "./verify-lesson.ts";

const proofNames = [
  "the start can be made",
  "the start doesn't reach the goal pc-relays",
  "the solution passes",
  "no mistake is seen in the solution",
  "replaying the solution gives the same consoles",
  "the wrong run forgotten fails at pc-relays",
];

/** The proofs that don't hold, by their names. */
function failures(files: LessonFiles): Readonly<Record<string, string>> {
  const failed = verifyLesson(lessonOf(files)).flatMap(({ name, failure }) =>
    failure === null ? [] : [[name, failure]],
  );
  return Object.fromEntries(failed) as Record<string, string>;
}

it("proves a lesson that is right", () => {
  expect(verifyLesson(lessonOf(lessonFiles))).toEqual(proofNames.map((name) => ({ name, failure: null })));
});

it("fails a lesson whose start can't be made", () => {
  expect(failures(new Map([...lessonFiles, [`${folder}/start/mail/etc`, ""]]))).toEqual({
    "the start can be made": "mail: /etc can't be written: is a directory",
  });
  expect(
    failures(
      changed(
        "lesson.md",
        "setup:",
        "opening:\n  - shell: { host: pc, line: cat }\n  - shell: { host: pc, line: ls }\nsetup:",
      ),
    ),
  ).toEqual({
    "the start can be made": `the start can't do {"shell":{"host":"pc","line":"ls"}}: the console of pc isn't at a shell's prompt: a program is running in it`,
  });
});

it("fails a lesson whose start reaches a goal already", () => {
  const start = changed("start/mail/etc/tcp.smtp", "127.:allow", '192.168.:allow,RELAYCLIENT=""');
  expect(failures(start)).toMatchObject({
    "the start doesn't reach the goal pc-relays":
      "it does: From 192.168.5.10, MAIL FROM:<joe@somewhere.example>, RCPT TO:<b@elsewhere.example>: 250 ok, queued for b@elsewhere.example",
  });
});

it("fails a solution that doesn't pass, that breaks an invariant, or that is told of a mistake", () => {
  const question = "From 192.168.5.10, MAIL FROM:<joe@somewhere.example>, RCPT TO:<b@elsewhere.example>";
  expect(failures(changed("solution.yaml", "line: tcprules", "line: echo tcprules"))).toEqual({
    "the solution passes":
      `pc-relays: wanted ${question}: 250, queued for b@elsewhere.example; ` +
      `saw ${question}: 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)`,
    "no mistake is seen in the solution": "the mistake not-compiled is",
  });
  const everybody = failures(changed("solution.yaml", '"192.168.5.10:allow', '":allow'));
  expect(everybody["the solution passes"]?.split("\n").map((line) => line.split(":")[0])).toEqual([
    "stranger-refused",
    "forged-sender-refused",
  ]);
});

it("fails a run with an action that can't be done, or that never ends", () => {
  const first = "actions:\n";
  expect(
    failures(
      changed(
        "solution.yaml",
        first,
        `${first}  - do: { edit: { host: pc, file: /no/x, text: "" } }\n    why: so.\n`,
      ),
    ),
  ).toEqual({
    "the solution passes": "action 1: /no/x can't be written: there's no folder /no",
  });
  const endless =
    '  - edit: { host: pc, file: /bin/ls, text: "#!/bin/sh\\nexec ls" }\n  - shell: { host: pc, line: ls }\n';
  expect(failures(changed("wrong/forgotten.yaml", first, first + endless))).toEqual({
    "the wrong run forgotten fails at pc-relays": "action 2: it never ends",
  });
});

it("fails a wrong run that passes, fails elsewhere first, or is told of another mistake", () => {
  const name = "the wrong run forgotten fails at pc-relays";
  const compile =
    "  - shell: { host: mail, line: tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp }\n";
  const text = lessonFiles.get(`${folder}/wrong/forgotten.yaml`) ?? "";
  const passing = new Map([...lessonFiles, [`${folder}/wrong/forgotten.yaml`, text + compile]]);
  expect(failures(passing)).toEqual({ [name]: "it passes" });
  expect(failures(changed("wrong/forgotten.yaml", "fails: pc-relays", "fails: stranger-refused"))).toEqual({
    "the wrong run forgotten fails at stranger-refused": "what fails is, from the first on: pc-relays",
  });
  expect(failures(changed("wrong/forgotten.yaml", "mistake: not-compiled\n", ""))).toEqual({
    [name]: "the mistake seen is not-compiled, not none",
  });
  const unseen = changed("lesson.md", "are: stale", "are: unparsable");
  expect(failures(unseen)).toEqual({ [name]: "the mistake seen is none, not not-compiled" });
});
