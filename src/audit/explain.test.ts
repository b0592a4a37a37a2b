import { describe, expect, it } from "vitest";
import type { ByteString } from "../engine/bytes/index.ts";
import { controlOf, fileOf } from "./generated.test-kit.ts";
import { explain, usualDoor, type Configuration, type Door, type Probe } from "./index.ts";

const configuration: Configuration = {
  rules: fileOf(
    [
      '192.168.5.:allow,RELAYCLIENT=""',
      "192.168.5.66:deny",
      '=.trusted.example:allow,RELAYCLIENT="@fixme"',
      ":allow",
    ].join("\n"),
    "/etc/tcp.smtp",
  ),
  rulesCdb: null,
  control: controlOf({
    me: "mail.example\n",
    rcpthosts: "example\n.shop.example\n",
    badmailfrom: "spam@bulk.example\n",
    percenthack: "example\n",
    virtualdomains: "fixme:fixup\n",
  }),
  others: [],
  run: null,
};

const stranger: Probe = {
  address: "198.51.100.66",
  name: null,
  info: null,
  sender: "joe@elsewhere.example",
  recipient: "bob@elsewhere.example",
};

function answer(probe: Partial<Probe>, door: Partial<Door> = {}, given: Configuration = configuration) {
  return explain(given, { ...stranger, ...probe }, { ...usualDoor, ...door });
}

const notListed: ByteString = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";

describe("what becomes of a mail", () => {
  it("is told with every key that was tried, and the line that decided", () => {
    const { admission, delivery, notes } = answer({ recipient: "bob@a.shop.example" });
    expect(admission).toEqual({ kind: "allowed" });
    expect(delivery).toEqual({
      kind: "accepted",
      reply: "250 ok",
      recipient: "bob@a.shop.example",
      route: {
        channel: "remote",
        address: "bob@a.shop.example",
        reasons: [{ kind: "nowhere listed", domain: "a.shop.example" }],
      },
    });
    const tried = notes.flatMap((note) =>
      note.kind === "rule-tried" || note.kind === "rcpthosts-tried" ? [[note.key, note.source] as const] : [],
    );
    expect(tried).toEqual([
      ["198.51.100.66", null],
      ["198.51.100.", null],
      ["198.51.", null],
      ["198.", null],
      ["", { file: "/etc/tcp.smtp", line: 4 }],
      ["a.shop.example", null],
      [".shop.example", { file: "control/rcpthosts", line: 2 }],
    ]);
  });

  it("is 553 for what isn't listed, and for a sender in badmailfrom, who relays or not", () => {
    expect(answer({}).delivery).toEqual({ kind: "refused", reply: notListed });
    const reply = "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)";
    const sender = "spam@bulk.example";
    expect(answer({ sender, recipient: "bob@example" }).delivery).toEqual({ kind: "refused", reply });
    expect(answer({ sender, address: "192.168.5.1" }).delivery).toEqual({ kind: "refused", reply });
  });

  it("ends at the door for a client that is denied, or where the rules are missing", () => {
    const denied = answer({ address: "192.168.5.66" });
    expect(denied).toMatchObject({ admission: { kind: "denied" }, delivery: { kind: "not connected" } });
    const missing = answer({}, { basis: "run script" }, { ...configuration, rules: null });
    expect(missing).toMatchObject({ admission: { kind: "dropped" }, delivery: { kind: "not connected" } });
    expect(missing.notes).toEqual([
      { kind: "rules-file", file: "/etc/tcp.smtp.cdb", found: "missing", upstream: "tcpserver.c doit" },
    ]);
  });

  it("is a relay's, with the value of RELAYCLIENT behind the recipient", () => {
    expect(answer({ address: "192.168.5.1" })).toMatchObject({
      admission: { kind: "relays", value: "" },
      delivery: { kind: "accepted", recipient: "bob@elsewhere.example", route: { channel: "remote" } },
    });
    expect(answer({ name: "PC.trusted.example" })).toMatchObject({
      admission: { kind: "relays", value: "@fixme" },
      delivery: {
        recipient: "bob@elsewhere.example@fixme",
        route: { channel: "local", address: "fixup-bob@elsewhere.example@fixme" },
      },
    });
  });

  it("doesn't depend on names and users that nobody asks for", () => {
    const name = "pc.trusted.example";
    expect(answer({ name }, { clientName: "unasked" }).admission).toEqual({ kind: "allowed" });
    const rules = fileOf("ann@198.51.100.66:deny\n", "/etc/tcp.smtp");
    const asked = answer({ info: "ann" }, {}, { ...configuration, rules });
    expect(asked.admission).toEqual({ kind: "denied" });
    const unasked = answer({ info: "ann" }, { asksIdent: false }, { ...configuration, rules });
    expect(unasked.admission).toEqual({ kind: "allowed" });
  });

  it("shows where the percent hack leads", () => {
    expect(answer({ recipient: "v%elsewhere.example@example" }).delivery).toMatchObject({
      kind: "accepted",
      recipient: "v%elsewhere.example@example",
      route: { channel: "remote", address: "v@elsewhere.example" },
    });
  });

  it("takes a recipient as the server parses it", () => {
    const reached = (recipient: ByteString) => answer({ recipient }).delivery.kind;
    expect(reached("@example:v@elsewhere.example")).toBe("refused");
    expect(reached("@elsewhere.example:v@example")).toBe("accepted");
    expect(reached('"v@elsewhere.example"')).toBe("refused");
    expect(reached("v@elsewhere.example@example")).toBe("accepted");
    expect(reached("bob@example\r\nDATA")).toBe("refused");
    expect(answer({ recipient: `${"x".repeat(900)}@example` }).delivery).toEqual({
      kind: "refused",
      reply: "555 syntax error (#5.5.4)",
    });
  });

  it("is 421 where no session starts, and unknown without control/ or rules", () => {
    const reply = "421 unable to read controls (#4.3.0)";
    const nameless = { ...configuration, control: controlOf({ rcpthosts: "" }) };
    expect(answer({}, {}, nameless).delivery).toEqual({ kind: "refused", reply });
    const nothing = { ...configuration, rules: null, control: null };
    expect(answer({}, {}, nothing)).toEqual({ admission: null, delivery: { kind: "unknown" }, notes: [] });
  });
});
