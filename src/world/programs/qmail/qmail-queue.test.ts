import { expect, it } from "vitest";
import { listFolder } from "../../files/index.ts";
import { perform } from "../../runs/perform.ts";
import { content, screen, smallWorld } from "../../world.test-kit.ts";

it("keeps a message under its own Received line, and its envelope", () => {
  const world = smallWorld();
  perform(world, {
    smtp: {
      host: "pc",
      to: "mail.test",
      port: 25,
      lines: [
        "MAIL FROM:<a@b>",
        "RCPT TO:<x@test.example>",
        "RCPT TO:<y@test.example>",
        "DATA",
        "Hi",
        ".",
        "QUIT",
      ],
    },
  });
  expect(screen(world, "pc").slice(-3)).toEqual(["250 ok 1795510801 qp 1007", "QUIT", "221 mail.test"]);
  expect(content(world, "mail", "/var/qmail/queue/todo/93")).toBe(
    "u0\0p1007\0Fa@b\0Tx@test.example\0Ty@test.example\0",
  );
  expect(content(world, "mail", "/var/qmail/queue/mess/1/93")).toBe(
    "Received: (qmail 1007 invoked by uid 0); 24 Nov 2026 09:00:01 -0000\n" +
      "Received: from unknown (198.51.100.66)\n  by mail.test with SMTP; 24 Nov 2026 09:00:01 -0000\nHi\n",
  );
});

it("gives up, as at a read error, when no envelope comes", () => {
  const world = smallWorld();
  for (const line of ["echo a | qmail-queue", "echo $? > code"])
    perform(world, { shell: { host: "mail", line } });
  expect(content(world, "mail", "/root/code")).toBe("54\n");
  const files = world.hosts.get("mail")?.files;
  expect(files === undefined ? null : listFolder(files, "/var/qmail/queue/todo")).toEqual([]);
});
