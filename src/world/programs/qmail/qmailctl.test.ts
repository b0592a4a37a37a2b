import { describe, expect, it } from "vitest";
import { mailWorld, record, send } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { output, smallWorld } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

/** A world whose mail service is where qmailctl looks for it. */
function lifeWithQmail(files: Readonly<Record<string, string>> = {}) {
  return smallWorld({
    mail: {
      "/service/smtpd/down": "",
      "/service/qmail-smtpd/run":
        "#!/bin/sh\nexec tcpserver -H -R -l 0 -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd 2>&1\n",
      "/etc/tcp.smtp": ":allow\n",
      ...files,
    },
  });
}

describe("qmailctl cdb", () => {
  it("compiles the rules", () => {
    const world = lifeWithQmail({ "/etc/tcp.smtp": '192.0.2.:allow,RELAYCLIENT=""\n' });
    expect(output(world, "qmailctl cdb", "TCPREMOTEIP=192.0.2.1 tcprulescheck /etc/tcp.smtp.cdb")).toEqual([
      "Reloaded /etc/tcp.smtp.",
      "rule 192.0.2.:",
      "set environment variable RELAYCLIENT=",
      "allow connection",
    ]);
  });

  it("says that it has reloaded them even when they don't compile", () => {
    const world = lifeWithQmail({ "/etc/tcp.smtp": ":alow\n" });
    expect(output(world, "qmailctl cdb; echo $?")).toEqual([
      "tcprules: fatal: unable to parse this line: :alow",
      "Reloaded /etc/tcp.smtp.",
      "(That isn't so: tcprules has failed, and there's no /etc/tcp.smtp.cdb.)",
      "0",
    ]);
    output(world, "echo :allow > /etc/tcp.smtp; qmailctl cdb");
    expect(output(world, "rm /etc/tcp.smtp", "qmailctl cdb")).toEqual([
      "qmailctl: /etc/tcp.smtp: file does not exist",
      "Reloaded /etc/tcp.smtp.",
      "(That isn't so: tcprules has failed, and the rules from before are still in force.)",
    ]);
    expect(output(world, "echo | qmailctl cdb 2>&1 | tail -n 1")).toEqual(["Reloaded /etc/tcp.smtp."]);
  });
});

it("stops and starts the mail service", () => {
  const world = lifeWithQmail();
  const call = "telnet localhost 25 < /etc/tcp.smtp";
  expect(output(world, "qmailctl stop")).toEqual([
    "Stopping qmail",
    "  qmail-smtpd",
    "svok: fatal: unable to chdir to /service/qmail-send: file does not exist",
    "qmail-send: supervise not running",
  ]);
  expect(output(world, call).at(-1)).toBe("telnet: Unable to connect to remote host: Connection refused");
  output(world, "qmailctl start");
  expect(output(world, call)[1]).toBe("Connected to localhost.");
  output(world, "qmailctl restart");
  expect(output(world, "qmailctl stat").map((line) => line.replace(/\d+/, "N"))).toEqual([
    "/service/qmail-send: unable to chdir: file does not exist",
    "/service/qmail-send/log: unable to chdir: file does not exist",
    "/service/qmail-smtpd: up (pid N) 1 seconds",
    "/service/qmail-smtpd/log: unable to chdir: file does not exist",
    "messages in queue: N",
    "messages in queue but not yet preprocessed: N",
  ]);
});

