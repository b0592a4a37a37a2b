import { describe, expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { content, output, screen, smallWorld, type } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

const now = 1_795_510_800;

/** A service that only waits, and what else lies in its folder. */
function withService(files: Readonly<Record<string, string>> = {}): World {
  const own = Object.entries({ run: "#!/bin/sh\nexec tcpserver 0 99 cat\n", ...files });
  return smallWorld({ mail: Object.fromEntries(own.map(([name, text]) => [`/service/w/${name}`, text])) });
}

function wait(world: World, seconds: number): void {
  expect(perform(world, { wait: { seconds } })).toEqual({ kind: "done" });
}

/** What svstat says, its process id left out. */
function status(world: World): string {
  return output(world, "svstat /service/w")
    .join("\n")
    .replace(/pid \d+/, "pid N");
}

describe("svstat", () => {
  it("tells for how long a service has been up", () => {
    const world = smallWorld();
    wait(world, 44);
    expect(output(world, "svstat /service/smtpd").join().replace(/\d+\)/, "N)")).toBe(
      "/service/smtpd: up (pid N) 45 seconds",
    );
  });

  it("tells of a folder that isn't there, and of one that nobody looks after", () => {
    const world = smallWorld({ mail: { "/etc/w/run": "" } });
    expect(output(world, "svstat /service/no /etc/w /etc/w/run")).toEqual([
      "/service/no: unable to chdir: file does not exist",
      "/etc/w: unable to open supervise/ok: file does not exist",
      "/etc/w/run: unable to chdir: not a directory",
    ]);
  });
});

describe("svc", () => {
  it.each([
    ["-d", "down 0 seconds, normally up"],
    ["-t", "up (pid N) 0 seconds"],
    ["-k", "up (pid N) 0 seconds"],
    ["-h", "up (pid N) 0 seconds"],
    ["-p", "up (pid N) 3 seconds, paused"],
    ["-pc", "up (pid N) 3 seconds"],
    ["-o", "up (pid N) 3 seconds"],
    ["-ot", "down 0 seconds, normally up"],
    ["-du", "up (pid N) 0 seconds"],
    ["-x", "up (pid N) 3 seconds"],
  ])("%s makes svstat say %s", (letters, said) => {
    // It's a tcpserver, which ends at TERM, and doesn't ask for HUP.
    const world = withService();
    wait(world, 2);
    type(world, "mail", `svc ${letters} /service/w`);
    const lines = output(world, "svstat /service/w")
      .join()
      .replace(/pid \d+/, "pid N");
    // A second passes between the two commands.
    const later = said.replace(/(\d) seconds/, (_, seconds: string) => `${Number(seconds) + 1} seconds`);
    expect(lines).toBe(`/service/w: ${later}`);
  });

  it("is for root alone, as supervise's folder is", () => {
    const world = withService();
    expect(
      output(
        world,
        "ls -l /service/w | grep supervise | cut -c 1-17",
        "su ann -c 'svc -d /service/w; svstat /service/w; svok /service/w; echo $?'",
        "svstat /service/w | cut -c 1-15",
        "su ann -c 'supervise /service/w; echo $?'",
      ),
    ).toEqual([
      "drwx------ 1 root",
      "svc: warning: unable to control /service/w: access denied",
      "/service/w: unable to open supervise/ok: access denied",
      "svok: fatal: unable to open /service/w/supervise/ok: access denied",
      "111",
      "/service/w: up ",
      "supervise: fatal: unable to acquire /service/w/supervise/lock: access denied",
      "111",
    ]);
  });

  it("is for whom root gives the folder's files to", () => {
    const world = withService();
    type(world, "mail", "chmod 711 /service/w/supervise", "chown ann /service/w/supervise/*");
    expect(output(world, "su ann -c 'svc -d /service/w'", "su ann -c 'svstat /service/w'")).toEqual([
      "/service/w: down 1 seconds, normally up",
    ]);
  });

  it("-x lets supervise go with its process, until svscan starts another", () => {
    const world = withService();
    type(world, "mail", "svc -dx /service/w");
    expect(output(world, "svstat /service/w", "svok /service/w; echo $?", "svc -u /service/w")).toEqual([
      "/service/w: supervise not running",
      "100",
      "svc: warning: unable to control /service/w: supervise not running",
    ]);
    wait(world, 5);
    expect(output(world, "svok /service/w; echo $?")).toEqual(["0"]);
  });

  it("starts a service that is down normally", () => {
    const world = withService({ down: "" });
    expect(status(world)).toBe("/service/w: down 1 seconds");
    type(world, "mail", "svc -u /service/w");
    expect(status(world)).toBe("/service/w: up (pid N) 1 seconds, normally down");
  });

  it("tells of letters that it doesn't know, and of a folder that isn't there", () => {
    expect(output(smallWorld(), "svc -z /service/smtpd; echo $?", "svc -t /no; echo $?")).toEqual([
      "svc options: u up, d down, o once, x exit, p pause, c continue, h hup, a alarm, i interrupt, t term, k kill",
      "100",
      "svc: warning: unable to chdir to /no: file does not exist",
      "0",
    ]);
  });
});

