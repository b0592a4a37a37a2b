import { expect, it } from "vitest";
import { replay, type Action } from "../../world/index.ts";
import { lessonFiles, lessonOf } from "../course.test-kit.ts";
import { relayStanding, type ServerStanding } from "./index.ts";

const { start } = lessonOf(lessonFiles).lesson;

function sh(line: string): Action {
  return { shell: { host: "mail", line } };
}

function edit(file: string, text: string): Action {
  return { edit: { host: "mail", file, text } };
}

const compile = sh("tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp");
const office = edit("/etc/tcp.smtp", '192.168.5.:allow,RELAYCLIENT=""\n127.:allow,RELAYCLIENT=""\n:allow\n');
const open = edit("/etc/tcp.smtp", '127.:allow,RELAYCLIENT=""\n:allow,RELAYCLIENT=""\n');
const run = (exec: string) => edit("/service/smtpd/run", `#!/bin/sh\nFOLDER=/etc\n${exec} 2>&1\n`);
const restart = sh("svc -t /service/smtpd");

function standing(...actions: readonly Action[]) {
  return relayStanding(replay(start, [sh("true"), ...actions]));
}

function only(...actions: readonly Action[]): ServerStanding {
  const { servers } = standing(...actions);
  expect(servers).toHaveLength(1);
  const [server] = servers;
  if (server === undefined) throw new Error("no server");
  return server;
}

const commands = ({ steps }: ServerStanding) => steps.map(({ command }) => command);

it("is closed, with nothing to do, while the cdb and the text say the same", () => {
  expect(standing(office, compile)).toMatchObject({
    inForce: "closed",
    afterRebuild: "closed",
    relayRanges: 2,
    servers: [
      {
        host: "mail",
        hostName: "mail.test",
        port: 25,
        service: "/service/smtpd",
        differences: [],
        steps: [],
      },
    ],
  });
});

it("says nothing after a rebuild that isn't so now, where nothing has been changed", () => {
  const { inForce, afterRebuild } = only(office, compile);
  expect(inForce?.sentences[0]).toBe(
    "Nobody but 127.0.0.0/8 and 192.168.5.0/24 may relay: 16,777,472 addresses.",
  );
  expect(afterRebuild).toEqual(inForce);
});

it("tells what an edit of the rules will do, and where, before tcprules has run", () => {
  const before = standing(office, compile, open);
  expect([before.inForce, before.afterRebuild, before.relayRanges]).toEqual(["closed", "open", 2]);
  expect(before.servers[0]?.differences).toEqual([
    "0.0.0.0-126.255.255.255 can relay now",
    "128.0.0.0-192.168.4.255 can relay now",
    "192.168.6.0-255.255.255.255 can relay now",
  ]);
  expect(before.servers[0]?.steps).toEqual([
    {
      why: "/etc/tcp.smtp.cdb holds other rules than /etc/tcp.smtp.",
      command: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp",
      place: { file: "/etc/tcp.smtp", line: 2 },
    },
  ]);
  const after = standing(office, compile, open, compile);
  expect([after.inForce, after.afterRebuild, after.relayRanges]).toEqual(["open", "open", 1]);
  expect(after.servers[0]?.steps).toEqual([]);
});

it("asks for tcprules where only comments and the order were changed, and tells of no difference", () => {
  const server = only(
    office,
    compile,
    edit("/etc/tcp.smtp", ':allow\n127.:allow,RELAYCLIENT=""\n192.168.5.:allow,RELAYCLIENT=""\n'),
  );
  expect(server.differences).toEqual([]);
  expect(commands(server)).toEqual(["tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp"]);
});

it("keeps the rules in force where tcprules would give up", () => {
  const server = only(office, compile, edit("/etc/tcp.smtp", ":allow\n127.:alow\n"));
  expect(server.afterRebuild).toEqual(server.inForce);
  expect(server.steps).toEqual([
    {
      why: "tcprules can't read line 2 of /etc/tcp.smtp, so it would leave the rules as they are.",
      command: null,
      place: { file: "/etc/tcp.smtp", line: 2 },
    },
  ]);
});

it("serves nobody while the rules are missing, and tells what makes them", () => {
  const found = standing(office, sh("rm /etc/tcp.smtp.cdb"));
  expect([found.inForce, found.afterRebuild]).toEqual(["no mail", "closed"]);
  expect(found.servers.map(commands)).toEqual([
    ["tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp"],
  ]);
});

it("goes by what the server was started with, not by what its run script says since", () => {
  const without = run("exec tcpserver 0 smtp env RELAYCLIENT= qmail-smtpd");
  const before = standing(office, compile, without);
  expect([before.inForce, before.afterRebuild]).toEqual(["closed", "open"]);
  expect(before.servers[0]?.steps).toEqual([
    {
      why: "/service/smtpd/run starts the server otherwise than the one that runs.",
      command: "svc -t /service/smtpd",
      place: { file: "/service/smtpd/run", line: 3 },
    },
  ]);
  const after = standing(office, compile, without, restart);
  expect([after.inForce, after.afterRebuild, after.servers[0]?.steps]).toEqual(["open", "open", []]);
});

