import { describe, expect, it } from "vitest";
import { probe } from "./probe.ts";
import { smallWorld, type } from "../world.test-kit.ts";

const question = {
  from: "198.51.100.7",
  sender: "a@b.example",
  recipient: "x@test.example",
  to: "192.0.2.25",
  port: 25,
};
const refusal = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";

/** A server whose tcpserver has these rules. */
function withRules(rules: string) {
  const world = smallWorld({ mail: { "/etc/r": rules } }, "-x /etc/r.cdb");
  type(world, "mail", "tcprules /etc/r.cdb /etc/r.tmp < /etc/r");
  return world;
}

describe("a server", () => {
  it("takes mail for its domains, and refuses other mail", () => {
    const world = smallWorld();
    expect([probe(world, question), probe(world, { ...question, recipient: "x@other.example" })]).toEqual([
      { kind: "replied", reply: "250 ok", queuedAs: "x@test.example" },
      { kind: "replied", reply: refusal, queuedAs: null },
    ]);
  });

  it("takes mail as what RELAYCLIENT makes of the recipient", () => {
    const world = withRules('198.51.100.7:allow,RELAYCLIENT="yes"\n');
    expect(probe(world, { ...question, recipient: "x@other.example" })).toEqual({
      kind: "replied",
      reply: "250 ok",
      queuedAs: "x@other.exampleyes",
    });
  });

  it("refuses a bad sender even where RELAYCLIENT is set", () => {
    const world = withRules(':allow,RELAYCLIENT=""\n');
    type(world, "mail", "echo a@b.example > /var/qmail/control/badmailfrom");
    expect(probe(world, question)).toEqual({
      kind: "replied",
      reply: "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)",
      queuedAs: null,
    });
  });

  it("hangs up on those whom a rule denies, and on all when there are no rules to read", () => {
    const world = withRules("198.51.100.7:deny\n");
    expect([probe(world, question), probe(world, { ...question, from: "198.51.100.8" }).kind]).toEqual([
      { kind: "closed" },
      "replied",
    ]);
    type(world, "mail", "rm /etc/r.cdb");
    expect(probe(world, question)).toEqual({ kind: "closed" });
  });

  it("may say why before it hangs up", () => {
    const world = smallWorld();
    type(world, "mail", "rm /var/qmail/control/me");
    expect(probe(world, question)).toEqual({
      kind: "replied",
      reply: "421 unable to read controls (#4.3.0)",
      queuedAs: null,
    });
  });

  it("is silent when it has no process left for a client", () => {
    const world = smallWorld({}, "-c 1");
    type(world, "mail", "telnet localhost 25");
    expect(probe(world, question)).toEqual({ kind: "silent" });
  });
});

it.each([
  [{ port: 26 }, "refused"],
  [{ to: "203.0.113.1" }, "no answer"],
  [{ to: "nosuch.test" }, "no answer"],
  [{ to: "Mail.test" }, "replied"],
])("%j is %s", (target, kind) => {
  expect(probe(smallWorld(), { ...question, ...target }).kind).toBe(kind);
});
