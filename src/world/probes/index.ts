export { type Fate, sendProbe } from "./fate.ts";
export { type Probe, type ProbeResult, probe } from "./probe.ts";
export { playSmtp } from "./smtp-client.ts";
