import { describe, expect, it } from "vitest";
import { createHistory, type Action, type History } from "../../world/index.ts";
import { mailWorldFile } from "../../world/mail.test-kit.ts";
import { runawayNotices } from "./runaway-notices.ts";

const forever = "while true; do :; done";

/** Two hosts, of which one has a service that is down, and never rests once it's up. */
function run(): History {
  const host = { user: "root", users: [] };
  return createHistory({
    world: {
      now: 1_795_510_800,
      server: "mail",
      hosts: {
        mail: {
          ...host,
          name: "mail.test",
          addresses: ["192.0.2.25"],
          qmail: "netqmail-1.06",
          files: { "/service/w/run": `#!/bin/sh\n${forever}\n`, "/service/w/down": "" },
        },
        pc: { ...host, name: "pc.test", addresses: ["198.51.100.66"], files: {} },
      },
      names: {},
    },
    files: {},
    setup: [],
    opening: [],
  });
}

/** What is said after the last of these lines, process ids left out. */
function said(history: History, ...lines: readonly (readonly [host: string, line: string])[]): unknown {
  for (const [host, line] of lines) history.act({ type: { host, line } });
  return runawayNotices(history.world).map(({ host, text }) => ({ host, text: text.replace(/\d+/, "N") }));
}

const atConsole = (host: string) => ({ host, text: "This program doesn't come to an end. Ctrl-C stops it." });
const inBackground = {
  host: "mail",
  text: "In the background, ./run in /service/w doesn't come to an end. Ctrl-C can't stop it, but svc -d /service/w does.",
};

describe("a program that doesn't come to an end", () => {
  it("is told of on the console where it runs, whoever does something meanwhile", () => {
    const history = run();
    expect(said(history, ["mail", forever])).toEqual([atConsole("mail")]);
    expect(said(history, ["pc", "echo a"])).toEqual([atConsole("mail")]);
    expect(said(history, ["pc", forever])).toEqual([atConsole("mail"), atConsole("pc")]);
  });

  it("is told of as long as it runs, and no longer", () => {
    const history = run();
    said(history, ["mail", forever], ["pc", "echo a"]);
    const stop: Action = { key: { host: "mail", key: "C-c" } };
    history.act(stop);
    expect(said(history)).toEqual([]);
    history.seek(1);
    expect(said(history)).toEqual([atConsole("mail")]);
  });

  it("is told of where it only sleeps, if that takes too long", () => {
    expect(said(run(), ["pc", "sleep 999999"], ["mail", "echo a"])).toEqual([atConsole("pc")]);
  });

  it("is told of with its name where it's in the background, and how it's stopped", () => {
    const history = run();
    expect(said(history, ["mail", "svc -u /service/w"])).toEqual([inBackground]);
    expect(said(history, ["pc", forever])).toEqual([atConsole("pc"), inBackground]);
    history.act({ key: { host: "pc", key: "C-c" } });
    expect(said(history, ["mail", "svc -d /service/w"], ["mail", "echo a"])).toEqual([]);
  });

  it("is told of where it's made of many that do", () => {
    expect(said(run(), ["pc", "while :; do ls /bin | cat; done"], ["mail", "echo a"])).toEqual([
      atConsole("pc"),
    ]);
  });

  it("is told of where it's qmail-send, which a mail bomb keeps at work", () => {
    const world = mailWorldFile();
    const { mail } = world.hosts;
    if (mail === undefined) throw new Error("no mail server");
    const forwards = "&ann-one@ours.example\n&ann-two@ours.example\n";
    const files = { ...mail.files, "/home/ann/.qmail-default": forwards };
    const history = createHistory({
      world: { ...world, hosts: { ...world.hosts, mail: { ...mail, files } } },
      files: {},
      setup: [],
      opening: [],
    });
    const recipients = Array.from({ length: 1000 }, (_, number) => `RCPT TO:<ann-${number}@ours.example>`);
    const lines = ["MAIL FROM:<joe@there.example>", ...recipients, "DATA", "boo", ".", "QUIT"];
    history.act({ smtp: { host: "joe", to: "192.0.2.25", port: 25, lines } });
    const notice = {
      host: "mail",
      text: "In the background, /var/qmail/bin/qmail-send ./Maildir/ in /var/qmail doesn't come to an end. Ctrl-C can't stop it, but svc -d /service/qmail-send does.",
    };
    expect(said(history, ["mail", "echo a"])).toEqual([notice]);
    expect(said(history, ["mail", "svc -d /service/qmail-send"], ["mail", "echo a"])).toEqual([]);
  });
});
