export { compareWithCdb } from "./compare.ts";
export { compileRules, type Compilation, type UnparsableRules } from "./compile.ts";
export {
  diagnoseRules,
  type LineKind,
  type RuleDiagnostic,
  type RulesDiagnosis,
  type RuleWarning,
} from "./diagnose.ts";
export type { RuleFailure, RuleLine } from "./parse.ts";
export {
  corruptionError,
  ruleInstructions,
  ruleKeys,
  rules,
  splitAssignment,
  type Client,
  type Instruction,
  type RulesFile,
  type RulesFinding,
} from "./rules.ts";
export { tcprules } from "./tcprules.ts";
export { tcprulescheck } from "./tcprulescheck.ts";