describe("a run script that never waits", () => {
  it("leaves every console usable, and is ended by svc -d", () => {
    const world = withService({ run: "#!/bin/sh\nwhile true; do :; done\n", down: "" });
    perform(world, { shell: { host: "mail", line: "svc -u /service/w" } });
    expect(perform(world, { shell: { host: "pc", line: "echo here" } }).kind).toBe("busy");
    expect(screen(world, "pc").slice(-2)).toContain("here");
    perform(world, { shell: { host: "mail", line: "svc -d /service/w" } });
    expect(perform(world, { shell: { host: "pc", line: "echo calm" } })).toEqual({ kind: "done" });
    expect(status(world)).toMatch(/^\/service\/w: down \d+ seconds$/);
  });
});

describe("a run script that ends at once", () => {
  const failing = { run: "#!/bin/sh\necho again >> /tmp/starts\n" };

  it("is started once a second, as the clock goes on", () => {
    const world = withService(failing);
    expect(content(world, "mail", "/tmp/starts")).toBe("again\n");
    expect(world.now).toBe(now);
    wait(world, 10);
    expect(content(world, "mail", "/tmp/starts")).toBe("again\n".repeat(11));
    expect(status(world)).toMatch(/up \(pid N\) [01] seconds$/);
  });

  it("doesn't keep a long time from passing", () => {
    const world = withService(failing);
    wait(world, 31_622_400);
    expect(world.now).toBe(now + 31_622_400);
    type(world, "mail", "date");
    expect(world.now).toBe(now + 31_622_401);
  });
});

it("complains of a run script that isn't there or can't be run where ps shows it", () => {
  const world = smallWorld({ mail: { "/service/a/x": "", "/service/b/run": "exec cat\n" } });
  const shown = [...world.processes.values()].find(({ argv }) => argv[0] === "readproctitle")?.argv.at(-1);
  expect(shown).toMatch(
    /^\.+supervise: fatal: unable to start a\/run: file does not exist\?supervise: fatal: unable to start b\/run: access denied\?$/,
  );
  expect(shown?.length).toBe(400);
  type(world, "mail", "chmod +x /service/b/run");
  wait(world, 2);
  const later = [...world.processes.values()].find(({ argv }) => argv[0] === "readproctitle")?.argv.at(-1);
  expect(later).toMatch(/supervise: fatal: unable to start b\/run: exec format error\?$/);
});

it("has a shell's complaint of a run script in the log of a service that sends its standard error there", () => {
  const world = smallWorld({
    mail: {
      "/service/smtpd/run": "#!/bin/sh\nexec tcpservr -v 0 smtp qmail-smtpd 2>&1\n",
      "/service/smtpd/log/run": "#!/bin/sh\nexec multilog /var/log/smtpd\n",
    },
  });
  wait(world, 1);
  const [first = ""] = output(world, "head -n 1 /var/log/smtpd/current");
  expect(first).toBe("sh: /service/smtpd/run: line 2: exec: tcpservr: command not found");
});

it("has ps show a complaint as a whole with ww and in a pipe, and tells of that where it cuts it", () => {
  const world = smallWorld({ mail: { "/service/smtpd/run": "#!/bin/sh\nexec tcpservr\n" } });
  wait(world, 5);
  const complaint = "/service/smtpd/run: line 2: exec: tcpservr: command not found";
  const [cut = "", ...rest] = output(world, "ps ax").filter((line) => /readproctitle|\(/.test(line));
  expect([cut.length, rest]).toEqual([
    80,
    ['(Long lines are cut here. ps axww shows all of what follows "service errors:".)'],
  ]);
  expect(output(world, "ps axww").filter((line) => line.includes(complaint))).toHaveLength(1);
  expect(output(world, "ps | grep 'service errors'").join()).toContain(complaint);
  expect(output(smallWorld(), "ps").join()).not.toContain("(Long");
});

it("tells whoever names no folder to svc that nothing comes of it, and a script nothing", () => {
  const world = smallWorld();
  expect(output(world, "svc -x", "svc; echo $?", "echo | svc -x")).toEqual([
    "(No folder was named, so no service was told anything: svc OPTIONS FOLDER.)",
    "(No folder was named, so no service was told anything: svc OPTIONS FOLDER.)",
    "0",
  ]);
});

it("starts a service whose folder comes later", () => {
  const world = smallWorld();
  // The world has no mkdir of its own yet, but multilog makes its folder.
  type(world, "mail", "multilog /service/w < /etc/none", "echo 0 | multilog /service/w");
  expect(output(world, "svok /service/w; echo $?")).toEqual(["0"]);
});

describe("a service folder that is made anew", () => {
  it("gets a supervise of its own; the one before goes on, without a folder", () => {
    const world = withService();
    const [before = ""] =
      output(world, "svstat /service/w")
        .join()
        .match(/pid \d+/) ?? [];
    type(
      world,
      "mail",
      "rm -rf /service/w",
      "mkdir /service/w",
      "printf '#!/bin/sh\\nexec tcpserver 0 99 cat 2>/tmp/said\\n' > /service/w/run",
      "chmod +x /service/w/run",
    );
    wait(world, 3);
    expect(output(world, "ps | grep -c 'supervise w$'", "cat /tmp/said", `kill ${before.slice(4)}`)).toEqual([
      "2",
      "tcpserver: fatal: unable to bind: address already used",
    ]);
    wait(world, 3);
    expect(status(world)).toMatch(/^\/service\/w: up \(pid N\) \d seconds$/);
    // What the old one starts again isn't the new script.
    type(world, "mail", "svc -d /service/w");
    wait(world, 3);
    expect(output(world, "ps | grep -c 'tcpserver 0 99 cat$'")).toEqual(["0"]);
  });
});
