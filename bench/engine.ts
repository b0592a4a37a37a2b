// What the benchmarks measure.
import "../src/world/programs/more.ts";

export { audit } from "../src/audit/index.ts";
export { TileMaker } from "../src/app/relay-map/tile-maker.ts";
export { loadWorld } from "../src/course/authoring/index.ts";
export { PROFILES, qmailSmtpd } from "../src/engine/smtpd/index.ts";
export { compileRules } from "../src/engine/tcprules/index.ts";
export { createHistory } from "../src/world/index.ts";
