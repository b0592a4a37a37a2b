import { expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { output, screen, session, smallWorld, smallWorldFile, type } from "../../world.test-kit.ts";
import { boot } from "../../runs/boot.ts";
import { ncUsage } from "./nc-options.ts";

const usage = ncUsage.split("\n").slice(0, -1);

// Words and exit codes are those of Debian's netcat-openbsd 1.219-1, which was asked the same on 2026-11-24.
it.each([
  [
    "nc -zv mail.test 24-26",
    [
      "nc: connect to mail.test (192.0.2.25) port 24 (tcp) failed: Connection refused",
      "Connection to mail.test (192.0.2.25) 25 port [tcp/smtp] succeeded!",
      "nc: connect to mail.test (192.0.2.25) port 26 (tcp) failed: Connection refused",
      "0",
    ],
  ],
  [
    "nc -v -z 192.0.2.25 26-25",
    [
      "Connection to 192.0.2.25 25 port [tcp/smtp] succeeded!",
      "nc: connect to 192.0.2.25 port 26 (tcp) failed: Connection refused",
      "0",
    ],
  ],
  ["nc -nzv 192.0.2.25 25", ["Connection to 192.0.2.25 25 port [tcp/*] succeeded!", "0"]],
  ["nc -z mail.test smtp", ["0"]],
  ["nc -z mail.test 26", ["1"]],
  [
    "nc -zv mail.test 26 smtp",
    [
      "nc: connect to mail.test (192.0.2.25) port 26 (tcp) failed: Connection refused",
      "Connection to mail.test (192.0.2.25) 25 port [tcp/smtp] succeeded!",
      "0",
    ],
  ],
  ["nc", [...usage, "1"]],
  ["nc -y", ["nc: invalid option -- 'y'", ...usage, "1"]],
  ["nc -w", ["nc: option requires an argument -- 'w'", ...usage, "1"]],
  ["nc -l -p 2222 2223", [...usage, "1"]],
  ["nc mail.test", ["nc: missing port number", "1"]],
  ["nc -l", ["nc: missing port number", "1"]],
  ["nc mail.test 99999", ["nc: port number too large: 99999", "1"]],
  ["nc mail.test 0", ["nc: port number too small: 0", "1"]],
  ["nc mail.test foo", ["nc: port number invalid: foo", "1"]],
  ["nc mail.test 5-", ["nc: port number invalid: ", "1"]],
  ["nc mail.test 586-x", ["nc: port number invalid: x", "1"]],
  ["nc -w x mail.test 25", ["nc: timeout invalid: x", "1"]],
  ["nc -w -1 mail.test 25", ["nc: timeout too small: -1", "1"]],
  ["nc -q x mail.test 25", ["nc: quit timer invalid: x", "1"]],
  ["nc no.test 25", ['nc: getaddrinfo for host "no.test" port 25: Name or service not known', "1"]],
  ["nc -n mail.test 25", ['nc: getaddrinfo for host "mail.test" port 25: Name or service not known', "1"]],
  ["nc -s 192.0.2.1 mail.test 25", ["nc: bind failed: Cannot assign requested address", "1"]],
  ["nc -l 99", ["nc: Permission denied", "1"]],
  ["nc -l 192.0.2.25 2222", ["nc: Cannot assign requested address", "1"]],
  ["nc -u mail.test 25", ["nc: -u doesn't work here: there's TCP only", "1"]],
  ["nc -p 2000 mail.test 25", ["nc: -p works together with -l only here", "1"]],
])("%s", (line, lines) => {
  expect(session(smallWorld(), "pc", `${line}; echo $?`).slice(1)).toEqual(lines);
});

it("waits as long as -w says for a host that isn't there, and two minutes without", () => {
  const world = smallWorld();
  const before = world.now;
  expect(session(world, "pc", "nc -v -w 3 203.0.113.1 25").slice(1)).toEqual([
    "nc: connect to 203.0.113.1 port 25 (tcp) timed out: Operation now in progress",
  ]);
  expect(world.now - before).toBe(4);
  expect(session(world, "pc", "nc -v 203.0.113.1 25").slice(1)).toEqual([
    "nc: connect to 203.0.113.1 port 25 (tcp) failed: Connection timed out",
  ]);
  expect(world.now - before).toBe(132);
});

it("sends what is piped in, and each line that comes back knows its reply", () => {
  const world = smallWorld();
  const line = "printf 'HELO x\\r\\nMAIL FROM:<a@b>\\r\\nRCPT TO:<x@y>\\r\\nQUIT\\r\\n' | nc mail.test 25";
  type(world, "pc", line);
  const shown = (world.consoles.get("pc")?.entries ?? []).flatMap((entry) =>
    entry.kind === "output" ? [[entry.text, entry.reply?.index ?? null]] : [],
  );
  expect(shown).toEqual([
    ["220 mail.test ESMTP", 0],
    ["250 mail.test", 1],
    ["250 ok", 2],
    ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 3],
    ["221 mail.test", 4],
  ]);
  expect(world.connections.size).toBe(0);
});

