import type { ByteString } from "../../engine/bytes/index.ts";
import {
  diagnoseRules,
  type RuleDiagnostic,
  type RuleFailure,
  type RuleWarning,
} from "../../engine/tcprules/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import { atLine, type Examined } from "./examined.ts";
import { fileLines } from "./file-lines.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
import { replaceLine, unixLineEnds } from "./fix.ts";
import type { FindingId } from "./ids.ts";
import { isModest } from "./modest-rules.ts";
import { mendRule, type MendedRule, withRelayclient, withoutVariable } from "./mend-rule.ts";

/** What tcprules makes of each line of the rules, where that isn't what it seems to be. */
export function* ruleLines(examined: Examined): Generator<Finding, void> {
  const { rules } = examined.configuration;
  if (rules === null) return;
  let hasReturns = false;
  const marked = byteOrderMark(rules);
  if (marked !== null) yield marked;
  let [lastLine, ofLine] = [0, 0];
  for (const diagnostic of diagnosed(rules)) {
    const { problem, line } = diagnostic;
    ofLine = line === lastLine ? ofLine + 1 : 1;
    lastLine = line;
    // To tell the column of each takes the time to read the line once more.
    if (ofLine > OF_LINE_MAX) continue;
    // What else is wrong with that line shows once the mark is gone.
    if (marked !== null && line === 1 && problem.id !== "carriage-return") continue;
    if (problem.id === "carriage-return") {
      if (!hasReturns) yield carriageReturns(rules, diagnostic);
      hasReturns = true;
    } else if (problem.id !== "no-verdict" || !isReturnAlone(rules, diagnostic)) {
      yield* findingOf(examined, rules, diagnostic);
    }
  }
}

/** So many problems of one line are told; a line of variables may have thousands. */
const OF_LINE_MAX = 100;

function byteOrderMark(rules: ConfigurationFile): Finding | null {
  const text = fileLines(rules).line(1);
  if (!text.startsWith(MARK)) return null;
  const isFatal = diagnosed(rules).some(({ line, problem }) => line === 1 && problem.kind === "failure");
  const message = isFatal
    ? "The file starts with a byte order mark, because of which tcprules can't read the first line, so it leaves the rules in force as they were."
    : "The file starts with a byte order mark, which becomes part of the first line, so that has no effect.";
  const fix = { title: "Remove the byte order mark", becomes: [text.slice(MARK.length)] };
  return {
    id: "rule-byte-order-mark",
    severity: isFatal ? "error" : "warning",
    ...atLine(rules, 1),
    message,
    fix: replaceLine(rules, 1, fix),
  };
}

const MARK = "\xef\xbb\xbf";

const diagnoses = new WeakMap<ConfigurationFile, readonly RuleDiagnostic[]>();

function diagnosed(rules: ConfigurationFile): readonly RuleDiagnostic[] {
  const found = diagnoses.get(rules) ?? diagnoseRules(rules.bytes).diagnostics;
  diagnoses.set(rules, found);
  return found;
}

/** The lines of which something is said already why no client matches them. */
export function linesExplained(rules: ConfigurationFile): ReadonlySet<number> {
  const explained = diagnosed(rules).filter(
    ({ problem }) => problem.kind === "failure" || ABOUT_ADDRESS.has(problem.id),
  );
  return new Set(explained.map(({ line }) => line));
}

const ABOUT_ADDRESS: ReadonlySet<string> = new Set<RuleWarning>([
  "leading-blank",
  "blank-in-address",
  "prefix-without-dot",
  "cidr",
  "glob",
  "not-an-address",
  "name-without-equals",
  "capital-in-name",
  "range-across-dots",
  "reversed-range",
  "duplicate-key",
]);

function isReturnAlone(rules: ConfigurationFile, { line }: RuleDiagnostic): boolean {
  return fileLines(rules).line(line).trim() === "";
}

function* findingOf(
  examined: Examined,
  rules: ConfigurationFile,
  { line, column, problem }: RuleDiagnostic,
): Generator<Finding, void> {
  const written = fileLines(rules).line(line);
  const at = atLine(rules, line, column - 1);
  if (problem.kind === "failure") {
    const mended = modestlyMended(problem.id, written);
    const fix = mended === null ? null : replaceLine(rules, line, mended);
    const message = `${FAILURES[problem.id]}; tcprules stops at this line and leaves the rules in force as they were.`;
    yield { id: "rule-unparsable", severity: "error", ...at, message, fix };
    return;
  }
  switch (problem.id) {
    case "relay-for-all":
      // What is in force is told from the exact audit.
      if (examined.audit.clients?.rules.text.kind === "in force") return;
      break;
    case "relayclient-value": {
      const finding = relayclientValue(examined, written, column - 1);
      if (finding !== null) yield { ...finding, ...at, fix: valueFix(rules, line, { finding, written }) };
      return;
    }
    case "carriage-return":
      return;
    case "duplicate-key":
      yield { ...duplicate(rules, written, { line, firstLine: problem.firstLine ?? line }), ...at };
      return;
    default:
      break;
  }
  const words = WARNINGS[problem.id];
  const mended = modestlyMended(problem.id, written);
  yield { ...words, ...at, fix: mended === null ? null : replaceLine(rules, line, mended) };
}

/** No fix makes a rule that opens the relay, or hangs up on most of the Internet, of a line that did nothing. */
function modestlyMended(id: RuleDiagnostic["problem"]["id"], line: ByteString): MendedRule | null {
  const mended = mendRule(id, line);
  return mended === null || isModest(mended.becomes) ? mended : null;
}

type Words = Pick<Finding, "id" | "severity" | "message">;

