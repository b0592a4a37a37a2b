import { expect, it } from "vitest";
import type { Action } from "./action.ts";
import type { BashStep } from "../bash-step.ts";
import { createHistory } from "./history.ts";
import { perform } from "./perform.ts";
import { takeStep } from "./take-step.ts";
import { replay } from "./run.ts";
import { start } from "./run.test-kit.ts";
import { worldHash } from "./world-hash.ts";
import { waitingBash } from "./waiting-bash.ts";
import { content, screen, session, smallWorld, type } from "../world.test-kit.ts";

const end = (then: "next" | "more" | "exit" | "cut", code = 0, folder = "/root"): BashStep => ({
  end: { code, folder, then },
});

function bash(line: string, ...steps: readonly BashStep[]): Action {
  return { bash: { host: "mail", line, steps: [...steps] } };
}

function shown(...actions: readonly Action[]): readonly string[] {
  const world = smallWorld();
  for (const action of actions) perform(world, action);
  return screen(world, "mail");
}

it("does what was recorded for a line, and asks for the next one", () => {
  const rules: BashStep[] = [
    { write: { file: "/etc/r", text: ":allow\n" } },
    { append: { file: "/etc/r", text: "é\udcff\n" } },
    {
      run: {
        argv: ["tcprules", "/etc/r.cdb", "/etc/r.tmp"],
        environment: {},
        folder: "/etc",
        input: ":allow\n",
      },
    },
    { out: "done\n" },
    { err: "almost" },
    end("next"),
  ];
  const world = smallWorld();
  type(world, "mail", "bash");
  perform(world, bash("anything", ...rules));
  expect(screen(world, "mail")).toEqual(["root@mail:~# bash", "bash-5.1# anything", "done", "almost"]);
  expect(world.consoles.get("mail")?.prompt).toBe("bash-5.1# ");
  expect(content(world, "mail", "/etc/r")).toBe(":allow\n\u00c3\u00a9\u00ff\n");
  expect(content(world, "mail", "/etc/r.cdb").length).toBe(2072);
});

it("shows what is asked of it, and what came of each step", () => {
  const world = smallWorld();
  type(world, "mail", "X=1 bash -e -c 'echo $1' me a b");
  expect(waitingBash(world, "mail")?.wait).toEqual({
    kind: "recorded",
    request: { kind: "script", text: "set -e\necho $1", name: "me", operands: ["a", "b"], input: null },
    last: null,
  });
  const run = (argv: string[], input: string | null = ""): BashStep => ({
    run: { argv, environment: { Y: "2", HOME: null }, folder: "/etc", input },
  });
  takeStep(world, "mail", run(["sh", "-c", "echo $X $Y [$HOME]; pwd >&2; cat; exit 3"], "in"));
  const text = (one: string) => new TextEncoder().encode(one);
  expect(waitingBash(world, "mail")?.wait.last).toEqual({
    error: null,
    code: 3,
    out: text("1 2 []\nin"),
    err: text("/etc\n"),
  });
  takeStep(world, "mail", run(["nonesuch"]));
  expect(waitingBash(world, "mail")?.wait.last?.code).toBe(127);
  takeStep(world, "mail", { makeFolder: { file: "/no/such" } });
  expect(waitingBash(world, "mail")?.wait.last?.error).toBe("ENOENT");
  takeStep(world, "mail", end("next", 7));
  expect(waitingBash(world, "mail")).toBe(null);
  expect(session(world, "mail", "pwd").at(-1)).toBe("/root");
});

it("hands its exit code and output to the shell that called it", () => {
  const world = smallWorld();
  perform(
    world,
    bash("bash -c x > /tmp/o || cat /tmp/o", { out: "to the file\n" }, { err: "here\n" }, end("next", 4)),
  );
  expect(screen(world, "mail").slice(1)).toEqual(["here", "to the file"]);
});

it("answers each bash of a line in turn", () => {
  expect(
    shown(bash("bash -c a; echo b; bash -c c", { out: "A\n" }, end("next"), { out: "C\n" }, end("next"))),
  ).toEqual(["root@mail:~# bash -c a; echo b; bash -c c", "A", "b", "C"]);
});

it("runs a script that says so, with what is piped into it", () => {
  const world = smallWorld({ mail: { "/bin/up": "#!/bin/bash -u\nread x\n" } });
  type(world, "mail", "echo hi | up 1");
  expect(waitingBash(world, "mail")?.wait.request).toEqual({
    kind: "script",
    text: "set -u\n#!/bin/bash -u\nread x\n",
    name: "/bin/up",
    operands: ["1"],
    input: new TextEncoder().encode("hi\n"),
  });
});

it("may do what its user may, and no more", () => {
  const world = smallWorld();
  type(world, "mail", "su ann", "bash");
  const steps: BashStep[] = [
    { write: { file: "/etc/r", text: "x" } },
    { append: { file: "/var/qmail/control/me", text: "x" } },
    { remove: { file: "/var/qmail/control/me" } },
    { rename: { from: "/var/qmail/control/me", to: "/tmp/me" } },
    { makeFolder: { file: "/etc/f" } },
    { write: { file: "/tmp/mine", text: "x" } },
    { run: { argv: ["id", "-u", "-n"], environment: {}, folder: "/tmp", input: "" } },
  ];
  type(world, "mail", "x");
  const errors = steps.map((step) => {
    takeStep(world, "mail", step);
    return waitingBash(world, "mail")?.wait.last?.error;
  });
  expect(errors).toEqual(["EACCES", "EACCES", "EACCES", "EACCES", "EACCES", null, null]);
  expect(waitingBash(world, "mail")?.wait.last?.out).toEqual(new TextEncoder().encode("ann\n"));
  expect(world.hosts.get("mail")?.files.nodes.get("/tmp/mine")?.owner).toBe("ann");
});

