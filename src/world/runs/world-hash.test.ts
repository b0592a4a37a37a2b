import { expect, it } from "vitest";
import type { Action } from "./action.ts";
import { perform } from "./perform.ts";
import { start } from "./run.test-kit.ts";
import { replay } from "./run.ts";
import type { World } from "../world.ts";
import { worldHash } from "./world-hash.ts";

const pc = "pc";

it("is the same for two replays", () => {
  const run: readonly Action[] = [{ type: { host: pc, line: "HELO x" } }, { wait: { seconds: 5 } }];
  expect(worldHash(replay(start, run))).toBe(worldHash(replay(start, run)));
});

it.each<readonly [string, readonly Action[], readonly Action[]]>([
  ["the clock", [{ wait: { seconds: 1 } }], [{ wait: { seconds: 2 } }]],
  ["a console", [{ type: { host: pc, line: "NOOP" } }], [{ type: { host: pc, line: "noop" } }]],
  [
    "a file's bytes",
    [{ edit: { host: pc, file: "/tmp/x", text: "a" } }],
    [{ edit: { host: pc, file: "/tmp/x", text: "b" } }],
  ],
  [
    "a file's mode",
    [{ edit: { host: pc, file: "/tmp/x", text: "a" } }],
    [{ edit: { host: pc, file: "/tmp/y", text: "a" } }],
  ],
])("differs where %s differs", (_name, one, other) => {
  expect(worldHash(replay(start, one))).not.toBe(worldHash(replay(start, other)));
});

it.each<readonly [string, (world: World) => unknown]>([
  ["a mode", ({ hosts }) => hosts.get("mail")?.files.put("/etc", folder({ mode: 0o700 }))],
  ["an owner", ({ hosts }) => hosts.get("mail")?.files.put("/etc", folder({ owner: "ann" }))],
  ["a time", ({ hosts }) => hosts.get("mail")?.files.put("/etc", folder({ modifiedAt: 1 }))],
  ["what a connection holds", ({ connections }) => [...connections.values()][0]?.toClient.chunks.push(bytes)],
  [
    "a process's variable",
    ({ processes }) => [...processes.values()].map((one) => (one.environment = new Map())),
  ],
  ["a lock", ({ hosts }) => hosts.get("mail")?.locks.set("/x", 1)],
  ["a counter", (world) => (world.nextPort += 1)],
  ["a trace", ({ traces }) => [...traces.values()].map((trace) => (trace.isClosed = true))],
])("differs where %s differs", (_name, change) => {
  const world = replay(start, []);
  const base = replay(start, []);
  for (const { hosts } of [world, base]) hosts.get("mail")?.files.put("/etc", folder({}));
  expect(worldHash(world)).toBe(worldHash(base));
  change(world);
  expect(worldHash(world)).not.toBe(worldHash(base));
});

const bytes = new Uint8Array([1]);

function folder(differing: {
  readonly mode?: number;
  readonly owner?: string;
  readonly modifiedAt?: number;
}) {
  return { kind: "folder", owner: "root", group: "root", mode: 0o755, modifiedAt: 0, ...differing } as const;
}

it("doesn't change the world", () => {
  const world = replay(start, []);
  const hash = worldHash(world);
  perform(world, { shell: { host: "nowhere", line: "" } });
  expect(worldHash(world)).toBe(hash);
});
