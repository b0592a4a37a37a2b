import { describe, expect, it } from "vitest";
import { rightWorld, troublesIn } from "./world-mistakes.test-kit.ts";

describe("a mistake in a file of a host is told with its line and what was expected", () => {
  it.each<[right: string, wrong: string, ...troubles: readonly string[]]>([
    [
      "/etc/motd:",
      "etc/motd:",
      '13: hosts.mail.files.etc/motd: expected a file\'s absolute path such as /etc/tcp.smtp, without . and .. in it, found "etc/motd"',
    ],
    [
      '"hello\\n"',
      "5",
      "13: hosts.mail.files./etc/motd: expected a text, or a map of text, owner, group, mode, modified, found 5",
    ],
    [
      '"hello\\n"',
      "{ text: hello, mode: 0644 }",
      '13: hosts.mail.files./etc/motd.mode: expected permission bits in quotes such as "0644", found 644',
    ],
    [
      '"hello\\n"',
      '{ text: hello, mode: "0o644" }',
      '13: hosts.mail.files./etc/motd.mode: expected permission bits in quotes such as "0644", found "0o644"',
    ],
    ['"hello\\n"', '{ mode: "0644" }', "13: hosts.mail.files./etc/motd.text: is missing"],
    ['"hello\\n"', "{ text: 5 }", "13: hosts.mail.files./etc/motd.text: expected text, found 5"],
    [
      '"hello\\n"',
      "{ text: hello, owner: Ann }",
      '13: hosts.mail.files./etc/motd.owner: expected a user\'s name such as ann, found "Ann"',
    ],
    [
      '"hello\\n"',
      "{ text: hello, modified: yesterday }",
      '13: hosts.mail.files./etc/motd.modified: expected seconds since 1970 such as 1795424400, found "yesterday"',
    ],
    [
      '"hello\\n"',
      "{ text: hello, owner: bob, group: staff }",
      "13: hosts.mail.files./etc/motd.owner: expected a user of mail, found bob",
      "13: hosts.mail.files./etc/motd.group: expected a group of mail, found staff",
    ],
    [
      '"hello\\n"',
      "{ text: hello, colour: red }",
      "13: hosts.mail.files./etc/motd.colour: there is no such key here; expected one of text, owner, group, mode, modified",
    ],
    [
      '"hello\\n"',
      "",
      "13: hosts.mail.files./etc/motd: expected a text, or a map of text, owner, group, mode, modified, found nothing",
    ],
    ['"hello\\n"', "[hello]", "13: hosts.mail.files./etc/motd: expected a map, found a list"],
    [
      "/etc/motd:",
      "/etc/../x/:",
      '13: hosts.mail.files./etc/../x/: expected a file\'s absolute path such as /etc/tcp.smtp, without . and .. in it, found "/etc/../x/"',
    ],
    [
      "/etc/motd:",
      "/:",
      '13: hosts.mail.files./: expected a file\'s absolute path such as /etc/tcp.smtp, without . and .. in it, found "/"',
    ],
    [
      "/etc/motd:",
      "/bin:",
      "13: hosts.mail.files./bin: expected a file that can be made; /bin can't be written: is a directory",
    ],
    [
      "/etc/motd:",
      "/etc/passwd/x:",
      "13: hosts.mail.files./etc/passwd/x: expected a file that can be made; /etc/passwd/x can't be written: not a directory",
    ],
    [
      "/service/smtpd/run:",
      "/service/smtpd/rum:",
      "14: hosts.mail.files./service/smtpd/rum: expected /service/smtpd/run beside it",
    ],
    [
      "/service/smtpd/run:",
      "/service/smtpd/log/run:",
      "14: hosts.mail.files./service/smtpd/log/run: expected /service/smtpd/run beside it",
    ],
  ])("%j as %j", (right, wrong, ...troubles) => {
    expect(rightWorld).toContain(right);
    expect(troublesIn(rightWorld.replace(right, () => wrong))).toEqual(
      troubles.map((text) => `w.yaml:${text}`),
    );
  });
});
