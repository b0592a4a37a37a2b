import { describe, expect, it } from "vitest";
import { boot } from "../runs/boot.ts";
import { mailWorld, record, send } from "../mail.test-kit.ts";
import { perform } from "../runs/perform.ts";
import { probe } from "./probe.ts";
import { screen, session, smallWorldFile, type } from "../world.test-kit.ts";
import type { World } from "../world.ts";

/** The small world, whose server filters port 110 and serves one client at a time on 25. */
function portsWorld(): World {
  const file = smallWorldFile("-H -R -l mail.test -c 1");
  const { mail, pc } = file.hosts;
  if (mail === undefined || pc === undefined) throw new Error("no hosts mail and pc");
  const booted = boot({
    ...file,
    hosts: {
      mail: { ...mail, filtered: [110] },
      pc,
      blocked: { ...pc, name: "b.test", addresses: ["198.51.100.67"], blocked: [25] },
    },
  });
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}

/** Seconds besides the ones in which the lines are typed, and what they show. */
function timed(world: World, host: string, line: string): readonly [number, readonly string[]] {
  const before = world.now;
  const shown = session(world, host, line).slice(1);
  return [world.now - before - 1, shown.filter((one) => !one.startsWith("ann@"))];
}

const [refused, late] = ["Connection refused", "Connection timed out"];

describe("a port that isn't open", () => {
  it.each<[host: string, line: string, seconds: number, shown: readonly string[]]>([
    [
      "pc",
      "telnet mail.test 587; echo $?",
      0,
      ["Trying 192.0.2.25...", `telnet: Unable to connect to remote host: ${refused}`, "1"],
    ],
    [
      "pc",
      "telnet mail.test 110; echo $?",
      127,
      ["Trying 192.0.2.25...", `telnet: Unable to connect to remote host: ${late}`, "1"],
    ],
    [
      "blocked",
      "telnet mail.test 25; echo $?",
      127,
      ["Trying 192.0.2.25...", `telnet: Unable to connect to remote host: ${late}`, "1"],
    ],
    [
      "pc",
      "telnet 203.0.113.9 25; echo $?",
      127,
      ["Trying 203.0.113.9...", `telnet: Unable to connect to remote host: ${late}`, "1"],
    ],
    [
      "pc",
      "nc -v mail.test 587; echo $?",
      0,
      [`nc: connect to mail.test (192.0.2.25) port 587 (tcp) failed: ${refused}`, "1"],
    ],
    [
      "pc",
      "nc -v mail.test 110; echo $?",
      127,
      [`nc: connect to mail.test (192.0.2.25) port 110 (tcp) failed: ${late}`, "1"],
    ],
    [
      "pc",
      "nc -v -w 5 mail.test 110; echo $?",
      5,
      ["nc: connect to mail.test (192.0.2.25) port 110 (tcp) timed out: Operation now in progress", "1"],
    ],
    [
      "pc",
      "nc -vz mail.test 25; echo $?",
      0,
      ["Connection to mail.test (192.0.2.25) 25 port [tcp/smtp] succeeded!", "0"],
    ],
    ["pc", "nc mail.test 587; echo $?", 0, ["1"]],
    [
      "pc",
      "swaks -s mail.test:587 -t a@b; echo $?",
      0,
      ["=== Trying mail.test:587...", "*** Error connecting to mail.test:587:", `*** \t${refused}`, "2"],
    ],
    [
      "pc",
      "swaks -s mail.test:110 -t a@b; echo $?",
      30,
      ["=== Trying mail.test:110...", "*** Error connecting to mail.test:110:", `*** \t${late}`, "2"],
    ],
    [
      "pc",
      "swaks -s mail.test:110 --timeout 5 -t a@b; echo $?",
      5,
      ["=== Trying mail.test:110...", "*** Error connecting to mail.test:110:", `*** \t${late}`, "2"],
    ],
  ])("on %s: %s takes %i seconds", (host, line, seconds, shown) => {
    expect(timed(portsWorld(), host, line)).toEqual([seconds, shown]);
  });

  it.each([
    [587, "mail.test port 587: refused", 0],
    [110, "mail.test port 110: no answer", 127],
  ])("a session of one action with %i shows %j after %i seconds", (port, shown, seconds) => {
    const world = portsWorld();
    const before = world.now;
    perform(world, { smtp: { host: "pc", to: "mail.test", port, lines: ["QUIT"] } });
    expect([screen(world, "pc").at(-1), world.now - before - 1]).toEqual([shown, seconds]);
  });

  it.each([
    [587, "refused"],
    [110, "no answer"],
  ])("a goal's probe of %i finds %s at once, since it has a world of its own", (port, kind) => {
    const world = portsWorld();
    const before = world.now;
    const found = probe(world, {
      from: "198.51.100.9",
      sender: "",
      recipient: "a@b",
      to: "192.0.2.25",
      port,
    });
    expect([found, world.now - before]).toEqual([{ kind }, 0]);
  });
});

