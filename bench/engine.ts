// What the benchmarks measure.
export { runInMemory } from "../src/cli/conformance/memory-system.ts";
export { PROFILES, qmailSmtpd } from "../src/engine/smtpd/index.ts";
export { compileRules } from "../src/engine/tcprules/index.ts";
