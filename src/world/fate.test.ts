import { expect, test } from "vitest";
import { sendProbe } from "./fate.ts";
import { mailWorld } from "./mail.test-kit.ts";

test.each<[recipient: string, fate: string]>([
  ["ann@ours.example", "mailbox message mail"],
  ["nobody@ours.example", "mailbox bounce joe"],
  ["p@partner.example", "queue message mail"],
  ["x@dest.example", "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
  ["x%dest.example@ours.example", "mailbox message dest"],
])("a message to %s ends as %s", (recipient, expected) => {
  const world = mailWorld({ mail: { "/var/qmail/control/percenthack": "ours.example\n" } });
  const fate = sendProbe(world, {
    from: "198.51.100.66",
    sender: "joe@there.example",
    recipient,
    to: "192.0.2.25",
    port: 25,
  });
  const seen =
    fate.kind === "refused"
      ? fate.reply
      : fate.places.map(({ where, as, host }) => `${where} ${as} ${host}`).join();
  expect(seen).toBe(expected);
});
