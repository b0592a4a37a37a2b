import { afterEach, describe, expect, it } from "vitest";
import type { Action } from "../runs/action.ts";
import { copyWorld } from "../copies/copy-world.ts";
import { limits } from "../limits.ts";
import { perform } from "../runs/perform.ts";
import { begin, replay, type Start } from "../runs/run.ts";
import { content, screen } from "../world.test-kit.ts";
import type { WorldFile } from "../world-file.ts";
import { worldState } from "../runs/world-state.ts";
import type { World } from "../world.ts";

const forever = "while true; do :; done";

/** Two mail servers that write to each other, and a PC. */
function worldFile(files: Readonly<Record<string, Readonly<Record<string, string>>>>): WorldFile {
  const server = (id: string, address: string) => ({
    name: `${id}.example`,
    addresses: [address],
    user: "root",
    users: ["ann"],
    qmail: "netqmail-1.06" as const,
    files: {
      "/var/qmail/control/me": `${id}.example\n`,
      "/var/qmail/control/rcpthosts": `${id}.example\n`,
      "/var/qmail/alias/.qmail-postmaster": "&ann\n",
      "/var/log/send": "",
      "/service/smtpd/run": `#!/bin/sh\nexec tcpserver -H -R -l ${id}.example 0 smtp qmail-smtpd\n`,
      "/service/send/run": "#!/bin/sh\nexec qmail-start ./Maildir/ >> /var/log/send\n",
      ...files[id],
    },
  });
  return {
    now: 1_795_510_800,
    server: "here",
    hosts: {
      here: server("here", "192.0.2.25"),
      there: server("there", "203.0.113.25"),
      pc: { name: "pc.example", addresses: ["198.51.100.66"], user: "joe", users: [], files: {} },
    },
    names: {},
    dns: {
      "round.example": { a: [], ptr: [], mx: [], txt: [], cname: "about.example" },
      "about.example": { a: [], ptr: [], mx: [], txt: [], cname: "round.example" },
    },
  };
}

/** A run, as far as it has come. */
interface Run {
  readonly start: Start;
  readonly world: World;
  readonly actions: Action[];
}

const runs: Run[] = [];

/** Begins a run with these files laid over those of each server. */
function run(files: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): Run {
  const start = { world: worldFile(files), files: {}, setup: [], opening: [] };
  const begun = begin(start);
  if (begun.kind === "failed") throw new Error(begun.why);
  const fresh = { start, world: begun.world, actions: [] };
  runs.push(fresh);
  return fresh;
}

function act({ world, actions }: Run, action: Action): string {
  actions.push(action);
  return perform(world, action).kind;
}

/** Types a line at a host's console, and tells what came of it. */
const type = (one: Run, host: string, line: string): string => act(one, { type: { host, line } });
const wait = (one: Run, seconds: number): string => act(one, { wait: { seconds } });
const interrupt = (one: Run, host: string): string => act(one, { key: { host, key: "C-c" } });

/** What a line prints at a console that answers. */
function printed(one: Run, host: string, line: string): readonly string[] {
  const before = screen(one.world, host).length;
  type(one, host, line);
  return screen(one.world, host).slice(before + 1);
}

/** Sends a message to ann of a server from its own console. */
const inject = (one: Run, to = "ann@here.example"): string =>
  type(one, "here", `echo Subject: x | qmail-inject ${to}`);

/** The lines of a server's activity record that match. */
const logged = ({ world }: Run, host: string, pattern: RegExp): readonly string[] =>
  content(world, host, "/var/log/send")
    .split("\n")
    .filter((line) => pattern.test(line));

const queued = (one: Run, host: string): string | undefined => printed(one, host, "qmail-qstat")[0];

// Whatever never ended: replaying the same run gives the same world, to the byte, and a copy goes on as it does.
afterEach(() => {
  for (const { start, world, actions } of runs.splice(0)) {
    expect(worldState(replay(start, actions))).toEqual(worldState(world));
    const copy = copyWorld(world);
    if (copy === null) throw new Error("this world can't be copied");
    for (const one of [world, copy]) perform(one, { wait: { seconds: 1 } });
    expect(worldState(copy)).toEqual(worldState(world));
  }
});

