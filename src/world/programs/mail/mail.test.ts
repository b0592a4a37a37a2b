import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, send } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { content, output, session } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

/** A world with two messages for ann, whose mailbox root reads. */
function withMail(files: Readonly<Record<string, string>> = {}): World {
  const world = mailWorld({ mail: files });
  send(world, "ann@ours.example", { text: "From: Joe <joe@there.example>\nSubject: One\n\nFirst" });
  send(world, "ann@ours.example", { text: "\nSecond", sender: "" });
  return world;
}

const shape = (lines: readonly string[]) => lines.map((line) => line.replace(/ +\d+\/\d+/, " L/B"));

const listed = [
  '"/home/ann/Maildir": 2 messages 2 new',
  ">N  1 joe@there.example        Tue Nov 24 09:00 L/B  One",
  " N  2 MAILER-DAEMON            Tue Nov 24 09:00 L/B",
];

describe("mail at a console", () => {
  test("lists the mailbox, and shows, deletes and keeps what it's told to", () => {
    const world = withMail();
    expect(shape(session(world, "mail", "mail -u ann")).slice(1)).toEqual(listed);
    const shown = session(world, "mail", "1");
    expect(shown.slice(0, 3)).toEqual(["& 1", "Message 1:", "Return-Path: <joe@there.example>"]);
    expect(shown.slice(-4)).toEqual(["From: Joe <joe@there.example>", "Subject: One", "", "First"]);
    expect(session(world, "mail", "").at(-1)).toBe("Second");
    expect(session(world, "mail", "", "9", "d 9", "z")).toEqual([
      "& ",
      "No more messages.",
      "& 9",
      "No more messages.",
      "& d 9",
      "No such message.",
      "& z",
      "Unknown command: z. A ? shows those that there are.",
    ]);
    expect(shape(session(world, "mail", "d", "h", "u 2", "d 1", "h"))).toEqual([
      "& d",
      "& h",
      "    1 joe@there.example        Tue Nov 24 09:00 L/B  One",
      "& u 2",
      "& d 1",
      "& h",
      ">   2 MAILER-DAEMON            Tue Nov 24 09:00 L/B",
    ]);
    expect(session(world, "mail", "q", "echo done").at(-1)).toBe("done");
    expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toEqual([]);
    expect(output(world, "ls /home/ann/Maildir/cur")).toEqual([expect.stringMatching(/:2,S$/)]);
  });

  test("shows what another mail server keeps for its user", () => {
    const world = mailWorld({}, (file) => {
      const { dest } = file.hosts;
      return dest === undefined
        ? file
        : { ...file, hosts: { ...file.hosts, dest: { ...dest, user: "bob" } } };
    });
    const write = (to: string): void => {
      output(world, `echo First | mail -s Hi -r joe@there.example ${to}@dest.example`);
    };
    write("bobby");
    expect(session(world, "dest", "mail").at(-1)).toBe("No mail for bob");
    write("bob");
    expect(shape(session(world, "dest", "mail")).slice(1)).toEqual([
      '"/var/mail/bob@dest.example": 1 message 1 new',
      ">N  1 joe@there.example        Tue Nov 24 09:00 L/B  Hi",
    ]);
    session(world, "dest", "d 1", "q");
    expect(content(world, "dest", "/var/mail/bob@dest.example")).toBe("");
  });

  test("says at once where there's no sendmail to send with", () => {
    const world = mailWorld();
    expect(session(world, "joe", "mail x@dest.example", "echo done")).toEqual([
      "root@joe:~# mail x@dest.example",
      "mail: not sent: this host has no /usr/sbin/sendmail",
      "(swaks -s SERVER -t x@dest.example sends without one.)",
      "root@joe:~# echo done",
      "done",
    ]);
  });

  test("changes nothing with x", () => {
    const world = withMail();
    session(world, "mail", "mail -u ann", "1", "d 1", "x");
    expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toHaveLength(2);
  });

  test("takes a message up to a dot", () => {
    const world = mailWorld();
    session(world, "mail", "mail -s 'Hi there' bob@ours.example", "Dear Bob,", "..", ".");
    expect(filesIn(world, "mail", "/home/bob/Maildir/new")[0]).toMatch(
      /\nFrom: root@mail\.ours\.example\nTo: bob@ours\.example\nSubject: Hi there\n\nDear Bob,\n\.\.\n$/,
    );
  });
});

describe("mail in a script", () => {
  test("sends standard input, with a copy and a sender", () => {
    const world = mailWorld();
    output(world, "echo Hi | mail -s x -c ann@ours.example -r joe@there.example bob@ours.example");
    for (const who of ["ann", "bob"])
      expect(filesIn(world, "mail", `/home/${who}/Maildir/new`)[0]).toMatch(
        /^Return-Path: <joe@there\.example>[^]*\nTo: bob@ours\.example\nCc: ann@ours\.example\nSubject: x\nFrom: joe@there\.example\n\nHi\n/,
      );
  });

  test("reads commands from standard input", () => {
    const world = withMail();
    expect(output(world, "echo 2 | mail -u ann").at(-1)).toBe("Second");
    expect(output(world, "ls /home/ann/Maildir/new")).toEqual([]);
    expect(output(world, "ls /home/ann/Maildir/cur")).toEqual([
      expect.stringMatching(/:2,$/),
      expect.stringMatching(/:2,S$/),
    ]);
  });

  test("says where there's no mail, no user, no sendmail, and what it may not read", () => {
    const world = withMail();
    expect(output(world, "mail; echo $?", "mail -u eve", "mail -f none", "mail -z")).toEqual([
      "No mail for root",
      "1",
      "mail: there is no user eve",
      "No mail in none",
      "mail: invalid option -- 'z'",
      expect.stringMatching(/^mail: usage: /),
    ]);
    output(world, "chmod 700 /home/ann/Maildir/new");
    expect(output(world, "su bob -c 'mail -u ann'")).toEqual(["mail: /home/ann/Maildir: Permission denied"]);
    perform(world, { shell: { host: "dest", line: "echo | mail x@there.example > out 2>&1" } });
    expect(content(world, "dest", "/root/out")).toBe("mail: not sent: this host has no /usr/sbin/sendmail\n");
  });
});

describe("an mbox", () => {
  const mbox = () => withMail({ "/home/ann/.qmail": "./Mailbox\n", "/home/ann/Mailbox": "" });

  test("is read, marked and cut like a maildir", () => {
    const world = mbox();
    expect(output(world, "printf '2\\nd 1\\n' | mail -f /home/ann/Mailbox").at(-2)).toBe("Second");
    expect(content(world, "mail", "/home/ann/Mailbox")).toMatch(
      /^From MAILER-DAEMON Tue Nov 24 09:00:02 2026\nReturn-Path: <>\nDelivered-To: ann@ours\.example\nReceived: [^]*\nStatus: RO\n\nSecond\n\n$/,
    );
    expect(shape(output(world, "echo x | mail -f /home/ann/Mailbox"))).toEqual([
      '"/home/ann/Mailbox": 1 message',
      ">   1 MAILER-DAEMON            Tue Nov 24 09:00 L/B",
    ]);
  });
});