it.each([
  ["another file of rules", "exec tcpserver -x $FOLDER/other.cdb 0 smtp qmail-smtpd", "no mail"],
  [
    "rules by a path from the service's folder",
    "exec tcpserver -H -R -x ../../etc/tcp.smtp.cdb 0 smtp qmail-smtpd",
    null,
  ],
  ["no rules", "exec tcpserver 0 smtp qmail-smtpd", "closed"],
  ["RELAYCLIENT for everybody", "export RELAYCLIENT=; exec tcpserver 0 smtp qmail-smtpd", "open"],
  [
    "only options that don't count here",
    "exec tcpserver -v -H -R -c 9 -x /etc/tcp.smtp.cdb 0 25 qmail-smtpd",
    null,
  ],
])("a run script with %s waits for svc -t, if that changes anything", (_what, exec, verdict) => {
  const waiting = standing(office, compile, run(exec));
  expect(waiting.inForce).toBe("closed");
  expect(waiting.servers.flatMap(commands).filter((command) => command !== null)).toEqual(
    verdict === null ? [] : ["svc -t /service/smtpd"],
  );
  const done = standing(office, compile, run(exec), restart);
  expect(done.inForce).toBe(verdict ?? "closed");
  expect(done.afterRebuild).toBe(waiting.afterRebuild);
  expect(done.servers.flatMap(commands).filter((command) => command?.startsWith("svc"))).toEqual([]);
});

it("tells that the server would be gone with a run script that starts none", () => {
  const server = only(office, compile, run("exec sleep 100000"));
  expect(server.afterRebuild).toBeNull();
  expect(server.steps.map(({ why }) => why)).toEqual([
    "/service/smtpd/run starts no server for mail any more; the one that runs was started before.",
  ]);
  expect(standing(office, compile, run("exec sleep 100000"), restart)).toMatchObject({
    inForce: "no mail",
    servers: [],
  });
});

it("tells of no mail once the service is down", () => {
  expect(standing(office, compile, sh("svc -d /service/smtpd"))).toMatchObject({
    inForce: "no mail",
    servers: [],
  });
});

it("counts a server that was started by hand, which nothing starts anew", () => {
  const byHand = sh("tcpserver -H -R 0 2525 env RELAYCLIENT= qmail-smtpd");
  const { inForce, servers } = standing(office, compile, byHand);
  expect(inForce).toBe("open");
  expect(servers.map(({ port, service, inForce: now }) => [port, service, now?.verdict])).toEqual([
    [25, "/service/smtpd", "closed"],
    [2525, null, "open"],
  ]);
});

it("reads rcpthosts as it is, since qmail-smtpd does at each connection", () => {
  expect(standing(office, compile, sh("rm /var/qmail/control/rcpthosts")).inForce).toBe("open");
});

it("asks for qmail-newmrh where morercpthosts was changed", () => {
  const server = only(office, compile, edit("/var/qmail/control/morercpthosts", "more.example\n"));
  expect(server.differences).toEqual(["mail for more.example is accepted now"]);
  expect(commands(server)).toEqual(["qmail-newmrh"]);
});

it("remembers what qmail-send has read, until HUP or a new start", () => {
  const begin = [
    office,
    compile,
    sh("mkdir -p /service/send"),
    edit("/service/send/run", "#!/bin/sh\nexec qmail-start ./Maildir/\n"),
    sh("chmod +x /service/send/run"),
    { wait: { seconds: 10 } },
  ];
  const locals = edit("/var/qmail/control/locals", "mail.test\nyourdomain.example\n");
  const hack = edit("/var/qmail/control/percenthack", "yourdomain.example\n");
  expect(commands(only(...begin))).toEqual([]);
  expect(commands(only(...begin, locals))).toEqual(["svc -h /service/send"]);
  expect(commands(only(...begin, locals, sh("svc -h /service/send")))).toEqual([]);
  const waiting = standing(...begin, hack, sh("svc -h /service/send"));
  expect([waiting.inForce, waiting.afterRebuild]).toEqual(["closed", "open"]);
  expect(waiting.servers.map(commands)).toEqual([["svc -t /service/send"]]);
  expect(standing(...begin, hack, sh("svc -t /service/send"))).toMatchObject({ inForce: "open" });
});

it("follows inetd, which keeps its file until HUP, and can't foresee what tcpd lets in", () => {
  const line = "2525 stream tcp nowait root /var/qmail/bin/tcp-env tcp-env qmail-smtpd\n";
  const tcpd = "2525 stream tcp nowait root /usr/sbin/tcpd /var/qmail/bin/tcp-env qmail-smtpd\n";
  const begin = [office, compile, edit("/etc/inetd.conf", line), sh("inetd")];
  const inetd = (...actions: readonly Action[]) =>
    standing(...begin, ...actions).servers.find(({ port }) => port === 2525);
  expect(inetd()).toMatchObject({ inForce: { verdict: "closed" }, steps: [] });
  const changed = inetd(edit("/etc/inetd.conf", tcpd));
  expect([changed?.inForce?.verdict, changed?.afterRebuild?.verdict]).toEqual(["closed", "unknown"]);
});
