import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, byteString, type ByteString } from "../engine/bytes/index.ts";
import {
  configuration,
  controlOf,
  door,
  fileOf,
  hosts,
  numbers,
  rulesText,
  users,
} from "./generated.test-kit.ts";
import {
  addressText,
  audit,
  differences,
  differenceWords,
  explain,
  isEqual,
  usualDoor,
  type Audit,
  type Configuration,
  type ControlName,
  type Difference,
  type Door,
} from "./index.ts";

function ofRules(text: ByteString, door: Partial<Door> = {}): Audit {
  const rules = fileOf(text, "tcp.smtp");
  const given = { rules, rulesCdb: null, control: null, others: [], run: null };
  return audit(given, { ...usualDoor, ...door });
}

function ofControl(files: Partial<Record<ControlName, ByteString>>): Audit {
  const control = controlOf({ me: "mail.example\n", ...files });
  return audit({ rules: null, rulesCdb: null, control, others: [], run: null });
}

const words = (before: Audit, after: Audit): readonly string[] =>
  [...differences(before, after)].map(differenceWords);

describe("what a change of the rules comes to, in words", () => {
  const ours = '127.:allow,RELAYCLIENT=""\n';
  it.each<[before: ByteString, after: ByteString, words: readonly string[]]>([
    [
      '203.0.113.64-99:allow,RELAYCLIENT=""\n',
      '203.0.113.64-98:allow,RELAYCLIENT=""\n',
      ["203.0.113.99 could relay, now can't"],
    ],
    [ours, `${ours}:allow\n10.:allow\n`, []],
    ["", ':allow,RELAYCLIENT=""\n', ["everybody can relay now"]],
    ["", "10.:deny\n", ["10.0.0.0-10.255.255.255 were let in, now are hung up on"]],
    ["10.1.1.1:deny\n", "", ["10.1.1.1 was hung up on, now is let in"]],
    [ours, "127.:deny\n", ["127.0.0.0-127.255.255.255 could relay, now are hung up on"]],
    [
      ours,
      '127.:allow,RELAYCLIENT="@fix"\n',
      ['recipients of 127.0.0.0-127.255.255.255 had nothing put behind them, now "@fix"'],
    ],
    ["", '10.1.1.1:allow,RELAYCLIENT=" "\n', ['10.1.1.1 can relay now, with " " put behind each recipient']],
    ["", ":Allow\n", ["everybody was let in, now is dropped, since the rules can't be read"]],
    ["", '=.a.example:allow,RELAYCLIENT=""\n', ["clients with a name below a.example can relay now"]],
    ["=:allow\n:deny\n", ":deny\n", ["clients with a name were let in, now are hung up on"]],
    ["", 'ann@10.1.1.1:allow,RELAYCLIENT=""\n', ["ann at 10.1.1.1 can relay now"]],
    ["", "ann@=pc.example:deny\n", ["ann at pc.example was let in, now is hung up on"]],
    ["=pc.example:deny\n", "", ["clients named pc.example were hung up on, now are let in"]],
    // A rule of its own keeps an address from what its name would bring.
    [
      '=pc.example:allow,RELAYCLIENT=""\n',
      '=pc.example:allow,RELAYCLIENT=""\n10.1.1.1:allow\n',
      ["clients named pc.example could relay, now can't"],
    ],
  ])("%j to %j", (before, after, wanted) => {
    expect(words(ofRules(before), ofRules(after))).toEqual(wanted);
  });

  it.each<[name: string, before: ByteString, after: ByteString]>([
    ["order", '10.:allow,RELAYCLIENT=""\n:allow\n', ':allow\n10.:allow,RELAYCLIENT=""\n'],
    [
      "a range or its numbers",
      '10.0.0.1-2:allow,RELAYCLIENT=""\n',
      '10.0.0.1:allow,RELAYCLIENT=""\n10.0.0.2:allow,RELAYCLIENT=""\n',
    ],
    ["a prefix or what it has", "10.0.0.:deny\n", "10.0.0.0-255:deny\n"],
    ["what nobody matches", "", '10.0.0.0/8:allow,RELAYCLIENT=""\n=PC.example:deny\n'],
    ["a rule that says what holds without it", "=.example:allow\n", "ann@10.0.0.1:allow\n"],
    ["a suffix or all that have a name, where nothing but it has", "=:deny\n=.example:deny\n", "=:deny\n"],
  ])("is nothing for %s", (_name, before, after) => {
    expect(isEqual(ofRules(before), ofRules(after))).toBe(true);
  });

  it("doesn't take names into account that nobody asks for, and tells when they needn't be proven", () => {
    const text = '=.example:allow,RELAYCLIENT=""\n';
    const unasked = { clientName: "unasked" } as const;
    expect(isEqual(ofRules(text, unasked), ofRules("", unasked))).toBe(true);
    const proven = ofRules(text, { clientName: "proven" });
    expect(words(proven, ofRules(text))).toEqual([
      "any client can call itself what it likes now: names needn't lead back to the address any more",
    ]);
    expect(words(ofRules(text), proven)).toEqual([
      "a client's name counts only if it leads back to its address now",
    ]);
    expect(isEqual(ofRules("", { clientName: "proven" }), ofRules(""))).toBe(true);
  });

  it("tells of damaged rules, and takes only the same bytes for equal", () => {
    const damaged = (text: ByteString): Audit =>
      audit({ rules: null, rulesCdb: fileOf(text, "cdb"), control: null, others: [], run: null });
    expect(words(ofRules(""), damaged("junk"))).toEqual([
      "everybody was let in, now is let in or dropped by chance, since the rules are damaged",
    ]);
    expect(isEqual(damaged("junk"), damaged("junk"))).toBe(true);
    expect(words(damaged("junk"), damaged("more junk"))).toEqual([
      "the compiled rules are damaged, and otherwise than before",
    ]);
  });
});

