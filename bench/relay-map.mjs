import { rules } from "./tcprules.mjs";

const ROUNDS = 5;
/** Any opaque colours: what they are takes no time. */
const colours = {
  kinds: /** @type {[number, number, number][]} */ (
    Array.from({ length: 5 }, (_, kind) => [kind, kind, kind])
  ),
  background: /** @type {[number, number, number]} */ ([255, 255, 255]),
  changed: /** @type {[number, number, number]} */ ([0, 0, 0]),
};

/**
 * What the worker of the relay map does with a million rules: once for all, and for the tile that has all of them in it.
 * @param {typeof import("./engine.ts")} engine
 * @returns {[string, string, string][]}
 */
export function benchRelayMap({ audit, TileMaker }) {
  const file = { path: "tcp.smtp", bytes: Buffer.from(rules()), modifiedAt: null };
  const { clients } = audit({ rules: file, rulesCdb: null, control: null, others: [], run: null });
  if (clients === null) throw new Error("the rules say nothing");
  let [preparing, drawing] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    const maker = new TileMaker();
    const began = performance.now();
    maker.prepare(clients.addresses, null, () => undefined);
    const ready = performance.now();
    maker.draw({ level: 0, x: 0, y: 0 }, colours);
    preparing = Math.min(preparing, ready - began);
    drawing = Math.min(drawing, performance.now() - ready);
  }
  const times = `${preparing.toFixed(0)} ms to prepare, ${drawing.toFixed(0)} ms for the widest tile`;
  return [["relay map, a million rules", times, `${clients.addresses.starts.length} ranges, in a worker`]];
}
