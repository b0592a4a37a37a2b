export { relayStanding, type RelayStanding, type ServerStanding, type Verdict } from "./standing.ts";
export type { Place, Step } from "./steps.ts";