describe("what a change of control/ comes to, in words", () => {
  it.each<
    [
      before: Partial<Record<ControlName, ByteString>>,
      after: Partial<Record<ControlName, ByteString>>,
      words: readonly string[],
    ]
  >([
    [
      { rcpthosts: "a.example\nshop.example\n" },
      { rcpthosts: "A.example\n" },
      ["mail for shop.example is refused now"],
    ],
    [{ rcpthosts: "" }, { rcpthosts: ".a.example\n" }, ["mail for all below a.example is accepted now"]],
    [
      { rcpthosts: "" },
      {},
      [
        "mail for every domain is accepted now",
        "mail for the server's own address in brackets is accepted now",
      ],
    ],
    [{}, { rcpthosts: "mail.example\n" }, ["only mail for listed domains is accepted now"]],
    [
      { rcpthosts: "a.example\n" },
      { rcpthosts: "a.example\r\n" },
      ["mail for a.example is refused now", 'mail for "a.example\\r" is accepted now'],
    ],
    [
      { rcpthosts: "a.b.example\n" },
      { rcpthosts: ".b.example\n" },
      ["mail for all below b.example is accepted now"],
    ],
    [{ rcpthosts: ".b.example\na.b.example\n" }, { rcpthosts: ".b.example\n" }, []],
    [
      { rcpthosts: "" },
      { rcpthosts: "", badmailfrom: "@spam.example\nx@y.example\n" },
      ["mail from everybody at spam.example is refused now", "mail from x@y.example is refused now"],
    ],
    [{ rcpthosts: "", badmailfrom: "@a\n" }, { rcpthosts: "", badmailfrom: "x@a\n@A\n" }, []],
    [
      { rcpthosts: "a.example\n" },
      { rcpthosts: "a.example\n", percenthack: "a.example\n" },
      ["user%elsewhere@a.example is sent on to elsewhere now, whoever asks"],
    ],
    [{ rcpthosts: "a.example\n" }, { rcpthosts: "a.example\n", percenthack: "b.example\n" }, []],
    [
      { rcpthosts: "" },
      { rcpthosts: "", envnoathost: "x.example" },
      ['an address without "@" was for mail.example, now is for x.example'],
    ],
    [{ rcpthosts: "", smtpgreeting: "hi" }, { rcpthosts: "" }, []],
  ])("%j to %j", (before, after, wanted) => {
    expect(words(ofControl(before), ofControl(after))).toEqual(wanted);
  });

  it("tells of a server that can't start, and of a damaged morercpthosts.cdb", () => {
    const given = (files: Parameters<typeof controlOf>[0]): Audit =>
      audit({ rules: null, rulesCdb: null, control: controlOf(files), others: [], run: null });
    const greeting = given({ smtpgreeting: "x", rcpthosts: "" });
    expect(words(greeting, given({ rcpthosts: "" }))).toEqual([
      "every session ends with 421 at its start now",
    ]);
    const damaged = given({ smtpgreeting: "x", rcpthosts: "", "morercpthosts.cdb": bytesOf("junk") });
    expect(words(greeting, damaged)).toEqual([
      "morercpthosts.cdb is damaged now, so mail for what rcpthosts doesn't list gets 421",
    ]);
  });

  it("takes nothing for equal of which only one is known", () => {
    const nothing = audit({ rules: null, rulesCdb: null, control: null, others: [], run: null });
    expect(words(nothing, ofControl({}))).toEqual(["which domains are reached is known now"]);
    expect(words(ofRules(""), nothing)).toEqual(["who may relay is no longer known"]);
    expect(isEqual(nothing, nothing)).toBe(true);
  });
});

