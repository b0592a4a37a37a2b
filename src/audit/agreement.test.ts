import fc from "fast-check";
import { expect, it } from "vitest";
import type { ByteString } from "../engine/bytes/index.ts";
import { configuration, door, fileOf, hosts, numbers, users } from "./generated.test-kit.ts";
import {
  addressNumber,
  addressText,
  audit,
  clientRanges,
  explain,
  indexAt,
  outcomeAt,
  ruleAt,
  usualDoor,
  type Clients,
  type Outcome,
  type Recipients,
} from "./index.ts";
import { domainKeys, senderKeys } from "./suffix-set.ts";

// What the audit says is read here as its documentation has it, and compared with what the programs do.

interface Client {
  readonly address: number;
  readonly name: ByteString | null;
  readonly info: ByteString | null;
}

const quiet = { sender: "a@b.example", recipient: "bob" };

/** What a client gets by the audit: of the classes that it belongs to and its address, what is looked up first. */
function told({ addresses, classes }: Clients, { address, name, info }: Client): Outcome | undefined {
  const { pieces, outcomes } = addresses;
  const piece = indexAt(pieces.starts, address);
  const level = pieces.levels[piece] ?? 0;
  const found = classes.find(({ members, reach }) => {
    if (reach !== "clients") return false;
    switch (members.kind) {
      case "user at address":
        return members.user === info && members.address === address;
      case "user at name":
        return members.user === info && members.name === name;
      case "name":
        return members.name === name && level !== 4;
      case "suffix":
        return name !== null && name.endsWith(members.suffix) && level === 0;
      case "any name":
        return name !== null && level === 0;
    }
  });
  return outcomes[found?.outcomeIndex ?? pieces.outcomeIndexes[piece] ?? 0];
}

/** The addresses at and beside each border, and some more. */
function addressesToTry({ addresses }: Clients, random: readonly number[]): readonly number[] {
  const borders = [...addresses.pieces.starts].flatMap((start) => [start - 1, start, start + 1]);
  return [...new Set([...borders, ...random, 2 ** 32 - 1])].filter((one) => one >= 0 && one < 2 ** 32);
}

const number: fc.Arbitrary<number> = fc.constantFrom(...numbers, 2, 6, 100);
const randomAddress = fc
  .tuple(number, number, number, number)
  .map((four) => four.reduce((sum, one) => sum * 256 + one, 0));

it("says of 1,000 configurations what becomes of every client at a border, and of any other", () => {
  fc.assert(
    fc.property(
      configuration,
      door,
      fc.array(randomAddress, { minLength: 6, maxLength: 6 }),
      (given, how, random) => {
        const { clients } = audit(given, how);
        if (clients === null) throw new Error("nothing known");
        const ranges = [...clientRanges(clients.addresses)];
        expect(ranges[0]?.first).toBe(0);
        expect(ranges.at(-1)?.last).toBe(2 ** 32 - 1);
        for (const [index, { first, outcome }] of ranges.slice(1).entries()) {
          expect(first).toBe((ranges[index]?.last ?? 0) + 1);
          expect(outcome).not.toEqual(ranges[index]?.outcome);
        }
        const { pieces } = clients.addresses;
        for (const address of addressesToTry(clients, random)) {
          const probe = { ...quiet, address: addressText(address), name: null, info: null };
          const { admission, notes } = explain(given, probe, how);
          const range = ranges.find(({ first, last }) => first <= address && address <= last);
          expect([probe.address, range?.outcome]).toEqual([probe.address, admission]);
          const decided = notes.find((note) => note.kind === "rule-decided");
          const rule = ruleAt(clients, pieces.records[indexAt(pieces.starts, address)] ?? 0);
          expect(rule?.key ?? null).toBe(decided?.key ?? null);
          expect(rule?.line ?? null).toEqual(decided?.source ?? null);
        }
      },
    ),
    { numRuns: 1000 },
  );
}, 120_000);

it("agrees on rules that start at the same address, in any order of two or three", () => {
  const keys = ["", "0.", "0.0.", "0.0.0.", "0.0.0.0", "0-1."];
  const lines = keys.map((key, index) => `${key}:allow,RELAYCLIENT="${index}"\n`);
  for (const one of lines)
    for (const two of lines)
      for (const three of ["", ...lines]) {
        const text = one + two + three;
        const given = {
          rules: fileOf(text, "tcp.smtp"),
          rulesCdb: null,
          control: null,
          others: [],
          run: null,
        };
        const { clients } = audit(given);
        if (clients === null) throw new Error(text);
        for (const address of ["0.0.0.0", "0.0.0.1", "0.0.1.0", "0.1.0.0", "1.0.0.0", "2.0.0.0"]) {
          const outcome = outcomeAt(clients.addresses, addressNumber(address) ?? 0);
          const { admission } = explain(given, { ...quiet, address, name: null, info: null });
          expect([text, address, outcome]).toEqual([text, address, admission]);
        }
      }
});

const someName = fc.constantFrom(...hosts, "new.example", "y.pc.a.example", "new", null);
const someUser = fc.constantFrom(...users, "eve", null);
const someClient = fc.tuple(someName, someUser, randomAddress);

