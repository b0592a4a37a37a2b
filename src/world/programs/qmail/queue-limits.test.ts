import { expect, test } from "vitest";
import { filesIn, mailWorld, record } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { output } from "../../world.test-kit.ts";
import { limits } from "../../limits.ts";
import type { World } from "../../world.ts";

const count = 1000;
const open = { mail: { "/var/qmail/control/rcpthosts": "dest.example\ndark.example\n" } };

function spam(world: World, lines: readonly string[]): void {
  perform(world, { smtp: { host: "joe", to: "192.0.2.25", port: 25, lines: [...lines, "QUIT"] } });
}

const recipients = (domain: string) =>
  Array.from({ length: count }, (_, index) => `RCPT TO:<victim${index}@${domain}>`);

test("a message to a thousand people reaches each, twenty at a time", () => {
  const world = mailWorld(open);
  spam(world, ["MAIL FROM:<>", ...recipients("dest.example"), "DATA", "Hi", "."]);
  perform(world, { wait: { seconds: 1 } });
  expect(filesIn(world, "dest", "/var/mail")).toHaveLength(count);
  expect(record(world).at(-1)).toBe("end msg 93");
  expect(record(world).filter((line) => line.endsWith("remote 21/20"))).toEqual([]);
});

test("a thousand messages reach their people, and a thousand can wait in the queue for days", () => {
  const messages = (domain: string) =>
    recipients(domain).flatMap((recipient) => ["MAIL FROM:<>", recipient, "DATA", "Hi", "."]);
  const world = mailWorld(open);
  spam(world, messages("dest.example"));
  expect(filesIn(world, "dest", "/var/mail")).toHaveLength(count);
  spam(world, messages("dark.example"));
  expect(output(world, "qmail-qstat")[0]).toBe(`messages in queue: ${count}`);
  perform(world, { wait: { seconds: 86_400 } });
  expect(output(world, "qmail-qstat")[0]).toBe(`messages in queue: ${count}`);
});

test("a queue that is full takes no more, says so for now, and takes more once there's room", () => {
  const world = mailWorld(open);
  output(world, "svc -d /service/qmail-send");
  for (let id = 93; id < 93 + limits.queueMessagesMax; id++)
    world.hosts.get("mail")?.files.put(`/var/qmail/queue/mess/${id % 23}/${id}`, {
      kind: "file",
      bytes: new Uint8Array(),
      owner: "qmailq",
      group: "qmail",
      mode: 0o644,
      modifiedAt: 0,
      changedAt: 0,
      origin: null,
      program: null,
    });
  const inject = "echo | qmail-inject x@dest.example; echo $?";
  expect(output(world, inject)).toEqual([
    "qmail-inject: fatal: qq trouble creating files in queue (#4.3.0)",
    "111",
  ]);
  expect(output(world, "rm /var/qmail/queue/mess/8/100", inject)).toEqual(["0"]);
});