// A configuration and another one that may come to the same: with its lines in another order, one more, or one less.
const rearranged = fc
  .tuple(configuration, rulesText, fc.nat(), fc.boolean())
  .map(([given, text, seed, isOther]) => {
    const change = (file: Configuration["rules"]): Configuration["rules"] => {
      if (file === null) return null;
      const lines = byteString(file.bytes)
        .split("\n")
        .filter((line) => line !== "");
      const at = lines.length === 0 ? 0 : seed % lines.length;
      const turned = [...lines.slice(at), ...lines.slice(0, at)];
      const [first = ""] = lines;
      const edited = seed % 3 === 0 ? turned : seed % 3 === 1 ? turned.slice(1) : [...turned, first];
      return fileOf(edited.map((line) => `${line}\n`).join(""), file.path);
    };
    const files = (name: ControlName): Configuration["control"] => {
      const file = given.control?.[name];
      return file === undefined ? {} : { [name]: change(file) ?? file };
    };
    const control = {
      ...given.control,
      ...files("rcpthosts"),
      ...files("badmailfrom"),
      ...files("percenthack"),
    };
    const after = { ...given, rules: isOther ? fileOf(text, "tcp.smtp") : change(given.rules), control };
    return [given, after] as const;
  });

const numberToTry: fc.Arbitrary<number> = fc.constantFrom(...numbers, 2, 100);
const address = fc
  .tuple(numberToTry, numberToTry, numberToTry, numberToTry)
  .map((four) => four.reduce((sum, one) => sum * 256 + one, 0));
const client = fc.record({
  address,
  name: fc.constantFrom(...hosts, "zz.a.example", "zz.example", "zz", null),
  info: fc.constantFrom(...users, "eve", null),
});

type Client = Extract<Difference, { kind: "class" }>["example"];

function admitted(given: Configuration, door: Door, { address: number, name, info }: Client): unknown {
  const probe = { address: addressText(number), name, info, sender: "", recipient: "bob" };
  return explain(given, probe, door).admission;
}

function answered(given: Configuration, sender: ByteString, recipient: ByteString): unknown {
  const open = { ...usualDoor, rules: null };
  const { delivery } = explain(
    given,
    { address: "192.0.2.1", name: null, info: null, sender, recipient },
    open,
  );
  return delivery.kind === "accepted" || delivery.kind === "refused" ? delivery.reply : delivery.kind;
}

