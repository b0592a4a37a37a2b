import { expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { screen, session, smallWorld, type } from "../../world.test-kit.ts";

it("talks to a server until that hangs up", () => {
  expect(
    session(smallWorld(), "pc", "telnet mail-again.test smtp", "HELO pc", "RCPT TO:<x@y>", "QUIT", "echo $?"),
  ).toEqual([
    "ann@pc:~$ telnet mail-again.test smtp",
    "Trying 192.0.2.25...",
    "Connected to mail-again.test.",
    "220 mail.test ESMTP",
    "HELO pc",
    "250 mail.test",
    "RCPT TO:<x@y>",
    "503 MAIL first (#5.5.1)",
    "QUIT",
    "221 mail.test",
    "Connection closed by foreign host.",
    "ann@pc:~$ echo $?",
    "1",
  ]);
});

it.each(["C-c", "C-d"] as const)("is ended by %s, which ends the server's side too", (key) => {
  const world = smallWorld();
  const processes = world.processes.size;
  type(world, "pc", "telnet mail.test 25");
  perform(world, { key: { host: "pc", key } });
  expect(screen(world, "pc").slice(4)).toEqual(key === "C-c" ? ["^C"] : ["^D", "Connection closed."]);
  expect([world.processes.size, world.connections.size, world.consoles.get("pc")?.prompt]).toEqual([
    processes,
    0,
    "ann@pc:~$ ",
  ]);
});

it.each([
  ["telnet", ["telnet: usage: telnet HOST PORT, for instance: telnet mail.yourdomain.example 25"]],
  [
    "telnet mail.test x",
    ["telnet: usage: telnet HOST PORT, for instance: telnet mail.yourdomain.example 25"],
  ],
  ["telnet nosuch 25", ["telnet: could not resolve nosuch/25: Name or service not known"]],
  [
    "telnet MAIL.test 26",
    ["Trying 192.0.2.25...", "telnet: Unable to connect to remote host: Connection refused"],
  ],
  [
    "telnet mail.test",
    [
      "Trying 192.0.2.25...",
      "telnet: Unable to connect to remote host: Connection refused",
      "(No PORT was named, so it called 23. Mail servers are at 25.)",
    ],
  ],
  [
    "telnet localhost 25",
    ["Trying 127.0.0.1...", "telnet: Unable to connect to remote host: Connection refused"],
  ],
])("%s fails with a word about why", (line, shown) => {
  expect(session(smallWorld(), "pc", line).slice(1)).toEqual(shown);
});

it("waits two minutes for a host that isn't there", () => {
  const world = smallWorld();
  const before = world.now;
  expect(session(world, "pc", "telnet 203.0.113.1 25").slice(1)).toEqual([
    "Trying 203.0.113.1...",
    "telnet: Unable to connect to remote host: Connection timed out",
  ]);
  expect(world.now - before).toBe(128);
});

it("knows of each line from the server which reply it's part of", () => {
  const world = smallWorld();
  type(world, "pc", "telnet mail.test 25", "EHLO pc");
  const shown = (world.consoles.get("pc")?.entries ?? []).flatMap((entry) =>
    entry.kind === "output" ? [[entry.text, entry.reply?.index ?? null]] : [],
  );
  expect(shown).toEqual([
    ["Trying 192.0.2.25...", null],
    ["Connected to mail.test.", null],
    ["220 mail.test ESMTP", 0],
    ["250-mail.test", 1],
    ["250-PIPELINING", 1],
    ["250 8BITMIME", 1],
  ]);
});
