import { expect, it } from "vitest";
import { boot } from "../../runs/boot.ts";
import { content, output, screen, session, smallWorld, smallWorldFile, type } from "../../world.test-kit.ts";
import { mailWorld } from "../../mail.test-kit.ts";

it("shows a dialogue whose every reply can be explained, one behind another in a pipeline too", () => {
  const world = smallWorld();
  type(world, "pc", "swaks -s mail.test -f a@b -t x@y --pipeline -n");
  const shown = (world.consoles.get("pc")?.entries ?? []).flatMap((entry) =>
    entry.kind === "output" ? [[entry.text, entry.reply?.index ?? null]] : [],
  );
  expect(shown).toEqual([
    ["=== Trying mail.test:25...", null],
    ["=== Connected to mail.test.", null],
    ["<-  220 mail.test ESMTP", 0],
    [" -> EHLO pc.test", null],
    ["<-  250-mail.test", 1],
    ["<-  250-PIPELINING", 1],
    ["<-  250 8BITMIME", 1],
    [" -> MAIL FROM:<a@b>", null],
    [" -> RCPT TO:<x@y>", null],
    [" -> DATA", null],
    ["<-  250 ok", 2],
    ["<** 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 3],
    ["<** 503 RCPT first (#5.5.1)", 4],
    [" -> QUIT", null],
    ["<-  221 mail.test", 5],
    ["=== Connection closed with remote host.", null],
  ]);
});

it("sends a mail to the most preferred exchanger, as who is logged in", () => {
  const world = mailWorld();
  type(world, "joe", "swaks -t ann@ours.example -n -S; echo $?");
  expect(screen(world, "joe").at(-1)).toBe("0");
  type(world, "joe", "swaks -t x@partner.example");
  expect(screen(world, "joe")).toContain("=== Trying mx.partner.example:25...");
  const files = [...(world.hosts.get("mail")?.files.nodes.keys() ?? [])];
  const mails = files.filter((path) => path.startsWith("/home/ann/Maildir/new/"));
  expect(mails.map((path) => content(world, "mail", path))).toEqual([
    expect.stringMatching(
      /^Return-Path: <root@mx\.there\.example>\n[^]*\nTo: ann@ours\.example\n[^]*This is a test mailing\n\n\n$/,
    ),
  ]);
});

it("gives up on a server that is at its limit, and so never says a word", () => {
  const file = smallWorldFile("-H -R -l mail.test -c 1");
  const other = { name: "other.test", addresses: ["198.51.100.7"], user: "bob", users: [], files: {} };
  const booted = boot({ ...file, hosts: { ...file.hosts, other } });
  if (booted.kind === "failed") throw new Error(booted.why);
  const { world } = booted;
  type(world, "pc", "telnet mail.test 25");
  const before = world.now;
  expect(session(world, "other", "swaks -s mail.test -t x@test.example; echo $?").slice(1)).toEqual([
    "=== Trying mail.test:25...",
    "=== Connected to mail.test.",
    "<** Timeout (30 secs) waiting for server response",
    " -> QUIT",
    "<** Timeout (30 secs) waiting for server response",
    "=== Connection closed with remote host.",
    "21",
  ]);
  expect(world.now - before).toBe(61);
});

it("asks for what it needs", () => {
  expect(
    session(smallWorld(), "pc", "swaks -s mail.test -hr -n -a -q AUTH", "ann", "secret", "echo $?"),
  ).toEqual([
    "ann@pc:~$ swaks -s mail.test -hr -n -a -q AUTH",
    "Username: ",
    "ann",
    "Password: ",
    "secret",
    "=== Trying mail.test:25...",
    "=== Connected to mail.test.",
    " -> EHLO pc.test",
    "*** Host did not advertise authentication",
    " -> QUIT",
    "=== Connection closed with remote host.",
    "ann@pc:~$ echo $?",
    "28",
  ]);
});

it("asks again as long as an answer can't be one", () => {
  const lines = session(smallWorld(), "pc", "swaks -s mail.test -hr -n", "", "x@test.example");
  expect(lines.slice(1, 6)).toEqual(["To: ", "", "To: ", "x@test.example", "=== Trying mail.test:25..."]);
  expect(session(smallWorld(), "pc", "echo | swaks -s mail.test; echo $?").slice(1)).toEqual([
    "To: To: ",
    "*** Standard input has ended before an answer to To:",
    "1",
  ]);
});

it("takes the message from a file or from standard input", () => {
  const world = smallWorld();
  const swaks = "swaks -s mail.test -f a@b -t x@test.example --dump-mail";
  expect(output(world, "echo one > /tmp/body", `${swaks} --body @/tmp/body --h-From me | tail -5`)).toEqual([
    "X-Mailer: swaks v20240103.0 jetmore.org/john/code/swaks/",
    "",
    "one",
    "",
    "",
  ]);
  expect(output(world, `printf 'Subject: s\\n\\ntwo\\n' | ${swaks} --data -`)).toEqual([
    "Subject: s",
    "",
    "two",
    "",
  ]);
});

it("calls from another address of its host with --li", () => {
  const file = smallWorldFile();
  const pc = {
    name: "pc.test",
    addresses: ["198.51.100.66", "198.51.100.67"],
    user: "ann",
    users: [],
    files: {},
  };
  const booted = boot({ ...file, hosts: { ...file.hosts, pc } });
  if (booted.kind === "failed") throw new Error(booted.why);
  const { world } = booted;
  type(world, "pc", "swaks -s mail.test -t x@test.example -li 198.51.100.67 -n");
  expect([...world.traces.values()].map(({ clientAddress }) => clientAddress)).toEqual(["198.51.100.67"]);
  expect(session(world, "pc", "swaks -s mail.test -t x@test.example -li 192.0.2.9").at(-1)).toBe(
    "*** \tCannot assign requested address",
  );
});

it.each([
  ["swaks --version", ["swaks version 20240103.0", "0"]],
  ["swaks --pipe cat", ["*** The option pipe doesn't work in this swaks", "1"]],
  ["swaks --protocol LMTP -t a@b", ["*** The protocol lmtp doesn't work in this swaks", "1"]],
])("%s", (line, lines) => {
  expect(session(smallWorld(), "pc", `${line}; echo $?`).slice(1)).toEqual(lines);
});

it("lets two programs of a pipe share what is shown", () => {
  expect(session(smallWorld(), "pc", "swaks -s mail.test -t x@y -f a@b | grep '<[*][*]'").slice(1)).toEqual([
    "<** 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
  ]);
});
