import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressText, outcomeAt, rangeText, ruleAt } from "../../audit/index.ts";
import { compositionOf } from "./composition.ts";
import { decisionOn } from "./decision.ts";
import { kindNumber, kinds } from "./outcomes.ts";
import { addresses, clientsOf, partitions } from "./partition.test-kit.ts";
import { kindsIn, tableRows } from "./table-rows.ts";
import { decisionWords, ruleWords } from "./words.ts";

const all = { kind: null, within: null };

describe("tableRows", () => {
  it("has every address in one row, with the outcome that the map has", () => {
    fc.assert(
      fc.property(partitions, (partition) => {
        const rows = tableRows(partition, all);
        let next = 0;
        for (let number = 0; number < rows.count; number++) {
          const row = rows.at(number);
          expect(row.first).toBe(next);
          expect(outcomeAt(partition, row.first)).toEqual(row.outcome);
          expect(outcomeAt(partition, row.last)).toEqual(row.outcome);
          next = row.last + 1;
        }
        expect(next).toBe(2 ** 32);
      }),
    );
  });

  it("has of each kind as many addresses as the map", () => {
    fc.assert(
      fc.property(partitions, (partition) => {
        const composition = compositionOf(partition, { first: 0, last: 2 ** 32 - 1 });
        for (const kind of kinds)
          expect(tableRows(partition, { kind, within: null }).addresses).toBe(composition[kindNumber(kind)]);
        expect(kindsIn(partition)).toEqual(kinds.filter((_, number) => (composition[number] ?? 0) > 0));
      }),
    );
  });

  it("finds the one row of an address, with the rule that the map tells", () => {
    fc.assert(
      fc.property(partitions, addresses, (partition, address) => {
        const rows = tableRows(partition, { kind: null, within: { first: address, last: address } });
        const row = rows.at(0);
        expect(rows.count).toBe(1);
        expect(row.first <= address && address <= row.last).toBe(true);
        expect(row.record).toBe(decisionOn(partition, { first: address, last: address }).record);
      }),
    );
  });
});

describe("decisionOn", () => {
  const clients = clientsOf(
    '192.168.5.:allow,RELAYCLIENT=""\n192.168.5.13:deny\n192.168.5.77:allow,RELAYCLIENT=""\n:allow\n',
  );
  const told = (first: number, last: number) => {
    const decision = decisionOn(clients.addresses, { first, last });
    return [
      decisionWords(decision),
      rangeText(decision.range),
      ruleWords(ruleAt(clients, decision.record)),
      decision.otherPieces,
    ];
  };
  const net = ((192 * 256 + 168) * 256 + 5) * 256;

  it("tells of an address its outcome, its range, and the line that decides", () => {
    expect(told(net + 13, net + 13)).toEqual([
      "is denied: the connection is closed without a word",
      "192.168.5.13",
      "rule 192.168.5.13 in tcp.smtp, line 2",
      0,
    ]);
  });

  it("tells of a range how many more pieces other rules decide on", () => {
    expect(told(net + 14, net + 255)).toEqual([
      "may relay: it may write to anybody",
      "192.168.5.14-192.168.5.255",
      "rule 192.168.5. in tcp.smtp, line 1",
      2,
    ]);
  });

  it("tells of a mixed block how many fare how, and where those are that may relay", () => {
    expect(told(net - 256, net + 255)).toEqual([
      "fares in several ways: may relay: 255; denied: 1; let in, no relaying: 256",
      "192.168.5.0-192.168.5.12",
      "rule 192.168.5. in tcp.smtp, line 1",
      0,
    ]);
  });

  it("says so where no rule decides", () => {
    const none = clientsOf("10.:deny\n");
    const decision = decisionOn(none.addresses, { first: 0, last: 0 });
    expect([addressText(decision.range.last), ruleWords(ruleAt(none, decision.record))]).toEqual([
      "9.255.255.255",
      "no rule: what tcpserver does by itself",
    ]);
  });
});
