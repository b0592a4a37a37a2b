import { describe, expect, it } from "vitest";
import { output, screen, smallWorld, type } from "../../world.test-kit.ts";

/** The process id of the first process of this name on the server. */
function idOf(world: ReturnType<typeof smallWorld>, name: string): number {
  return (
    [...world.processes.values()].find(({ argv, host }) => host.id === "mail" && argv[0] === name)?.id ?? 0
  );
}

describe("kill", () => {
  it.each(["", "-TERM ", "-15 ", "-SIGTERM ", "-s term ", "-KILL ", "-9 ", "-- "])(
    "%sends a process",
    (how) => {
      const world = smallWorld();
      expect(output(world, `kill ${how}${idOf(world, "svscan")}; echo $?`)).toEqual(["0"]);
      expect(idOf(world, "svscan")).toBe(0);
    },
  );

  it("with signal 0 only asks for a process", () => {
    const world = smallWorld();
    expect(output(world, `kill -0 ${idOf(world, "tcpserver")}; echo $?`)).toEqual(["0"]);
    expect(idOf(world, "tcpserver")).not.toBe(0);
  });

  it.each([
    ["kill", ["kill: not enough arguments", "1"]],
    ["kill 99999", ["kill: sending signal to 99999 failed: No such process", "1"]],
    ["kill x", ["kill: invalid pid x", "1"]],
    ["kill -NO 1", ["kill: unknown signal NO; valid signals: HUP INT QUIT KILL ALRM TERM CONT STOP", "1"]],
    ["kill -l", ["HUP INT QUIT KILL ALRM TERM CONT STOP", "0"]],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(), `${line}; echo $?`)).toEqual(printed);
  });

  it("is root's for others' processes", () => {
    const world = smallWorld();
    const id = idOf(world, "tcpserver");
    expect(output(world, `su ann -c 'kill ${id}'`)).toEqual([
      `kill: sending signal to ${id} failed: Operation not permitted`,
    ]);
  });

  it("ends its own shell with HUP, and a person gets a fresh one", () => {
    const world = smallWorld();
    type(world, "mail", "cd /etc", "kill -HUP $$");
    expect(screen(world, "mail").at(-1)).not.toContain("kill:");
    expect(output(world, "pwd").at(-1)).toBe("/root");
  });
});

describe("killall", () => {
  it("ends all processes of a name", () => {
    const world = smallWorld();
    expect(output(world, "killall readproctitle svscan; echo $?")).toEqual(["0"]);
    expect([idOf(world, "svscan"), idOf(world, "readproctitle")]).toEqual([0, 0]);
  });

  it.each([
    ["killall", ["1"]],
    ["killall nosuch", ["killall: nosuch: no process found", "1"]],
    ["killall killall", ["killall: killall: no process found", "1"]],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(), `${line}; echo $?`)).toEqual(printed);
  });
});
