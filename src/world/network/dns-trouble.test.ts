import { describe, expect, it } from "vitest";
import { boot } from "../runs/boot.ts";
import type { NameRecords } from "./names.ts";
import { mailWorld, record, send } from "../mail.test-kit.ts";
import { perform } from "../runs/perform.ts";
import { playSmtp } from "../probes/smtp-client.ts";
import { output, smallWorldFile, type } from "../world.test-kit.ts";
import type { WorldFile } from "../world-file.ts";
import type { World } from "../world.ts";

// What the real tcpserver and rblsmtpd of Debian's ucspi-tcp 0.88 and BIND's host 9.18 took with a name server that never
// answers and with one that answers SERVFAIL, measured on 2026-11-24: 59 and 11 seconds, 10 and 0 seconds.

const none = { a: [], ptr: [], mx: [], txt: [] };

/** Each name below stands for one way in which DNS can go wrong, or only be slow. */
const dns: WorldFile["dns"] = {
  "dead.example": "timeout",
  "broken.example": "servfail",
  "slow.example": {
    ...none,
    a: ["192.0.2.25"],
    mx: [{ preference: 5, host: "pc.test" }],
    txt: ["x"],
    delay: 7,
  },
  "lame.example": { ...none, a: ["192.0.2.25"], delay: 30 },
  "glacial.example": { ...none, a: ["192.0.2.25"], delay: 60 },
  "empty.example": { ...none, txt: ["x"] },
  "alias.example": { ...none, cname: "slow.example", delay: 2 },
  "198.51.100.1": "timeout",
  "198.51.100.2": "servfail",
  "198.51.100.3": { ...none, ptr: ["slow-client.example"], delay: 5 },
  "198.51.100.4": { ...none, ptr: ["dead.example"] },
  "198.51.100.5": { ...none, ptr: ["glacial.example"], delay: 60 },
  "slow-client.example": { ...none, a: ["198.51.100.3"], delay: 4 },
  "*.deadlist.example": "timeout",
  "*.brokenlist.example": "servfail",
  "*.slowlist.example": { ...none, a: ["127.0.0.2"], txt: ["listed"], delay: 20 },
};

function worldWith(change: (file: WorldFile) => WorldFile = (file) => file): World {
  const booted = boot(change({ ...smallWorldFile(), dns }));
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}

/** What a line prints, and how many seconds it takes besides the one in which it's typed. */
function timed(world: World, line: string): readonly [number, readonly string[]] {
  const before = world.now;
  const lines = output(world, line);
  return [world.now - before - 1, lines];
}

const unreachable = [
  ";; communications error to 127.0.0.1#53: timed out",
  ";; communications error to 127.0.0.1#53: timed out",
  ";; no servers could be reached",
];
const noName = "Name or service not known";
const trouble = "Temporary failure in name resolution";

