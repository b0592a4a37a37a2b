import fc from "fast-check";
import { audit, type AddressPartition, type Clients } from "../../audit/index.ts";
import { bytesOf } from "../../engine/bytes/index.ts";

/** Who may do what by these rules. */
export function clientsOf(rules: string): Clients {
  const { clients } = audit({
    rules: { path: "tcp.smtp", bytes: bytesOf(rules), modifiedAt: null },
    rulesCdb: null,
    control: null,
    others: [],
    run: null,
  });
  if (clients === null) throw new Error("no clients");
  return clients;
}

export function partitionOf(rules: string): AddressPartition {
  return clientsOf(rules).addresses;
}

const number = fc.constantFrom(0, 1, 10, 127, 128, 255);
const key = fc.oneof(
  fc.array(number, { minLength: 4, maxLength: 4 }).map((four) => four.join(".")),
  fc.array(number, { maxLength: 3 }).map((some) => some.map((one) => `${one}.`).join("")),
);
const instructions = fc.constantFrom("allow", "deny", 'allow,RELAYCLIENT=""', 'allow,RELAYCLIENT="@fix"');

/** Partitions by rules that overlap, touch and hide each other. */
export const partitions = fc
  .array(fc.tuple(key, instructions), { maxLength: 25 })
  .map((rules) => partitionOf(rules.map(([one, what]) => `${one}:${what}\n`).join("")));

/** Some addresses near those where such partitions change, and any others. */
export const addresses = fc.oneof(
  fc
    .tuple(fc.array(number, { minLength: 4, maxLength: 4 }), fc.integer({ min: -1, max: 1 }))
    .map(([four, step]) =>
      Math.min(2 ** 32 - 1, Math.max(0, four.reduce<number>((sum, one) => sum * 256 + one, 0) + step)),
    ),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
);
