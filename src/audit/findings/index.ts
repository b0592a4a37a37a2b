export { fileLines } from "./file-lines.ts";
export { findings, type FindingsProgress } from "./findings.ts";
export type { Finding, FindingFix, FindingSeverity, LineEdit } from "./finding.ts";
export { applyFix } from "./fix.ts";
export { findingTitles, type FindingId } from "./ids.ts";