describe("a program at the console", () => {
  it.each<[line: string, seconds: number, lines: readonly string[]]>([
    ["dnsip dead.example", 59, ["dnsip: fatal: unable to find IP address for dead.example: timed out"]],
    [
      "dnsip broken.example",
      11,
      ["dnsip: fatal: unable to find IP address for broken.example: temporary failure"],
    ],
    ["dnsip no.example", 0, [""]],
    ["dnsip slow.example", 7, ["192.0.2.25 "]],
    ["dnsip lame.example", 30, ["192.0.2.25 "]],
    ["dnsip glacial.example", 59, ["dnsip: fatal: unable to find IP address for glacial.example: timed out"]],
    ["dnsip alias.example", 9, ["192.0.2.25 "]],
    [
      "dnsip dead.example broken.example",
      59,
      ["dnsip: fatal: unable to find IP address for dead.example: timed out"],
    ],
    ["dnsmx dead.example", 59, ["dnsmx: fatal: unable to find MX records for dead.example: timed out"]],
    [
      "dnsmx broken.example",
      11,
      ["dnsmx: fatal: unable to find MX records for broken.example: temporary failure"],
    ],
    ["dnsmx no.example", 0, ["0 no.example"]],
    ["dnsmx slow.example", 7, ["5 pc.test"]],
    ["dnstxt dead.example", 59, ["dnstxt: fatal: unable to find TXT records for dead.example: timed out"]],
    ["dnstxt slow.example", 7, ["x"]],
    ["dnsname 198.51.100.1", 59, ["dnsname: fatal: unable to find host name for 198.51.100.1: timed out"]],
    [
      "dnsname 198.51.100.2",
      11,
      ["dnsname: fatal: unable to find host name for 198.51.100.2: temporary failure"],
    ],
    ["dnsname 198.51.100.3", 5, ["slow-client.example"]],
    ["dnsname 198.51.100.9", 0, [""]],
    ["dnsqr a dead.example", 59, ["1 dead.example:", "timed out"]],
    ["dnsqr a broken.example", 11, ["1 broken.example:", "temporary failure"]],
    ["host dead.example", 10, unreachable],
    ["host broken.example", 0, ["Host broken.example not found: 2(SERVFAIL)"]],
    ["host no.example", 0, ["Host no.example not found: 3(NXDOMAIN)"]],
    ["host lame.example", 10, unreachable],
    ["host -t txt slow.example", 7, ['slow.example descriptive text "x"']],
    ["host -t txt dead.example", 10, unreachable],
    ["host 198.51.100.1", 10, unreachable],
    ["ping dead.example", 10, [`ping: dead.example: ${trouble}`]],
    ["ping broken.example", 0, [`ping: broken.example: ${trouble}`]],
    ["ping no.example", 0, [`ping: no.example: ${noName}`]],
    ["ping empty.example", 0, ["ping: empty.example: No address associated with hostname"]],
    ["ping -c 1 slow.example | head -n 1", 7, ["PING slow.example (192.0.2.25) 56(84) bytes of data."]],
    ["telnet dead.example 25", 10, [`telnet: could not resolve dead.example/25: ${trouble}`]],
    ["telnet broken.example 25", 0, [`telnet: could not resolve broken.example/25: ${trouble}`]],
    ["telnet no.example 25", 0, ["telnet: could not resolve no.example/25: Name or service not known"]],
    [
      "telnet slow.example 26",
      7,
      ["Trying 192.0.2.25...", "telnet: Unable to connect to remote host: Connection refused"],
    ],
    ["nc -v dead.example 25", 10, [`nc: getaddrinfo for host "dead.example" port 25: ${trouble}`]],
    ["nc -v broken.example 25", 0, [`nc: getaddrinfo for host "broken.example" port 25: ${trouble}`]],
    ["nc -v no.example 25", 0, [`nc: getaddrinfo for host "no.example" port 25: ${noName}`]],
    [
      "nc -v slow.example 26",
      7,
      ["nc: connect to slow.example (192.0.2.25) port 26 (tcp) failed: Connection refused"],
    ],
    [
      "swaks -s dead.example -t a@b",
      10,
      ["=== Trying dead.example:25...", "*** Error connecting to dead.example:25:", `*** \t${trouble}`],
    ],
    [
      "swaks -s broken.example -t a@b",
      0,
      ["=== Trying broken.example:25...", "*** Error connecting to broken.example:25:", `*** \t${trouble}`],
    ],
    ["env TCPREMOTEIP=198.51.100.9 rblsmtpd -r deadlist.example echo in", 59, ["in"]],
  ])("%s takes %i seconds", (line, seconds, lines) => {
    expect(timed(worldWith(), line)).toEqual([seconds, lines]);
  });

  it.each([
    ["dnsip mail.test", 59],
    ["host mail.test", 10],
    ["telnet mail.test 25", 10],
    ["ping mail.test", 10],
  ])("%s gives up after %i seconds where there's no server to ask", (line, seconds) => {
    const world = worldWith((file) => {
      const { mail } = file.hosts;
      if (mail === undefined) throw new Error("no host mail");
      return { ...file, hosts: { ...file.hosts, mail: { ...mail, resolver: "missing" } } };
    });
    expect(timed(world, line)[0]).toBe(seconds);
  });
});

