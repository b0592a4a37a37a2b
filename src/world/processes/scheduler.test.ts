import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import { perform } from "../runs/perform.ts";
import { createPipe } from "../pipe.ts";
import type { WorldRunning, WorldSystem } from "../process.ts";
import { spawn } from "./processes.ts";
import { advance, settle } from "./scheduler.ts";
import { screen, smallWorld, type } from "../world.test-kit.ts";
import type { World } from "../world.ts";

/** Runs a program of the test's own at the server's console, beside all that runs there. */
function run(
  world: World,
  program: (system: WorldSystem) => WorldRunning,
  input: "keyboard" | "reader" = "keyboard",
): void {
  const host = world.hosts.get("mail");
  if (host === undefined) throw new Error("no server");
  const descriptors = new Map([[0, { kind: input, pipe: createPipe() }]]);
  const rest = {
    environment: new Map(),
    folder: "/",
    descriptors,
    parent: null,
    connectionId: null,
  };
  spawn(world, { ...rest, host, argv: ["test"], program });
}

/** A program that sleeps, and notes when it woke, in seconds since the world began. */
function sleeper(world: World, seconds: readonly number[], woken: number[]): void {
  const start = world.now;
  run(world, function* (system) {
    for (const one of seconds) {
      yield { kind: "sleep", seconds: one };
      woken.push(system.now() - start);
    }
    return { kind: "exit", code: 0 };
  });
}

describe("settling", () => {
  it("carries the clock on to where sleepers wake, in their order", () => {
    const world = smallWorld();
    const woken: number[] = [];
    sleeper(world, [5, 5], woken);
    sleeper(world, [7], woken);
    expect([settle(world), woken]).toEqual(["quiet", [5, 7, 10]]);
  });

  it("gives up on a program that sleeps for longer than a person waits", () => {
    const world = smallWorld();
    const { now } = world;
    sleeper(world, [limits.sleepSecondsPerActionMax + 1], []);
    expect([settle(world), world.now - now]).toEqual(["busy", 0]);
  });

  it("waits for what sleeps for longer than qmail-send keeps mail, as often as it comes to an end", () => {
    const world = smallWorld();
    const { now } = world;
    expect(type(world, "pc", "sleep 90000", "sleep 604801")).toEqual(["done", "done"]);
    expect([world.now - now, screen(world, "pc")]).toEqual([
      90_000 + 604_801 + 2,
      ["ann@pc:~$ sleep 90000", "ann@pc:~$ sleep 604801"],
    ]);
  });

  it("is less patient once something sleeps again and again, so that sessions beside it aren't timed out", () => {
    const world = smallWorld();
    expect(type(world, "mail", "while sleep 500; do :; done")).toEqual(["busy"]);
    const { now } = world;
    expect(type(world, "pc", "telnet mail.test 25", "HELO pc", "NOOP")).toEqual(["busy", "busy", "busy"]);
    expect(screen(world, "pc").slice(-2)).toEqual(["NOOP", "250 ok"]);
    expect(world.now - now).toBeLessThan(3 * limits.sleepSecondsPerActionWhenBusy);
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(type(world, "mail", "sleep 90000")).toEqual(["done"]);
  });

  it("doesn't carry the clock on for what sleeps in the background", () => {
    const world = smallWorld();
    const { now } = world;
    const host = world.hosts.get("mail");
    if (host === undefined) throw new Error("no server");
    const woken: number[] = [];
    const service = {
      environment: new Map(),
      folder: "/",
      descriptors: new Map(),
      parent: null,
      connectionId: null,
    };
    spawn(world, {
      ...service,
      host,
      argv: ["daemon"],
      program: function* (system): WorldRunning {
        yield { kind: "sleep", seconds: 5 };
        woken.push(system.now() - now);
        return { kind: "exit", code: 0 };
      },
    });
    expect([settle(world), world.now - now, woken]).toEqual(["quiet", 0, []]);
    expect([advance(world, 5), woken]).toEqual(["quiet", [5]]);
  });

  it("gives up on a program that never rests", () => {
    const world = smallWorld();
    run(world, function* () {
      for (;;) yield { kind: "sleep", seconds: 0 };
    });
    expect(settle(world)).toBe("busy");
  });

  it("lets what is due meanwhile happen at its time", () => {
    const world = smallWorld();
    const start = world.now;
    const times: number[] = [];
    const waits = [
      { kind: "read", timeoutSeconds: 10 } as const,
      { kind: "connect", address: "203.0.113.1", port: 25 } as const,
    ];
    for (const wait of waits) {
      run(world, function* (system) {
        yield wait;
        times.push(system.now() - start);
        return { kind: "exit", code: 0 };
      });
    }
    expect([settle(world), times, world.now - start]).toEqual(["quiet", [10, 127], 127]);
  });
});

