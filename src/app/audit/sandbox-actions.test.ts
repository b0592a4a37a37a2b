import { lesson } from "virtual:lesson/sandbox";
import { beforeAll, describe, expect, it } from "vitest";
import type { ServerFile, ServerFiles } from "../../audit/index.ts";
import { encodeText } from "../../engine/bytes/index.ts";
import { probe, readFile, replay, type Action } from "../../world/index.ts";
import { exampleServer } from "./example-server.ts";
import { layOver } from "./sandbox-actions.ts";

beforeAll(async () => {
  await import("../../world/programs/more.ts");
});

function file(part: ServerFile["part"], text: string): ServerFile {
  return { part, path: part, given: part, bytes: encodeText(text), modifiedAt: null };
}

function server(...files: readonly ServerFile[]): ServerFiles {
  return { files, isControlWhole: false, others: [] };
}

/** What the sandbox's server answers to a stranger who wants to write to somebody elsewhere. */
function answer(actions: readonly Action[]): string {
  const world = replay(lesson.start, actions);
  const result = probe(world, {
    from: "198.51.100.66",
    to: "192.0.2.25",
    port: 25,
    sender: "x@y.example",
    recipient: "bob@elsewhere.example",
  });
  return JSON.stringify(result);
}

describe("a server's files in the sandbox", () => {
  it("make its server what the given one is, compiled rules included", () => {
    const open = server(file("rules", ':allow,RELAYCLIENT=""\n'));
    expect(answer([])).toContain("553");
    const { actions, troubles } = layOver(lesson.start, [], open);
    expect(troubles).toEqual([]);
    expect(answer(actions)).toContain("250");
    expect(answer(layOver(lesson.start, actions, server(file("rules", ":allow\n"))).actions)).toContain(
      "553",
    );
  });

  it("take away what the given control/ doesn't have", () => {
    const whole = { ...server(file("rules", ":allow\n"), file("me", "a.example\n")), isControlWhole: true };
    const { actions, troubles } = layOver(lesson.start, [], whole);
    expect(troubles).toEqual([]);
    const disk = replay(lesson.start, actions).hosts.get("mail")?.files;
    expect(disk === undefined ? null : readFile(disk, "/var/qmail/control/rcpthosts")).toBe("ENOENT");
    expect(answer(actions)).toContain("250");
  });

  it("come behind what was done before, even in the middle of a program", () => {
    const before: readonly Action[] = [
      { shell: { host: "mail", line: "cat" } },
      { type: { host: "mail", line: "x" } },
    ];
    const files = { files: exampleServer(), isControlWhole: true, others: [] };
    const { actions, troubles } = layOver(lesson.start, before, files);
    expect(troubles).toEqual([]);
    expect(actions.slice(0, 2)).toEqual(before);
    const { consoles } = replay(lesson.start, actions);
    expect(consoles.get("mail")?.prompt).not.toBeNull();
  });

  it("do nothing where they are there already", () => {
    const files = server(file("rules", ":allow\n"), file("rcpthosts", "a.example\n"));
    const once = layOver(lesson.start, [], files).actions;
    const again = layOver(lesson.start, once, files).actions.slice(once.length);
    expect(again.filter((action) => "edit" in action)).toEqual([]);
  });
});
