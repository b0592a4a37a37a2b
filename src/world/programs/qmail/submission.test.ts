import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, record } from "../../mail.test-kit.ts";
import { content, output } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

const overlay = (files: Readonly<Record<string, string>>) => ({ mail: files });

/** The only message in bob's mailbox on the server. */
function toBob(world: World): string {
  const messages = filesIn(world, "mail", "/home/bob/Maildir/new");
  expect(messages).toHaveLength(1);
  return messages[0] ?? "";
}

describe("qmail-inject", () => {
  test("hands a message to qmail-queue, whatever rcpthosts says", () => {
    const world = mailWorld();
    const write = `printf 'Subject: Hi\\n\\nDear %s,\\n' Bob | qmail-inject bob@dest.example; echo $?`;
    expect(output(world, write)).toEqual(["0"]);
    expect(content(world, "dest", "/var/mail/bob@dest.example").replace(/\d{4}\.qmail/, "PID.qmail")).toMatch(
      /\nReceived: \(qmail \d+ invoked by uid 0\); .*\nDate: 24 Nov 2026 09:00:01 -0000\nMessage-ID: <20261124090001\.PID\.qmail@mail\.ours\.example>\nFrom: root@mail\.ours\.example\nCc: recipient list not shown: ;\nSubject: Hi\n\nDear Bob,\n/,
    );
    expect(record(world)[2]).toMatch(/^info msg 93: bytes \d+ from <root@mail\.ours\.example> qp \d+ uid 0$/);
  });

  test("tells its trouble, and ends with 100 or 111", () => {
    const world = mailWorld();
    expect(output(world, "echo 'To: (' | qmail-inject; echo $?")).toEqual([
      "qmail-inject: fatal: unable to parse this line:",
      "To: (",
      "100",
    ]);
    expect(
      output(world, "chmod 600 /var/qmail/control/me", "echo | su bob -c 'qmail-inject bob; echo $?'"),
    ).toEqual(["qmail-inject: fatal: read error", "111"]);
  });

  test("runs the program of QMAILQUEUE in place of qmail-queue", () => {
    const world = mailWorld(overlay({ "/usr/bin/no": "#!/bin/sh\nexit 31\n" }));
    expect(output(world, "echo | QMAILQUEUE=/usr/bin/no qmail-inject bob; echo $?")).toEqual([
      "qmail-inject: fatal: mail server permanently rejected message (#5.3.0)",
      "100",
    ]);
  });
});

describe("sendmail", () => {
  test("takes recipients from its arguments, or with -t from the header too", () => {
    const world = mailWorld();
    output(world, "echo 'To: bob@ours.example' | /usr/sbin/sendmail -oi -i -t -f joe@there.example -FJoe");
    const message = toBob(world);
    expect(message).toContain("Return-Path: <joe@there.example>\n");
    // -f names the author too, without the name of -F.
    expect(message).toContain("\nFrom: joe@there.example\nTo: bob@ours.example\n");
    output(world, "echo 'To: bob@ours.example' | /usr/lib/sendmail ann@ours.example");
    expect(filesIn(world, "mail", "/home/bob/Maildir/new")).toHaveLength(1);
    expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toHaveLength(1);
  });

  test("speaks SMTP with -bs, as with a client that may relay", () => {
    const world = mailWorld();
    const lines = ["MAIL FROM:<ann@ours.example>", "RCPT TO:<x@dest.example>", "DATA", "Hi", ".", "QUIT", ""];
    const said = output(world, `printf '${lines.join("\\r\\n")}' | sendmail -bs`);
    expect(said.map((line) => line.slice(0, 3))).toEqual(["220", "250", "250", "354", "250", "221"]);
    expect(content(world, "dest", "/var/mail/x@dest.example")).toContain(
      "Received: from localhost (sendmail-bs@127.0.0.1)\n  by localhost with SMTP",
    );
  });

  test("says how it's used, and which options it doesn't know", () => {
    const usage = "sendmail: usage: sendmail [ -t ] [ -fsender ] [ -Fname ] [ -bp ] [ -bs ] [ arg ... ]";
    expect(output(mailWorld(), "sendmail -bd; echo $?", "sendmail -z", "sendmail -Ex -v -bi")).toEqual([
      usage,
      "100",
      "sendmail: illegal option -- z",
      usage,
      usage,
    ]);
  });
});

describe("what is in the queue", () => {
  const queued = () => {
    const world = mailWorld();
    output(world, "echo | qmail-inject -f joe@there.example 'p %@partner.example' bob@ours.example");
    return world;
  };

  test("is shown by qmail-qread and mailq, with what is done and what isn't", () => {
    const world = queued();
    output(world, "echo | qmail-inject -f '' x@dark.example later@dest.example nobody@dest.example");
    const shown = [
      expect.stringMatching(/^24 Nov 2026 09:00:01 GMT {2}#93 {2}\d+ {2}<joe@there\.example> $/),
      "\tremote\tp %@partner.example",
      expect.stringMatching(/^24 Nov 2026 09:00:02 GMT {2}#94 {2}\d+ {2}<> {2}bouncing$/),
      "\tremote\tx@dark.example",
      "\tremote\tlater@dest.example",
      "  done\tremote\tnobody@dest.example",
    ];
    expect(output(world, "qmail-qread")).toEqual(shown);
    expect(output(world, "mailq")).toEqual(shown);
  });

  test("is counted by qmail-qstat, also what qmail-send hasn't taken up", () => {
    const world = queued();
    expect(output(world, "qmail-qstat")).toEqual([
      "messages in queue: 1",
      "messages in queue but not yet preprocessed: 0",
    ]);
    output(world, "svc -d /service/qmail-send", "echo | qmail-inject bob");
    expect(output(world, "qmail-qstat")).toEqual([
      "messages in queue: 2",
      "messages in queue but not yet preprocessed: 1",
    ]);
  });

  test("is root's business", () => {
    const world = queued();
    expect(output(world, "su bob -c 'qmail-qread; echo $?; qmail-qstat'")).toEqual([
      "fatal: unable to chdir: access denied",
      "111",
      "find: 'queue/mess/*': Permission denied",
      "messages in queue: -1",
      "find: 'queue/todo': Permission denied",
      "messages in queue but not yet preprocessed: -1",
    ]);
    expect(output(world, "chmod 755 /var/qmail/queue", "su bob -c qmail-qread")).toEqual([
      "fatal: unable to opendir info/0: access denied",
    ]);
  });

  test("is warned of where a file lacks", () => {
    const world = queued();
    expect(output(world, "rm /var/qmail/queue/mess/1/93", "qmail-qread")).toEqual([
      "warning: trouble with #93: file does not exist",
    ]);
  });
});
