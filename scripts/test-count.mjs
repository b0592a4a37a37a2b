/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {"vitest" | "playwright" | "sizes"} ReportKind */
/** @typedef {{ kind: ReportKind, file: string }} Report */

/** @type {Count} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Count} one
 * @param {Count} other
 * @returns {Count}
 */
export function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/**
 * How many tests a run was: what its report says, or one where there is no such report. A run that failed counts at
 * least one failure, whatever its report says; so does one that should have a report and has none, or that ran nothing.
 * @param {{ code: number, report: ReportKind | null, json: string | null }} run `json` is null if no report was written
 * @returns {Count}
 */
export function countOf({ code, report, json }) {
  const own =
    report === null ? { ...NONE, passed: code === 0 ? 1 : 0 } : json === null ? NONE : read(report, json);
  const isFault = code !== 0 || own.passed === 0;
  return isFault && own.failed === 0 ? { ...own, failed: 1 } : own;
}

/**
 * @param {Count} count
 * @returns {string}
 */
export function summary({ passed, failed, skipped }) {
  const rest = skipped > 0 ? `, ${String(skipped)} skipped` : "";
  return `${String(passed)} passed, ${String(failed)} failed${rest}`;
}

/**
 * @param {ReportKind} kind
 * @param {string} json
 * @returns {Count}
 */
function read(kind, json) {
  /** @type {unknown} */
  const report = JSON.parse(json);
  switch (kind) {
    case "vitest":
      return {
        passed: number(report, "numPassedTests"),
        failed: number(report, "numFailedTests"),
        skipped: number(report, "numPendingTests") + number(report, "numTodoTests"),
      };
    case "playwright": {
      const stats = field(report, "stats");
      return {
        passed: number(stats, "expected"),
        failed: number(stats, "unexpected") + number(stats, "flaky"),
        skipped: number(stats, "skipped"),
      };
    }
    case "sizes": {
      if (!Array.isArray(report)) throw new Error("the report of sizes.mjs isn't a list");
      const faults = report.map((/** @type {unknown} */ row) => field(row, "fault"));
      const failed = faults.filter((fault) => fault !== null).length;
      return { passed: faults.length - failed, failed, skipped: 0 };
    }
  }
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function field(value, name) {
  const entry =
    typeof value === "object" && value !== null
      ? Object.entries(value).find(([key]) => key === name)
      : undefined;
  if (entry === undefined) throw new Error(`a report has no ${name}`);
  return entry[1];
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {number}
 */
function number(value, name) {
  const found = field(value, name);
  if (typeof found !== "number") throw new Error(`${name} of a report isn't a number`);
  return found;
}
