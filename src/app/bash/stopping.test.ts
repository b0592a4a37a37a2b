import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replay, worldHash } from "../../world/index.ts";
import { screen, smallWorldFile } from "../../world/world.test-kit.ts";
import { Person, startIn } from "./bash.test-kit.ts";

const start = startIn(smallWorldFile("-v -x /etc/tcp.smtp.cdb -l mail.test"));

let person: Person;
beforeEach(() => {
  person = new Person(start, screen);
});
afterEach(() => {
  person.leave();
});

// Which of the two it meets first depends on the machine.
const stopped =
  /^bash: stopped: this line (changed files or ran programs 2000 times|was at it for 4 seconds)$/;

describe("a line without end", () => {
  it("is cut off, and bash goes on as it was before", async () => {
    await person.type("bash", "x=1");
    expect(await person.output("x=2; while :; do :; done", "echo $x", "f() { f; }; f", "echo $x")).toEqual([
      "bash: while loop: too many iterations (20000)",
      "1",
      "bash: f: maximum recursion depth (100) exceeded",
      "1",
    ]);
    const many = "for i in {1..2000}; do echo > /tmp/a; echo > /tmp/b; echo > /tmp/c; done";
    expect(
      await person.output(many, "x=12345678; for i in {1..17}; do x=$x$x; done; echo $x", "echo $x"),
    ).toEqual([
      expect.stringMatching(stopped),
      "bash: stopped: this line printed more than 1000000 characters",
      "1",
    ]);
  });

  it("shows what it has printed until then, on both outputs", async () => {
    await person.type("bash");
    const shown = await person.output("while true; do echo x; sleep 1; done");
    // Which bound it meets first depends on the machine.
    const stopped =
      /^bash: stopped: this line (changed files or ran programs 2000 times|was at it for 4 seconds)$/;
    expect(shown.at(-1)).toMatch(stopped);
    expect([...new Set(shown.slice(0, -1))]).toEqual(["x"]);
    expect(shown.length).toBeGreaterThan(100);
    const others = await person.output(
      "while true; do echo x >&2; hostname > /dev/null; echo y > /tmp/y; done",
    );
    expect(others.slice(-2)).toEqual(["x", expect.stringMatching(stopped)]);
    expect(await person.output("echo on")).toEqual(["on"]);
  });
});

it("sees what a line has printed when Ctrl-C stops it", async () => {
  await person.type("bash", "x=1");
  person.submit("x=2; while true; do echo x; sleep 1; done");
  await new Promise((resolve) => setTimeout(resolve, 150));
  person.act({ key: { host: "mail", key: "C-c" } });
  const shown = await person.output("echo $x");
  expect(shown.at(-1)).toBe("1");
  expect(screen(person.history.world, "mail").slice(-4)).toEqual(["x", "^C", "bash-5.1# echo $x", "1"]);
  const { world, actions } = person.history;
  expect(worldHash(replay(start, actions))).toEqual(worldHash(world));
});