it("says of 1,000 configurations what becomes of clients with names and users", () => {
  fc.assert(
    fc.property(
      configuration,
      door,
      fc.array(someClient, { minLength: 10, maxLength: 10 }),
      (given, how, some) => {
        const { clients } = audit(given, how);
        if (clients === null) throw new Error("nothing known");
        const ofClasses = clients.classes.map(({ members }): Client => {
          const name = "name" in members ? members.name : "suffix" in members ? `x${members.suffix}` : "new";
          const user = "user" in members ? members.user : null;
          return { address: "address" in members ? members.address : 0x0a050505, name, info: user };
        });
        for (const client of [
          ...ofClasses,
          ...some.map(([name, info, address]) => ({ name, info, address })),
        ]) {
          const { address, name, info } = client;
          const { admission } = explain(given, { ...quiet, address: addressText(address), name, info }, how);
          expect([client, told(clients, client)]).toEqual([client, admission]);
        }
      },
    ),
    { numRuns: 1000 },
  );
}, 120_000);

/** What a stranger gets by the audit. The recipient has no quotes, backslashes or angle brackets. */
function answer(recipients: Recipients, sender: ByteString, recipient: ByteString): string {
  const { session, badSenders, reached, ownLiteral } = recipients;
  if (session === "fails") return "421";
  const bad = new Set(badSenders.map(({ text }) => text));
  if ([...senderKeys(sender.toLowerCase())].some((key) => bad.has(key))) return "553 badmailfrom";
  const at = recipient.lastIndexOf("@");
  if (reached === "everything" || at === -1) return "250";
  const literal = recipient.slice(at + 1) === "[127.0.0.1]" ? ownLiteral : null;
  if (literal !== null) return literal.isReached ? "250" : "553 rcpthosts";
  const entries = new Set(reached.filter(({ use }) => use !== "never").map(({ text }) => text));
  const keys = [...domainKeys(recipient.slice(at + 1).toLowerCase())];
  return keys.some((key) => entries.has(key)) ? "250" : "553 rcpthosts";
}

/** What the programs answered, and for 553 by which list. */
function heard({ delivery }: ReturnType<typeof explain>): string {
  if (delivery.kind !== "refused" && delivery.kind !== "accepted") return delivery.kind;
  const code = delivery.reply.slice(0, 3);
  return code === "553" ? `553 ${/badmailfrom|rcpthosts/.exec(delivery.reply)?.[0] ?? ""}` : code;
}

function recipientsToTry({ reached }: Recipients): readonly ByteString[] {
  const entries = reached === "everything" ? [] : reached.map(({ text }) => text);
  const near = entries.flatMap((text) => [
    text,
    text.toUpperCase(),
    `sub.${text}`,
    `sub${text}`,
    text.slice(1),
    `${text}.`,
    `${text}x`,
    `user%elsewhere@${text}`,
  ]);
  const fixed = [
    "bob",
    "",
    "x@",
    "x@elsewhere",
    "x@[127.0.0.1]",
    "x@[127.0.0.2]",
    "v%elsewhere",
    "x@net@elsewhere",
  ];
  return [...fixed, ...near.map((domain) => `x@${domain}`)];
}

it("says of 1,000 configurations which recipients near each entry a stranger reaches", () => {
  fc.assert(
    fc.property(
      configuration,
      door,
      fc.constantFrom("a@b", "spam@net", "x@NET", "spam", ""),
      (given, how, sender) => {
        const { behind } = usualDoor;
        const open = { ...how, rules: null, environment: new Map<string, string>(), behind };
        const { recipients } = audit(given, open);
        if (recipients === null) throw new Error("nothing known");
        for (const recipient of recipientsToTry(recipients)) {
          const probe = { address: "192.0.2.1", name: null, info: null, sender, recipient };
          const wanted = answer(recipients, sender, recipient);
          expect([recipient, wanted]).toEqual([recipient, heard(explain(given, probe, open))]);
        }
        for (const { domain, letInBy } of recipients.percentHack) {
          const recipient = letInBy === "no at sign" ? "v%elsewhere" : `v%elsewhere@${domain}`;
          const probe = { address: "192.0.2.1", name: null, info: null, sender: "", recipient };
          const { delivery } = explain(given, probe, open);
          if (recipients.session === "fails") continue;
          if (domain === "[127.0.0.1]" && recipients.ownLiteral !== null) {
            // It counts as the name that takes its place, which has a line of its own if it's listed.
            expect(letInBy).toBeNull();
            continue;
          }
          const route = delivery.kind === "accepted" ? delivery.route : null;
          // Without control/me and control/locals there's no qmail-send to say where it goes.
          if (delivery.kind === "accepted" && route === null) continue;
          const isRelayed = route?.channel === "remote" && route.address === "v@elsewhere";
          expect([domain, isRelayed]).toEqual([domain, letInBy !== null]);
        }
      },
    ),
    { numRuns: 1000 },
  );
}, 120_000);

it("glues what the audit tells to the recipients of a client that relays, unless its sender is refused", () => {
  fc.assert(
    fc.property(configuration, door, randomAddress, (given, how, address) => {
      const { clients, recipients } = audit(given, how);
      if (clients === null || recipients === null) throw new Error("nothing known");
      const outcome = told(clients, { address, name: null, info: null });
      const probe = {
        address: addressText(address),
        name: null,
        info: null,
        sender: "spam@net",
        recipient: "x@elsewhere",
      };
      const explanation = explain(given, probe, how);
      if (outcome?.kind === "denied" || outcome?.kind === "dropped") {
        expect(explanation.delivery.kind).toBe("not connected");
      } else if (outcome?.kind === "relays") {
        const refusal = answer(recipients, probe.sender, "bob");
        if (refusal !== "250") expect(heard(explanation)).toBe(refusal);
        else
          expect(explanation.delivery).toMatchObject({
            kind: "accepted",
            recipient: `x@elsewhere${outcome.value}`,
          });
      } else expect(heard(explanation)).toBe(answer(recipients, probe.sender, probe.recipient));
    }),
    { numRuns: 1000 },
  );
}, 120_000);
