export type { EntryFaultId, EntryProblem } from "./entry-problem.ts";
export { meantMending, type Fault, type FaultSeverity } from "./fault.ts";
export { entryFault, listFaults, mendedEntry, type EntryFault, type EntryListName } from "./list-faults.ts";
export {
  soundMendings,
  trimmedEnd,
  withoutLineEnd,
  withoutReturns,
  type Found,
  type Mending,
} from "./mending.ts";
export { keyOfPair } from "./pair-problems.ts";
export { notRelaying, withoutVariable, withRelayclient } from "./relayclient.ts";
export { ruleAddresses } from "./rule-addresses.ts";
export { mendedRule, ruleFaults, type RuleFault, type RuleFaultId } from "./rule-faults.ts";
