export {
  addressCount,
  addressNumber,
  addressText,
  cidrs,
  parseRange,
  rangesOutside,
  rangeText,
  type AddressRange,
} from "./addresses.ts";
export { audit, ruleAt, type Audit, type Clients, type RuleSource } from "./audit.ts";
export type { ClassMembers, ClientClass } from "./client-classes.ts";
export {
  controlNames,
  fileAt,
  type Configuration,
  type ConfigurationFile,
  type ControlName,
  type EnvironmentFolder,
} from "./configuration.ts";
export { differenceWords } from "./difference-words.ts";
export { differences, isEqual, type Difference } from "./differences.ts";
export { usualDoor, type Door } from "./door.ts";
export { explain, type Delivery, type Explanation, type Probe } from "./explain.ts";
export {
  keyOfPair,
  listFaults,
  ruleFaults,
  soundMendings,
  trimmedEnd,
  withoutLineEnd,
  withoutReturns,
  type EntryListName,
  type EntryProblem,
  type Fault,
  type Found,
  type Mending,
} from "./faults/index.ts";
export {
  applyFix,
  controlFindings,
  fileLines,
  findings,
  findingTitles,
  type Finding,
  type FindingFix,
  type FindingId,
  type FindingSeverity,
  type FindingsProgress,
  type LineEdit,
} from "./findings/index.ts";
export type { Outcome, OutcomeKind } from "./outcome.ts";
export {
  changedRanges,
  clientRanges,
  indexAt,
  outcomeAt,
  type AddressPartition,
  type ClientRange,
  type DecidedPieces,
  type OutcomeRanges,
} from "./partition.ts";
export { recipientsOf, type DomainEntry, type PercentHack, type Recipients } from "./recipients.ts";
export type { RulesInForce, RulesText } from "./rules-in-force.ts";
export {
  applySmallestFix,
  obstacleWords,
  smallestFix,
  type CandidateFix,
  type EditSize,
  type FixObstacle,
  type FixStep,
  type SideEffect,
  type SideEffectKind,
  type SmallestFix,
  type Wanted,
} from "./smallest-fix/index.ts";
export { auditJson, JSON_VERSION } from "./json.ts";
export { summary, type Summary } from "./summary.ts";
export { doorOf, environmentFoldersAsked } from "./run.ts";
export { runFacts, type RunFact } from "./run-facts.ts";
export {
  folderOf,
  readRunScript,
  type ListAsked,
  type PasswordCheck,
  type Place,
  type PlacedText,
  type RunScript,
  type RunUnknown,
  type ServerStart,
  type StartFailure,
  type StartTrouble,
  type StartVariable,
  type Surroundings,
  type Unknown,
  type UnknownReason,
} from "./run-script/index.ts";
export {
  changeServerFiles,
  configurationOf,
  environmentFolderAt,
  environmentPath,
  isServerRoot,
  isSameServerFiles,
  noServerFiles,
  recognize,
  serverPlaces,
  type Layout,
  type LeftOver,
  type Recognition,
  type RecognizedFile,
  type ServerFile,
  type ServerFiles,
  type ServerPart,
  type ServerPlaces,
  withServerFiles,
} from "./server-files/index.ts";
