import { describe, expect, it } from "vitest";
import { dial } from "../../processes/connections.ts";
import { perform } from "../../runs/perform.ts";
import { output, screen, session, smallWorld, type } from "../../world.test-kit.ts";

/** A world whose server has nothing on port 25, so that a test can run its own at the console. */
function idleWorld(overlay: Readonly<Record<string, string>> = {}) {
  return smallWorld({ mail: { "/service/smtpd/down": "", ...overlay } });
}

const call = { smtp: { host: "pc", to: "mail.test", port: 25, lines: ["QUIT"] } };

describe("the log", () => {
  it("tells of a connection from its start to its end", () => {
    const world = idleWorld();
    type(world, "mail", "tcpserver -vRHl mail.test 0 smtp qmail-smtpd");
    perform(world, call);
    expect(screen(world, "mail").slice(1)).toEqual([
      "tcpserver: status: 0/40",
      "tcpserver: status: 1/40",
      "tcpserver: pid 1006 from 198.51.100.66",
      "tcpserver: ok 1006 mail.test:192.0.2.25:25 :198.51.100.66::49152",
      "tcpserver: end 1006 status 0",
      "tcpserver: status: 0/40",
    ]);
  });

  it("tells of a client that is denied", () => {
    const world = idleWorld({ "/etc/r": "198.51.100.:deny\n" });
    type(
      world,
      "mail",
      "tcprules /etc/r.cdb /etc/r.tmp < /etc/r",
      "tcpserver -vRHl mail.test -x /etc/r.cdb 0 25 qmail-smtpd",
    );
    perform(world, call);
    expect(screen(world, "mail").slice(-4)).toEqual([
      "tcpserver: pid 1007 from 198.51.100.66",
      "tcpserver: deny 1007 mail.test:192.0.2.25:25 :198.51.100.66::49152",
      "tcpserver: end 1007 status 25600",
      "tcpserver: status: 0/40",
    ]);
    expect(screen(world, "pc")).toEqual([]);
  });

  it("says why a connection is dropped, unless it's to be quiet", () => {
    const world = idleWorld();
    type(world, "mail", "tcpserver -x /etc/no.cdb 0 25 qmail-smtpd");
    perform(world, call);
    expect(screen(world, "mail").slice(1)).toEqual([
      "tcpserver: warning: dropping connection, unable to read /etc/no.cdb: file does not exist",
    ]);
    perform(world, { key: { host: "mail", key: "C-c" } });
    type(world, "mail", "tcpserver -q -x /etc/no.cdb 0 25 qmail-smtpd");
    perform(world, call);
    expect(screen(world, "mail").slice(-1)).toEqual([
      "root@mail:~# tcpserver -q -x /etc/no.cdb 0 25 qmail-smtpd",
    ]);
  });

  it("tells of a program that isn't there, and of one that crashes", () => {
    const world = idleWorld();
    type(world, "mail", "tcpserver -v 0 25 /no/prog");
    perform(world, call);
    expect(screen(world, "mail").slice(-3)).toEqual([
      "tcpserver: warning: dropping connection, unable to run /no/prog: file does not exist",
      "tcpserver: end 1006 status 28416",
      "tcpserver: status: 0/40",
    ]);
    perform(world, { key: { host: "mail", key: "C-c" } });
    type(world, "mail", "tcpserver -v 0 25 /etc/passwd");
    perform(world, call);
    expect(screen(world, "mail").at(-3)).toBe(
      "tcpserver: warning: dropping connection, unable to run /etc/passwd: access denied",
    );
    perform(world, { key: { host: "mail", key: "C-c" } });
    type(world, "mail", "tcpserver -v -x /etc 0 25 qmail-smtpd");
    perform(world, call);
    expect(screen(world, "mail").slice(-2)).toEqual([
      "tcpserver: end 1010 status 11",
      "tcpserver: status: 0/40",
    ]);
  });
});