it("goes on with a line that isn't complete, and leaves at exit or Ctrl-D", () => {
  const world = smallWorld();
  type(world, "mail", "bash");
  perform(world, bash("for i in 1", end("more")));
  expect(world.consoles.get("mail")?.prompt).toBe("> ");
  perform(world, bash("do :; done; exit 3", end("exit", 3)));
  expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
  type(world, "mail", "bash");
  perform(world, { key: { host: "mail", key: "C-d" } });
  expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
});

it("is interrupted by Ctrl-C, at its prompt, while a program of its runs, and while nobody answers", () => {
  const interrupt: Action = { key: { host: "mail", key: "C-c" } };
  const world = smallWorld();
  const prompt = () => world.consoles.get("mail")?.prompt;
  type(world, "mail", "bash");
  perform(world, bash("for i in", end("more")));
  perform(world, interrupt);
  expect(prompt()).toBe("bash-5.1# ");
  const cat: BashStep = { run: { argv: ["cat"], environment: {}, folder: "/", input: null } };
  perform(world, bash("cat; echo never", cat, { out: "never\n" }, end("next")));
  type(world, "mail", "typed");
  expect(prompt()).toBe(null);
  perform(world, interrupt);
  expect(prompt()).toBe("bash-5.1# ");
  type(world, "mail", "unanswered");
  expect(prompt()).toBe(null);
  perform(world, interrupt);
  expect(prompt()).toBe("bash-5.1# ");
  perform(world, bash("echo on", { out: "on\n" }, end("next")));
  type(world, "mail", "exit");
  perform(world, interrupt);
  expect(screen(world, "mail").slice(2)).toEqual([
    "> ^C",
    "bash-5.1# cat; echo never",
    "typed",
    "typed",
    "^C",
    "bash-5.1# unanswered",
    "^C",
    "bash-5.1# echo on",
    "on",
    "bash-5.1# exit",
    "^C",
  ]);
});

it("goes on behind a program that had the keyboard", () => {
  const telnet: BashStep = {
    run: { argv: ["telnet", "127.0.0.1", "25"], environment: {}, folder: "/", input: null },
  };
  const world = smallWorld();
  type(world, "mail", "bash");
  perform(world, bash("telnet 127.0.0.1 25", telnet, end("next", 0, "/etc")));
  type(world, "mail", "QUIT");
  expect(screen(world, "mail").slice(-3)).toEqual([
    "QUIT",
    "221 mail.test",
    "Connection closed by foreign host.",
  ]);
  expect(world.consoles.get("mail")?.prompt).toBe("bash-5.1# ");
});

it("says that it needs somebody at a console, in a service and in what serves a connection", () => {
  const world = smallWorld({
    mail: {
      "/service/b/run": "#!/bin/sh\nbash -c x 2> /tmp/service\nexec sleep 1000\n",
      "/bin/serve": "#!/bin/sh\nbash 2> /tmp/served\n",
    },
  });
  perform(world, { shell: { host: "mail", line: "tcpserver 0 7 serve" } });
  perform(world, { shell: { host: "pc", line: "telnet mail.test 7" } });
  expect(waitingBash(world, "mail")).toBe(null);
  const complaint = "bash: works only for somebody at a console; run this with sh\n";
  expect(content(world, "mail", "/tmp/service")).toBe(complaint);
  expect(content(world, "mail", "/tmp/served")).toBe(complaint);
});

it.each([
  ["bash -z", "bash: -z: this bash has no such option"],
  ["bash -c", "bash: -c: option requires an argument"],
  ["bash /no/such", "bash: /no/such: No such file or directory"],
])("refuses %j", (line, complaint) => {
  expect(session(smallWorld(), "mail", line)).toEqual([`root@mail:~# ${line}`, complaint]);
});

it("leaves nothing of a record behind for the next bash", () => {
  const world = smallWorld();
  perform(world, bash("bash -c x", end("next"), { out: "left over\n" }, end("next")));
  perform(world, bash("bash -c y", { out: "y\n" }, end("next")));
  expect(screen(world, "mail").slice(1)).toEqual(["root@mail:~# bash -c y", "y"]);
});

it("is undone and done again, and gives the same world when it's replayed", () => {
  const cat: BashStep = { run: { argv: ["cat"], environment: {}, folder: "/", input: null } };
  const actions: readonly Action[] = [
    { shell: { host: "mail", line: "bash" } },
    bash("a", { write: { file: "/etc/x", text: "1" } }, { out: "a" }, end("next", 1, "/etc")),
    bash("b", { run: { argv: ["sleep", "5"], environment: {}, folder: "/", input: "" } }, end("next")),
    bash("c", cat, end("next")),
    { type: { host: "mail", line: "typed" } },
    { key: { host: "mail", key: "C-c" } },
    bash("exit", end("exit", 3)),
  ];
  const history = createHistory(start);
  for (const action of actions) expect(history.act(action).kind).toBe("done");
  const live = worldHash(history.world);
  expect(worldHash(replay(start, actions))).toEqual(live);
  history.seek(1);
  expect(worldHash(history.world)).toEqual(worldHash(replay(start, actions.slice(0, 1))));
  history.seek(actions.length);
  expect(worldHash(history.world)).toEqual(live);
});
