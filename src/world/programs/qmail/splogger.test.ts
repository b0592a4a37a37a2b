import { expect, test } from "vitest";
import { filesIn, mailWorld, send } from "../../mail.test-kit.ts";
import { content, output, type } from "../../world.test-kit.ts";

test("qmail-start hands what qmail-send says to the program behind its first argument, which runs as qmaill", () => {
  const world = mailWorld({
    mail: { "/service/qmail-send/run": "#!/bin/sh\nexec qmail-start ./Maildir/ splogger qmail 2>&1\n" },
  });
  send(world, "ann@ours.example");
  expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toHaveLength(1);
  const log = content(world, "mail", "/var/log/syslog").split("\n");
  expect(log[0]).toBe("Nov 24 09:00:00 mail qmail: 1795510800.000000 status: local 0/10 remote 0/20");
  expect(log.at(-2)).toBe("Nov 24 09:00:01 mail qmail: 1795510801.000000 end msg 93");
  expect(output(world, "ps | grep -c 'qmaill *splogger qmail'")).toEqual(["1"]);
  // It ends with what it listens to.
  type(world, "mail", "svc -d /service/qmail-send");
  expect(output(world, "ps | grep -c 'qmaill *splogger qmail'")).toEqual(["0"]);
});

test("splogger cuts a long line into entries, and shows what can't be printed as question marks", () => {
  const world = mailWorld();
  type(world, "mail", `printf '%s\\n\\n\\tb\\nlost' ${"a".repeat(1000)} | splogger`);
  const entry = (text: string): string => `Nov 24 09:00:01 mail splogger: 1795510801.000000${text}\n`;
  expect(content(world, "mail", "/var/log/syslog")).toBe(
    entry(` ${"a".repeat(799)}`) + entry(`+${"a".repeat(201)}`) + entry(" ?b"),
  );
});
