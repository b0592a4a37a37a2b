import { expect, test } from "vitest";
import type { WorldFile } from "../../src/world/index.ts";
import { at, badSender, lab, refused } from "./kit.ts";

// What people get wrong about who is a customer: each test plays the symptom, the cause and the fix.

const runFile = "/service/qmail-smtpd/run";
const script = (environment: string, program: string): string =>
  `#!/bin/sh\nexec env ${environment} tcpserver -v -R -H -l mail.yourdomain.example -x /etc/tcp.smtp.cdb -u 7791 -g 2108 0 smtp ${program} 2>&1\n`;
const withAuth = (file: WorldFile): WorldFile => {
  const { mail } = file.hosts;
  if (mail === undefined) throw new Error("the common world has changed");
  return { ...file, hosts: { ...file.hosts, mail: { ...mail, qmail: "netqmail-smtp-auth" } } };
};
const elsewhere = "bob@elsewhere.example";
/** "joe", NUL, "joe", NUL, "wrong" in base64. */
const wrongPassword = "AUTH PLAIN am9lAGpvZQB3cm9uZw==";

test("52. the envelope sender proves nothing: whoever likes can write it", () => {
  const it = lab();
  const forged = { from: at.stranger, sender: "ceo@yourdomain.example", to: elsewhere };
  expect(it.rcpt(forged)).toBe(refused);
  // A rule can only ask for an address; a list of senders would have let him in, as it's one line that he types.
  expect(it.session("stranger", "MAIL FROM:<ceo@yourdomain.example>")).toContain("250 ok");
  expect(it.rcpt({ ...forged, from: at.ann })).toBe("250 ok");
});

test("53. From: in a message is as free as the envelope sender, and they need not agree", () => {
  const it = lab();
  const lines = ["MAIL FROM:<x@nowhere.example>", "RCPT TO:<ann@yourdomain.example>", "DATA"];
  const message = ["From: boss@yourdomain.example", "To: ann@yourdomain.example", "", "Pay this.", "."];
  expect(it.session("stranger", ...lines, ...message).at(-1)).toMatch(/^250 ok \d+ qp \d+$/);
  const [mail = ""] = it
    .sh("cat /home/ann/Maildir/new/*", "mail")
    .filter((line) => line.startsWith("Return-Path"));
  expect(mail).toBe("Return-Path: <x@nowhere.example>");
  expect(it.sh("grep -h ^From: /home/ann/Maildir/new/*")).toEqual(["From: boss@yourdomain.example"]);
});

test("54. a provider that asks for its own envelope sender refuses ours, whatever From: says", () => {
  const it = lab();
  const lines = (sender: string): readonly string[] => [
    "telnet relay.strict.example 25",
    "HELO rosa",
    `MAIL FROM:<${sender}>`,
    `RCPT TO:<${elsewhere}>`,
    "DATA",
    "From: rosa@yourdomain.example",
    ".",
    "QUIT",
  ];
  const answers = ["rosa@yourdomain.example", "rosa@strict.example"].map((sender) => {
    const before = it.world.consoles.get("rosa")?.entries.length ?? 0;
    for (const line of lines(sender)) it.type("rosa", line);
    const entries = it.world.consoles.get("rosa")?.entries.slice(before) ?? [];
    return entries.flatMap((entry) => (entry.kind === "output" ? [entry.text] : [])).slice(4, 6);
  });
  expect(answers).toEqual([
    ["553 5.7.1 <rosa@yourdomain.example>: Sender address rejected: not one of ours", "503 5.5.1 MAIL first"],
    ["250 2.1.0 Ok", "250 2.1.5 Ok"],
  ]);
  expect(it.file(`/var/mail/${elsewhere}`, "elsewhere")).toMatch(
    /^From rosa@strict\.example [^]*\nFrom: rosa@yourdomain\.example\n/,
  );
});

test("55. a provider that blocks port 25 leaves a call unanswered, and no server can help that", () => {
  const it = lab({
    files: {
      "/service/submission/run": script("", "/var/qmail/bin/qmail-smtpd").replace(
        " 0 smtp ",
        " 0 submission ",
      ),
    },
    world: (file) => {
      const { rosa } = file.hosts;
      if (rosa === undefined) throw new Error("the common world has changed");
      return { ...file, hosts: { ...file.hosts, rosa: { ...rosa, blocked: [25] } } };
    },
  });
  it.sh("telnet mail.yourdomain.example 25", "rosa");
  expect(it.world.consoles.get("rosa")?.entries.at(-1)?.text).toBe(
    "telnet: Unable to connect to remote host: Connection timed out",
  );
  expect(it.rcpt({ from: at.mx, to: "ann@yourdomain.example" })).toBe("250 ok");
  // Port 587 is only another port to tcpserver, with no rule of its own: she gets in, and is refused there too.
  it.type("rosa", "telnet mail.yourdomain.example 587");
  it.type("rosa", "MAIL FROM:<rosa@yourdomain.example>");
  it.type("rosa", `RCPT TO:<${elsewhere}>`);
  expect(it.world.consoles.get("rosa")?.entries.at(-1)?.text).toBe(refused);
});