describe("letting time pass", () => {
  it("wakes each sleeper at its time, also one that sleeps for longer than an action may take", () => {
    const world = smallWorld();
    const woken: number[] = [];
    sleeper(world, [limits.sleepSecondsPerActionMax * 2], woken);
    const { now } = world;
    expect([advance(world, limits.sleepSecondsPerActionMax * 3), woken]).toEqual([
      "quiet",
      [limits.sleepSecondsPerActionMax * 2],
    ]);
    expect(world.now - now).toBe(limits.sleepSecondsPerActionMax * 3);
  });

  it("stops at a program that wakes again and again", () => {
    const world = smallWorld();
    run(world, function* () {
      for (;;) yield { kind: "sleep", seconds: 1 };
    });
    expect(advance(world, 31_622_400)).toBe("busy");
  });

  it("makes qmail-smtpd hang up on a client that is silent for timeoutsmtpd seconds, and not a second before", () => {
    const world = smallWorld({ mail: { "/var/qmail/control/timeoutsmtpd": "60\n" } });
    type(world, "pc", "telnet mail.test 25", "HELO pc");
    perform(world, { wait: { seconds: 59 } });
    expect(screen(world, "pc").slice(-1)).toEqual(["250 mail.test"]);
    perform(world, { wait: { seconds: 1 } });
    expect(screen(world, "pc").slice(-2)).toEqual([
      "451 timeout (#4.4.2)",
      "Connection closed by foreign host.",
    ]);
    expect(world.connections.size).toBe(0);
  });
});

it("refuses to start more processes than a host may have, but for a console's shell", () => {
  const world = smallWorld();
  const ids: (number | null)[] = [];
  run(
    world,
    function* (system) {
      const child = { argv: ["cat"], environment: new Map(), descriptors: new Map() };
      const program = function* (): WorldRunning {
        yield { kind: "poll", descriptors: [] };
        return { kind: "exit", code: 0 };
      };
      for (let count = 0; count < limits.processesMax; count++) ids.push(system.start({ ...child, program }));
      yield { kind: "poll", descriptors: [] };
      return { kind: "exit", code: 0 };
    },
    "reader",
  );
  settle(world);
  // svscan, readproctitle, supervise, tcpserver, the console's shell and the program itself run too.
  expect(ids.filter((id) => id !== null).length).toBe(limits.processesMax - 6);
  type(world, "mail", "exit", "echo a");
  expect(screen(world, "mail").slice(-2)).toEqual([
    "root@mail:~# echo a",
    "sh: echo: fork: Resource temporarily unavailable (a host can have 400 processes)",
  ]);
  expect(type(world, "pc", "echo fine")).toEqual(["done"]);
});

it("keeps nothing of sessions that have ended but their traces, and of those only so many", () => {
  const world = smallWorld();
  const processes = world.processes.size;
  for (let count = 0; count < limits.tracesMax + 100; count++) {
    const lines = count % 2 === 0 ? ["HELO x", "QUIT"] : ["HELO x"];
    perform(world, { smtp: { host: "pc", to: "mail.test", port: 25, lines } });
  }
  expect([world.processes.size, world.connections.size, world.traces.size]).toEqual([
    processes,
    0,
    limits.tracesMax,
  ]);
  expect([...world.traces.values()].filter(({ isClosed }) => !isClosed)).toEqual([]);
});

it("keeps the trace of a connection that is still open, however many came after it", () => {
  const world = smallWorld({ mail: { "/var/qmail/control/timeoutsmtpd": "9999\n" } });
  type(world, "mail", "telnet localhost 25");
  for (let count = 0; count < limits.tracesMax; count++) {
    perform(world, { smtp: { host: "pc", to: "mail.test", port: 25, lines: [] } });
  }
  expect([world.traces.size, world.traces.get(1)?.replies.length]).toEqual([limits.tracesMax, 1]);
});

it("numbers the ports of callers from the first again after the last", () => {
  const world = smallWorld();
  world.nextPort = 65_535;
  for (const _ of [1, 2]) perform(world, { smtp: { host: "pc", to: "mail.test", port: 25, lines: [] } });
  expect([...world.traces.values()].map(({ clientPort }) => clientPort)).toEqual([65_535, 49_152]);
});
