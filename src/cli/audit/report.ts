import type { Configuration, Finding, FindingSeverity, Summary } from "../../audit/index.ts";
import { decodeByteString } from "../../engine/bytes/index.ts";

/** What an audit has to tell, before it's written in one form or another. */
export interface Report {
  readonly configuration: Configuration;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  /** Where files are on this disk, by their path in the configuration. */
  readonly places: ReadonlyMap<string, string>;
}

/** The path of a file as its owner gave it. */
export function placeOf(file: string, places: Report["places"]): string {
  return places.get(file) ?? decodeByteString(file);
}

export const severities: readonly FindingSeverity[] = ["error", "warning", "info"];

/** Whether a finding is as bad as `level` or worse; with `never` none is. */
export function isAtLeast(severity: FindingSeverity, level: FindingSeverity | "never"): boolean {
  return level !== "never" && severities.indexOf(severity) <= severities.indexOf(level);
}
