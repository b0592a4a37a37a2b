import { describe, expect, it } from "vitest";
import { boot } from "../runs/boot.ts";
import { perform } from "../runs/perform.ts";
import { playSmtp } from "../probes/smtp-client.ts";
import { lookUp, type Question } from "./names.ts";
import { session, smallWorldFile } from "../world.test-kit.ts";
import type { WorldFile } from "../world-file.ts";
import type { World } from "../world.ts";

const none = { a: [], ptr: [], mx: [], txt: [] };
const dns: WorldFile["dns"] = {
  "Partner.example": {
    ...none,
    mx: [
      { preference: 20, host: "mail.test" },
      { preference: 10, host: "mx.partner.example" },
    ],
    txt: ["v=spf1 -all"],
  },
  "mx.partner.example": { ...none, a: ["203.0.113.5", "203.0.113.6"] },
  "www.partner.example": { ...none, cname: "web.partner.example" },
  "web.partner.example": { ...none, cname: "mx.partner.example" },
  "round.example": { ...none, cname: "about.example" },
  "about.example": { ...none, cname: "round.example" },
  "pc.test": { ...none, txt: ["a PC"] },
  "broken.example": "servfail",
  "slow.example": "timeout",
  "*.list.example": { ...none, a: ["127.0.0.2"], txt: ["listed"] },
  "1.0.0.127.list.example": { ...none, txt: ["itself"] },
  "198.51.100.66": { ...none, ptr: ["PC.test", "second.test"] },
  "203.0.113.7": { ...none, ptr: ["mail.test"] },
  "203.0.113.8": "timeout",
};

function worldWith(arguments_: string, change: (file: WorldFile) => WorldFile = (file) => file): World {
  const booted = boot(change({ ...smallWorldFile(arguments_), dns }));
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}

const { names } = worldWith("-l mail.test");
const ask = (type: Question["type"], name: string) => lookUp(names, { type, name });
const found = (values: readonly unknown[], aliases: readonly string[] = []) => ({
  kind: "found",
  values,
  aliases,
});
const noName = { kind: "no such name" };
const noData = { kind: "no data" };
const servfail = { kind: "temporary failure", why: "servfail" };
const timeout = { kind: "temporary failure", why: "timeout" };

describe("DNS", () => {
  it.each([
    ["a host's own name", ask("A", "MAIL.test."), found(["192.0.2.25"])],
    ["a host's own name with more under it", ask("A", "pc.test"), found(["198.51.100.66"])],
    ["a name of several addresses", ask("A", "mx.partner.example"), found(["203.0.113.5", "203.0.113.6"])],
    [
      "an alias of an alias",
      ask("A", "www.partner.example"),
      found(["203.0.113.5", "203.0.113.6"], ["web.partner.example", "mx.partner.example"]),
    ],
    ["a name that a wildcard stands for", ask("TXT", "9.2.0.192.list.example"), found(["listed"])],
    ["a name beside a wildcard", ask("TXT", "1.0.0.127.list.example"), found(["itself"])],
    ["a name above others, where a wildcard doesn't reach", ask("A", "0.127.list.example"), noData],
    ["a name below one beside a wildcard", ask("A", "x.1.0.0.127.list.example"), noName],
    ["aliases in a circle", ask("A", "round.example"), servfail],
    ["a name that isn't there", ask("A", "no.example"), noName],
    ["a name with others below it", ask("A", "example"), noData],
    ["a name without addresses", ask("A", "partner.example"), noData],
    ["a server that fails", ask("A", "broken.example"), servfail],
    ["a server that doesn't answer", ask("TXT", "slow.example"), timeout],
    [
      "mail exchangers, the most preferred first",
      ask("MX", "partner.example"),
      found(["10 mx.partner.example", "20 mail.test"]),
    ],
    ["a host that takes its own mail", ask("MX", "mail.test"), noData],
    [
      "all records, as they stand",
      ask("ANY", "partner.example"),
      found(["MX 20 mail.test", "MX 10 mx.partner.example", "TXT v=spf1 -all"]),
    ],
    ["an alias, which isn't followed", ask("ANY", "round.example"), found(["CNAME about.example"])],
    ["all records of a server that fails", ask("ANY", "broken.example"), servfail],
    ["all records of a name that isn't there", ask("ANY", "no.example"), noName],
    ["a text", ask("TXT", "PARTNER.example"), found(["v=spf1 -all"])],
    ["an address's names", ask("PTR", "198.51.100.66"), found(["PC.test", "second.test"])],
    ["an address without a name", ask("PTR", "192.0.2.25"), noName],
  ])("answers for %s", (_what, answer, expected) => {
    expect(answer).toEqual(expected);
  });
});

