import type { RuleDiagnostic, RuleFailure, RuleWarning } from "../../engine/tcprules/index.ts";
import type { Severity } from "../language.ts";

interface Words {
  readonly severity: Severity;
  readonly message: string;
}

/** How bad a problem is, and what it means. */
export function words(problem: RuleDiagnostic["problem"]): Words {
  if (problem.kind === "failure") {
    return {
      severity: "error",
      message: `${FAILURES[problem.id]} tcprules stops here and keeps the old cdb.`,
    };
  }
  const { severity, message } = WARNINGS[problem.id];
  return { severity, message: message.replace("{line}", String(problem.firstLine ?? 1)) };
}

export function isError(problem: RuleDiagnostic["problem"]): boolean {
  return problem.kind === "failure" || WARNINGS[problem.id].severity === "error";
}

const FAILURES: Readonly<Record<RuleFailure, string>> = {
  "no-verdict": "After the colon must come allow or deny, in small letters and with no blank before it.",
  "no-comma": "Only a comma and a variable may follow here; a remark or a blank may not.",
  "no-equals": 'A variable needs "=" and a quoted value, such as RELAYCLIENT="".',
  "no-quote": 'The value needs quotes, even when it is empty: RELAYCLIENT="".',
  "unclosed-quote":
    "The closing quote is missing: the character after = is taken as the quote, and must come a second time.",
  "range-not-number":
    "A hyphen in an address makes a range of numbers, such as 1.2.3.4-9. For a host name, put = in front.",
};

const WARNINGS: Readonly<Record<RuleWarning, Words>> = {
  "no-colon": {
    severity: "warning",
    message:
      "A line without a colon is passed over in silence: this is no rule. Write address:allow or address:deny.",
  },
  "leading-blank": {
    severity: "warning",
    message:
      "The blank in front is part of the address, so no client ever matches. Start the rule in column 1.",
  },
  "blank-in-address": {
    severity: "warning",
    message: "The blank is part of the address, so no client ever matches. Take it out.",
  },
  "prefix-without-dot": {
    severity: "warning",
    message: "No client has this address. To match all addresses that begin so, end it with a dot.",
  },
  cidr: {
    severity: "warning",
    message:
      "tcprules knows no /mask, so no client ever matches. Write a prefix such as 10.0.0. or a range such as 10.0.0.0-63.",
  },
  glob: {
    severity: "warning",
    message:
      "* and ? stand only for themselves, so no client ever matches. A prefix ends with a dot: 10.0.0.",
  },
  "not-an-address": {
    severity: "warning",
    message:
      "No client's address looks like this, so the rule never matches. Four numbers from 0 to 255, without zeros in front.",
  },
  "name-without-equals": {
    severity: "warning",
    message:
      "Without = in front this is compared with addresses and never matches. For a host name write =name.",
  },
  "capital-in-name": {
    severity: "warning",
    message:
      "tcpserver lowers the names it gets from DNS, so a name with capitals never matches. Use small letters.",
  },
  "range-across-dots": {
    severity: "warning",
    message:
      "A range replaces one number only, so this matches nobody. Write 10.0.0.1-5, one line for each block.",
  },
  "reversed-range": {
    severity: "warning",
    message:
      "The range ends below where it starts (or above 255), so it makes no rule at all. Swap its ends.",
  },
  "blank-in-variable": {
    severity: "warning",
    message:
      "The blank becomes part of the variable's name, so the program never sees the variable. Leave no blank after the comma.",
  },
  "variable-case": {
    severity: "warning",
    message: "qmail-smtpd looks for RELAYCLIENT in capitals; in any other letters it's another variable.",
  },
  "relay-for-all": {
    severity: "error",
    message:
      "This rule lets everybody relay: an open relay. Set RELAYCLIENT only in rules for your own clients' addresses.",
  },
  "relayclient-value": {
    severity: "warning",
    message:
      'This text is glued to the end of every recipient. To let the client relay and no more, write RELAYCLIENT="".',
  },
  "carriage-return": {
    severity: "error",
    message:
      "The line ends with a carriage return, as Windows editors write it, and tcprules takes it for part of the line. Save with Unix line ends.",
  },
  "duplicate-key": {
    severity: "warning",
    message: "Line {line} has this address already, and the first one counts. Remove one of the two.",
  },
  "variables-on-deny": {
    severity: "info",
    message: "A denied connection is closed at once, so these variables are never used.",
  },
};
