import { describe, expect, it } from "vitest";
import { output, smallWorld, type } from "../world.test-kit.ts";

describe("the run script of Life with qmail", () => {
  const run = [
    "#!/bin/sh",
    "QMAILDUID=`id -u qmaild`",
    "NOFILESGID=`id -g qmaild`",
    "MAXSMTPD=`cat /var/qmail/control/concurrencyincoming`",
    "LOCAL=`head -1 /var/qmail/control/me`",
    "",
    'if [ -z "$QMAILDUID" -o -z "$NOFILESGID" -o -z "$MAXSMTPD" -o -z "$LOCAL" ]; then',
    "    echo QMAILDUID, NOFILESGID, MAXSMTPD, or LOCAL is unset in",
    "    echo /var/qmail/supervise/qmail-smtpd/run",
    "    exit 1",
    "fi",
    "",
    "if [ ! -f /var/qmail/control/rcpthosts ]; then",
    '    echo "No /var/qmail/control/rcpthosts!"',
    '    echo "Refusing to start SMTP listener because it\'ll create an open relay"',
    "    exit 1",
    "fi",
    "",
    'exec softlimit -m 2000000 tcpserver -v -R -H -l "$LOCAL" -c "$MAXSMTPD" \\',
    '        -u "$QMAILDUID" -g "$NOFILESGID" 0 2525 /var/qmail/bin/qmail-smtpd 2>&1',
  ].join("\n");

  it("becomes a tcpserver with the numbers and names that it has looked up", () => {
    const world = smallWorld({
      mail: { "/root/run": run, "/var/qmail/control/concurrencyincoming": "20\n" },
    });
    expect(type(world, "mail", "./run")).toEqual(["done"]);
    const server = [...world.processes.values()].find(({ argv }) => argv.includes("2525"));
    expect([server?.user.name, server?.user.group, server?.argv.join(" ")]).toEqual([
      "qmaild",
      "nofiles",
      "tcpserver -v -R -H -l mail.test -c 20 -u 7791 -g 2108 0 2525 /var/qmail/bin/qmail-smtpd",
    ]);
  });

  it("ends with a word about what is missing", () => {
    const world = smallWorld({ mail: { "/root/run": run } });
    expect(output(world, "./run; echo $?")).toEqual([
      "cat: /var/qmail/control/concurrencyincoming: No such file or directory",
      "QMAILDUID, NOFILESGID, MAXSMTPD, or LOCAL is unset in",
      "/var/qmail/supervise/qmail-smtpd/run",
      "1",
    ]);
    const open = smallWorld({ mail: { "/root/run": run, "/var/qmail/control/concurrencyincoming": "20\n" } });
    expect(output(open, "rm /var/qmail/control/rcpthosts; ./run; echo $?")).toEqual([
      "No /var/qmail/control/rcpthosts!",
      "Refusing to start SMTP listener because it'll create an open relay",
      "1",
    ]);
  });
});
