import { decodeByteString, encodeByteString, encodeText, type ByteString } from "../../engine/bytes/index.ts";
import {
  diagnoseRules,
  type RuleDiagnostic,
  type RuleFailure,
  type RuleWarning,
} from "../../engine/tcprules/index.ts";
import { fileLines } from "../file-lines.ts";
import { editorColumns } from "./columns.ts";
import { meantMending, type Fault, type FaultSeverity } from "./fault.ts";
import type { ProblemId } from "./faulty-rule.ts";
import { soundMendings, type Mending } from "./mending.ts";
import { isMeantAsNo } from "./relayclient.ts";
import { mendings } from "./rule-mendings.ts";

/** Which finding a problem of the rules' lines is. */
export type RuleFaultId =
  | "open-relay"
  | "rule-unparsable"
  | "rule-no-colon"
  | "rule-leading-blank"
  | "rule-blank-in-address"
  | "rule-missing-dot"
  | "rule-mask"
  | "rule-wildcard"
  | "rule-not-an-address"
  | "rule-name-without-equals"
  | "rule-capital-in-name"
  | "rule-range-across-dots"
  | "rule-reversed-range"
  | "rule-blank-in-variable"
  | "rule-variable-case"
  | "rule-relayclient-value"
  | "rule-relayclient-no"
  | "rule-carriage-return"
  | "rule-duplicate"
  | "rule-variables-on-deny";

export type RuleFault = Fault<RuleFaultId>;

/**
 * What tcprules makes of each line of the rules, where that isn't what it seems to be; by line, then column. A value of
 * RELAYCLIENT that leads to a domain with `@` in front is how mail is mended on its way, if `isRouted` says so of it.
 */
// qmail-1.03 FAQ 5.5
export function* ruleFaults(
  bytes: Uint8Array,
  isRouted: (value: string) => boolean = (value) => value.startsWith("@"),
): Generator<RuleFault, void> {
  const repeated = new Set<number>();
  for (const { line, column, columnEnd, problem } of diagnosed(bytes)) {
    const content = lineOf(bytes, line);
    const columns = editorColumns(content);
    const from = columns(column);
    const to = columns(columnEnd);
    const place = {
      line,
      column: from,
      columnEnd: Math.max(to, from + 1),
      isLineEnd: problem.id === "carriage-return",
    };
    if (problem.kind === "warning" && problem.id === "duplicate-key") {
      const firstLine = problem.firstLine ?? line;
      const told = { line, firstLine, isFirst: !repeated.has(firstLine) };
      repeated.add(firstLine);
      yield { ...place, ...duplicate(bytes, told) };
      continue;
    }
    const value = content.slice(from - 1, to - 1);
    if (problem.id === "relayclient-value" && isRouted(value)) continue;
    yield {
      ...place,
      ...wordsOf(problem, value),
      mendings: () => ruleMendings(problem.id, content, { from: from - 1, to: to - 1 }),
    };
  }
}

const diagnoses = new WeakMap<Uint8Array, readonly RuleDiagnostic[]>();

/** Several ask of the same file, which may be large. */
function diagnosed(bytes: Uint8Array): readonly RuleDiagnostic[] {
  const found = diagnoses.get(bytes) ?? fewOfEachLine(diagnoseRules(bytes).diagnostics);
  diagnoses.set(bytes, found);
  return found;
}

/** So many problems of one line are told: each takes the time to read it, and one of variables may have thousands. */
const OF_LINE_MAX = 100;

function fewOfEachLine(all: readonly RuleDiagnostic[]): readonly RuleDiagnostic[] {
  return all.filter(({ line }, index) => all[index - OF_LINE_MAX]?.line !== line);
}

/** What mends a line of the rules that has this problem. */
function ruleMendings(
  id: ProblemId,
  content: string,
  place: { readonly from: number; readonly to: number },
): readonly Mending[] {
  if (id === "carriage-return") return [];
  return soundMendings({ id, content }, mendings(id, content, place), (text) =>
    diagnoseRules(encodeText(text)).diagnostics.map(({ problem }) => ({
      id: problem.id,
      isError: wordsOf(problem, "").severity === "error",
    })),
  );
}

/** The lines that a rule with this problem should be; null if only its author knows what was meant. */
export function mendedRule(
  { problem, column, columnEnd }: RuleDiagnostic,
  line: ByteString,
): { readonly title: string; readonly becomes: readonly ByteString[] } | null {
  const content = decodeByteString(line);
  const columns = editorColumns(content);
  const place = { from: columns(column) - 1, to: columns(columnEnd) - 1 };
  const mending = meantMending({ mendings: () => ruleMendings(problem.id, content, place) });
  if (mending === null || mending.becomes === null) return null;
  return { title: mending.title, becomes: mending.becomes.split("\n").map(encodeByteString) };
}

