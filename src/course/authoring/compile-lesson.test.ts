import { describe, expect, it } from "vitest";
import { changed, folder, lessonFiles, lessonOf } from "../course.test-kit.ts";
import { compileLesson, lessonFolders, type LessonFiles } from "./compile-lesson.ts";

/** What is wrong with a lesson, as a person gets to read it. */
function troubles(files: LessonFiles): readonly string[] {
  const compiled = compileLesson(files, folder);
  if (compiled.kind === "loaded") return [];
  return compiled.troubles.map(({ file, line, message }) => {
    const name = file.replace(`lessons/${folder}/`, "");
    return `${name}:${line} ${message}`;
  });
}

function without(path: string): LessonFiles {
  return new Map([...lessonFiles].filter(([name]) => name !== path));
}

it("compiles a lesson from its folder", () => {
  const { lesson, wrongRuns } = lessonOf(lessonFiles);
  expect(lesson).toMatchObject({
    id: "first",
    title: "First",
    idea: "One idea.",
    passed: "Well done.",
    part: { id: "01-part", title: "Part" },
    introduction: [{ kind: "paragraph", children: [{ kind: "text", text: "Hello." }] }],
    steps: [
      {
        title: "Let it relay",
        body: [{ kind: "paragraph", children: [{ kind: "text", text: "Do it." }] }],
        hints: [
          [
            {
              kind: "paragraph",
              children: [
                { kind: "text", text: "Look at " },
                { kind: "strong", children: [{ kind: "text", text: "tcp.smtp" }] },
                { kind: "text", text: "." },
              ],
            },
          ],
        ],
      },
    ],
    consoles: [{ host: "pc", title: "PC", about: "a PC", connect: null }],
    start: { files: { mail: { "/etc/tcp.smtp": "127.:allow\n" } } },
  });
  expect(lesson.invariants.map(({ id }) => id)).toEqual([
    "mail-comes-in",
    "stranger-refused",
    "forged-sender-refused",
  ]);
  expect(wrongRuns).toMatchObject([{ name: "forgotten", fails: "pc-relays", mistake: "not-compiled" }]);
});

it("takes files whose lines end in CR LF", () => {
  const text = lessonFiles.get(`${folder}/lesson.md`)?.replaceAll("\n", "\r\n") ?? "";
  expect(lessonOf(new Map([...lessonFiles, [`${folder}/lesson.md`, text]])).lesson.id).toBe("first");
});

it("finds lessons in the order of the course, and nothing else", () => {
  const paths = [
    "02-b/01-a/lesson.md",
    "01-a/02-b/lesson.md",
    "01-a/01-a/lesson.md",
    "01-a/x/lesson.md",
    "worlds/w.yaml",
  ];
  expect(lessonFolders(new Map(paths.map((path) => [path, ""])))).toEqual([
    "01-a/01-a",
    "01-a/02-b",
    "02-b/01-a",
  ]);
});

describe("a file that isn't there", () => {
  it.each([
    [`${folder}/solution.yaml`, "solution.yaml:1 this file is missing"],
    ["01-part/part.yaml", "lessons/01-part/part.yaml:1 this file is missing"],
    ["worlds/small.yaml", "lessons/worlds/small.yaml:1 this file is missing"],
    [
      `${folder}/lesson.md`,
      "lesson.md:1 expected front matter: YAML between two lines of ---, from the first line on",
    ],
  ])("%s is told of, and nothing else", (path, message) => {
    expect(troubles(without(path))).toEqual([message]);
  });
});

