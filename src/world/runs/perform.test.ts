import { describe, expect, it } from "vitest";
import type { Action } from "./action.ts";
import { limits } from "../limits.ts";
import { perform } from "./perform.ts";
import { content, output, screen, session, smallWorld, type } from "../world.test-kit.ts";

describe("an action that is refused", () => {
  const long = "x".repeat(limits.lineBytesMax);
  const here = { host: "mail", file: "/root/f", text: "" };
  it.each<readonly [string, Action, string]>([
    [
      "an edit on an unknown host",
      { edit: { ...here, host: "no" } },
      "there is no host called no in this world",
    ],
    [
      "a shell line on an unknown host",
      { shell: { host: "no", line: "ls" } },
      "there is no host called no in this world",
    ],
    [
      "a typed line on an unknown host",
      { type: { host: "no", line: "ls" } },
      "there is no host called no in this world",
    ],
    [
      "a key on an unknown host",
      { key: { host: "no", key: "C-c" } },
      "there is no host called no in this world",
    ],
    [
      "a session from an unknown host",
      { smtp: { host: "no", to: "mail.test", port: 25, lines: [] } },
      "there is no host called no in this world",
    ],
    ["an edit of a folder", { edit: { ...here, file: "/etc" } }, "/etc can't be written: is a directory"],
    ["an edit of the root", { edit: { ...here, file: "" } }, " can't be written: is a directory"],
    [
      "an edit in a missing folder",
      { edit: { ...here, file: "/no/folder/f" } },
      "/no/folder/f can't be written: there's no folder /no/folder",
    ],
    [
      "an edit in a file",
      { edit: { ...here, file: "/bin/sh/f" } },
      "/bin/sh/f can't be written: there's no folder /bin/sh",
    ],
    [
      "a file that is too big",
      { edit: { ...here, text: "x".repeat(limits.fileBytesMax + 1) } },
      "/root/f can't be written: out of disk space",
    ],
    [
      "a line that is too long",
      { type: { host: "mail", line: long } },
      "a line can have at most 65536 bytes",
    ],
    [
      "a line of SMTP that is too long",
      { smtp: { host: "pc", to: "mail.test", port: 25, lines: ["NOOP", long] } },
      "a line can have at most 65536 bytes",
    ],
    ["two lines in one", { shell: { host: "mail", line: "a\nb" } }, "a line can't hold a newline"],
    [
      "a shell line while a program runs",
      { shell: { host: "pc", line: "ls" } },
      "the console of pc isn't at a shell's prompt: a program is running in it",
    ],
  ])("%s changes nothing, not even the clock", (_name, action, why) => {
    const world = smallWorld();
    type(world, "pc", "cat");
    const before = JSON.stringify([world.now, [...world.consoles], [...world.traces], world.nextProcessId]);
    expect(perform(world, action)).toEqual({ kind: "refused", why });
    expect(JSON.stringify([world.now, [...world.consoles], [...world.traces], world.nextProcessId])).toBe(
      before,
    );
    expect(content(world, "mail", "/root/f")).toBe("ENOENT");
  });
});

it("takes a second for everything but waiting", () => {
  const world = smallWorld();
  const actions: readonly Action[] = [
    { edit: { host: "mail", file: "/root/f", text: "" } },
    { shell: { host: "mail", line: "ls" } },
    { key: { host: "mail", key: "C-c" } },
    { smtp: { host: "pc", to: "mail.test", port: 25, lines: [] } },
    { wait: { seconds: 0.5 } },
  ];
  const seconds = actions.map((action) => {
    const { now } = world;
    perform(world, action);
    return world.now - now;
  });
  expect(seconds).toEqual([1, 1, 1, 1, 0.5]);
});

it("writes what is edited as UTF-8, byte for byte, and keeps the mode", () => {
  const world = smallWorld();
  const file = "/service/smtpd/run";
  expect(perform(world, { edit: { host: "mail", file, text: "ä\0\udcff\r\n" } })).toEqual({ kind: "done" });
  expect(content(world, "mail", file)).toBe("\xc3\xa4\0\xff\r\n");
  expect(output(world, `ls -l ${file}`)).toEqual([
    "-rwxr-xr-x 1 root     root            6 Nov 24 09:00 /service/smtpd/run",
  ]);
});

