import { expect, it } from "vitest";
import type { RelayStanding } from "../../course/index.ts";
import { standingWords } from "./words.ts";

it.each<readonly [RelayStanding["inForce"], number | null, string]>([
  ["closed", 0, "Closed: no address may relay"],
  ["closed", 1, "Closed: 1 range may relay"],
  ["closed", 2, "Closed: 2 ranges may relay"],
  ["closed", null, "Closed"],
  ["open", 1, "Open relay"],
  ["no mail", 0, "No mail service"],
  ["unknown", 3, "Can’t tell who relays"],
])("says of %s with %s ranges: %s", (inForce, relayRanges, words) => {
  expect(standingWords({ inForce, afterRebuild: "closed", relayRanges, servers: [] })).toBe(words);
});
