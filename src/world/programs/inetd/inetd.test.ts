import { describe, expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { content, output, session, smallWorld, type } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";
import { bareLine, inetdWorld, logLines, relayReply } from "./wrapped.test-kit.ts";

const refused = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";
const down = { "/service/smtpd/down": "" };

function edit(world: World, text: string): void {
  perform(world, { edit: { host: "mail", file: "/etc/inetd.conf", text } });
}

describe("inetd", () => {
  it("runs from the beginning where there is an inetd.conf, and only there", () => {
    expect(output(inetdWorld(), "ps").some((line) => line.endsWith("inetd"))).toBe(true);
    expect(output(smallWorld(), "ps").some((line) => line.endsWith("inetd"))).toBe(false);
  });

  it("serves a client with a program that runs as the user of its line, on the connection", () => {
    const world = inetdWorld({
      "/etc/inetd.conf":
        "99 stream tcp nowait qmaild.qmail /usr/bin/id named -un\nsmtp stream tcp nowait ann /bin/x\n",
      "/bin/x": "#!/bin/sh\nid; echo $0 $*; echo two >&2; cat\n",
    });
    expect(session(world, "pc", "telnet mail.test 99").slice(3)).toEqual([
      "qmaild",
      "Connection closed by foreign host.",
    ]);
    expect(session(world, "pc", "telnet mail.test 25", "a").slice(3)).toEqual([
      "uid=1000(ann) gid=1000(ann) groups=1000(ann)",
      "/bin/x",
      "two",
      "a",
      "a",
    ]);
  });

  it("goes into the background when it's started by hand, and outlives Ctrl-C", () => {
    const world = smallWorld({ mail: down });
    edit(world, bareLine);
    expect(output(world, "inetd", "echo next")).toEqual(["next"]);
    type(world, "mail", "cat");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(relayReply(world)).toBe(refused);
    expect(output(world, "su ann -c inetd")).toEqual(["inetd: must be run as root"]);
  });

  it("hands its own environment on", () => {
    const world = smallWorld({ mail: { ...down, "/etc/inetd.conf": bareLine } });
    type(world, "mail", "killall inetd", "RELAYCLIENT= inetd");
    expect(relayReply(world)).toBe("250 ok");
  });

  it("tells the log of a port that tcpserver has, and takes it when that has gone for ten minutes", () => {
    const world = smallWorld();
    edit(world, bareLine);
    type(world, "mail", "inetd");
    expect(logLines(world)).toEqual(["inetd: smtp/tcp: bind: Address already in use"]);
    type(world, "mail", "svc -d /service/smtpd");
    perform(world, { wait: { seconds: 590 } });
    expect(relayReply(world)).toBe("(refused)");
    perform(world, { wait: { seconds: 20 } });
    expect(relayReply(world)).toBe(refused);
  });

  it("keeps tcpserver from its port", () => {
    expect(output(inetdWorld(), "tcpserver 0 25 cat")).toEqual([
      "tcpserver: fatal: unable to bind: address already used",
    ]);
  });

  it("lets a port pass to another of its names only with a second HUP, or after ten minutes", () => {
    const world = inetdWorld({ "/etc/inetd.conf": bareLine });
    edit(world, bareLine.replace("smtp", "25"));
    type(world, "mail", "killall -HUP inetd");
    expect(logLines(world)).toEqual(["inetd: 25/tcp: bind: Address already in use"]);
    expect(relayReply(world)).toBe("(refused)");
    type(world, "mail", "killall -HUP inetd");
    expect(relayReply(world)).toBe(refused);
  });

  it("can be told another file, and takes no options", () => {
    const world = smallWorld({ mail: { ...down, "/etc/other.conf": bareLine } });
    expect(output(world, "inetd -d", "cd /etc", "inetd other.conf")).toEqual([
      "inetd: invalid option -- 'd'",
    ]);
    expect(relayReply(world)).toBe(refused);
  });

  it("tells the log of bad lines, with their numbers", () => {
    const conf = `# inetd\nsmtp stream tcp\n${bareLine}nosuch stream tcp nowait root /bin/cat cat\n`;
    const world = inetdWorld({ "/etc/inetd.conf": conf });
    expect(logLines(world)).toEqual([
      "inetd: /etc/inetd.conf:2: not enough fields",
      "inetd: nosuch/tcp: unknown service",
    ]);
    expect(relayReply(world)).toBe(refused);
  });

  it.each([
    ["nobody-here /bin/cat", "inetd: getpwnam: nobody-here: No such user"],
    ["root.nogroup-here /bin/cat", "inetd: getgrnam: nogroup-here: No such group"],
    ["root /usr/sbin/tcpd", "inetd: execv /usr/sbin/tcpd: No such file or directory"],
    ["root tcpd", "inetd: execv tcpd: No such file or directory"],
    ["root /etc/passwd", "inetd: execv /etc/passwd: Permission denied"],
  ])("tells the log why a server can't run: %s", (rest, line) => {
    const world = inetdWorld({ "/etc/inetd.conf": `smtp stream tcp nowait ${rest} x\n` });
    expect(relayReply(world)).toBe("(no greeting)");
    expect(logLines(world)).toEqual([line]);
  });

  it("writes its process id, which HUP can be sent to, and takes it away at TERM", () => {
    const world = inetdWorld({ "/etc/inetd.conf": "" });
    edit(world, bareLine);
    expect(relayReply(world)).toBe("(refused)");
    expect(output(world, "kill -HUP $(cat /var/run/inetd.pid)")).toEqual([]);
    expect(relayReply(world)).toBe(refused);
    type(world, "mail", "kill $(cat /var/run/inetd.pid)");
    expect(relayReply(world)).toBe("(refused)");
    expect(content(world, "mail", "/var/run/inetd.pid")).toBe("ENOENT");
  });

  it("gives ports back that are in its file no longer, at HUP", () => {
    const world = inetdWorld({ "/etc/inetd.conf": `${bareLine}99 stream tcp nowait root /bin/cat cat\n` });
    edit(world, "99 stream tcp nowait root /bin/cat cat\n");
    expect(relayReply(world)).toBe(refused);
    type(world, "mail", "killall -HUP inetd");
    expect(relayReply(world)).toBe("(refused)");
    expect(session(world, "pc", "telnet mail.test 99", "a").at(-1)).toBe("a");
  });

  it("goes on as before if its file is gone at HUP", () => {
    const world = inetdWorld({ "/etc/inetd.conf": bareLine });
    type(world, "mail", "rm /etc/inetd.conf", "killall -HUP inetd");
    expect(logLines(world)).toEqual(["inetd: /etc/inetd.conf: No such file or directory"]);
    expect(relayReply(world)).toBe(refused);
  });
});

describe("a service that is called too often", () => {
  const looping = "inetd: smtp/tcp server failing (looping), service terminated";
  const conf = (flow: string) => `smtp stream tcp ${flow} qmaild /bin/cat cat\n`;
  const call = (world: World, times: number): void => {
    for (let count = 0; count < times; count++) {
      perform(world, { smtp: { host: "pc", to: "192.0.2.25", port: 25, lines: [] } });
    }
  };

  it("is closed at the fortieth call within a minute, for ten minutes", () => {
    const world = inetdWorld({ "/etc/inetd.conf": conf("nowait") });
    call(world, 39);
    expect(content(world, "mail", "/var/log/syslog")).toBe("ENOENT");
    call(world, 1);
    expect(logLines(world)).toEqual([looping]);
    expect(session(world, "pc", "telnet mail.test 25").at(-1)).toBe(
      "telnet: Unable to connect to remote host: Connection refused",
    );
    perform(world, { wait: { seconds: 601 } });
    expect(session(world, "pc", "telnet mail.test 25").at(-1)).toBe("Connected to mail.test.");
  });

  it("is counted anew after a minute", () => {
    const world = inetdWorld({ "/etc/inetd.conf": conf("nowait") });
    call(world, 30);
    perform(world, { wait: { seconds: 61 } });
    call(world, 30);
    expect(content(world, "mail", "/var/log/syslog")).toBe("ENOENT");
  });

  it("can be called as often as its line says", () => {
    const world = inetdWorld({ "/etc/inetd.conf": conf("nowait.3") });
    call(world, 3);
    expect(logLines(world)).toEqual([looping]);
  });

  it("is opened again by HUP", () => {
    const world = inetdWorld({ "/etc/inetd.conf": conf("nowait.3") });
    call(world, 3);
    type(world, "mail", "killall -HUP inetd");
    expect(session(world, "pc", "telnet mail.test 25").at(-1)).toBe("Connected to mail.test.");
  });

  it("is one that says wait where it should say nowait: its server can't accept the call", () => {
    const world = inetdWorld({ "/etc/inetd.conf": bareLine.replace("nowait", "wait.3") });
    expect(relayReply(world)).toBe("(no greeting)");
    const ended = "inetd: /var/qmail/bin/tcp-env: exit status 0x6f";
    expect(logLines(world)).toEqual([ended, ended, looping]);
  });
});

it("rests for a year without keeping the clock busy", () => {
  const world = smallWorld();
  edit(world, bareLine);
  type(world, "mail", "inetd");
  expect(perform(world, { wait: { seconds: 365 * 86400 } })).toEqual({ kind: "done" });
  expect(logLines(world).length).toBeGreaterThan(100);
});