it("makes a new file where the folder is there, and takes a path without its slash from the root", () => {
  const world = smallWorld();
  perform(world, { edit: { host: "mail", file: "etc/../root/new", text: "x" } });
  expect(content(world, "mail", "/root/new")).toBe("x");
});

it("counts an edit for the connections that come after it", () => {
  const world = smallWorld();
  type(world, "pc", "telnet mail.test 25", "MAIL FROM:<a@b>", "RCPT TO:<x@new.example>");
  perform(world, { edit: { host: "mail", file: "/var/qmail/control/rcpthosts", text: "new.example\n" } });
  const refused = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";
  expect(session(world, "pc", "RCPT TO:<x@new.example>").slice(1)).toEqual([refused]);
  type(world, "pc", "QUIT", "telnet mail.test 25", "MAIL FROM:<a@b>");
  expect(session(world, "pc", "RCPT TO:<x@new.example>").slice(1)).toEqual(["250 ok"]);
});

it("keeps what is typed to a program that doesn't read for whoever reads next, until Ctrl-C", () => {
  const world = smallWorld();
  type(world, "mail", "tcpserver -c 0 0 2525 cat", "echo a", "cat", "typed ahead");
  perform(world, { key: { host: "mail", key: "C-c" } });
  expect(session(world, "mail", "echo b").slice(-1)).toEqual(["b"]);
  type(world, "mail", "telnet localhost 25");
  expect(screen(world, "mail").slice(-2)).toEqual(["Connected to localhost.", "220 mail.test ESMTP"]);
});

it("gives lines that were typed ahead one at a time to whoever asks", () => {
  const world = smallWorld({ mail: { "/root/spin": "#!/bin/sh\nexec ./spin" } });
  type(world, "mail", "./spin", "cat", "for cat", "echo for cat too");
  perform(world, { edit: { host: "mail", file: "/root/spin", text: "#!/bin/sh\n" } });
  expect(screen(world, "mail").slice(-2)).toEqual(["for cat", "echo for cat too"]);
  expect(world.consoles.get("mail")?.prompt).toBeNull();
});

describe("a session of its own", () => {
  it("is shown on the console, each line before its reply", () => {
    const world = smallWorld();
    perform(world, {
      smtp: { host: "pc", to: "mail.test", port: 25, lines: ["HELO pc", "QUIT", "never sent"] },
    });
    expect(screen(world, "pc")).toEqual([
      "220 mail.test ESMTP",
      "HELO pc",
      "250 mail.test",
      "QUIT",
      "221 mail.test",
    ]);
    expect(
      world.consoles.get("pc")?.entries.flatMap((entry) => ("reply" in entry ? [entry.reply] : [])),
    ).toEqual([
      { connectionId: 1, index: 0 },
      { connectionId: 1, index: 1 },
      { connectionId: 1, index: 2 },
    ]);
  });

  it.each([
    [{ to: "nosuch.test", port: 25 }, "nosuch.test port 25: unknown name"],
    [{ to: "mail.test", port: 26 }, "mail.test port 26: refused"],
    [{ to: "203.0.113.1", port: 25 }, "203.0.113.1 port 25: no answer"],
  ])("says so when it can't connect: %j", (target, shown) => {
    const world = smallWorld();
    expect(perform(world, { smtp: { host: "pc", lines: ["HELO pc"], ...target } })).toEqual({ kind: "done" });
    expect(screen(world, "pc")).toEqual([shown]);
  });
});

it("survives the removal of the rules while connections are open: only new ones are dropped", () => {
  const world = smallWorld({ mail: { "/etc/r": "" } }, "-x /etc/r.cdb");
  type(world, "mail", "tcprules /etc/r.cdb /etc/r.tmp < /etc/r");
  type(world, "pc", "telnet mail.test 25");
  type(world, "mail", "rm /etc/r.cdb");
  expect(session(world, "pc", "NOOP", "QUIT", "telnet mail.test 25").slice(-4)).toEqual([
    "ann@pc:~$ telnet mail.test 25",
    "Trying 192.0.2.25...",
    "Connected to mail.test.",
    "Connection closed by foreign host.",
  ]);
});