it("talks like telnet, but ends only at the next line when the other side has hung up", () => {
  expect(session(smallWorld(), "pc", "nc mail.test 25", "HELO pc", "QUIT", "", "echo $?")).toEqual([
    "ann@pc:~$ nc mail.test 25",
    "220 mail.test ESMTP",
    "HELO pc",
    "250 mail.test",
    "QUIT",
    "221 mail.test",
    "(The other side has hung up. Enter, Ctrl-D or Ctrl-C ends nc.)",
    "",
    "ann@pc:~$ echo $?",
    "0",
  ]);
});

it("sends lines as they are, and with -C their carriage returns too", () => {
  const world = smallWorld();
  const data = "printf 'MAIL FROM:<a@b>\\nRCPT TO:<x@test.example>\\nDATA\\nHi\\n.\\n' | nc";
  expect(session(world, "pc", `${data} -q 0 mail.test 25`).at(-1)).toBe(
    "451 See http://pobox.com/~djb/docs/smtplf.html.",
  );
  expect(session(world, "pc", `${data} -C -w 1 mail.test 25`).at(-1)).toMatch(/^250 ok \d+ qp \d+$/);
});

it("goes on listening to a server that doesn't hang up, until nothing comes for as long as -w says", () => {
  const world = smallWorld();
  const before = world.now;
  expect(session(world, "pc", "printf 'HELO x\\n' | nc -w 3 mail.test 25").slice(1)).toEqual([
    "220 mail.test ESMTP",
    "250 mail.test",
  ]);
  expect([world.now - before, world.connections.size]).toEqual([4, 0]);
  type(world, "pc", "printf 'HELO x\\n' | nc mail.test 25");
  expect([world.now - before, world.connections.size]).toEqual([5, 1]);
});

it("tells the other side with -N that nothing more comes, and still hears its last words", () => {
  const world = smallWorld();
  expect(session(world, "pc", "printf 'HELO x\\nNOOP\\n' | nc -N mail.test 25").slice(1)).toEqual([
    "220 mail.test ESMTP",
    "250 mail.test",
    "250 ok",
  ]);
  expect([world.connections.size, world.consoles.get("pc")?.prompt]).toEqual([0, "ann@pc:~$ "]);
});

it("lingers with -q when both sides have ended", () => {
  const world = smallWorld();
  const before = world.now;
  type(world, "pc", "printf 'QUIT\\n' | nc -q 5 mail.test 25");
  expect(world.now - before).toBe(6);
});

it("takes a call with -l, tells who calls, and ends with that call", () => {
  const world = smallWorld();
  type(world, "pc", "nc -lv 2222");
  expect(output(world, "printf 'hello\\n' | nc -N -v pc.test 2222")).toEqual([
    "Connection to pc.test (198.51.100.66) 2222 port [tcp/*] succeeded!",
  ]);
  expect(screen(world, "pc")).toEqual([
    "ann@pc:~$ nc -lv 2222",
    "Listening on 0.0.0.0 2222",
    "Connection received on 192.0.2.25 49152",
    "hello",
  ]);
  expect(world.hosts.get("pc")?.listeners.size).toBe(0);
});

it("goes on with -k, and speaks back", () => {
  const world = smallWorld();
  type(world, "pc", "nc -k -l -p 2222");
  type(world, "mail", "nc pc.test 2222", "one");
  type(world, "pc", "two");
  perform(world, { key: { host: "mail", key: "C-c" } });
  expect(output(world, "echo three | nc -N pc.test 2222")).toEqual([]);
  expect(screen(world, "mail")).toContain("two");
  expect(screen(world, "pc").slice(1)).toEqual(["one", "two", "three"]);
  perform(world, { key: { host: "pc", key: "C-c" } });
  expect(world.hosts.get("pc")?.listeners.size).toBe(0);
});

it("calls from the address that -s says", () => {
  const file = smallWorldFile("-H -R -l mail.test -v");
  const pc = { ...file.hosts["pc"], name: "pc.test", addresses: ["198.51.100.66", "198.51.100.67"] };
  const booted = boot({
    ...file,
    hosts: { ...file.hosts, pc: { user: "ann", users: [], files: {}, ...pc } },
  });
  if (booted.kind === "failed") throw new Error(booted.why);
  const { world } = booted;
  type(world, "pc", "nc -s 198.51.100.67 mail.test 25");
  expect([...world.connections.values()].map(({ clientAddress }) => clientAddress)).toEqual([
    "198.51.100.67",
  ]);
});
