export { parseRange, rangesOutside, rangeText, type AddressRange } from "./addresses.ts";
export { clientOutcomes, type ClientOutcome, type Outcome } from "./client-outcomes.ts";
export { reachedDomains } from "./reached-domains.ts";
