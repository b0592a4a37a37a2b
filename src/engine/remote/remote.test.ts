import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constmap_init_colon } from "../control/index.ts";
import { chooseExchangers, type Exchanger, remoteReport, routeFor, smtp, smtpcode } from "./index.ts";

describe("a reply", () => {
  test.each<[received: string, code: number, text: string, length: number]>([
    ["220 hi\r\nrest", 220, "220 hi\n", 8],
    ["250-a\r\n250-b\r\n250 c\r\n", 250, "250-a\n250-b\n250 c\n", 21],
    ["250\r\n", 250, "250\n", 5],
    ["2\n5 x\n", 135, "2\n5 x\n", 6],
  ])("%j has the code %i", (received, code, text, length) => {
    const reply = smtpcode(received);
    expect(reply === null ? null : { text: reply.text, length: reply.length }).toEqual({ text, length });
    if (/^\d{3}/.test(received)) expect(reply?.code).toBe(code);
  });

  test("is the same however its bytes are cut, and isn't there before its end", () => {
    const whole = "250-a\r\n250-b\r\n250 c\r\n";
    for (let end = 0; end < whole.length; end++) expect(smtpcode(whole.slice(0, end))).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reply = smtpcode(text);
        expect(reply === null || reply.length <= text.length).toBe(true);
      }),
    );
  });
});

test.each<[host: string, relay: string | null, port: number | null]>([
  ["a.example", "relay.example", 25],
  ["A.Example", "relay.example", 25],
  ["x.b.example", "[192.0.2.1]", 2525],
  ["not.b.example", null, null],
  ["other.example", "isp.example", 25],
])("smtproutes sends mail for %s to %s port %s", (host, relay, port) => {
  const lines = ["a.example:relay.example", ".b.example:[192.0.2.1]:2525", "not.b.example:", ":isp.example"];
  const routes = constmap_init_colon(lines.map((text, index) => ({ text, line: index + 1 })));
  const route = routeFor(host, routes);
  expect(route === null ? [null, null] : [route.relay, route.port]).toEqual([relay, port]);
});

describe("exchangers", () => {
  const primary = { address: "203.0.113.5", preference: 10 };
  const us = { address: "192.0.2.25", preference: 20 };
  const third = { address: "203.0.113.6", preference: 30 };
  const ownAddresses = ["127.0.0.1", "192.0.2.25"];

  const choose = (exchangers: readonly Exchanger[], may: "" | "hasRoute" | "hasOnlyAliases" = "") =>
    chooseExchangers({
      exchangers,
      ownAddresses,
      hasRoute: may === "hasRoute",
      hasOnlyAliases: may === "hasOnlyAliases",
    });
  const isMyself = `DSorry. Although I'm listed as a best-preference MX or A for that host,
it isn't in my control/locals file, so I don't treat it as local. (#5.4.6)
`;

  test("that aren't preferred to this host are left out", () => {
    const equal = { address: "203.0.113.8", preference: 20 };
    expect(choose([primary, us, equal, third])).toEqual({ kind: "call", addresses: ["203.0.113.5"] });
  });

  test("of which this host is the best end in a failure, unless a route or an alias says so", () => {
    expect(choose([us, third])).toEqual({ kind: "report", report: isMyself });
    const all = { kind: "call", addresses: ["192.0.2.25", "203.0.113.6"] };
    expect(choose([us, third], "hasRoute")).toEqual(all);
    expect(choose([us, third], "hasOnlyAliases")).toEqual(all);
    expect(choose([])).toEqual({
      kind: "report",
      report: "DSorry, I couldn't find a mail exchanger or IP address. (#5.4.4)\n",
    });
  });
});

describe("a delivery over SMTP", () => {
  const mail = {
    partner: "203.0.113.5",
    helohost: "mail.ours.example",
    sender: "ann@ours.example",
    recipient: "v@a@dest.example",
    message: ".a\n\nb\n",
  };
  const dialogue = (replies: readonly string[], message = mail.message): { said: string; report: string } => {
    const running = smtp({ ...mail, message });
    let step = running.next();
    let said = "";
    for (const received of replies) {
      if (step.done === true) throw new Error("it has ended already");
      said += step.value.say ?? "";
      const reply = smtpcode(`${received}\r\n`);
      if (reply === null) throw new Error("no reply");
      step = running.next(reply);
    }
    return { said, report: step.done === true ? remoteReport(0, step.value) : "not ended" };
  };
  const fine = ["220 hi", "250 hi", "250 ok", "250 ok", "354 go", "250 ok 1"];

  test("says what SMTP asks for", () => {
    expect(dialogue(fine)).toEqual({
      said:
        "HELO mail.ours.example\r\nMAIL FROM:<ann@ours.example>\r\n" +
        'RCPT TO:<"v@a"@dest.example>\r\nDATA\r\n..a\r\n\r\nb\r\n.\r\n',
      report: "K203.0.113.5 accepted message.\nRemote host said: 250 ok 1\n",
    });
  });

  test.each<[replies: readonly string[], report: string]>([
    [["553 go away"], "ZConnected to 203.0.113.5 but greeting failed.\nRemote host said: 553 go away\n"],
    [["220 a", "500 x"], "ZConnected to 203.0.113.5 but my name was rejected.\nRemote host said: 500 x\n"],
    [
      ["220 a", "250 a", "553 x"],
      "DConnected to 203.0.113.5 but sender was rejected.\nRemote host said: 553 x\n",
    ],
    [
      ["220 a", "250 a", "451 x"],
      "ZConnected to 203.0.113.5 but sender was rejected.\nRemote host said: 451 x\n",
    ],
    [
      ["220 a", "250 a", "250 a", "553 x"],
      "D203.0.113.5 does not like recipient.\nRemote host said: 553 x\nGiving up on 203.0.113.5.\n",
    ],
    [
      ["220 a", "250 a", "250 a", "451 x"],
      "Z203.0.113.5 does not like recipient.\nRemote host said: 451 x\nGiving up on 203.0.113.5.\n",
    ],
    [
      ["220 a", "250 a", "250 a", "250 a", "554 x"],
      "D203.0.113.5 failed on DATA command.\nRemote host said: 554 x\n",
    ],
    [
      ["220 a", "250 a", "250 a", "250 a", "354 a", "451 x"],
      "Z203.0.113.5 failed after I sent the message.\nRemote host said: 451 x\n",
    ],
  ])("of %j reports %j", (replies, report) => {
    expect(dialogue(replies).report).toBe(report);
  });

  test("gives up on a message whose last line has no end", () => {
    expect(dialogue(fine.slice(0, 5), "a").report).toBe(
      "DSMTP cannot transfer messages with partial final lines. (#5.6.2)\n",
    );
  });
});

test.each<[exitCode: number | null, said: string, report: string]>([
  [null, "", "Zqmail-remote crashed.\n"],
  [111, "", "ZUnable to run qmail-remote.\n"],
  [127, "", "DUnable to run qmail-remote.\n"],
  [0, "", "Zqmail-remote produced no output.\n"],
  [0, "DNo.\n\0", "DNo.\n"],
  [0, "r\0Kyes\n\0", "Kyes\n"],
  [0, "r\0Zlater\n\0", "Zlater\n"],
])("qmail-rspawn makes of exit code %s and %j the report %j", (exitCode, said, report) => {
  expect(remoteReport(exitCode, said)).toBe(report);
});