describe("a command that never ends", () => {
  it("at a console leaves the others usable, and Ctrl-C stops it", () => {
    const one = run();
    expect(type(one, "here", forever)).toBe("busy");
    expect(printed(one, "pc", "echo a")).toEqual(["a"]);
    expect(one.world.runaways).toMatchObject([{ host: "here", isAtConsole: true }]);
    expect(interrupt(one, "here")).toBe("done");
    expect(printed(one, "here", "echo $?")).toEqual(["130"]);
    expect(one.world.runaways).toEqual([]);
  });

  it("in a run script leaves every console usable, and svc -d stops it", () => {
    const one = run({ here: { "/service/w/run": `#!/bin/sh\n${forever}\n`, "/service/w/down": "" } });
    expect(type(one, "here", "svc -u /service/w")).toBe("busy");
    expect(one.world.runaways).toMatchObject([{ folder: "/service/w", isAtConsole: false }]);
    expect([printed(one, "pc", "echo a"), printed(one, "here", "echo b")]).toEqual([["a"], ["b"]]);
    type(one, "here", "svc -d /service/w");
    expect(wait(one, 10)).toBe("done");
    expect(printed(one, "here", "svstat /service/w")).toEqual(["/service/w: down 11 seconds"]);
  });

  it("in a .qmail file holds up that delivery only, until it's killed and the file mended", () => {
    const one = run({ here: { "/home/ann/.qmail": `|${forever}\n` } });
    expect(inject(one)).toBe("busy");
    expect(one.world.runaways).toMatchObject([
      { host: "here", argv: ["/bin/sh", "-c", forever], folder: "/home/ann", isAtConsole: false },
    ]);
    inject(one, "postmaster@there.example");
    expect(logged(one, "here", /^delivery 2: success/)).toHaveLength(1);
    type(one, "here", "killall sh");
    expect(wait(one, 10)).toBe("done");
    expect(logged(one, "here", /^delivery 1:/)).toEqual([
      "delivery 1: deferral: Aack,_child_crashed._(#4.3.0)/",
    ]);
    type(one, "here", "rm /home/ann/.qmail");
    expect([wait(one, 3600), queued(one, "here")]).toEqual(["done", "messages in queue: 0"]);
    expect(logged(one, "here", /^delivery 3:/)).toEqual(["delivery 3: success: did_1+0+0/"]);
  });
});

