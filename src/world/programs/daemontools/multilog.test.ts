import { describe, expect, it } from "vitest";
import { listFolder } from "../../files/index.ts";
import { perform } from "../../runs/perform.ts";
import { content, output, smallWorld, type } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";
import { matches } from "./multilog-script.ts";

function logged(world: World, line: string): string {
  type(world, "mail", line);
  return content(world, "mail", "/tmp/l/current");
}

describe("a service's log", () => {
  it("has what the service says on its standard output, behind stamps", () => {
    const world = smallWorld({
      mail: {
        "/service/smtpd/run": "#!/bin/sh\nexec tcpserver -vRHl mail.test 0 smtp qmail-smtpd 2>&1\n",
        "/service/smtpd/log/run": "#!/bin/sh\nexec multilog t /var/log/smtpd\n",
      },
    });
    perform(world, { smtp: { host: "pc", to: "mail.test", port: 25, lines: ["QUIT"] } });
    const pid = world.nextProcessId - 1;
    const stamp = (second: number, count: number) =>
      `@400000006b05${(0x521a + second).toString(16)}${(count * 1000).toString(16).padStart(8, "0")}`;
    expect(content(world, "mail", "/var/log/smtpd/current").split("\n")).toEqual([
      `${stamp(0, 0)} tcpserver: status: 0/40`,
      `${stamp(1, 0)} tcpserver: status: 1/40`,
      `${stamp(1, 1)} tcpserver: pid ${pid} from 198.51.100.66`,
      `${stamp(1, 2)} tcpserver: ok ${pid} mail.test:192.0.2.25:25 :198.51.100.66::49152`,
      `${stamp(1, 3)} tcpserver: end ${pid} status 0`,
      `${stamp(1, 4)} tcpserver: status: 0/40`,
      "",
    ]);
    expect(
      output(world, "tail -n 1 /var/log/smtpd/current; tai64nlocal < /var/log/smtpd/current").at(-1),
    ).toBe("2026-11-24 09:00:01.000004000 tcpserver: status: 0/40");
  });

  it("keeps what is said while it's down", () => {
    const world = smallWorld({
      mail: {
        "/service/w/run": "#!/bin/sh\ndate\nexec tcpserver 0 99 cat\n",
        "/service/w/log/run": "#!/bin/sh\nexec multilog /tmp/l\n",
      },
    });
    type(world, "mail", "svc -d /service/w/log", "svc -t /service/w");
    perform(world, { wait: { seconds: 2 } });
    expect(content(world, "mail", "/tmp/l/current").split("\n").length).toBe(2);
    type(world, "mail", "svc -u /service/w/log");
    expect(content(world, "mail", "/tmp/l/current").split("\n").length).toBe(3);
  });
});

describe("multilog", () => {
  it("takes the lines that its patterns leave", () => {
    expect(logged(smallWorld(), "cat /etc/services /etc/x | multilog '-*' '+a*' /tmp/l")).toBe("");
    expect(
      logged(smallWorld({ mail: { "/x": "ab\nba\nabc\n" } }), "multilog '-*' '+a*' -abc /tmp/l < /x"),
    ).toBe("ab\n");
  });

  it.each([
    ["", "", true],
    ["*", "a b", true],
    ["a*c", "abc", true],
    // The star ends at the first c.
    ["a*c", "abcc", false],
    ["*: status: *", "tcpserver: status: 0/40", true],
    ["ab", "abc", false],
  ])("the pattern %s and the line %s", (pattern, line, isMatch) => {
    expect(matches(pattern, line)).toBe(isMatch);
  });

  it("puts a full file aside, and keeps as many as it's told", () => {
    const line = "x".repeat(99);
    const world = smallWorld({ mail: { "/x": `${line}\n`.repeat(200) } });
    const current = logged(world, "multilog t s4096 n3 /tmp/l < /x");
    const files = world.hosts.get("mail")?.files;
    const names = files === undefined ? [] : listFolder(files, "/tmp/l");
    expect(names).toHaveLength(3);
    expect(names[0]).toMatch(/^@400000006b05521b[0-9a-f]{8}\.s$/);
    // 125 bytes a line; at 2096 there are 17 of them.
    expect(content(world, "mail", `/tmp/l/${names[0] ?? ""}`).length).toBe(17 * 126);
    expect(current.length).toBe((200 % 17) * 126);
  });

  it("puts no file aside over another, however many fill up within a second", () => {
    const world = smallWorld({ mail: { "/x": `${"x".repeat(99)}\n`.repeat(3000) } });
    const before = world.now;
    const told = output(
      world,
      "multilog t s4096 n1000 /tmp/l < /x; multilog t s4096 n1000 /tmp/l < /x; cat /tmp/l/* | wc -l",
      "cat /tmp/l/* | cut -c 1-25 | uniq | wc -l",
    );
    // Both were at it within the second of the first line.
    expect(world.now).toBe(before + 2);
    expect(told).toEqual(["6000", "6000"]);
  });

  it("says what it doesn't understand", () => {
    expect(output(smallWorld(), "multilog x /tmp/l; echo $?")).toEqual([
      "multilog: fatal: unable to understand action: x",
      "100",
    ]);
  });
});
