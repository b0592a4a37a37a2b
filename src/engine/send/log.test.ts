import { expect, test } from "vitest";
import { log, logsafe } from "./log.ts";
import { nextretry } from "./retry.ts";

test("newlines show as slashes, and blanks, controls, percent signs and other bytes as underscores", () => {
  expect(logsafe("user%dest@ours\n a\t\x7f\xe9~!")).toBe("user_dest@ours/_a___~!");
  expect(logsafe("a\0b")).toBe("a");
});

test("the activity record has the words of qmail-send", () => {
  expect(
    log.newMessage(93) +
      log.infoMessage(93, { bytes: 239, sender: "a b@c", qp: 1004, uid: 7791 }) +
      log.startingDelivery(1, 93, { channel: "local", recipient: "v%d@ours" }) +
      log.status({ used: 1, limit: 10 }, { used: 0, limit: 20 }, { exitasap: false }) +
      log.delivery(1, "failure", "Sorry, no.\n") +
      log.status({ used: 0, limit: 10 }, { used: 0, limit: 20 }, { exitasap: true }) +
      log.bounce(93, 1010) +
      log.endMessage(93),
  ).toBe(`new msg 93
info msg 93: bytes 239 from <a_b@c> qp 1004 uid 7791
starting delivery 1: msg 93 to local v_d@ours
status: local 1/10 remote 0/20
delivery 1: failure: Sorry,_no./
status: local 0/10 remote 0/20 exitasap
bounce msg 93 qp 1010
end msg 93
`);
});

test("waits grow with a message's age, faster for remote ones", () => {
  const times = (channel: "local" | "remote"): readonly number[] => {
    const tries = [0];
    while (tries.length < 6) tries.push(nextretry(0, tries.at(-1) ?? 0, channel));
    return tries;
  };
  expect(times("remote")).toEqual([0, 400, 1600, 3600, 6400, 10_000]);
  expect(times("local")).toEqual([0, 100, 400, 900, 1600, 2500]);
  expect(nextretry(1000, 900, "remote")).toBe(1400);
});