describe("a mail loop", () => {
  const looping = "failure: This_message_is_looping:_it_already_has_my_Delivered-To_line._(#5.4.6)/";
  const toAnn = (host: string) => ({ "/home/ann/.qmail": `&ann@${host}.example\n` });

  it("of a user who forwards to herself ends at her own Delivered-To line", () => {
    const one = run({ here: toAnn("here") });
    expect(inject(one)).toBe("done");
    expect(logged(one, "here", /failure: This/)).toEqual([
      `delivery 2: ${looping}`,
      `delivery 6: ${looping}`,
    ]);
    // The bounce goes to root, who has no mailbox, and the double bounce round the same loop again.
    expect(logged(one, "here", /triple/)).toEqual(["triple bounce: discarding bounce/94"]);
    expect(queued(one, "here")).toBe("messages in queue: 0");
  });

  it("between two hosts ends where the message comes back to", () => {
    const one = run({ here: toAnn("there"), there: toAnn("here") });
    expect(inject(one)).toBe("done");
    expect(logged(one, "here", /failure: This/)[0]).toBe(`delivery 3: ${looping}`);
    expect(logged(one, "there", /failure/)).toEqual([]);
    expect([queued(one, "here"), queued(one, "there")]).toEqual([
      "messages in queue: 0",
      "messages in queue: 0",
    ]);
  });

  it("of hosts that relay to each other ends at a hundred Received lines", () => {
    const relayTo = (host: string) => ({
      "/service/smtpd/run": "#!/bin/sh\nexport RELAYCLIENT=\nexec tcpserver -H -R 0 smtp qmail-smtpd\n",
      "/var/qmail/control/smtproutes": `lost.example:${host}.example\n`,
    });
    const one = run({ here: relayTo("there"), there: relayTo("here") });
    expect(inject(one, "x@lost.example")).toBe("done");
    expect(logged(one, "here", /failure.*hops/)).toEqual([
      "delivery 26: failure: 203.0.113.25_failed_after_I_sent_the_message./" +
        "Remote_host_said:_554_too_many_hops,_this_message_is_looping_(#5.4.6)/",
    ]);
    expect([queued(one, "here"), queued(one, "there")]).toEqual([
      "messages in queue: 0",
      "messages in queue: 0",
    ]);
  });

  const hidden = "|grep -v ^Delivered-To: | qmail-inject ann@here.example\n";

  it("that hides where it was leaves the consoles usable, and ends with the .qmail file", () => {
    const one = run({ here: { "/home/ann/.qmail": hidden } });
    expect(inject(one)).toBe("busy");
    expect(one.world.runaways).toMatchObject([{ host: "here", isAtConsole: false }]);
    expect(printed(one, "pc", "echo a")).toEqual(["a"]);
    type(one, "here", "rm /home/ann/.qmail");
    expect([wait(one, 3600), queued(one, "here")]).toEqual(["done", "messages in queue: 0"]);
    expect(logged(one, "here", /did_1/)).toHaveLength(1);
  });

  it("that hides where it was and doubles fills the queue and no more, and ends with the .qmail file", () => {
    const waiting = Array.from({ length: limits.queueMessagesMax - 50 }, (_, at) => 93 + 50 + at);
    const one = run({
      here: {
        ...Object.fromEntries(waiting.map((id) => [`/var/qmail/queue/mess/${id % 23}/${id}`, ""])),
        "/home/ann/.qmail": hidden + hidden,
      },
    });
    // All that finds no room is put off, and so there's rest.
    expect(inject(one)).toBe("done");
    expect(queued(one, "here")).toBe(`messages in queue: ${limits.queueMessagesMax}`);
    expect(logged(one, "here", /^delivery/).at(-1)).toMatch(
      /deferral: qmail-inject:_fatal:_qq_trouble_creating_files_in_queue_\(#4\.3\.0\)\/$/,
    );
    type(one, "here", "rm /home/ann/.qmail");
    expect([wait(one, 3600), queued(one, "here")]).toEqual(["done", `messages in queue: ${waiting.length}`]);
  });
});

describe("a service that ends at once", () => {
  const failing = { here: { "/service/w/run": "#!/bin/sh\nno-such-program\n" } };
  const sizes = ({ world }: Run) => [
    world.processes.size,
    world.hosts.get("here")?.files.nodes.size,
    world.connections.size,
  ];

  it("is started once a second, grows nothing in a day, and leaves the console usable", () => {
    const one = run(failing);
    const { nextProcessId } = one.world;
    const before = sizes(one);
    expect(wait(one, 10)).toBe("done");
    expect(one.world.nextProcessId - nextProcessId).toBe(10);
    for (let hour = 0; hour < 24; hour++) expect(wait(one, 3600)).toBe("done");
    expect(sizes(one)).toEqual(before);
    const shown = [...one.world.processes.values()].find(({ argv }) => argv[0] === "readproctitle");
    expect(shown?.argv.at(-1)).toMatch(
      /^.*\?sh: \/service\/w\/run: line 2: no-such-program: command not found\?$/,
    );
    expect(shown?.argv.at(-1)).toHaveLength(400);
    expect(printed(one, "here", "echo a")).toEqual(["a"]);
  });

  it("is left alone after svc -d", () => {
    const one = run(failing);
    type(one, "here", "svc -d /service/w");
    const { nextProcessId } = one.world;
    expect(wait(one, 3600)).toBe("done");
    expect(one.world.nextProcessId).toBe(nextProcessId);
    expect(printed(one, "here", "svstat /service/w")[0]).toMatch(
      /^\/service\/w: down \d+ seconds, normally up$/,
    );
  });
});

describe("a script that starts itself", () => {
  const why = `fork: Resource temporarily unavailable (a host can have ${limits.processesMax} processes)`;

  it("ends at as many processes as a host can have, and says so", () => {
    const one = run({ here: { "/root/self": "#!/bin/sh\n./self\n" } });
    const before = one.world.processes.size;
    expect(printed(one, "here", "./self; echo $?")).toEqual([
      `sh: /root/self: line 2: ./self: ${why}`,
      "126",
    ]);
    expect(one.world.processes.size).toBe(before);
  });

  it("twice is stopped by Ctrl-C, and leaves nothing behind", () => {
    const one = run({ here: { "/root/self": "#!/bin/sh\n./self | ./self\n" } });
    const before = one.world.processes.size;
    expect(type(one, "here", "./self")).toBe("busy");
    expect(printed(one, "pc", "echo a")).toEqual(["a"]);
    expect(interrupt(one, "here")).toBe("done");
    expect([one.world.processes.size, printed(one, "here", "echo a")]).toEqual([before, ["a"]]);
  });
});

describe("names that are aliases of each other", () => {
  it("aren't followed for ever by whoever asks", () => {
    const one = run();
    const ask = (line: string) => printed(one, "here", line);
    expect(ask("telnet round.example 25")).toEqual([
      "telnet: could not resolve round.example/25: Temporary failure in name resolution",
    ]);
    expect(ask("dnsip round.example")).toEqual([
      "dnsip: fatal: unable to find IP address for round.example: temporary failure",
    ]);
    expect(ask("dnsmx round.example")).toEqual([
      "dnsmx: fatal: unable to find MX records for round.example: temporary failure",
    ]);
    expect(ask("host round.example")).toEqual(["Host round.example not found: 2(SERVFAIL)"]);
  });

  it("put mail off, and after a week send it back", () => {
    const one = run();
    type(one, "here", "echo Subject: x | qmail-inject -f ann@here.example x@round.example");
    expect(logged(one, "here", /^delivery/)).toEqual([
      "delivery 1: deferral: Sorry,_I_couldn't_find_any_host_by_that_name._(#4.1.2)/",
    ]);
    expect(printed(one, "here", "sleep 8d")).toEqual([]);
    expect(queued(one, "here")).toBe("messages in queue: 0");
    expect(logged(one, "here", /failure/)[0]).toMatch(
      /^delivery \d+: failure: Sorry,_I_couldn't_find_any_host_by_that_name\._\(#4\.1\.2\)\/I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long\.\/$/,
    );
    expect(logged(one, "here", /success/)).toHaveLength(1);
  });
});