describe("equal audits", () => {
  it("mean that every client fares the same; and each difference shows", () => {
    let equal = 0;
    fc.assert(
      fc.property(
        rearranged,
        door,
        fc.array(client, { minLength: 20, maxLength: 20 }),
        ([before, after], how, some) => {
          const [left, right] = [audit(before, how), audit(after, how)];
          if (left.clients === null || right.clients === null) throw new Error("nothing known");
          const found = [...differences({ ...left, recipients: null }, { ...right, recipients: null })];
          if (found.length === 0) equal++;
          for (const one of found) {
            const shows: readonly Client[] =
              one.kind === "addresses"
                ? [one.first, one.last].map((number) => ({ address: number, name: null, info: null }))
                : one.kind === "class"
                  ? [one.example]
                  : [];
            expect(shows.length).toBeGreaterThan(0);
            if (one.kind !== "addresses" && one.kind !== "class") continue;
            for (const shown of shows) {
              expect(admitted(before, how, shown)).toEqual(one.before);
              expect(admitted(after, how, shown)).toEqual(one.after);
            }
          }
          const borders = [left, right].flatMap((one) => [...(one.clients?.addresses.pieces.starts ?? [])]);
          const nameless = borders.map((number) => ({ address: number, name: null, info: null }));
          for (const tried of [...nameless, ...some]) {
            const isSame =
              JSON.stringify(admitted(before, how, tried)) === JSON.stringify(admitted(after, how, tried));
            if (!isSame) expect([tried, found.length]).not.toEqual([tried, 0]);
            if (tried.name !== null || tried.info !== null) continue;
            const isTold = found.some(
              (one) => one.kind === "addresses" && one.first <= tried.address && tried.address <= one.last,
            );
            expect([tried, isTold]).toEqual([tried, !isSame]);
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(equal).toBeGreaterThan(100);
  }, 120_000);

  it("mean that every recipient gets the same answer; and each difference shows", () => {
    let equal = 0;
    const domain = fc.constantFrom(
      "a.example",
      "b.a.example",
      "zz.b.a.example",
      "net",
      "zz.net",
      "example",
      "x",
      "net\r",
      "a.example.",
    );
    const senders = fc.constantFrom("spam@net", "x@net", "other@example", "spam", "");
    fc.assert(
      fc.property(
        rearranged,
        fc.array(fc.tuple(senders, domain), { minLength: 12, maxLength: 12 }),
        ([before, after], some) => {
          const [left, right] = [audit(before), audit(after)];
          const found = [...differences({ ...left, clients: null }, { ...right, clients: null })];
          if (found.length === 0) equal++;
          for (const [sender, one] of [...some, ["", "[127.0.0.1]"] as const]) {
            const recipient = `x@${one}`;
            const isSame = answered(before, sender, recipient) === answered(after, sender, recipient);
            if (!isSame) expect([recipient, found.length]).not.toEqual([recipient, 0]);
          }
          if (left.recipients?.session === "fails" || right.recipients?.session === "fails") return;
          const isBad = found.some(({ kind }) => kind === "bad sender");
          for (const one of found) {
            if (one.kind === "domain" && !isBad) {
              const recipient = `x@${one.domain.startsWith(".") ? `zz${one.domain}` : one.domain}`;
              const replies = [before, after].map((given) => answered(given, "", recipient));
              expect([recipient, replies[one.isAfter ? 1 : 0]]).toEqual([recipient, "250 ok"]);
              expect([recipient, replies[one.isAfter ? 0 : 1]]).toEqual([
                recipient,
                expect.stringMatching(/^553/),
              ]);
            } else if (one.kind === "bad sender") {
              const sender = one.sender.startsWith("@") ? `zz${one.sender}` : one.sender;
              const replies = [before, after].map((given) => String(answered(given, sender, "bob")));
              expect([sender, ...replies]).toEqual([
                sender,
                ...[!one.isAfter, one.isAfter].map(
                  (isRefused) => expect.stringMatching(isRefused ? /^553/ : /^250/) as string,
                ),
              ]);
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(equal).toBeGreaterThan(100);
  }, 120_000);
});
