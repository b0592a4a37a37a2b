import { expect, it } from "vitest";
import { playSmtp } from "./smtp-client.ts";
import { smallWorld } from "../world.test-kit.ts";

const stranger = { from: { address: "203.0.113.9" }, to: "mail.test", port: 25 };

it("says each line after the reply to the one before, and nothing once the server has hung up", () => {
  const world = smallWorld();
  const lines = ["EHLO x", "QUIT", "NOOP"];
  expect(playSmtp(world, { ...stranger, lines })).toEqual({
    outcome: "connected",
    connectionId: 1,
    greeting: "220 mail.test ESMTP\r\n",
    turns: [
      { sent: "EHLO x", received: "250-mail.test\r\n250-PIPELINING\r\n250 8BITMIME\r\n" },
      { sent: "QUIT", received: "221 mail.test\r\n" },
    ],
    isClosed: true,
    settled: "quiet",
  });
  expect(world.traces.get(1)).toMatchObject({
    clientAddress: "203.0.113.9",
    clientHost: null,
    isClosed: true,
  });
});

it("hangs up after its last line, so that the server ends too", () => {
  const world = smallWorld();
  const processes = world.processes.size;
  expect(playSmtp(world, { ...stranger, lines: [] })).toMatchObject({ isClosed: false });
  expect([world.processes.size, world.connections.size]).toEqual([processes, 0]);
});

it("calls from the host's address, or from where it calls if it calls itself", () => {
  const world = smallWorld();
  for (const [host, to] of [
    ["pc", "mail.test"],
    ["mail", "mail.test"],
    ["mail", "localhost"],
  ] as const) {
    playSmtp(world, { from: { host }, to, port: 25, lines: [] });
  }
  expect([...world.traces.values()].map(({ clientAddress }) => clientAddress)).toEqual([
    "198.51.100.66",
    "192.0.2.25",
    "127.0.0.1",
  ]);
});

it("sends text as UTF-8", () => {
  const { turns } = playSmtp(smallWorld(), { ...stranger, lines: ["VRFY ä\udcff"] });
  expect(turns).toEqual([{ sent: "VRFY ä\udcff", received: "252 send some mail, i'll try my best\r\n" }]);
});
