import { describe, expect, test } from "vitest";
import type { WorldFile } from "../../src/world/index.ts";
import { at, lab, refused, usualRules, type Lab } from "./kit.ts";

// What people get wrong about tests, lists, delays and what comes after the 250: symptom, cause and fix.

const runFile = "/service/qmail-smtpd/run";
const ours = "yourdomain.example\nmail.yourdomain.example\nshop.example\n";
const toOurs = { from: at.mx, to: "ann@yourdomain.example" };
const compile = "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp";
const script = (options: string, chain = ""): string =>
  `#!/bin/sh\nexec tcpserver -v ${options} -x /etc/tcp.smtp.cdb -u 7791 -g 2108 0 smtp ${chain}/var/qmail/bin/qmail-smtpd 2>&1\n`;
const usualOptions = "-H -R -l mail.yourdomain.example";

function restart(it: Lab, text: string): void {
  it.edit(runFile, text);
  it.sh("svc -t /service/qmail-smtpd");
}

/** How many messages have left for elsewhere.example, whoever got them there. */
function left(it: Lab): number {
  return it.file("/var/mail/bob@elsewhere.example", "elsewhere")?.match(/^From /gm)?.length ?? 0;
}

/** What the testers of open relays ask. */
const probes: readonly (readonly [recipient: string, reply: string])[] = [
  ["<bob@elsewhere.example>", refused],
  ["<bob%elsewhere.example@yourdomain.example>", "250 ok"],
  ["<bob@elsewhere.example@yourdomain.example>", "250 ok"],
  ['<"bob@elsewhere.example"@yourdomain.example>', "250 ok"],
  ["<elsewhere.example!bob@yourdomain.example>", "250 ok"],
  ["<elsewhere.example!bob>", "250 ok"],
  ["<bob%elsewhere.example>", "250 ok"],
  ['<"bob%elsewhere.example">', "250 ok"],
  ['<"bob@elsewhere.example">', refused],
  ["<bob\\@elsewhere.example>", refused],
  ["<@yourdomain.example:bob@elsewhere.example>", refused],
  ["<@elsewhere.example:ann@yourdomain.example>", "250 ok"],
  ["<bob%elsewhere.example@[192.0.2.25]>", "250 ok"],
  ['<"ann@yourdomain.example"@elsewhere.example>', refused],
];

function tester(it: Lab): readonly string[] {
  return probes.map(([recipient]) => {
    const lines = ["MAIL FROM:<joe@somewhere.example>", `RCPT TO:${recipient}`, "DATA", "test", ".", "QUIT"];
    return it.session("stranger", ...lines)[2] ?? "";
  });
}

test("68. 250 isn't relaying: what a tester of relays gets accepted comes back, or stays here", () => {
  const it = lab();
  expect(tester(it)).toEqual(probes.map(([, reply]) => reply));
  expect(left(it)).toBe(0);
  expect(it.sh("ls /var/mail", "mx")).toEqual(["joe@somewhere.example"]);
  // The one that is plain mail to ann, by way of a route that is cut off.
  expect(it.sh("ls /home/ann/Maildir/new")).toHaveLength(1);
});

test("69. percenthack makes relaying of it, until it's gone and qmail-send started again", () => {
  const it = lab({ files: { "control/percenthack": "yourdomain.example\n" } });
  tester(it);
  expect(left(it)).toBe(1);
  it.sh("rm /var/qmail/control/percenthack; svc -h /service/qmail-send");
  tester(it);
  expect(left(it)).toBe(2);
  it.sh("svc -t /service/qmail-send");
  tester(it);
  expect(left(it)).toBe(2);
});

describe("70. a secondary exchanger has the domain in rcpthosts, and nowhere else", () => {
  const toPartner = { from: at.mx, to: "p@partner.example" };
  test.each<[cause: string, files: Readonly<Record<string, string>>, symptom: string]>([
    ["not in rcpthosts", {}, refused],
    [
      "in locals too",
      {
        "control/rcpthosts": `${ours}partner.example\n`,
        "control/locals": "yourdomain.example\npartner.example\n",
      },
      "bounce in mailbox mx:/var/mail/joe@somewhere.example",
    ],
    [
      "in virtualdomains too",
      {
        "control/rcpthosts": `${ours}partner.example\n`,
        "control/virtualdomains": "partner.example:ann\n",
      },
      "bounce in mailbox mx:/var/mail/joe@somewhere.example",
    ],
  ])("%s", (_cause, files, symptom) => {
    const it = lab({ files });
    expect(it.fate(toPartner)).toBe(symptom);
    it.edit("control/rcpthosts", `${ours}partner.example\n`);
    it.edit("control/locals", "yourdomain.example\nmail.yourdomain.example\n");
    it.edit("control/virtualdomains", "shop.example:shop\n");
    it.sh("svc -h /service/qmail-send");
    expect(it.fate(toPartner)).toBe("message in mailbox partner:/var/mail/p@partner.example");
  });
});