type Words = Pick<RuleFault, "id" | "severity" | "message">;

function wordsOf(problem: RuleDiagnostic["problem"], value: string): Words {
  if (problem.kind === "failure")
    return {
      id: "rule-unparsable",
      severity: "error",
      message: `${FAILURES[problem.id]}; tcprules stops at this line and leaves the rules in force as they were.`,
    };
  if (problem.id !== "relayclient-value") return WARNINGS[problem.id];
  if (isMeantAsNo(value))
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

function duplicate(
  bytes: Uint8Array,
  {
    line,
    firstLine,
    isFirst,
  }: { readonly line: number; readonly firstLine: number; readonly isFirst: boolean },
): Words & Pick<RuleFault, "mendings"> {
  const [first, written] = [lineOf(bytes, firstLine), lineOf(bytes, line)];
  const isSameKey = keyOf(first) === keyOf(written);
  const isSame = isSameKey && first.trimEnd() === written.trimEnd();
  const removal: Mending = { title: "Remove this line, which has no effect", becomes: null };
  const counts: Mending = {
    title: `Let this line count: remove line ${firstLine}`,
    becomes: null,
    line: firstLine,
    isGuess: true,
  };
  return {
    id: "rule-duplicate",
    severity: isSame ? "info" : "warning",
    message: isSame
      ? `Line ${firstLine} says the same already, and the first one counts.`
      : `Line ${firstLine} has a rule for ${isSameKey ? "this address" : "some of these addresses"} already, and the first one counts.`,
    // Of two ranges that share some numbers only, neither can go. If a third line is for it too, removing the first does nothing for that.
    mendings: () => (isSameKey ? [removal, ...(isFirst && !isSame ? [counts] : [])] : []),
  };
}

function lineOf(bytes: Uint8Array, line: number): string {
  return decodeByteString(fileLines({ bytes }).line(line));
}

function keyOf(line: string): string {
  return line.split(":", 1)[0] ?? "";
}

const FAILURES: Readonly<Record<RuleFailure, string>> = {
  "no-verdict": "Behind the colon must come allow or deny, in small letters and with no blank in front",
  "no-comma": "Only a comma and a variable may come here, no remark and no blank",
  "no-equals": 'A variable needs = and a value in quotes, as in RELAYCLIENT=""',
  "no-quote": 'The value needs quotes, even if it\'s empty: RELAYCLIENT=""',
  "unclosed-quote":
    "The closing quote is missing: what follows = is taken for the quote, and must come a second time",
  "range-not-number":
    "A hyphen makes a range of numbers such as 1.2.3.4-9, and this isn't one; a host's name needs = in front",
};

const WARNINGS: Readonly<Record<Exclude<RuleWarning, "relayclient-value">, Words>> = {
  "no-colon": warning(
    "rule-no-colon",
    "Without a colon the line is passed over in silence, so it lets nobody in or out; a rule is address:allow or address:deny.",
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
  cidr: warning(
    "rule-mask",
    "tcprules knows no network masks, so no client ever matches the rule; a prefix is 10.0.0. and a range 10.0.0.0-63.",
  ),
  glob: warning(
    "rule-wildcard",
    "* and ? stand only for themselves, so no client ever matches the rule; a prefix ends with a dot: 10.0.0.",
  ),
  "not-an-address": warning(
    "rule-not-an-address",
    "No client's address looks like this, so no client ever matches the rule: it has four numbers from 0 to 255 without zeros in front.",
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
    "A range stands in the place of one number, as in 10.0.0.1-5, so no client ever matches the rule.",
  ),
  "reversed-range": warning(
    "rule-reversed-range",
    "The range ends before it starts, or above 255, so it makes no rule at all.",
  ),
  "blank-in-variable": warning(
    "rule-blank-in-variable",
    "The blank becomes part of the variable's name, which no program asks for, so it's as if it weren't set.",
  ),
  "variable-case": warning(
    "rule-variable-case",
    "qmail-smtpd asks for RELAYCLIENT in capitals, so these clients may not relay.",
  ),
  "relay-for-all": {
    id: "open-relay",
    severity: "error",
    message: "The rule lets everybody relay through this server, which spammers find within hours.",
  },
  // Which line came first is told where that's known.
  "duplicate-key": warning("rule-duplicate", "A line above has a rule for this address already."),
  "carriage-return": {
    id: "rule-carriage-return",
    severity: "error",
    message:
      "The lines end with carriage returns, which tcprules takes for part of the rules and can't read, so it leaves the rules in force as they were.",
  },
  "variables-on-deny": {
    id: "rule-variables-on-deny",
    severity: "info",
    message: "These clients are hung up on at once, so nobody ever sees the variables.",
  },
};

function warning(id: RuleFaultId, message: string): Words {
  const severity: FaultSeverity = "warning";
  return { id, severity, message };
}