describe("qmailctl, for qmail-send,", () => {
  const queued = () => {
    const world = mailWorld();
    send(world, "p@partner.example");
    return world;
  };
  const tries = (world: World) => record(world).filter((line) => line.startsWith("starting delivery")).length;

  it("shows the queue", () => {
    expect(output(queued(), "qmailctl queue")).toEqual([
      "messages in queue: 1",
      "messages in queue but not yet preprocessed: 0",
      expect.stringMatching(/^24 Nov 2026 09:00:01 GMT {2}#93 {2}\d+ {2}<joe@there\.example> $/),
      "\tremote\tp@partner.example",
    ]);
  });

  it.each(["flush", "doqueue", "alrm"])("has it try everything at once: %s", (command) => {
    const world = queued();
    expect(output(world, `qmailctl ${command}`)).toEqual([
      "qmail-send gets ALRM: it tries the whole queue now.",
      "  qmail-send",
    ]);
    expect(tries(world)).toBe(2);
  });

  it.each(["reload", "hup"])("has it read locals and virtualdomains again: %s", (command) => {
    const world = mailWorld();
    output(world, "echo old.example:ann >> /var/qmail/control/virtualdomains");
    expect(output(world, `qmailctl ${command}`)).toEqual([
      "qmail-send gets HUP: it reads locals and virtualdomains again.",
      "  qmail-send",
    ]);
    send(world, "x@old.example");
    expect(record(world)).toContain("starting delivery 1: msg 93 to local ann-x@old.example");
  });

  it("pauses both services, and lets them go on", () => {
    const world = mailWorld();
    expect(output(world, "qmailctl pause")).toEqual(["Pausing qmail", "  qmail-send", "  qmail-smtpd"]);
    output(world, "echo | qmail-inject bob");
    expect(tries(world)).toBe(0);
    expect(output(world, "qmailctl stat")[0]).toMatch(/up \(pid \d+\) \d+ seconds, paused$/);
    expect(output(world, "qmailctl cont")).toEqual(["Continuing qmail", "  qmail-send", "  qmail-smtpd"]);
    expect(tries(world)).toBe(1);
  });

  it("restarts both: what is read at the start only counts then", () => {
    const world = mailWorld();
    expect(output(world, "echo ours.example > /var/qmail/control/percenthack", "qmailctl restart")).toEqual([
      "Restarting qmail",
      "* Stopping qmail-smtpd.",
      "* Ending qmail-send (TERM), which is started again at once.",
      "* Restarting qmail-smtpd.",
    ]);
    perform(world, { wait: { seconds: 2 } });
    send(world, "x%dest.example@ours.example");
    expect(record(world)).toContain("starting delivery 1: msg 93 to remote x@dest.example");
  });

  it("tells what each command is for", () => {
    const help = output(mailWorld(), "qmailctl help");
    expect(help.map((line) => line.split(" ")[0])).toEqual(
      "start stop restart stat queue flush reload pause cont cdb".split(" "),
    );
  });
});

it("says what it can do", () => {
  expect(output(smallWorld(), "qmailctl; echo $?")).toEqual([
    "qmailctl: say what to do: start stop restart stat queue flush doqueue alrm reload hup pause cont cdb help",
    "1",
  ]);
});

describe("qmail-showctl", () => {
  const about = (files: Readonly<Record<string, string>>, name: string, ...before: string[]) => {
    const control = Object.entries(files).map(
      ([file, text]) => [`/var/qmail/control/${file}`, text] as const,
    );
    const world = smallWorld({ mail: Object.fromEntries(control) });
    output(world, ...before);
    const [, text] = output(world, "qmail-showctl").join("\n").split(`\n\n${name}: `);
    return text?.split("\n\n")[0];
  };

  // qmail-1.03 qmail-showctl.c main
  type Row = readonly [string, Readonly<Record<string, string>>, string, ...string[]];
  const rows: readonly Row[] = [
    ["rcpthosts", {}, "\nSMTP clients may send messages to recipients at test.example."],
    [
      "rcpthosts",
      {},
      "(Default.) SMTP clients may send messages to any recipient.",
      "rm /var/qmail/control/rcpthosts",
    ],
    ["morercpthosts", {}, "(Default.) No effect."],
    [
      "morercpthosts",
      { morercpthosts: "a.example\n" },
      "\nNo rcpthosts; doesn't matter that morercpthosts has a.example.",
      "rm /var/qmail/control/rcpthosts",
    ],
    ["morercpthosts.cdb", {}, "(Default.) No effect."],
    [
      "morercpthosts.cdb",
      { morercpthosts: "a.example\n" },
      "Oops! morercpthosts exists but morercpthosts.cdb doesn't.",
    ],
    [
      "morercpthosts.cdb",
      { morercpthosts: "a.example\n" },
      "Modified recently enough; hopefully up to date.",
      "qmail-newmrh",
    ],
    [
      "morercpthosts.cdb",
      { morercpthosts: "a.example\n" },
      "Oops! morercpthosts.cdb is older than morercpthosts.",
      "qmail-newmrh",
      "echo b.example >> /var/qmail/control/morercpthosts",
    ],
    ["databytes", { databytes: "10k\n" }, "SMTP DATA limit is 10 bytes."],
    ["smtpgreeting", {}, "(Default.) SMTP greeting: 220 mail.test."],
    ["locals", {}, "(Default.) Messages for me are delivered locally."],
    ["virtualdomains", { virtualdomains: "a:b\n# c\nd\n" }, "\nVirtual domain: a:b\nVirtual domain: d"],
    ["rcpthost", { rcpthost: "" }, "I have no idea what this file does."],
    ["me", {}, "My name is mail.test."],
    ["bouncehost", {}, "(Default.) Bounce host name is bouncehost.", "rm /var/qmail/control/me"],
  ];
  it.each(rows.map((row) => ({ name: row[0], row })))("tells of $name", ({ row }) => {
    const [name, files, text, ...before] = row;
    expect(about(files, name, ...before)).toBe(text);
  });
});