describe("in lesson.md", () => {
  it.each([
    [
      "title: First",
      "title: [First",
      "lesson.md:4 expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["title: First\n", "", "lesson.md:2 title: is missing"],
    [
      "title: First",
      "titel: First",
      "lesson.md:2 title: is missing|lesson.md:3 titel: there is no such key here; expected one of id, title, idea, world, setup, opening, consoles, files, passed, goals, invariants, mistakes, hints",
    ],
    ["title: First", "title: 1", "lesson.md:3 title: expected text, found 1"],
    [
      "id: first",
      "id: First!",
      'lesson.md:2 id: expected lower-case words joined by hyphens, found "First!"',
    ],
    ["world: small", "world: big", "lessons/worlds/big.yaml:1 this file is missing"],
    [
      "from: 192.168.5.10",
      "from: 192.168.5",
      'lesson.md:18 goals.0.all.0.probe.from: expected an IPv4 address such as 198.51.100.66, found "192.168.5"',
    ],
    ['reply: "250", ', "", "lesson.md:18 goals.0.all.0.probe.reply: is missing"],
    [
      "- probe: {",
      "- prob: {",
      "lesson.md:18 goals.0.all.0: expected one of probe, delivered, neverLeft, changed, relay, denies, reaches, said, file, rules, not, found prob",
    ],
    ["step: 1", "step: 2", "lesson.md:15 goal pc-relays belongs to step 2, but there are 1 steps"],
    [
      "step: 1",
      "step: 0.5",
      "lesson.md:15 goals.0.step: expected a whole number, found 0.5|lesson.md:15 goals.0.step: expected 1 or more, found 0.5",
    ],
    ["  1: [Look", "  2: [Look", "lesson.md:25 hints for step 2, but there are 1 steps"],
    ["host: pc, title", "host: laptop, title", "lesson.md:10 no host of the world is called laptop"],
    ["host: mail, path", "host: nail, path", "lesson.md:12 no host of the world is called nail"],
    ["rules: { host: mail", "rules: { host: nail", "lesson.md:22 no host of the world is called nail"],
    ["shell: { host: mail, ", "shell: { host: nail, ", "lesson.md:8 no host of the world is called nail"],
    ["shell: { host: mail, ", "shell: { ", "lesson.md:8 setup.0.shell.host: is missing"],
    [
      "id: pc-relays",
      "id: mail-comes-in",
      "lesson.md:14 two goals or invariants are called mail-comes-in|wrong/forgotten.yaml:1 no goal or invariant is called pc-relays",
    ],
    ["id: not-compiled", "id: other", "wrong/forgotten.yaml:2 no mistake is called not-compiled"],
    [
      "Hello.",
      "<b>Hello</b>",
      "lesson.md:28 lessons have no form for this Markdown: html|lesson.md:28 lessons have no form for this Markdown: html",
    ],
    ["Do it.", "Do\n![it](x.png)", "lesson.md:33 lessons have no form for this Markdown: image"],
    ["**tcp.smtp**", "<i>", "lesson.md:25 lessons have no form for this Markdown: html"],
  ])("%j as %j", (from, to, message) => {
    expect(troubles(changed("lesson.md", from, to)).join("|")).toBe(message);
  });
});

describe("in other files", () => {
  it.each([
    [
      "solution.yaml",
      "why: so.",
      "because: so.",
      "solution.yaml:2 actions.0.why: is missing|solution.yaml:3 actions.0.because: there is no such key here; expected one of do, why",
    ],
    ["solution.yaml", "host: mail", "host: nail", "solution.yaml:2 no host of the world is called nail"],
    [
      "solution.yaml",
      "line: tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp",
      'line: "a\\nb"',
      'solution.yaml:4 actions.1.do.shell.line: expected one line, without a newline in it, found "a\\nb"',
    ],
    [
      "wrong/forgotten.yaml",
      "fails: pc-relays",
      "fails: pc-relay",
      "wrong/forgotten.yaml:1 no goal or invariant is called pc-relay",
    ],
    [
      "wrong/forgotten.yaml",
      "mistake: not-compiled",
      "mistake: none",
      "wrong/forgotten.yaml:2 no mistake is called none",
    ],
    [
      "wrong/forgotten.yaml",
      "host: mail",
      "host: nail",
      "wrong/forgotten.yaml:4 no host of the world is called nail",
    ],
    ["wrong/forgotten.yaml", "fails: pc-relays\n", "", "wrong/forgotten.yaml:1 fails: is missing"],
    [
      "worlds/small.yaml",
      "server: mail",
      "server: nail",
      "lessons/worlds/small.yaml:2 server: no host of the world is called nail; there are: mail, pc",
    ],
    [
      "worlds/small.yaml",
      "[192.0.2.25]",
      "[]",
      "lessons/worlds/small.yaml:6 hosts.mail.addresses: expected at least one address, found an empty list",
    ],
    ["01-part/part.yaml", "blurb: A part.", "", "lessons/01-part/part.yaml:1 blurb: is missing"],
  ])("%s: %j as %j", (file, from, to, message) => {
    expect(troubles(changed(file, from, to)).join("|")).toBe(message);
  });

  it("a start for a host that isn't there is told of", () => {
    expect(troubles(new Map([...lessonFiles, [`${folder}/start/nail/etc/x`, ""]]))).toEqual([
      "lesson.md:6 no host of the world is called nail",
    ]);
  });
});