/** A value is glued to recipients. One that leads to a virtual domain or a local one is how mail is mended on its way. */
// qmail-1.03 FAQ 5.5
function relayclientValue({ control }: Examined, written: ByteString, from: number): Words | null {
  const quote = written.charAt(from - 1);
  const value = written.slice(from, written.indexOf(quote, from));
  const routing = control?.routing ?? null;
  const domain = value.slice(value.lastIndexOf("@") + 1).toLowerCase();
  if (value.startsWith("@") && (routing === null || routing.virtualdomains.values.has(domain))) return null;
  if (/^(no|n|0|off|false|none|deny|never)$/i.test(value))
    return {
      id: "rule-relayclient-no",
      severity: "error",
      message: `RELAYCLIENT="${value}" lets these clients relay all the same, and puts "${value}" behind each recipient: what counts is that it's set.`,
    };
  return {
    id: "rule-relayclient-value",
    severity: "warning",
    message: `"${value}" is put behind each recipient of these clients, so their mail goes to addresses that don't exist or aren't meant.`,
  };
}

function valueFix(
  rules: ConfigurationFile,
  line: number,
  { finding, written }: { readonly finding: Words; readonly written: ByteString },
): Finding["fix"] {
  return finding.id === "rule-relayclient-no"
    ? replaceLine(rules, line, {
        title: "Remove RELAYCLIENT",
        becomes: [withoutVariable(written, "RELAYCLIENT")],
      })
    : replaceLine(rules, line, { title: 'Write RELAYCLIENT=""', becomes: [withRelayclient(written, "")] });
}

function duplicate(
  rules: ConfigurationFile,
  written: ByteString,
  { line, firstLine }: { readonly line: number; readonly firstLine: number },
): Words & Pick<Finding, "fix"> {
  const first = fileLines(rules).line(firstLine);
  const isSameKey = keyOf(first) === keyOf(written);
  const isSame = isSameKey && first.trimEnd() === written.trimEnd();
  const fix = isSameKey
    ? replaceLine(rules, line, { title: "Remove this line, which has no effect", becomes: [] })
    : null;
  const message = isSame
    ? `Line ${firstLine} says the same already, and the first one counts.`
    : `Line ${firstLine} has a rule for ${isSameKey ? "this address" : "some of these addresses"}, and the first one counts.`;
  return { id: "rule-duplicate", severity: isSame ? "info" : "warning", message, fix };
}

function keyOf(line: ByteString): ByteString {
  return line.slice(0, line.indexOf(":"));
}

function carriageReturns(rules: ConfigurationFile, { line, column }: RuleDiagnostic): Finding {
  const message =
    "The lines end with carriage returns, which tcprules takes for part of the rules and can't read, so it leaves the rules in force as they were.";
  const at = atLine(rules, line, column - 1);
  return { id: "rule-carriage-return", severity: "error", ...at, message, fix: unixLineEnds(rules) };
}

const FAILURES: Readonly<Record<RuleFailure, string>> = {
  "no-verdict": "Behind the colon must come allow or deny, in small letters",
  "no-comma": "Only a comma and a variable may come here",
  "no-equals": "A variable needs = and a value in quotes",
  "no-quote": "The value needs quotes, even if it's empty",
  "unclosed-quote": "The closing quote is missing",
  "range-not-number": "A hyphen makes a range of numbers, and this isn't one",
};

const WARNINGS: Readonly<
  Record<Exclude<RuleWarning, "relayclient-value" | "duplicate-key" | "carriage-return">, Words>
> = {
  "no-colon": warning(
    "rule-no-colon",
    "Without a colon the line is passed over in silence, so it lets nobody in or out.",
  ),
  "leading-blank": warning(
    "rule-leading-blank",
    "The blank in front is part of the address, so no client ever matches the rule.",
  ),
  "blank-in-address": warning(
    "rule-blank-in-address",
    "The blank is part of the address, so no client ever matches the rule.",
  ),
  "prefix-without-dot": warning(
    "rule-missing-dot",
    "Without a dot at its end this is a whole address, which no client has, so the rule does nothing.",
  ),
  cidr: warning("rule-mask", "tcprules knows no network masks, so no client ever matches the rule."),
  glob: warning("rule-wildcard", "* and ? stand only for themselves, so no client ever matches the rule."),
  "not-an-address": warning(
    "rule-not-an-address",
    "No client's address looks like this, so no client ever matches the rule.",
  ),
  "name-without-equals": warning(
    "rule-name-without-equals",
    "Without = in front the name is compared with addresses, so no client ever matches the rule.",
  ),
  "capital-in-name": warning(
    "rule-capital-in-name",
    "tcpserver lowers all names that it gets from DNS, so no client ever matches the rule.",
  ),
  "range-across-dots": warning(
    "rule-range-across-dots",
    "A range stands in the place of one number, so no client ever matches the rule.",
  ),
  "reversed-range": warning(
    "rule-reversed-range",
    "The range ends before it starts, so it makes no rule at all.",
  ),
  "blank-in-variable": warning(
    "rule-blank-in-variable",
    "The blank becomes part of the variable's name, which no program asks for, so these clients may not relay.",
  ),
  "variable-case": warning(
    "rule-variable-case",
    "qmail-smtpd asks for RELAYCLIENT in capitals, so these clients may not relay.",
  ),
  "relay-for-all": {
    id: "rule-relays-once-compiled",
    severity: "error",
    message: "As soon as these rules are compiled, this one lets everybody relay.",
  },
  "variables-on-deny": {
    id: "rule-variables-on-deny",
    severity: "info",
    message: "These clients are hung up on at once, so nobody ever sees the variables.",
  },
};

function warning(id: FindingId, message: string): Words {
  const severity: FindingSeverity = "warning";
  return { id, severity, message };
}
