// What the benchmarks measure.
export { PROFILES, qmailSmtpd } from "../src/engine/smtpd/index.ts";
export { compileRules } from "../src/engine/tcprules/index.ts";