describe("a port whose tcpserver serves as many as -c says", () => {
  /** The world while somebody is being served. */
  function busyWorld(): World {
    const world = portsWorld();
    type(world, "mail", "telnet localhost 25");
    return world;
  }
  const leave = { type: { host: "mail", line: "QUIT" } };

  it.each([
    ["telnet mail.test 25", ["Trying 192.0.2.25...", "Connected to mail.test."]],
    ["nc mail.test 25", []],
    ["nc -v mail.test 25", ["Connection to mail.test (192.0.2.25) 25 port [tcp/smtp] succeeded!"]],
  ])("connects %s, and greets it when another leaves", (line, shown) => {
    const world = busyWorld();
    expect(timed(world, "pc", line)).toEqual([0, shown]);
    perform(world, leave);
    expect(screen(world, "pc").at(-1)).toBe("220 mail.test ESMTP");
  });

  it("lets swaks wait for a greeting, and then for an answer to QUIT, as long as its time-out each", () => {
    const [seconds, shown] = timed(busyWorld(), "pc", "swaks -s mail.test -t a@b; echo $?");
    expect([seconds, shown.slice(0, 3)]).toEqual([
      60,
      [
        "=== Trying mail.test:25...",
        "=== Connected to mail.test.",
        "<** Timeout (30 secs) waiting for server response",
      ],
    ]);
  });

  it("shows a session of one action nothing, and a goal's probe that no reply came", () => {
    const world = busyWorld();
    perform(world, { smtp: { host: "pc", to: "mail.test", port: 25, lines: ["QUIT"] } });
    expect(screen(world, "pc")).toEqual(["QUIT"]);
    const asked = { from: "198.51.100.9", sender: "", recipient: "a@b", to: "192.0.2.25", port: 25 };
    expect(probe(world, asked)).toEqual({ kind: "silent" });
    perform(world, leave);
    expect(probe(world, asked).kind).toBe("replied");
  });
});

describe("qmail-remote", () => {
  const unable = "deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/";
  it.each<[what: string, recipient: string, seconds: number]>([
    ["a host whose port is closed", "p%partner.example", 0],
    ["an address where no host is", "x%dark.example", 60],
  ])("defers mail to %s after its seconds", (_what, recipient, seconds) => {
    const world = mailWorld({ mail: { "/var/qmail/control/percenthack": "ours.example\n" } });
    send(world, `${recipient}@ours.example`);
    const reported = () => record(world).find((line) => /\bdelivery 1: [a-z]+: /.test(line));
    if (seconds > 0) {
      perform(world, { wait: { seconds: seconds - 1 } });
      expect(reported()).toBeUndefined();
      perform(world, { wait: { seconds: 1 } });
    }
    expect(reported()).toContain(`delivery 1: ${unable}`);
  });
});
