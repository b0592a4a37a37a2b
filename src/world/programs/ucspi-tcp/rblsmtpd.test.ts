import { expect, it } from "vitest";
import { output, screen, session, smallWorld, type } from "../../world.test-kit.ts";

const run = "#!/bin/sh\nexec tcpserver -v -R -l 0 -x /etc/r.cdb 0 smtp rblsmtpd qmail-smtpd 2>&1\n";
const log = "#!/bin/sh\nexec multilog /var/log/smtpd\n";

function rblWorld(rules: string) {
  const files = { "/service/smtpd/run": run, "/service/smtpd/log/run": log, "/etc/r": rules };
  const world = smallWorld({ mail: files });
  type(world, "mail", "tcprules /etc/r.cdb /etc/r.tmp < /etc/r");
  return world;
}

it("talks to a client that a rule is against, and leaves its line in the log", () => {
  const world = rblWorld('198.51.100.66:allow,RBLSMTPD="-go away"\n');
  const lines = ["HELO pc", "RCPT TO:<x@test.example>", "QUIT"];
  expect(session(world, "pc", "telnet mail.test 25", ...lines).slice(3)).toEqual([
    "220 rblsmtpd.local",
    "HELO pc",
    "250 rblsmtpd.local",
    "RCPT TO:<x@test.example>",
    "553 go away",
    "QUIT",
    "221 rblsmtpd.local",
    "Connection closed by foreign host.",
  ]);
  expect(output(world, "cat /var/log/smtpd/current").at(-3)).toMatch(
    /^rblsmtpd: 198\.51\.100\.66 pid \d+: 553 go away$/,
  );
});

it("lets others through to the program behind it", () => {
  const world = rblWorld('198.51.100.66:allow,RBLSMTPD=""\n');
  type(world, "pc", "telnet mail.test 25");
  expect(screen(world, "pc").at(-1)).toBe("220 mail.test ESMTP");
});

it("says which program isn't there", () => {
  expect(output(smallWorld(), "rblsmtpd nothing here; echo $?")).toEqual([
    "rblsmtpd: fatal: unable to run nothing: file does not exist",
    "111",
  ]);
});