it.each<readonly [string, readonly string[]]>([
  ["tcpserver 0 25 cat; echo $?", ["tcpserver: fatal: unable to bind: address already used", "111"]],
  ["tcpserver 0 smtps cat; echo $?", ["tcpserver: fatal: unable to figure out port number for smtps", "111"]],
  [
    "su ann -c 'tcpserver -u 7791 -g 2108 0 2525 cat; echo $?'",
    ["tcpserver: fatal: unable to set gid: permission denied", "111"],
  ],
  [
    "su ann -c 'tcpserver -g 1000 0 2525 cat; echo $?'",
    ["tcpserver: fatal: unable to set gid: permission denied", "111"],
  ],
  [
    "su ann -c 'tcpserver -u 7791 0 2525 cat; echo $?'",
    ["tcpserver: fatal: unable to set uid: permission denied", "111"],
  ],
  [
    "tcpserver 0 25; echo $?",
    [
      "tcpserver: usage: tcpserver [ -1UXpPhHrRoOdDqQv ] [ -c limit ] [ -x rules.cdb ] [ -B banner ] [ -g gid ] " +
        "[ -u uid ] [ -b backlog ] [ -l localname ] [ -t timeout ] host port program",
      "100",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});

it("says its banner before the program says anything", () => {
  const world = idleWorld();
  type(world, "mail", "tcpserver -B 220-hello 0 25 cat");
  expect(session(world, "pc", "telnet mail.test 25", "a")).toEqual([
    "ann@pc:~$ telnet mail.test 25",
    "Trying 192.0.2.25...",
    "Connected to mail.test.",
    "220-hello",
    "a",
    "a",
  ]);
});

it("lets a rule's variables and its own environment through", () => {
  const world = idleWorld({ "/etc/r": '198.51.100.66:allow,A="rule",RELAYCLIENT=""\n' });
  type(
    world,
    "mail",
    "tcprules /etc/r.cdb /etc/r.tmp < /etc/r",
    "A=own B=own tcpserver -l 0 -x /etc/r.cdb 0 25 env",
  );
  expect(session(world, "pc", "telnet mail.test 25").slice(3).sort()).toEqual([
    "A=rule",
    "B=own",
    "Connection closed by foreign host.",
    "HOME=/root",
    "PATH=/var/qmail/bin:/usr/local/bin:/usr/bin:/bin",
    "PROTO=TCP",
    "RELAYCLIENT=",
    "TCPLOCALHOST=0",
    "TCPLOCALIP=192.0.2.25",
    "TCPLOCALPORT=25",
    "TCPREMOTEIP=198.51.100.66",
    "TCPREMOTEPORT=49152",
    "USER=root",
  ]);
});

describe("its host", () => {
  it.each<readonly [string, readonly string[]]>([
    ["203.0.113.1", ["tcpserver: fatal: unable to bind: address not available", "111"]],
    ["no.test", ["tcpserver: fatal: no IP address for no.test", "111"]],
    // Port 25 is taken on all addresses.
    ["127.0.0.1", ["tcpserver: fatal: unable to bind: address already used", "111"]],
  ])("%s", (host, printed) => {
    expect(output(smallWorld(), `tcpserver ${host} 25 cat; echo $?`)).toEqual(printed);
  });

  it("can be one address, so that two serve the same port", () => {
    const script = (address: string) =>
      `#!/bin/sh\nexec tcpserver -H -R -l ${address} -B ${address} ${address} 99 cat\n`;
    const world = smallWorld({
      mail: { "/service/a/run": script("127.0.0.1"), "/service/b/run": script("mail.test") },
    });
    expect(session(world, "pc", "telnet mail.test 99").slice(3)).toEqual(["mail.test"]);
    type(world, "mail", "telnet 127.0.0.1 99");
    expect(screen(world, "mail").slice(-1)).toEqual(["127.0.0.1"]);
  });
});

it("goes at TERM and leaves those that it has begun to serve", () => {
  const world = smallWorld({ mail: { "/service/smtpd/down": "" } });
  type(world, "mail", "svc -u /service/smtpd");
  type(world, "pc", "telnet mail.test 25");
  type(world, "mail", "svc -d /service/smtpd");
  expect(session(world, "pc", "NOOP").slice(1)).toEqual(["250 ok"]);
  expect(output(world, "telnet localhost 25").at(-1)).toBe(
    "telnet: Unable to connect to remote host: Connection refused",
  );
});

it("tells its port with -1", () => {
  const world = idleWorld();
  type(world, "mail", "tcpserver -1 0 submission cat");
  expect(screen(world, "mail").slice(1)).toEqual(["587"]);
});

// The real one was asked the same on 2026-11-24; it prints one of 32768 to 60999 each time.
it.each(["0", "65536", "131072", "''"])("takes a free port where it's told to take port %s", (port) => {
  const world = idleWorld({
    "/service/one/run": "#!/bin/sh\nexec tcpserver 0 32768 cat\n",
    "/service/two/run": "#!/bin/sh\nexec tcpserver 127.0.0.1 32769 cat\n",
  });
  type(world, "mail", `tcpserver -1 -v -RHl0 0 ${port} echo hello`);
  expect(screen(world, "mail").slice(1)).toEqual(["32770", "tcpserver: status: 0/40"]);
  expect(session(world, "pc", "telnet mail.test 32770").slice(-2)).toEqual([
    "hello",
    "Connection closed by foreign host.",
  ]);
  expect(screen(world, "mail").find((line) => line.includes(" ok "))).toMatch(
    /^tcpserver: ok \d+ 0:192\.0\.2\.25:32770 :198\.51\.100\.66::\d+$/,
  );
});

it("takes any free port as a user that may take none below 1024", () => {
  const world = idleWorld();
  type(world, "mail", "setuidgid qmaild tcpserver -1 0 0 cat");
  expect(screen(world, "mail").slice(1)).toEqual(["32768"]);
});

describe("at its limit", () => {
  it("lets the next client connect, but serves it only when another has gone", () => {
    const world = smallWorld({}, "-v -c 1");
    type(world, "mail", "telnet localhost 25");
    expect(session(world, "pc", "telnet mail.test 25", "NOOP")).toEqual([
      "ann@pc:~$ telnet mail.test 25",
      "Trying 192.0.2.25...",
      "Connected to mail.test.",
      "NOOP",
    ]);
    const shown = screen(world, "pc").length;
    type(world, "mail", "QUIT");
    expect(screen(world, "pc").slice(shown)).toEqual(["220 mail.test ESMTP", "250 ok"]);
  });

  it("serves a client that has gone meanwhile, and the one after it", () => {
    const world = smallWorld({}, "-c 1");
    type(world, "mail", "telnet localhost 25");
    perform(world, call);
    type(world, "pc", "telnet mail.test 25");
    type(world, "mail", "QUIT");
    expect(screen(world, "pc").slice(-1)).toEqual(["220 mail.test ESMTP"]);
    expect(world.connections.size).toBe(1);
  });

  // Counted with ucspi-tcp 0.88 of Debian on Linux, 2026-11-24.
  it.each([
    [0, 2],
    [1, 3],
    [2, 4],
    [20, 22],
  ])("and with -c 1 -b %i, %i clients are connected", (backlog, count) => {
    const world = smallWorld({}, `-c 1 -b ${backlog}`);
    const dialled = Array.from({ length: 30 }, () => {
      const arrived = dial(world, {
        client: null,
        clientAddress: "198.51.100.66",
        serverAddress: "192.0.2.25",
        serverPort: 25,
      });
      perform(world, { wait: { seconds: 0 } });
      return arrived;
    });
    expect(dialled.findIndex((arrived) => arrived === "no answer")).toBe(count);
  });

  it("leaves a client without an answer when too many wait already", () => {
    const world = smallWorld({}, "-c 1 -b 0");
    type(world, "mail", "telnet localhost 25");
    const shown = session(world, "pc", "telnet mail.test 25 ");
    perform(world, { key: { host: "pc", key: "C-c" } });
    expect(shown.slice(1)).toEqual(["Trying 192.0.2.25...", "Connected to mail.test."]);
    expect(session(world, "pc", "telnet mail.test 25").slice(1)).toEqual([
      "Trying 192.0.2.25...",
      "telnet: Unable to connect to remote host: Connection timed out",
    ]);
  });
});

it("hangs up on those who wait when it's ended", () => {
  const world = idleWorld();
  type(world, "mail", "tcpserver -c 0 0 25 cat");
  type(world, "pc", "telnet mail.test 25");
  perform(world, { key: { host: "mail", key: "C-c" } });
  expect(screen(world, "pc").slice(-1)).toEqual(["Connection closed by foreign host."]);
  expect(session(world, "pc", "telnet mail.test 25").slice(2)).toEqual([
    "telnet: Unable to connect to remote host: Connection refused",
  ]);
  expect([...world.connections]).toEqual([]);
});

// Seen with ucspi-tcp 0.88 of Debian, 2026-11-24.
it.each([
  ["-c abc", "2525", "tcpserver: status: 0/0"],
  ["-1", "68061", "2525"],
])("with %s and port %s it begins with %s", (options, port, first) => {
  expect(session(idleWorld(), "mail", `tcpserver -v ${options} 0 ${port} cat`)[1]).toBe(first);
});
