import { expect, it } from "vitest";
import { boot } from "../../runs/boot.ts";
import { output, session, smallWorld, smallWorldFile, type } from "../../world.test-kit.ts";

const listeners = "Active Internet connections (only servers)";
const heading = "Proto Recv-Q Send-Q Local Address           Foreign Address         State";

const usage =
  "netstat: usage: netstat -tn (connections), -ltn (listeners), -atn (both); -p tells whose they are";

it.each([
  ["netstat -ltn", [listeners, heading, row(0, "0.0.0.0:25", "0.0.0.0:*", "LISTEN")]],
  ["netstat -ln6", [listeners, heading]],
  ["netstat -lun", [listeners, heading]],
  ["netstat -tn", ["Active Internet connections (w/o servers)", heading]],
  ["netstat", [usage]],
  ["netstat -tn mail", [usage]],
  ["netstat -r", ["netstat: invalid option -- 'r'", usage]],
])("%s", (line, lines) => {
  expect(output(smallWorld(), line)).toEqual(lines);
});

// The columns are those of net-tools 2.10's netstat, which was run beside a listener on 2026-11-24.
it("shows a server at its limit: callers wait in its backlog, connected, and nobody has them", () => {
  const file = smallWorldFile("-H -R -l mail.test -c 1");
  const other = { name: "other.test", addresses: ["198.51.100.7"], user: "bob", users: [], files: {} };
  const booted = boot({ ...file, hosts: { ...file.hosts, other } });
  if (booted.kind === "failed") throw new Error(booted.why);
  const { world } = booted;
  type(world, "pc", "telnet mail.test 25", "HELO pc");
  type(world, "other", "printf 'HELO x\\r\\n' | nc -w 2 mail.test 25", "telnet mail.test 25", "HELO o");
  expect(output(world, "netstat -atn")).toEqual([
    "Active Internet connections (servers and established)",
    heading,
    row(2, "0.0.0.0:25", "0.0.0.0:*", "LISTEN"),
    row(0, "192.0.2.25:25", "198.51.100.66:49152", "ESTABLISHED"),
    row(8, "192.0.2.25:25", "198.51.100.7:49153", "CLOSE_WAIT"),
    row(8, "192.0.2.25:25", "198.51.100.7:49154", "ESTABLISHED"),
  ]);
  expect(session(world, "pc", "QUIT").slice(1)).toEqual([
    "221 mail.test",
    "Connection closed by foreign host.",
  ]);
  expect(output(world, "netstat -atn").slice(2)).toEqual([
    row(0, "0.0.0.0:25", "0.0.0.0:*", "LISTEN"),
    row(0, "192.0.2.25:25", "198.51.100.7:49154", "ESTABLISHED"),
  ]);
});

it("tells whose a port and a connection are, to root", () => {
  const world = smallWorld();
  type(world, "pc", "telnet mail.test 25");
  const lines = output(world, "netstat -antp").map((line) => line.replace(/ \d+\//, " PID/"));
  expect(lines).toEqual([
    "Active Internet connections (servers and established)",
    `${heading}       PID/Program name`,
    `${row(0, "0.0.0.0:25", "0.0.0.0:*", "LISTEN")}      PID/tcpserver`,
    `${row(0, "192.0.2.25:25", "198.51.100.66:49152", "ESTABLISHED")} PID/qmail-smtpd`,
  ]);
});

it("tells others of their own processes only", () => {
  const world = smallWorld();
  expect(session(world, "pc", "netstat -antp")).toContain(
    '(No info could be read for "-p": geteuid()=1000 but you should be root.)',
  );
  const lines = session(world, "pc", "nc mail.test 25 | sh -c 'sleep 1; netstat -tnp'").slice(1);
  expect(lines.map((line) => line.replace(/ \d+\//, " PID/"))).toEqual([
    "(Not all processes could be identified, non-owned process info",
    " will not be shown, you would have to be root to see it all.)",
    "Active Internet connections (w/o servers)",
    `${heading}       PID/Program name`,
    `${row(0, "198.51.100.66:49152", "192.0.2.25:25", "ESTABLISHED")} PID/nc`,
  ]);
});

function row(unread: number, local: string, remote: string, state: string): string {
  return `tcp   ${String(unread).padStart(6)}      0 ${local.padEnd(23)} ${remote.padEnd(23)} ${state}`;
}
