import { expect, it } from "vitest";
import { begin, replay } from "../../runs/run.ts";
import { output, session, smallWorld, smallWorldFile, type } from "../../world.test-kit.ts";

it.each(["vi", "nano", "pico", "emacs", "joe"])(
  "%s opens a file in the editor, wherever it is named from",
  (name) => {
    const world = smallWorld();
    expect(output(world, "cd /var/qmail/control", `${name} +3 rcpthosts; echo $?`)).toEqual([
      "(opened in the pane Files: /var/qmail/control/rcpthosts; saved as you type)",
      "0",
    ]);
    expect(world.opened).toEqual([{ host: "mail", path: "/var/qmail/control/rcpthosts", line: 3 }]);
  },
);

it("opens several files, and new ones", () => {
  const world = smallWorld();
  expect(output(world, "vi -R /var/qmail/control/me ../etc/new")).toEqual([
    "(opened in the pane Files: /var/qmail/control/me; saved as you type)",
    "(opened in the pane Files: /etc/new, a new file; saved as you type)",
  ]);
  expect(world.opened).toEqual([
    { host: "mail", path: "/var/qmail/control/me", line: null },
    { host: "mail", path: "/etc/new", line: null },
  ]);
});

it.each([
  ["vi", "vi: name the file to edit, for instance: vi /etc/hosts"],
  ["vi /etc", "vi: /etc: Is a folder, and only files can be edited; ls /etc lists what is in it"],
  ["vi /no/such", "vi: /no/such: No such folder: /no"],
  ["nano /var/qmail/control/me", "nano: /var/qmail/control/me: Permission denied"],
  ["nano /etc/new", "nano: /etc/new: Permission denied"],
  ["echo x | vi /etc/passwd", "vi: standard input is no keyboard, so nobody can edit"],
])("%s opens nothing and says why", (line, why) => {
  const world = smallWorld();
  type(world, "mail", "chmod 600 /var/qmail/control/me", "su ann");
  expect(session(world, "mail", `${line}; echo $?`).slice(1)).toEqual([why, "1"]);
  expect(world.opened).toEqual([]);
});

it("says of a file that can be read only that it can't be written", () => {
  const world = smallWorld();
  expect(session(world, "pc", "vi /etc/passwd").slice(1)).toEqual([
    "(opened in the pane Files: /etc/passwd, which you can't write)",
  ]);
});

it("what a run opens is the same each time, and what its start has opened isn't counted", () => {
  const line = (text: string) => ({ shell: { host: "mail", line: text } });
  const start = { world: smallWorldFile(), files: {}, setup: [line("vi /etc/passwd")], opening: [] };
  const actions = [line("vi /etc/group"), line("nano /etc/group")];
  const opened = { host: "mail", path: "/etc/group", line: null };
  expect(replay(start, actions).opened).toEqual([opened, opened]);
  const begun = begin(start);
  expect(begun.kind === "begun" ? begun.world.opened : null).toEqual([]);
});

it.each(["less", "more", "view"])("%s shows files, or what is piped into it", (name) => {
  const world = smallWorld();
  const me = "/var/qmail/control/me";
  expect(output(world, `${name} -R +G ${me}`, `cat ${me} | ${name}`)).toEqual(["mail.test", "mail.test"]);
  expect(output(world, `${name} /no; echo $?`)).toEqual([`${name}: /no: No such file or directory`, "1"]);
  expect(output(world, name)).toEqual([`${name}: name the file to show, or pipe something into it`]);
});
