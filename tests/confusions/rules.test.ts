import { describe, expect, test } from "vitest";
import { at, lab, refused, usualRules, type Lab } from "./kit.ts";

// What people get wrong about tcp.smtp, tcprules and tcpserver: each test plays the symptom, the cause and the fix.

const toBob = { from: at.ann, to: "bob@elsewhere.example" };
const strangerToBob = { from: at.stranger, to: "bob@elsewhere.example" };
const toOurs = { from: at.mx, to: "ann@yourdomain.example" };
const own = '127.:allow,RELAYCLIENT=""\n';
const compile = "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp";
const check = (ip: string): string => `TCPREMOTEIP=${ip} tcprulescheck /etc/tcp.smtp.cdb`;
const runFile = "/service/qmail-smtpd/run";
const tcpserver = (options: string): string =>
  `#!/bin/sh\nexec tcpserver -v -l mail.yourdomain.example -u 7791 -g 2108 ${options} 0 smtp /var/qmail/bin/qmail-smtpd 2>&1\n`;

/** Writes rules and compiles them; tells what tcprules said. */
function rule(it: Lab, text: string): readonly string[] {
  it.edit("/etc/tcp.smtp", text);
  return it.sh(compile);
}

test("23. tcp.smtp counts only once tcprules has made its cdb", () => {
  const it = lab({ rules: own });
  it.edit("/etc/tcp.smtp", `192.168.5.:allow,RELAYCLIENT=""\n${own}`);
  expect(it.rcpt(toBob)).toBe(refused);
  expect(it.sh(check(at.ann))).toEqual(["default:", "allow connection"]);
  it.sh(compile);
  expect(it.sh(check(at.ann))).toEqual([
    "rule 192.168.5.:",
    "set environment variable RELAYCLIENT=",
    "allow connection",
  ]);
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test('24. qmailctl cdb says "Reloaded" even where tcprules has failed', () => {
  const it = lab({ rules: own });
  it.edit("/etc/tcp.smtp", `192.168.5.:allow RELAYCLIENT=""\n${own}`);
  expect(it.sh("qmailctl cdb")).toEqual([
    'tcprules: fatal: unable to parse this line: 192.168.5.:allow RELAYCLIENT=""',
    "Reloaded /etc/tcp.smtp.",
    "(That isn't so: tcprules has failed, and the rules from before are still in force.)",
  ]);
  expect(it.rcpt(toBob)).toBe(refused);
  expect(it.file("/etc/tcp.smtp.tmp")).not.toBeNull();
  it.edit("/etc/tcp.smtp", `192.168.5.:allow,RELAYCLIENT=""\n${own}`);
  expect(it.sh("qmailctl cdb")).toEqual(["Reloaded /etc/tcp.smtp."]);
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test("25. nothing needs a restart after tcprules", () => {
  const it = lab({ rules: own });
  const before = it.sh("svstat /service/qmail-smtpd")[0]?.replace(/\) \d+ seconds?/, ")");
  rule(it, `192.168.5.:allow,RELAYCLIENT=""\n${own}`);
  expect(it.rcpt(toBob)).toBe("250 ok");
  expect(it.sh("svstat /service/qmail-smtpd")[0]?.replace(/\) \d+ seconds?/, ")")).toBe(before);
});

test("26. a HUP to qmail-send doesn't compile rules", () => {
  const it = lab({ rules: own });
  it.edit("/etc/tcp.smtp", `192.168.5.:allow,RELAYCLIENT=""\n${own}`);
  it.sh("qmailctl reload");
  it.sh("svc -h /service/qmail-send");
  expect(it.rcpt(toBob)).toBe(refused);
  it.sh("qmailctl cdb");
  expect(it.rcpt(toBob)).toBe("250 ok");
});

describe.each<[name: string, wrong: string, right: string]>([
  ["27. a prefix without its last dot is an address that nobody has", "192.168.5", "192.168.5."],
  ["28. a network with a mask's length is one too", "192.168.0.0/16", "192.168."],
  ["28. so is one with an asterisk", "192.168.5.*", "192.168.5."],
  ["29. a range goes inside one number", "192.168.5.1-192.168.5.20", "192.168.5.1-20"],
])("%s", (_name, wrong, right) => {
  test("it compiles, matches nobody, and works as it should be", () => {
    const it = lab();
    expect(rule(it, `${wrong}:allow,RELAYCLIENT=""\n${own}`)).toEqual([]);
    expect(it.rcpt(toBob)).toBe(refused);
    expect(rule(it, `${right}:allow,RELAYCLIENT=""\n${own}`)).toEqual([]);
    expect(it.rcpt(toBob)).toBe("250 ok");
  });
});

test("28. a network with a mask doesn't compile", () => {
  expect(rule(lab(), '192.168.5.0:255.255.255.0:allow,RELAYCLIENT=""\n')).toEqual([
    'tcprules: fatal: unable to parse this line: 192.168.5.0:255.255.255.0:allow,RELAYCLIENT=""',
  ]);
});

test("30. ranges of numbers stand for what isn't cut at a dot", () => {
  const it = lab();
  rule(it, '198.51.100-103.:allow,RELAYCLIENT=""\n203.0.113.64-95:allow,RELAYCLIENT=""\n');
  const replies = ["198.51.99.1", "198.51.100.1", "198.51.103.255", "198.51.104.1", "203.0.113.63"]
    .concat(["203.0.113.64", "203.0.113.95", "203.0.113.96"])
    .map((from) => it.rcpt({ from, to: "bob@elsewhere.example" }).slice(0, 3));
  expect(replies).toEqual(["553", "250", "250", "553", "553", "250", "250", "553"]);
});

test("31. a blank after the comma becomes part of the variable's name", () => {
  const it = lab();
  rule(it, '192.168.5.:allow, RELAYCLIENT=""\n');
  expect(it.rcpt(toBob)).toBe(refused);
  expect(it.sh(check(at.ann))).toContain("set environment variable  RELAYCLIENT=");
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n');
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test("32. a blank as the value is glued to every recipient", () => {
  const it = lab();
  rule(it, '192.168.5.:allow,RELAYCLIENT=" "\n');
  expect([it.rcpt(toBob), it.queuedAs(toBob)]).toEqual(["250 ok", "bob@elsewhere.example "]);
  expect(it.fate({ ...toBob, sender: "joe@somewhere.example" })).toContain("bounce in mailbox mx:");
  expect(it.file("/var/mail/joe@somewhere.example", "mx")).toContain(
    "Sorry, I couldn't find any host named elsewhere.example?. (#5.1.2)",
  );
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n');
  expect(it.fate(toBob)).toBe("message in mailbox elsewhere:/var/mail/bob@elsewhere.example");
});

test("33. the value is a suffix, not a yes", () => {
  const it = lab();
  rule(it, '192.168.5.:allow,RELAYCLIENT="yes"\n');
  expect(it.queuedAs(toBob)).toBe("bob@elsewhere.exampleyes");
  rule(it, '192.168.5.:allow,RELAYCLIENT="@yourdomain.example"\n');
  expect(it.queuedAs(toBob)).toBe("bob@elsewhere.example@yourdomain.example");
  expect(it.fate(toBob)).toContain("bounce");
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n');
  expect(it.fate(toBob)).toBe("message in mailbox elsewhere:/var/mail/bob@elsewhere.example");
});

test.each(["no", "0"])('34. RELAYCLIENT="%s" lets everybody relay: it is set', (value) => {
  const it = lab();
  rule(it, `192.168.5.:allow,RELAYCLIENT=""\n:allow,RELAYCLIENT="${value}"\n`);
  expect(it.rcpt(strangerToBob)).toBe("250 ok");
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n:allow\n');
  expect(it.rcpt(strangerToBob)).toBe(refused);
});

test.each([
  '192.168.5.:allow RELAYCLIENT=""',
  '192.168.5.:Allow,RELAYCLIENT=""',
  '192.168.5.: allow,RELAYCLIENT=""',
  "192.168.5.:allow,RELAYCLIENT",
  "192.168.5.:allow,RELAYCLIENT=",
  '192.168.5.:allow,RELAYCLIENT="" # ours',
])("35. %s isn't understood, and the old rules stay", (line) => {
  const it = lab();
  it.edit("/etc/tcp.smtp", `${line}\n`);
  expect(it.sh(`${compile}; echo $?`)).toEqual([
    `tcprules: fatal: unable to parse this line: ${line}`,
    "100",
  ]);
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test("36. in small letters it's another variable", () => {
  const it = lab();
  rule(it, '192.168.5.:allow,relayclient=""\n');
  expect(it.rcpt(toBob)).toBe(refused);
  expect(it.sh(check(at.ann))).toContain("set environment variable relayclient=");
});

test("37. :deny at the end keeps all mail from outside away", () => {
  const it = lab();
  rule(it, `192.168.5.:allow,RELAYCLIENT=""\n${own}:deny\n`);
  expect(it.rcpt(toOurs)).toBe("closed");
  expect(it.log("smtpd").findLast((line) => /: (ok|deny) /.test(line))).toMatch(
    /^tcpserver: deny \d+ mail\.yourdomain\.example:192\.0\.2\.25:25 :198\.51\.100\.10::\d+$/,
  );
  rule(it, `192.168.5.:allow,RELAYCLIENT=""\n${own}:allow\n`);
  expect([it.rcpt(toOurs), it.rcpt(strangerToBob)]).toEqual(["250 ok", refused]);
});

test("38. :allow with RELAYCLIENT at the end lets the world relay", () => {
  const it = lab();
  rule(it, `${own}:allow,RELAYCLIENT=""\n`);
  expect(it.rcpt(strangerToBob)).toBe("250 ok");
  rule(it, `${own}192.168.5.:allow,RELAYCLIENT=""\n:allow\n`);
  expect([it.rcpt(strangerToBob), it.rcpt(toBob)]).toEqual([refused, "250 ok"]);
});

test("39. the order of lines is no matter, but of two rules for the same address the first counts", () => {
  const it = lab();
  const lines = [":allow", '192.168.5.:allow,RELAYCLIENT=""', "192.168.5.66:deny"];
  const answers = [lines, lines.toReversed()].map((order) => {
    rule(it, `${order.join("\n")}\n`);
    return [at.ann, at.printer, at.stranger].map((ip) => it.sh(check(ip)));
  });
  expect(answers[1]).toEqual(answers[0]);
  rule(it, '192.168.5.:allow\n192.168.5.:allow,RELAYCLIENT=""\n');
  expect(it.rcpt(toBob)).toBe(refused);
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n192.168.5.:allow\n');
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test("40. a rule for one address takes nothing over from the one for its network", () => {
  const it = lab();
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n192.168.5.10:allow\n');
  expect(it.rcpt(toBob)).toBe(refused);
  rule(it, '192.168.5.:allow,RELAYCLIENT=""\n192.168.5.10:allow,RELAYCLIENT=""\n');
  expect(it.rcpt(toBob)).toBe("250 ok");
});

describe("41. rules that no tcpserver reads", () => {
  test.each([
    ["without -x", tcpserver("-R -H")],
    ["with -x and another file", tcpserver("-R -H -X -x /home/vpopmail/etc/tcp.smtp.cdb")],
  ])("%s", (_cause, script) => {
    const it = lab({ files: { [runFile]: script } });
    expect(it.rcpt(toBob)).toBe(refused);
    it.sh(compile);
    expect(it.rcpt(toBob)).toBe(refused);
    it.edit(runFile, tcpserver("-R -H -x /etc/tcp.smtp.cdb"));
    expect(it.rcpt(toBob)).toBe(refused);
    it.sh("svc -t /service/qmail-smtpd");
    expect(it.rcpt(toBob)).toBe("250 ok");
  });
});

test("42. with -x and no cdb every connection is dropped at once", () => {
  const it = lab();
  it.sh("rm /etc/tcp.smtp.cdb");
  expect(it.rcpt(toOurs)).toBe("closed");
  expect(it.log("smtpd").slice(-3)).toEqual([
    "tcpserver: warning: dropping connection, unable to read /etc/tcp.smtp.cdb: file does not exist",
    expect.stringMatching(/^tcpserver: end \d+ status 28416$/),
    "tcpserver: status: 0/40",
  ]);
  it.sh(compile);
  expect(it.rcpt(toOurs)).toBe("250 ok");
});

test("42. nor can qmaild read a cdb that only root may read", () => {
  const it = lab();
  it.sh("chmod 600 /etc/tcp.smtp.cdb");
  expect(it.rcpt(toOurs)).toBe("closed");
  expect(it.log("smtpd").at(-3)).toContain("unable to read /etc/tcp.smtp.cdb: access denied");
  it.sh("chmod 644 /etc/tcp.smtp.cdb");
  expect(it.rcpt(toOurs)).toBe("250 ok");
});

test("43. the source named as tcprules' second argument is gone, and the rules are empty", () => {
  const it = lab();
  expect(it.sh("tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp < /etc/tcp.smtp; echo $?")).toEqual(["0"]);
  expect(it.file("/etc/tcp.smtp")).toBeNull();
  expect(it.sh(check(at.ann))).toEqual(["default:", "allow connection"]);
  expect(it.rcpt(toBob)).toBe(refused);
  rule(it, `192.168.5.:allow,RELAYCLIENT=""\n${own}`);
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test("44. RELAYCLIENT in tcpserver's own environment lets the world relay, whatever the rules say", () => {
  const script = tcpserver("-R -H -x /etc/tcp.smtp.cdb");
  const it = lab({ files: { [runFile]: script.replace("exec", 'export RELAYCLIENT=""\nexec') } });
  expect(it.sh(check(at.stranger)).at(-1)).toBe("allow connection");
  expect(it.sh(check(at.stranger)).join()).not.toContain("RELAYCLIENT");
  expect(it.rcpt(strangerToBob)).toBe("250 ok");
  it.edit(runFile, script);
  it.sh("svc -t /service/qmail-smtpd");
  expect(it.rcpt(strangerToBob)).toBe(refused);
});

describe("45. rules for names", () => {
  const named = (options: string, rules: string): Lab =>
    lab({
      files: { [runFile]: tcpserver(`-R ${options} -x /etc/tcp.smtp.cdb`) },
      rules,
      world: (file) => ({
        ...file,
        dns: {
          ...file.dns,
          "198.51.100.66": { a: [], mx: [], txt: [], ptr: ["pc1.office.yourdomain.example"] },
        },
      }),
    });
  const byName = '=.office.yourdomain.example:allow,RELAYCLIENT=""\n:allow\n';

  test("don't work with -H", () => {
    expect(named("-H", byName).rcpt(toBob)).toBe(refused);
    expect(named("-h -p", byName).rcpt(toBob)).toBe("250 ok");
  });

  test("don't work in capitals", () => {
    const it = named("-h -p", '=.Office.yourdomain.example:allow,RELAYCLIENT=""\n');
    expect(it.rcpt(toBob)).toBe(refused);
    rule(it, byName);
    expect(it.rcpt(toBob)).toBe("250 ok");
  });

  test("don't work for a client without a name", () => {
    const it = named("-h -p", '=:allow,RELAYCLIENT=""\n:allow\n');
    expect(it.rcpt({ from: "192.168.5.77", to: "bob@elsewhere.example" })).toBe(refused);
    expect(it.log("smtpd").findLast((line) => line.includes(": ok "))).toContain(" :192.168.5.77:");
  });

  test("work for whoever writes such a name into his own zone, without -p", () => {
    const it = named("-h", byName);
    expect(it.rcpt(strangerToBob)).toBe("250 ok");
    expect(it.log("smtpd").findLast((line) => line.includes(": ok "))).toContain(
      "pc1.office.yourdomain.example:198.51.100.66:",
    );
    it.edit(runFile, tcpserver("-R -h -p -x /etc/tcp.smtp.cdb"));
    it.sh("svc -t /service/qmail-smtpd");
    expect([it.rcpt(strangerToBob), it.rcpt(toBob)]).toEqual([refused, "250 ok"]);
  });
});

test("46. a name without = is a key that nobody looks up, and with a hyphen it's a range", () => {
  const it = lab({ files: { [runFile]: tcpserver("-R -h -p -x /etc/tcp.smtp.cdb") } });
  expect(rule(it, 'ann.office.yourdomain.example:allow,RELAYCLIENT=""\n')).toEqual([]);
  expect(it.rcpt(toBob)).toBe(refused);
  expect(rule(it, 'my-host.example.com:allow,RELAYCLIENT=""\n')[0]).toContain("unable to parse this line");
  rule(it, '=ann.office.yourdomain.example:allow,RELAYCLIENT=""\n');
  expect(it.rcpt(toBob)).toBe("250 ok");
});

test.each(["::1", "[::1]", "2001:db8::"])("47. %s can't be an address in rules", (address) => {
  expect(rule(lab(), `${address}:allow,RELAYCLIENT=""\n`)[0]).toContain("unable to parse this line");
});

test("48. behind one gateway everybody is the gateway", () => {
  const it = lab({
    world: (file) => {
      const { mail, ann } = file.hosts;
      if (mail === undefined || ann === undefined) throw new Error("the common world has changed");
      const gateway = { ...ann, name: "gateway.example", addresses: ["203.0.113.200"] };
      const guest = { ...ann, name: "guest.example", addresses: ["10.0.0.9"], behind: "gateway" };
      const owner = { ...guest, name: "owner.example", addresses: ["10.0.0.8"] };
      return { ...file, hosts: { ...file.hosts, gateway, guest, owner } };
    },
    rules: '203.0.113.200:allow,RELAYCLIENT=""\n',
  });
  const dialogue = ["HELO x", "MAIL FROM:<>", "RCPT TO:<bob@elsewhere.example>"];
  expect(it.session("owner", ...dialogue).at(-1)).toBe("250 ok");
  expect(it.session("guest", ...dialogue).at(-1)).toBe("250 ok");
  expect(it.log("smtpd").findLast((line) => line.includes(": ok "))).toContain(":203.0.113.200:");
  rule(it, ":allow\n");
  expect(it.session("guest", ...dialogue).at(-1)).toBe(refused);
});

test("49. a test on the server itself tells nothing about strangers", () => {
  const it = lab();
  expect(it.rcpt({ from: at.localhost, to: "bob@elsewhere.example" })).toBe("250 ok");
  expect(it.rcpt(strangerToBob)).toBe(refused);
  // The same dialogue tells from outside: what it says changes with the relay.
  const dialogue = ["HELO x", "MAIL FROM:<x@y.example>", "RCPT TO:<bob@elsewhere.example>"];
  expect(it.session("stranger", ...dialogue).at(-1)).toBe(refused);
  rule(it, ':allow,RELAYCLIENT=""\n');
  expect(it.session("stranger", ...dialogue).at(-1)).toBe("250 ok");
  rule(it, usualRules);
  expect(it.session("stranger", ...dialogue).at(-1)).toBe(refused);
  expect(it.rcpt({ from: at.localhost, to: "bob@elsewhere.example" })).toBe("250 ok");
});

test("50. webmail speaks SMTP from localhost, or from the server's public address", () => {
  const it = lab({ rules: '127.:allow,RELAYCLIENT=""\n:allow\n' });
  const dialogue = ["HELO webmail", "MAIL FROM:<ann@yourdomain.example>", "RCPT TO:<bob@elsewhere.example>"];
  expect(it.session("mail", ...dialogue).at(-1)).toBe(refused);
  expect(it.log("smtpd").findLast((line) => line.includes(": ok "))).toContain(":192.0.2.25:");
  expect(it.rcpt({ from: at.localhost, to: "bob@elsewhere.example" })).toBe("250 ok");
  rule(it, `192.0.2.25:allow,RELAYCLIENT=""\n${own}:allow\n`);
  expect(it.session("mail", ...dialogue).at(-1)).toBe("250 ok");
  expect(it.rcpt({ from: "192.0.2.26", to: "bob@elsewhere.example" })).toBe(refused);
});

describe("51. inetd with tcpd: the line of hosts.allow is ignored", () => {
  const conf =
    "smtp stream tcp nowait qmaild /usr/local/bin/tcpd /var/qmail/bin/tcp-env /var/qmail/bin/qmail-smtpd\n";
  const allow = "tcp-env: 192.168.5. : setenv = RELAYCLIENT\n";
  const withInetd = (files: Readonly<Record<string, string | null>>): Lab =>
    lab({
      files: {
        "/service/qmail-smtpd/run": null,
        "/service/qmail-smtpd/down": "",
        "/etc/inetd.conf": conf,
        "/etc/hosts.allow": allow,
        ...files,
      },
    });

  test("with all in place the customer relays and the stranger doesn't", () => {
    const it = withInetd({});
    expect([it.rcpt(toBob), it.rcpt(strangerToBob)]).toEqual(["250 ok", refused]);
  });

  test.each([
    ["the daemon isn't called tcp-env", "qmail-smtpd: 192.168.5. : setenv = RELAYCLIENT\n"],
    ["the address lacks its dot", "tcp-env: 192.168.5 : setenv = RELAYCLIENT\n"],
  ])("%s", (_cause, line) => {
    const it = withInetd({ "/etc/hosts.allow": line });
    expect(it.rcpt(toBob)).toBe(refused);
    it.edit("/etc/hosts.allow", allow);
    expect(it.rcpt(toBob)).toBe("250 ok");
  });

  test("tcpd isn't in inetd.conf, or inetd hasn't been told", () => {
    const it = withInetd({
      "/etc/inetd.conf": conf.replace(
        "/usr/local/bin/tcpd /var/qmail/bin/tcp-env",
        "/var/qmail/bin/tcp-env tcp-env",
      ),
    });
    expect(it.rcpt(toBob)).toBe(refused);
    it.edit("/etc/inetd.conf", conf);
    expect(it.rcpt(toBob)).toBe(refused);
    it.sh("killall -HUP inetd");
    expect(it.rcpt(toBob)).toBe("250 ok");
  });
});
