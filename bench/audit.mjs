import { rules } from "./tcprules.mjs";

const ROUNDS = 5;

/**
 * Who may relay by a million rules, beside the time that compiling them in memory takes.
 * @param {typeof import("./engine.ts")} engine
 * @returns {[string, string, string][]}
 */
export function benchAudit({ audit, compileRules }) {
  const inOrder = rules();
  const lines = inOrder.split("\n").filter((line) => line !== "");
  /** Each stands where a multiple of a prime leads, every eighth is a prefix; so they overlap, and repeat. */
  const mixed = lines.map((_, index) => {
    const line = lines[(index * 7919) % lines.length] ?? "";
    return index % 8 === 0 ? line.replace(/\d+:/, ":") : line;
  });
  return [
    row("audit, the same million rules", inOrder),
    row("  their lines mixed, an eighth prefixes", `${mixed.join("\n")}\n`),
  ];

  /**
   * @param {string} name
   * @param {string} text
   * @returns {[string, string, string]}
   */
  function row(name, text) {
    const bytes = Buffer.from(text);
    const cdb = Buffer.from(compiledOf(bytes));
    const none = { control: null, others: [], run: null };
    /** @param {Uint8Array} file */
    const file = (file) => ({ path: "tcp.smtp", bytes: file, modifiedAt: null });
    let [compiling, fromText, fromCdb, ranges] = [Infinity, Infinity, Infinity, 0];
    for (let round = 0; round < ROUNDS; round++) {
      compiling = Math.min(
        compiling,
        timed(() => compiledOf(bytes)),
      );
      fromText = Math.min(
        fromText,
        timed(() => {
          const { clients } = audit({ ...none, rules: file(bytes), rulesCdb: null });
          ranges = clients?.addresses.starts.length ?? 0;
        }),
      );
      fromCdb = Math.min(
        fromCdb,
        timed(() => audit({ ...none, rules: null, rulesCdb: file(cdb) })),
      );
    }
    if (ranges < 1000) throw new Error(`${name}: only ${ranges} ranges`);
    const times = `${fromText.toFixed(0)} ms from text, ${fromCdb.toFixed(0)} ms from the cdb`;
    return [name, times, `${(fromText / compiling).toFixed(2)} times a compile in memory (promise: 2)`];
  }

  /** @param {Uint8Array} bytes */
  function compiledOf(bytes) {
    const compilation = compileRules(bytes);
    if (compilation.kind !== "compiled") throw new Error("the rules don't compile");
    return compilation.cdb;
  }
}

/** @param {() => void} work */
function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}