test("56. the words tell which server has refused", () => {
  const it = lab();
  const last = (...lines: readonly string[]): string => {
    for (const line of lines) it.type("rosa", line);
    const entries = it.world.consoles.get("rosa")?.entries ?? [];
    return entries.findLast(({ kind, text }) => kind === "output" && /^[245]\d\d /.test(text))?.text ?? "";
  };
  const dialogue = ["MAIL FROM:<rosa@yourdomain.example>", "RCPT TO:<a@third.example>"];
  expect(last("telnet mail.yourdomain.example 25", ...dialogue)).toBe(refused);
  it.type("rosa", "QUIT");
  // Another kind of server, refusing for the same reason.
  expect(last("telnet mx.elsewhere.example 25", ...dialogue)).toBe(
    "554 5.7.1 <a@third.example>: Relay access denied",
  );
});

test("62. AUTH isn't there in stock qmail; with the patch it needs SMTPAUTH and a program that checks", () => {
  const stock = lab();
  expect(stock.session("rosa", "EHLO rosa", wrongPassword).slice(1)).toEqual([
    "250-mail.yourdomain.example\r\n250-PIPELINING\r\n250 8BITMIME",
    "502 unimplemented (#5.5.1)",
  ]);
  const patched = lab({ world: withAuth });
  expect(patched.session("rosa", "EHLO rosa", wrongPassword).at(-1)).toBe("503 auth not available (#5.3.3)");
  patched.edit(runFile, script('SMTPAUTH=""', "/var/qmail/bin/qmail-smtpd /bin/false /bin/true"));
  patched.sh("svc -t /service/qmail-smtpd");
  const replies = patched.session("rosa", "EHLO rosa", wrongPassword);
  expect(replies[1]).toContain("250-AUTH LOGIN PLAIN\r\n");
  expect(replies.at(-1)).toBe("535 authentication failed (#5.7.1)");
});

test("63. /bin/true where the checker should be accepts every password", () => {
  const it = lab({
    files: { [runFile]: script('SMTPAUTH=""', "/var/qmail/bin/qmail-smtpd /bin/true") },
    world: withAuth,
  });
  const dialogue = ["EHLO x", wrongPassword, "MAIL FROM:<x@y.example>", `RCPT TO:<${elsewhere}>`];
  expect(it.session("stranger", ...dialogue).slice(-3)).toEqual([
    "235 ok, go ahead (#2.0.0)",
    "250 ok",
    "250 ok",
  ]);
  it.edit(runFile, script('SMTPAUTH=""', "/var/qmail/bin/qmail-smtpd /bin/false /bin/true"));
  it.sh("svc -t /service/qmail-smtpd");
  expect(it.session("stranger", ...dialogue).slice(-3)).toEqual([
    "535 authentication failed (#5.7.1)",
    "250 ok",
    refused,
  ]);
});

test("65. badmailfrom comes before RELAYCLIENT", () => {
  const it = lab({ files: { "control/badmailfrom": "@yourdomain.example\n" } });
  const letter = { from: at.ann, sender: "ann@yourdomain.example", to: elsewhere };
  expect(it.rcpt(letter)).toBe(badSender);
  it.sh("rm /var/qmail/control/badmailfrom");
  expect(it.rcpt(letter)).toBe("250 ok");
});

test("66. a port that only customers know is found by whoever tries the ports", () => {
  const it = lab({
    files: {
      "/service/side-door/run": script('RELAYCLIENT=""', "/var/qmail/bin/qmail-smtpd").replace(
        " 0 smtp ",
        " 0 2525 ",
      ),
    },
  });
  const letter = { from: at.stranger, to: elsewhere };
  expect(it.rcpt(letter)).toBe(refused);
  expect(it.rcpt({ ...letter, port: 2524 })).toBe("refused");
  expect(it.rcpt({ ...letter, port: 2525 })).toBe("250 ok");
  it.sh("svc -d /service/side-door");
  expect(it.rcpt({ ...letter, port: 2525 })).toBe("refused");
});
