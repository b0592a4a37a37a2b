import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressNumber,
  applyFix,
  applySmallestFix,
  audit,
  clientRanges,
  explain,
  smallestFix,
  type AddressRange,
  type Configuration,
  type SmallestFix,
  type Wanted,
} from "../index.ts";
import { configuration, door, hosts, numbers, users } from "../generated.test-kit.ts";
import { obstacleBehind } from "./run-moves.ts";
import { isIn, joined } from "./wanted.ts";

// What a fix is worth is found out by doing it, and asking the programs and the audit.

const address = fc
  .array(fc.constantFrom(...numbers), { minLength: 4, maxLength: 4 })
  .map((four) => four.join("."));
const recipient = fc.constantFrom("bob@elsewhere.example", "bob@a.example", "bob@x.b.a.example", "bob");
const probe: fc.Arbitrary<Wanted> = fc.record({
  kind: fc.constant("probe"),
  probe: fc.record({
    address,
    name: fc.option(fc.constantFrom(...hosts)),
    info: fc.option(fc.constantFrom(...users)),
    sender: fc.constantFrom("joe@good.example", "spam@net", ""),
    recipient,
  }),
  outcome: fc.constantFrom("accepted", "refused", "kept out"),
});

const range: fc.Arbitrary<AddressRange> = fc
  .tuple(address, fc.constantFrom(1, 2, 6, 256, 300, 65536, 2 ** 24, 2 ** 30))
  .map(([first, count]) => {
    const start = addressNumber(first) ?? 0;
    return { first: start, last: Math.min(2 ** 32 - 1, start + count - 1) };
  });
const relaySet = fc.array(range, { maxLength: 4 });

function after(before: Configuration, fix: SmallestFix): readonly Configuration[] {
  switch (fix.kind) {
    case "none needed":
      return [before];
    case "found":
      return fix.candidates.map((candidate) => applySmallestFix(before, candidate));
    case "impossible":
      return [];
    default:
      return fix satisfies never;
  }
}

describe("of 300 generated configurations", () => {
  it(
    "each candidate makes a probe fare as is wanted, and where the text can be edited there's one",
    { timeout: 120_000 },
    () => {
      let impossible = 0;
      fc.assert(
        fc.property(configuration, probe, door, (before, wanted, given) => {
          if (wanted.kind !== "probe") throw new Error();
          const fix = smallestFix(before, wanted, given);
          if (fix.kind === "found")
            for (const candidate of fix.candidates)
              for (const one of candidate.fixes) expect(applyFix(before, one)).not.toEqual(before);
          for (const fixed of after(before, fix)) {
            const { delivery } = explain(fixed, wanted.probe, given);
            if (wanted.outcome === "accepted") expect(delivery.kind).toBe("accepted");
            else if (wanted.outcome === "kept out") expect(delivery.kind).toBe("not connected");
            else expect(["refused", "not connected"]).toContain(delivery.kind);
          }
          if (fix.kind !== "impossible") return;
          impossible++;
          for (const { kind } of fix.obstacles) expect(kind).not.toBe("not found");
        }),
        { numRuns: 300 },
      );
      expect(impossible).toBeGreaterThan(0);
    },
  );

  it(
    "the fix for a relay set lets exactly its addresses relay, and nobody else by a name",
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(configuration, relaySet, door, (before, ranges, given) => {
          const fix = smallestFix(before, { kind: "relay set", ranges }, given);
          if (fix.kind === "impossible") {
            const expected =
              before.rules === null
                ? "no text of rules"
                : given.rules === null
                  ? "no rules read"
                  : obstacleBehind(given)?.kind;
            expect(fix.obstacles.map(({ kind }) => kind)).toEqual([expected]);
          }
          for (const fixed of after(before, fix)) {
            const { clients } = audit(fixed, given);
            const relaying = clients === null ? [] : clientRanges(clients.addresses, "relays");
            expect(joined(relaying)).toEqual(joined(ranges));
            const open = clients?.classes.filter(
              ({ members, outcomeIndex, reach }) =>
                reach === "clients" &&
                clients.addresses.outcomes[outcomeIndex]?.kind === "relays" &&
                !(members.kind === "user at address" && isIn(joined(ranges), members.address)),
            );
            expect(open ?? []).toEqual([]);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});
