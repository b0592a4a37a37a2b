import { expect, it } from "vitest";
import { createHistory, type World } from "../../world/index.ts";
import { complaintInLogs } from "./log-of-failure.ts";

const now = 1_795_510_800;

/** A server whose run script starts this program for each connection, after the PC has called it. */
function called(program: string): World {
  const host = { user: "root", users: [] };
  const history = createHistory({
    world: {
      now,
      server: "mail",
      hosts: {
        mail: {
          ...host,
          name: "mail.test",
          addresses: ["192.0.2.25"],
          qmail: "netqmail-1.06",
          files: {
            "/service/smtpd/run": `#!/bin/sh\nexec tcpserver -vHRl mail.test 0 smtp ${program} 2>&1\n`,
            "/service/smtpd/log/run": "#!/bin/sh\nexec multilog t /var/log/qmail/smtpd\n",
            "/var/log/qmail/notes": "unable to say more\n",
          },
        },
        pc: { ...host, name: "pc.test", addresses: ["198.51.100.66"], files: {} },
      },
      names: { "mail.test": "192.0.2.25" },
    },
    files: {},
    setup: [],
    opening: [],
  });
  history.act({ shell: { host: "pc", line: "telnet mail.test 25" } });
  return history.world;
}

function complaint(world: World, since: number): unknown {
  const files = world.hosts.get("mail")?.files;
  return files && complaintInLogs(files, since);
}

it("is what tcpserver says of a program that isn't there, without its time", () => {
  expect(complaint(called("/var/qmail/bin/qmail-smtpdd"), now)).toEqual({
    path: "/var/log/qmail/smtpd/current",
    text: "tcpserver: warning: dropping connection, unable to run /var/qmail/bin/qmail-smtpdd: file does not exist",
  });
});

it("is none of what was said before", () => {
  const world = called("/var/qmail/bin/qmail-smtpdd");
  expect(complaint(world, world.now + 1)).toBe(null);
});

it("is none where nothing went wrong", () => {
  expect(complaint(called("/var/qmail/bin/qmail-smtpd"), now)).toBe(null);
});