function hostOf({ hosts }: WorldFile, id: string): WorldFile["hosts"][string] {
  const host = hosts[id];
  if (host === undefined) throw new Error(`no host ${id}`);
  return host;
}

/** What tcpserver logs for one connection from this address, and how many seconds pass until the greeting. */
function connect(
  arguments_: string,
  address: string,
  change?: (file: WorldFile) => WorldFile,
): readonly unknown[] {
  const world = worldWith(`-v -l mail.test ${arguments_}`, change);
  const before = world.now;
  const script = "exec tcpserver -v -l mail.test " + arguments_ + " 0 2525 cat";
  perform(world, { shell: { host: "mail", line: script } });
  playSmtp(world, { from: { address }, to: "mail.test", port: 2525, lines: [] });
  const lines = world.consoles.get("mail")?.entries.map(({ text }) => text) ?? [];
  const remote = lines.findLast((line) => line.includes(": ok "))?.split(" ")[4];
  return [remote?.replace(/:\d+$/, ""), world.now - before - 1];
}

describe("tcpserver", () => {
  const withIdent = (ident: string) => (file: WorldFile) => ({
    ...file,
    hosts: { ...file.hosts, pc: { ...hostOf(file, "pc"), ident } },
  });
  it.each([
    ["believes a name that it can't prove", "", "203.0.113.7", ["mail.test:203.0.113.7:", 0]],
    ["believes no name that it can't prove, with -p", "-p", "203.0.113.7", [":203.0.113.7:", 0]],
    [
      "believes a name that leads back, with -p, in small letters",
      "-p",
      "198.51.100.66",
      ["pc.test:198.51.100.66:", 0],
    ],
    ["asks for no name with -H", "-H", "198.51.100.66", [":198.51.100.66:", 0]],
    ["waits for a server that doesn't answer", "", "203.0.113.8", [":203.0.113.8:", 59]],
  ])("%s", (_fact, arguments_, address, expected) => {
    expect(connect(arguments_, address)).toEqual(expected);
  });

  it.each([
    ["takes what ident says", "-H", "joe", [":198.51.100.66:joe", 0]],
    ["asks no ident server with -R", "-H -R", "joe", [":198.51.100.66:", 0]],
    ["goes on at once where there's no ident server", "-H", "refused", [":198.51.100.66:", 0]],
    ["waits 26 seconds for an ident server behind a firewall", "-H", "filtered", [":198.51.100.66:", 26]],
    ["waits as long as -t says", "-H -t 3", "filtered", [":198.51.100.66:", 3]],
  ])("%s", (_fact, arguments_, ident, expected) => {
    expect(connect(arguments_, "198.51.100.66", withIdent(ident))).toEqual(expected);
  });

  it("finds no names where its host has no DNS server", () => {
    const withoutServer = (file: WorldFile): WorldFile => ({
      ...file,
      hosts: { ...file.hosts, mail: { ...hostOf(file, "mail"), resolver: "missing" } },
    });
    expect(connect("", "198.51.100.66", withoutServer)).toEqual([":198.51.100.66:", 59]);
  });
});