test("71. an exchanger that DNS prefers must know the domain as its own", () => {
  const equal = (file: WorldFile): WorldFile => ({
    ...file,
    dns: {
      ...file.dns,
      "partner.example": {
        a: [],
        ptr: [],
        txt: [],
        mx: [
          { preference: 10, host: "mail.yourdomain.example" },
          { preference: 10, host: "mx.partner.example" },
        ],
      },
    },
  });
  const files = { "control/rcpthosts": `${ours}partner.example\n` };
  const it = lab({ files, world: equal });
  expect(it.fate({ from: at.mx, to: "p@partner.example" })).toContain("bounce");
  expect(it.file("/var/mail/joe@somewhere.example", "mx")).toContain("(#5.4.6)");
  // What DNS says otherwise, or a route of one's own, mends it.
  it.edit("control/smtproutes", "partner.example:mx.partner.example\n");
  expect(it.fate({ from: at.mx, to: "p@partner.example" })).toBe(
    "message in mailbox partner:/var/mail/p@partner.example",
  );
});

test("72. a closed relay sends failure notices to forged senders", () => {
  const it = lab();
  expect(it.rcpt({ from: at.stranger, to: "bob@elsewhere.example" })).toBe(refused);
  const letter = { from: at.stranger, sender: "victim@elsewhere.example", to: "nobody@yourdomain.example" };
  expect(it.fate(letter)).toBe("bounce in mailbox elsewhere:/var/mail/victim@elsewhere.example");
  expect(it.log("send").filter((line) => line.includes("from <> "))).toHaveLength(1);
});

test("73. a list that has closed and says yes to all refuses all mail", () => {
  const it = lab({
    files: { [runFile]: script(usualOptions, "/usr/local/bin/rblsmtpd -r closed-list.example ") },
  });
  expect(it.session("mx", "MAIL FROM:<>", "RCPT TO:<ann@yourdomain.example>")).toEqual([
    "220 rblsmtpd.local",
    "250 rblsmtpd.local",
    "451 closed-list.example is gone, stop asking it",
  ]);
  expect(it.log("smtpd").find((line) => line.startsWith("rblsmtpd: "))).toMatch(
    /^rblsmtpd: 198\.51\.100\.10 pid \d+: 451 closed-list\.example is gone, stop asking it$/,
  );
  restart(it, script(usualOptions));
  expect(it.rcpt(toOurs)).toBe("250 ok");
});

test("74. one's own dial-up customers are on lists of dial-ups, and RELAYCLIENT is no excuse there", () => {
  const rules = `203.0.113.64-95:allow,RELAYCLIENT=""\n${usualRules}`;
  const it = lab({
    files: { [runFile]: script(usualOptions, "/usr/local/bin/rblsmtpd -b -r dialups.example ") },
    rules,
  });
  const letter = { from: at.customer, to: "bob@elsewhere.example" };
  expect(it.rcpt(letter)).toBe("553 203.0.113.70 is a dial-up, use your provider's relay");
  it.edit("/etc/tcp.smtp", rules.replace('RELAYCLIENT=""', 'RELAYCLIENT="",RBLSMTPD=""'));
  it.sh(compile);
  expect(it.rcpt(letter)).toBe("250 ok");
  expect(it.rcpt({ from: at.mx, to: "ann@yourdomain.example" })).toBe("250 ok");
});

describe("75. a late greeting", () => {
  const secondsToGreeting = (it: Lab, host: string): number => {
    const before = it.world.now;
    it.session(host, "QUIT");
    return it.world.now - before - 1;
  };
  test("comes from an ident server that is behind a firewall", () => {
    const it = lab({ files: { [runFile]: script("-H -l mail.yourdomain.example") } });
    expect(secondsToGreeting(it, "rosa")).toBe(26);
    restart(it, script(usualOptions));
    expect(secondsToGreeting(it, "rosa")).toBe(0);
  });

  test("comes from DNS that doesn't answer", () => {
    const deaf = (file: WorldFile): WorldFile => ({
      ...file,
      dns: { ...file.dns, "198.51.100.77": "timeout" },
    });
    const it = lab({ files: { [runFile]: script("-R -l mail.yourdomain.example") }, world: deaf });
    expect(secondsToGreeting(it, "rosa")).toBe(59);
    restart(it, script(usualOptions));
    expect(secondsToGreeting(it, "rosa")).toBe(0);
  });
});

test("76. at its limit tcpserver lets callers connect and doesn't greet them", () => {
  const it = lab({ files: { [runFile]: script(`-c 1 ${usualOptions}`) } });
  it.type("ann", "telnet mail.yourdomain.example 25");
  expect(it.rcpt(toOurs)).toBe("silent");
  expect(it.log("smtpd").findLast((line) => line.includes("status: "))).toBe("tcpserver: status: 1/1");
  it.type("ann", "QUIT");
  expect(it.rcpt(toOurs)).toBe("250 ok");
  it.type("ann", "telnet mail.yourdomain.example 25");
  restart(it, script(`-c 40 ${usualOptions}`));
  expect(it.rcpt(toOurs)).toBe("250 ok");
});