/** The client as tcpserver's log has it, and how many seconds pass until it's served. */
function served(arguments_: string, address: string): readonly [string | undefined, number] {
  const world = worldWith();
  type(world, "mail", `tcpserver -v ${arguments_} 0 2525 echo`);
  const before = world.now;
  playSmtp(world, { from: { address }, to: "192.0.2.25", port: 2525, lines: [] });
  const lines = world.consoles.get("mail")?.entries.map(({ text }) => text) ?? [];
  const remote = lines.findLast((line) => line.includes(": ok "))?.split(" ")[4];
  return [remote?.replace(/:\d+$/, ""), world.now - before];
}

describe("tcpserver", () => {
  it.each([
    ["-R -l0", "198.51.100.1", ":198.51.100.1:", 59],
    ["-R -l0", "198.51.100.2", ":198.51.100.2:", 11],
    ["-R -l0", "198.51.100.3", "slow-client.example:198.51.100.3:", 5],
    ["-R -l0", "198.51.100.5", ":198.51.100.5:", 59],
    ["-R -l0", "198.51.100.9", ":198.51.100.9:", 0],
    ["-R -l0 -H", "198.51.100.1", ":198.51.100.1:", 0],
    ["-R -l0", "198.51.100.4", "dead.example:198.51.100.4:", 0],
    ["-R -l0 -p", "198.51.100.4", ":198.51.100.4:", 59],
    ["-R -l0 -p", "198.51.100.3", "slow-client.example:198.51.100.3:", 9],
    ["-R -l0 -p", "198.51.100.1", ":198.51.100.1:", 59],
  ])("with %s serves %s as %s after its seconds", (arguments_, address, client, seconds) => {
    expect(served(arguments_, address)).toEqual([client, seconds]);
  });

  it("lets no name wait for another: each one costs its own seconds", () => {
    const world = worldWith((file) => ({ ...file, dns: { ...dns, "192.0.2.25": "timeout" } }));
    type(world, "mail", "tcpserver -v -R 0 2525 echo");
    const before = world.now;
    playSmtp(world, { from: { address: "198.51.100.1" }, to: "192.0.2.25", port: 2525, lines: [] });
    expect(world.now - before).toBe(2 * 59);
  });
});

describe("rblsmtpd", () => {
  const greeting = "220 rblsmtpd.local\r\n";
  it.each([
    ["-r deadlist.example", 59, "in\n"],
    ["-c -r deadlist.example", 59, greeting],
    ["-C -r deadlist.example", 59, "in\n"],
    ["-c -t0 -r deadlist.example", 59, "451 temporary RBL lookup error\r\n"],
    ["-c -b -t0 -r deadlist.example", 59, "451 temporary RBL lookup error\r\n"],
    ["-r brokenlist.example", 11, "in\n"],
    ["-c -t0 -r brokenlist.example", 11, "451 temporary RBL lookup error\r\n"],
    ["-t0 -r slowlist.example", 20, "451 listed\r\n"],
    ["-b -t0 -r slowlist.example", 20, "553 listed\r\n"],
    ["-b -t0 -r deadlist.example -r slowlist.example", 79, "451 listed\r\n"],
    ["-r deadlist.example -r brokenlist.example", 70, "in\n"],
    ["-a deadlist.example -t0 -r slowlist.example", 59, "in\n"],
    ["-c -a deadlist.example -t0 -r slowlist.example", 79, "451 listed\r\n"],
    ["-a slowlist.example -r deadlist.example", 20, "in\n"],
    ["-r nowhere.example", 0, "in\n"],
  ])("%s takes %i seconds", (options, seconds, said) => {
    const world = worldWith();
    type(world, "mail", `tcpserver -H -R -l0 0 2525 rblsmtpd ${options} echo in`);
    const before = world.now;
    const { greeting: heard } = playSmtp(world, {
      from: { address: "198.51.100.9" },
      to: "192.0.2.25",
      port: 2525,
      lines: [],
    });
    expect([world.now - before, heard]).toEqual([seconds, said]);
  });
});

