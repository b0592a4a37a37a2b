import { describe, expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { boot } from "../../runs/boot.ts";
import { output, smallWorldFile, type } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";
import { bareLine, inetdWorld, logLines, relayReply, wrappedLine } from "./wrapped.test-kit.ts";

const refused = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";
const right = "tcp-env: 198.51.100.66: setenv = RELAYCLIENT\n";

function edit(world: World, file: string, text: string): void {
  perform(world, { edit: { host: "mail", file, text } });
}

/** The lines that the notes of the last connection name. */
function noted(world: World): readonly string[] {
  const trace = [...world.traces.values()].at(-1);
  return (trace?.replies[0]?.notes ?? trace?.pending ?? []).flatMap((note) =>
    (note.kind === "server-started" || note.kind === "access-tried" || note.kind === "access-decided") &&
    note.source !== null
      ? [`${note.kind} ${note.source.file}:${note.source.line}`]
      : [],
  );
}

describe("qmail-smtpd behind tcpd", () => {
  it("relays for a client whose line in hosts.allow sets RELAYCLIENT, and for no other", () => {
    const world = inetdWorld({ "/etc/hosts.allow": `# office\n${right}` });
    expect(relayReply(world)).toBe("250 ok");
    expect(noted(world)).toEqual([
      "server-started /etc/inetd.conf:1",
      "access-tried /etc/hosts.allow:2",
      "access-decided /etc/hosts.allow:2",
    ]);
    expect(relayReply(world, "mail")).toBe(refused);
    expect(logLines(world)).toEqual([
      "tcp-env: connect from 198.51.100.66",
      "tcp-env: connect from 192.0.2.25",
    ]);
  });

  it("needs no HUP for hosts.allow, which is read at each connection", () => {
    const world = inetdWorld();
    expect(relayReply(world)).toBe(refused);
    edit(world, "/etc/hosts.allow", right);
    expect(relayReply(world)).toBe("250 ok");
  });

  it("hangs up on whom hosts.deny names, after a second, without a word", () => {
    const world = inetdWorld({ "/etc/hosts.allow": right, "/etc/hosts.deny": "ALL: ALL\n" });
    expect(relayReply(world)).toBe("250 ok");
    expect(relayReply(world, "mail")).toBe("(no greeting)");
    expect(logLines(world, 1)).toEqual(["tcp-env: refused connect from 192.0.2.25"]);
    expect(noted(world)).toEqual([
      "server-started /etc/inetd.conf:1",
      "access-tried /etc/hosts.allow:1",
      "access-tried /etc/hosts.deny:1",
      "access-decided /etc/hosts.deny:1",
    ]);
  });

  it("glues a value of RELAYCLIENT to the recipient", () => {
    const world = inetdWorld({ "/etc/hosts.allow": "tcp-env: ALL: setenv = RELAYCLIENT @fixme\n" });
    relayReply(world);
    const notes = [...world.traces.values()].at(-1)?.replies[3]?.notes ?? [];
    expect(notes).toContainEqual({
      kind: "relayclient-used",
      value: "@fixme",
      recipient: "bob@elsewhere.example@fixme",
      upstream: "qmail-smtpd.c smtp_rcpt",
    });
  });
});

// Each is a way to get "hosts.allow is ignored", with its cause in the log or in the notes, and its fix.
describe("hosts.allow seems to be ignored", () => {
  it("since the daemon is called tcp-env, not qmail-smtpd", () => {
    const world = inetdWorld({ "/etc/hosts.allow": right.replace("tcp-env", "qmail-smtpd") });
    expect(relayReply(world)).toBe(refused);
    const notes = [...world.traces.values()].at(-1)?.replies[0]?.notes ?? [];
    expect(notes).toContainEqual(
      expect.objectContaining({ kind: "access-tried", daemon: "tcp-env", mismatch: "daemon" }),
    );
    edit(world, "/etc/hosts.allow", right);
    expect(relayReply(world)).toBe("250 ok");
  });

  it("since tcpd isn't in inetd.conf", () => {
    const world = inetdWorld({ "/etc/hosts.allow": right, "/etc/inetd.conf": bareLine });
    expect(relayReply(world)).toBe(refused);
    expect(noted(world)).toEqual(["server-started /etc/inetd.conf:1"]);
    edit(world, "/etc/inetd.conf", wrappedLine);
    type(world, "mail", "killall -HUP inetd");
    expect(relayReply(world)).toBe("250 ok");
  });

  it("since inetd hasn't been told to read its file again", () => {
    const world = inetdWorld({ "/etc/hosts.allow": right, "/etc/inetd.conf": bareLine });
    edit(world, "/etc/inetd.conf", wrappedLine);
    expect(relayReply(world)).toBe(refused);
    type(world, "mail", "killall -HUP inetd");
    expect(relayReply(world)).toBe("250 ok");
  });

  it.each([
    ['RELAYCLIENT=""', 'bad option name: "RELAYCLIENT"'],
    ['allow,RELAYCLIENT=""', 'bad option name: "allow,RELAYCLIENT"'],
    ['setenv = RELAYCLIENT=""', "memory allocation failure"],
  ])("and refuses all, since its option is written as in tcp.smtp: %s", (option, why) => {
    const world = inetdWorld({ "/etc/hosts.allow": `tcp-env: ALL: ${option}\n` });
    expect(relayReply(world)).toBe("(no greeting)");
    expect(logLines(world)).toEqual([
      `tcp-env: error: /etc/hosts.allow, line 1: ${why}`,
      "tcp-env: refused connect from 198.51.100.66",
    ]);
    edit(world, "/etc/hosts.allow", right);
    expect(relayReply(world)).toBe("250 ok");
  });

  it("since its daemon has no path in inetd.conf, so that another file is meant", () => {
    const world = inetdWorld({
      "/etc/hosts.allow": right,
      "/etc/inetd.conf": wrappedLine.replace("/var/qmail/bin/tcp-env", "tcp-env"),
    });
    expect(relayReply(world)).toBe("(no greeting)");
    expect(logLines(world)).toEqual([
      "tcp-env: connect from 198.51.100.66",
      "tcp-env: error: cannot execute /usr/sbin/tcp-env: No such file or directory",
    ]);
  });
});

describe("a client's name", () => {
  const none = { a: [], ptr: [], mx: [], txt: [] };
  const world = (dns: NonNullable<ReturnType<typeof smallWorldFile>["dns"]>, allow: string): World => {
    const file = smallWorldFile();
    const booted = boot(
      { ...file, dns },
      {
        mail: { "/service/smtpd/down": "", "/etc/inetd.conf": wrappedLine, "/etc/hosts.allow": allow },
      },
    );
    if (booted.kind === "failed") throw new Error(booted.why);
    return booted.world;
  };
  const pointer = (name: string) => ({ "198.51.100.66": { ...none, ptr: [name] } });
  const allow = "tcp-env: .lan.example: setenv = RELAYCLIENT\n";

  it("counts if it leads back to the address", () => {
    const dns = { ...pointer("pc.lan.example"), "pc.lan.example": { ...none, a: ["198.51.100.66"] } };
    const right = world(dns, allow);
    expect(relayReply(right)).toBe("250 ok");
    expect(logLines(right)).toEqual(["tcp-env: connect from pc.lan.example"]);
  });

  it.each<readonly [string, Parameters<typeof world>[0], string]>([
    [
      "is another's",
      { "pc.lan.example": { ...none, a: ["192.0.2.9"] } },
      "host name/address mismatch: 198.51.100.66 != pc.lan.example",
    ],
    ["isn't there", {}, "can't verify hostname: gethostbyname(pc.lan.example) failed"],
    [
      "is an alias",
      { "pc.lan.example": { ...none, cname: "pc.test" } },
      "host name/name mismatch: pc.lan.example != pc.test",
    ],
  ])("doesn't count if it %s", (_what, dns, warning) => {
    const forged = world({ ...pointer("pc.lan.example"), ...dns }, allow);
    expect(relayReply(forged)).toBe(refused);
    expect(logLines(forged)).toEqual([
      `tcp-env: warning: /etc/hosts.allow, line 1: ${warning}`,
      "tcp-env: connect from 198.51.100.66",
    ]);
  });

  it("that doesn't hold is refused by PARANOID", () => {
    const forged = world(
      { ...pointer("pc.lan.example"), "pc.lan.example": { ...none, a: ["192.0.2.9"] } },
      "ALL: PARANOID: deny\n",
    );
    expect(relayReply(forged)).toBe("(no greeting)");
  });
});

it("asks the client's ident server where a rule names a user", () => {
  const file = smallWorldFile();
  const pc = file.hosts["pc"];
  if (pc === undefined) throw new Error("no pc");
  const booted = boot(
    { ...file, hosts: { ...file.hosts, pc: { ...pc, ident: "ann" } } },
    {
      mail: {
        "/service/smtpd/down": "",
        "/etc/inetd.conf": wrappedLine,
        "/etc/hosts.allow": "tcp-env: ann@198.51.100.66: setenv = RELAYCLIENT\n",
      },
    },
  );
  if (booted.kind === "failed") throw new Error(booted.why);
  expect(relayReply(booted.world)).toBe("250 ok");
  expect(logLines(booted.world)).toEqual(["tcp-env: connect from ann@198.51.100.66"]);
});

it("lets a daemon run that has no connection, and says so", () => {
  const world = inetdWorld();
  expect(output(world, "tcpd; echo $?")).toEqual(["0"]);
  expect(logLines(world)).toEqual([
    "tcpd: warning: can't get client address: Transport endpoint is not connected",
    "tcpd: connect from unknown",
    "tcpd: error: cannot execute /usr/sbin/tcpd: No such file or directory",
  ]);
});