describe("the network", () => {
  const office = (file: WorldFile): WorldFile => ({
    ...file,
    hosts: {
      ...file.hosts,
      gateway: { ...hostOf(file, "pc"), name: "gateway.test", addresses: ["203.0.113.9"] },
      desk: { ...hostOf(file, "pc"), name: "desk.test", addresses: ["192.168.5.10"], behind: "gateway" },
      printer: {
        ...hostOf(file, "pc"),
        name: "printer.test",
        addresses: ["192.168.5.66"],
        behind: "gateway",
      },
      walled: { ...hostOf(file, "pc"), name: "walled.test", addresses: ["203.0.113.10"], filtered: [25] },
      router: { ...hostOf(file, "pc"), name: "router.test", addresses: ["203.0.113.11", "10.0.0.1"] },
      inner: { ...hostOf(file, "pc"), name: "inner.test", addresses: ["10.0.0.2"], behind: "router" },
    },
  });
  const world = worldWith("-H -R -l mail.test", office);

  it.each([
    ["pc", "telnet walled.test 25", "telnet: Unable to connect to remote host: Connection timed out"],
    ["pc", "telnet walled.test 26", "telnet: Unable to connect to remote host: Connection refused"],
    ["pc", "telnet desk.test 25", "telnet: Unable to connect to remote host: Connection timed out"],
    ["gateway", "telnet desk.test 25", "telnet: Unable to connect to remote host: Connection refused"],
    ["printer", "telnet desk.test 25", "telnet: Unable to connect to remote host: Connection refused"],
    ["desk", "telnet localhost 25", "telnet: Unable to connect to remote host: Connection refused"],
    ["inner", "telnet 10.0.0.1 25", "telnet: Unable to connect to remote host: Connection refused"],
    ["pc", "telnet 10.0.0.1 25", "telnet: Unable to connect to remote host: Connection timed out"],
    ["desk", "telnet 10.0.0.1 25", "telnet: Unable to connect to remote host: Connection timed out"],
    ["pc", "telnet 203.0.113.11 25", "telnet: Unable to connect to remote host: Connection refused"],
    ["router", "telnet 10.0.0.1 25", "telnet: Unable to connect to remote host: Connection refused"],
  ])("answers %s to %s as it should", (host, line, last) => {
    expect(session(world, host, line).at(-1)).toBe(last);
  });

  it("lets a ping through to a private address from its own network only", () => {
    const heard = (host: string): string => session(world, host, "ping -c 1 192.168.5.10").at(-1) ?? "";
    expect(["gateway", "printer", "desk", "pc", "inner"].map(heard)).toEqual([
      "1 packets transmitted, 1 received, 0% packet loss",
      "1 packets transmitted, 1 received, 0% packet loss",
      "1 packets transmitted, 1 received, 0% packet loss",
      "1 packets transmitted, 0 received, 100% packet loss",
      "1 packets transmitted, 0 received, 100% packet loss",
    ]);
  });

  it("shows a host its own address in netstat, and the gateway's to whom it calls", () => {
    session(world, "desk", "telnet mail.test 25");
    const [own = ""] = session(world, "printer", "netstat -tn").slice(3);
    const port = String([...world.connections.values()].at(-1)?.clientPort);
    expect([
      own,
      session(world, "mail", "netstat -tn").at(-1),
      session(world, "gateway", "netstat -tn").slice(3),
    ]).toEqual(["", `tcp        0      0 192.0.2.25:25           203.0.113.9:${port}       ESTABLISHED`, []]);
    perform(world, { key: { host: "desk", key: "C-c" } });
  });

  it("shows a host behind a gateway as the gateway", () => {
    session(world, "desk", "telnet mail.test 25");
    expect([...world.traces.values()].at(-1)).toMatchObject({
      clientHost: "desk",
      clientAddress: "203.0.113.9",
    });
  });
});