describe("qmail-remote", () => {
  const withNames = (more: WorldFile["dns"]) => (file: WorldFile) => ({
    ...file,
    dns: { ...file.dns, ...more },
  });
  const mx = (host: string) => ({ ...none, mx: [{ preference: 10, host }] });
  const cname = "CNAME_lookup_failed_temporarily._(#4.4.3)/";
  const found = "Sorry,_I_couldn't_find_any_host_by_that_name._(#4.1.2)/";
  const world = (version: "netqmail-1.06" | "notqmail-1.09", more: WorldFile["dns"]) =>
    mailWorld({ mail: { "/var/qmail/control/percenthack": "ours.example\n" } }, (file) => {
      const { mail } = file.hosts;
      if (mail === undefined) throw new Error("no host mail");
      return withNames(more)({ ...file, hosts: { ...file.hosts, mail: { ...mail, qmail: version } } });
    });

  it.each<
    [
      what: string,
      version: "netqmail-1.06" | "notqmail-1.09",
      more: WorldFile["dns"],
      seconds: number,
      text: string,
    ]
  >([
    ["a name that isn't answered", "netqmail-1.06", { "x.example": "timeout" }, 10, `deferral: ${cname}`],
    ["a name whose server fails", "netqmail-1.06", { "x.example": "servfail" }, 0, `deferral: ${cname}`],
    ["an MX that isn't answered", "notqmail-1.09", { "x.example": "timeout" }, 10, `deferral: ${found}`],
    ["an MX whose server fails", "notqmail-1.09", { "x.example": "servfail" }, 0, `deferral: ${found}`],
    [
      "an exchanger that isn't answered",
      "netqmail-1.06",
      { "x.example": mx("y.example"), "y.example": "timeout" },
      10,
      `deferral: ${found}`,
    ],
    [
      "an exchanger whose server fails",
      "netqmail-1.06",
      { "x.example": mx("y.example"), "y.example": "servfail" },
      0,
      `deferral: ${found}`,
    ],
    [
      "an alias to a name that isn't answered",
      "netqmail-1.06",
      { "x.example": { ...none, cname: "y.example" }, "y.example": "timeout" },
      10,
      `deferral: ${cname}`,
    ],
    [
      "a name that isn't there",
      "netqmail-1.06",
      {},
      0,
      "failure: Sorry,_I_couldn't_find_any_host_named_x.example._(#5.1.2)/",
    ],
    [
      "a slow server",
      "netqmail-1.06",
      { "x.example": { ...mx("mx.dest.example"), delay: 4 } },
      8,
      "failure: 203.0.113.7_does_not_like_recipient.",
    ],
    [
      "too slow a server",
      "netqmail-1.06",
      { "x.example": { ...mx("mx.dest.example"), delay: 11 } },
      10,
      `deferral: ${cname}`,
    ],
  ])("reports of %s, in %s, as it should", (_what, version, more, seconds, text) => {
    const it = world(version, more);
    send(it, "a%x.example@ours.example");
    const delivered = () => record(it).find((line) => /\bdelivery 1: [a-z]+: /.test(line));
    if (seconds > 0) {
      perform(it, { wait: { seconds: seconds - 1 } });
      expect(delivered()).toBeUndefined();
      perform(it, { wait: { seconds: 1 } });
    }
    expect(delivered()).toContain(`delivery 1: ${text}`);
  });

  it("delivers later, once DNS tells more", () => {
    const it = world("netqmail-1.06", { "there.example": "servfail" });
    send(it, "joe%there.example@ours.example", { sender: "ann@ours.example" });
    expect(record(it).at(-2)).toContain(`delivery 1: deferral: ${cname}`);
    (it.names as Map<string, NameRecords>).set("there.example", {
      addresses: ["198.51.100.10"],
      pointers: [],
      mailExchangers: [],
      texts: [],
      alias: null,
      delaySeconds: 0,
      anyBytes: null,
    });
    const second = () => record(it).find((line) => /\bdelivery 2: [a-z]+: /.test(line));
    perform(it, { wait: { seconds: 390 } });
    expect(second()).toBeUndefined();
    perform(it, { wait: { seconds: 20 } });
    expect(second()).toContain("delivery 2: success: 198.51.100.10_accepted_message.");
  });
});