test("77. status 256 is a client that has hung up without QUIT", () => {
  const it = lab();
  const statusAfter = (...lines: readonly string[]): string => {
    it.session("mx", ...lines);
    return (
      it
        .log("smtpd")
        .findLast((line) => line.includes(": end "))
        ?.replace(/end \d+/, "end") ?? ""
    );
  };
  expect(statusAfter("NOOP")).toBe("tcpserver: end status 256");
  expect(statusAfter("NOOP", "QUIT")).toBe("tcpserver: end status 0");
});

test("78. a bare newline in a message ends the session, and fixcrio mends what the client sends", () => {
  const it = lab();
  const line = String.raw`printf 'MAIL FROM:<>\r\nRCPT TO:<ann@yourdomain.example>\r\nDATA\r\na\nb\r\n.\r\nQUIT\r\n'`;
  const say = (): readonly string[] => it.sh(`${line} | nc mail.yourdomain.example 25`);
  expect(say()).toContain("451 See http://pobox.com/~djb/docs/smtplf.html.");
  restart(it, script(usualOptions, "/usr/local/bin/fixcrio "));
  expect(say().find((reply) => /^250 ok \d+/.test(reply))).toBeDefined();
});

test("79. an alias whose DNS answer is too long keeps accepted mail in the queue", () => {
  const long = (file: WorldFile): WorldFile => ({
    ...file,
    dns: {
      ...file.dns,
      "elsewhere.example": {
        a: [],
        ptr: [],
        txt: [],
        mx: [{ preference: 10, host: "mx.elsewhere.example" }],
        anyBytes: 900,
      },
    },
  });
  const it = lab({ world: long });
  const letter = { from: at.ann, to: "bob@elsewhere.example" };
  expect(it.fate(letter)).toBe("message in queue mail:/var/qmail/queue");
  expect(it.log("send").findLast((line) => line.includes(": deferral: "))).toContain(
    "CNAME_lookup_failed_temporarily._(#4.4.3)",
  );
  // A route needs no such question.
  it.edit("control/smtproutes", "elsewhere.example:mx.elsewhere.example\n");
  it.sh("qmailctl flush");
  expect(it.fate(letter)).toBe("message in mailbox elsewhere:/var/mail/bob@elsewhere.example");
});

test("80. smtproutes says by whom one's own mail goes, and changes nothing about who may relay here", () => {
  const it = lab();
  const letter = { from: at.ann, to: "bob@elsewhere.example" };
  const stranger = { ...letter, from: at.stranger };
  const received = (): string => it.file("/var/mail/bob@elsewhere.example", "elsewhere") ?? "";
  expect(it.fate(letter)).toBe("message in mailbox elsewhere:/var/mail/bob@elsewhere.example");
  it.edit("control/smtproutes", ":relay.provider.example\n");
  expect(it.fate(letter)).toBe("message in mailbox elsewhere:/var/mail/bob@elsewhere.example");
  expect(received().match(/^From /gm)).toHaveLength(2);
  expect(it.log("send").findLast((line) => line.includes(": success: "))).toContain(
    "198.51.100.130_accepted",
  );
  expect(it.rcpt(stranger)).toBe(refused);
  // What the provider can't pass on hasn't arrived.
  expect(it.fate({ ...letter, to: "x@nowhere.example" })).toBe(
    "message in queue provider:/var/spool/undelivered",
  );
});

test("81. a 553 leaves nothing in the logs but ok and end; recordio shows the dialogue", () => {
  const it = lab();
  it.session("stranger", "MAIL FROM:<>", "RCPT TO:<bob@elsewhere.example>", "QUIT");
  expect(it.log("smtpd").join("\n")).not.toContain("553");
  expect(
    it
      .log("smtpd")
      .slice(-3)
      .map((line) => line.replaceAll(/\d+ /g, "N ")),
  ).toEqual([
    expect.stringMatching(/^tcpserver: ok N /),
    expect.stringMatching(/^tcpserver: end N status 0$/),
    "tcpserver: status: 0/40",
  ]);
  restart(it, script(usualOptions, "/usr/local/bin/recordio "));
  it.session("stranger", "MAIL FROM:<>", "RCPT TO:<bob@elsewhere.example>", "QUIT");
  expect(it.log("smtpd").some((line) => /^\d+ > 553 sorry, that domain isn't in my list/.test(line))).toBe(
    true,
  );
});

test("82. an address without a domain is completed with envnoathost, and is local", () => {
  const it = lab();
  expect(it.fate({ from: at.stranger, to: "postmaster" })).toBe("message in mailbox mail:/home/ann/Maildir/");
  it.edit("control/envnoathost", "elsewhere.example\n");
  it.sh("svc -t /service/qmail-send");
  expect(it.fate({ from: at.stranger, to: "postmaster" })).toBe(
    "message in mailbox elsewhere:/var/mail/postmaster@elsewhere.example",
  );
});
