import { describe, expect, it } from "vitest";
import { output, session, smallWorld, type } from "../../world.test-kit.ts";
import { probe } from "../../probes/probe.ts";

const timeless = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/09:00:?\d*/, "09:00"));

// From GNU coreutils 9.
it.each<readonly [string, readonly string[]]>([
  [
    "mkdir a a/b; mkdir a; mkdir x/y; mkdir -p x/y a; ls x; rmdir x; rmdir x/y x; ls",
    [
      "mkdir: cannot create directory 'a': File exists",
      "mkdir: cannot create directory 'x/y': No such file or directory",
      "y",
      "rmdir: failed to remove 'x': Directory not empty",
      "a",
    ],
  ],
  [
    "touch f; chmod 600 f; ls -l f; chmod +x f; ls -l f; chmod go=r,u-x f; ls -l f; chmod 9 f",
    [
      "-rw------- 1 root     root            0 Nov 24 09:00 f",
      "-rwx--x--x 1 root     root            0 Nov 24 09:00 f",
      "-rw-r--r-- 1 root     root            0 Nov 24 09:00 f",
      "chmod: invalid mode: '9'",
    ],
  ],
  [
    "touch f; chown qmaild:qmail f; ls -l f; chown nobody f; chown :nofiles no",
    [
      "-rw-r--r-- 1 qmaild   qmail           0 Nov 24 09:00 f",
      "chown: invalid user: 'nobody'",
      "chown: cannot access 'no': No such file or directory",
    ],
  ],
  [
    "id; id -u qmaild; id -g qmaild; id -un; whoami; id no",
    ["uid=0(root) gid=0(root) groups=0(root)", "7791", "2108", "root", "root", "id: 'no': no such user"],
  ],
  [
    "setuidgid qmaild id; setuidgid no id; envuidgid qmaild sh -c 'echo $UID $GID'; softlimit -m 1000 -d5 id -u",
    [
      "uid=7791(qmaild) gid=2108(nofiles) groups=2108(nofiles)",
      "setuidgid: fatal: unknown account no",
      "7791 2108",
      "0",
    ],
  ],
  [
    "softlimit; setuidgid qmaild no; setuidgid qmaild setuidgid qmaill id",
    [
      "softlimit: usage: softlimit [-m bytes] ... child",
      "setuidgid: fatal: unable to run no: file does not exist",
      "setuidgid: fatal: unable to setgid: permission denied",
    ],
  ],
  [
    "mkdir d; echo 'x  ' > d/A; touch d/USER; envdir d sh -c 'echo $A. $USER.'; envdir no id",
    ["x. .", "envdir: fatal: unable to switch to directory no: file does not exist"],
  ],
  [
    "sleep 5m; sleep x; true && ! false && test a = a && /bin/[ -d /etc ]; echo $?",
    ["sleep: invalid time interval 'x'", "0"],
  ],
  ["su qmaild -c 'id -un'; su no", ["qmaild", "su: user no does not exist"]],
])("%s", (line, printed) => {
  expect(timeless(output(smallWorld(), line))).toEqual(printed);
});

it("ps shows the processes of the host with their users", () => {
  const world = smallWorld();
  expect(output(world, "ps ax").map((line) => line.replace(/^ *\d+/, "N"))).toEqual([
    "    PID USER     COMMAND",
    "N root     svscan /service",
    "N root     readproctitle service errors: .................................",
    "N root     sh",
    "N root     supervise smtpd",
    "N root     tcpserver -H -R -l mail.test 0 smtp qmail-smtpd",
    "N root     ps ax",
  ]);
});

describe("a file that its reader may not read", () => {
  it("is denied to a person, in Unix's words, and to qmail's programs in theirs", () => {
    const world = smallWorld({ pc: { "/etc/secret": "x\n", "/home/ann/own": "y\n" } });
    const tried = session(
      world,
      "pc",
      "echo z > own; cat own; touch /etc/x; rm /etc/secret; cp own /etc; mkdir /etc/d; chmod 600 /etc/secret",
    );
    expect(tried.slice(1)).toEqual([
      "z",
      "touch: cannot touch '/etc/x': Permission denied",
      "rm: cannot remove '/etc/secret': Permission denied",
      "cp: cannot create regular file '/etc/own': Permission denied",
      "mkdir: cannot create directory '/etc/d': Permission denied",
      "chmod: changing permissions of '/etc/secret': Operation not permitted",
    ]);
    expect(session(world, "pc", "chmod 000 own; cat own; cat < own; su").slice(1)).toEqual([
      "cat: own: Permission denied",
      "sh: own: Permission denied",
      "su: Authentication failure (nobody has a password in this world; only root may do this)",
    ]);
  });

  it.each(["-u 7791 -g 2108", ""])(
    "keeps a qmail-smtpd of tcpserver %s from starting, if it isn't root's",
    (user) => {
      const world = smallWorld({}, `${user} -H -R -l mail.test`);
      type(world, "mail", "chmod 600 /var/qmail/control/rcpthosts");
      const asked = { from: "198.51.100.66", sender: "a@b.example", recipient: "c@test.example" };
      const result = probe(world, { ...asked, to: "192.0.2.25", port: 25 });
      expect(result).toMatchObject({
        reply: user === "" ? "250 ok" : "421 unable to read controls (#4.3.0)",
      });
    },
  );

  it("keeps a tcpserver that isn't root's from serving by rules of mode 600", () => {
    const options = "-u 7791 -g 2108 -x /etc/tcp.smtp.cdb -H -R -l mail.test";
    const world = smallWorld({ mail: { "/etc/tcp.smtp": ":allow\n" } }, options);
    const asked = {
      from: "198.51.100.66",
      sender: "a@b.example",
      recipient: "c@test.example",
      to: "192.0.2.25",
      port: 25,
    };
    type(world, "mail", "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp");
    expect(probe(world, asked)).toMatchObject({ reply: "250 ok" });
    type(world, "mail", "chmod 600 /etc/tcp.smtp.cdb");
    expect(probe(world, asked)).toEqual({ kind: "closed" });
  });
});
