import type { Completion, Position } from "../language.ts";
import { lineAt } from "../tokens.ts";

/** Verdicts after the colon, variables after a comma, whole rules on an empty line. */
export function complete(text: string, { line, column }: Position): readonly Completion[] {
  const content = lineAt(text, line);
  const before = content.slice(0, column - 1);
  if (before.startsWith("#")) return [];
  const colon = before.indexOf(":");
  if (colon === -1) {
    // The front of a line is completed only when nothing stands after the cursor.
    return column <= content.length ? [] : offered(RULES, { before, from: 0, column });
  }
  const from = Math.max(colon, before.lastIndexOf(",")) + 1;
  if (/["=]/.test(before.slice(from))) return [];
  return offered(from === colon + 1 ? VERDICTS : VARIABLES, { before, from, column });
}

type Offer = readonly [insert: string, detail: string];

function offered(
  offers: readonly Offer[],
  { before, from, column }: { readonly before: string; readonly from: number; readonly column: number },
): Completion[] {
  const typed = before.slice(from).toLowerCase();
  return offers
    .filter(([insert]) => insert.toLowerCase().startsWith(typed))
    .map(([insert, detail]) => ({ label: insert, insert, detail, column: from + 1, columnEnd: column }));
}

const RULES: readonly Offer[] = [
  ['127.:allow,RELAYCLIENT=""', "this host itself may relay"],
  [":allow", "everyone else may connect, and not relay"],
  [":deny", "nobody else may connect"],
];

const VERDICTS: readonly Offer[] = [
  ["allow", "let the client connect"],
  ['allow,RELAYCLIENT=""', "let the client connect and send anywhere"],
  ["deny", "close the connection at once"],
];

const VARIABLES: readonly Offer[] = [
  ['RELAYCLIENT=""', "the client may send anywhere"],
  ['RBLSMTPD=""', "ask no block list about this client"],
  ['DATABYTES="10000000"', "the largest message in bytes"],
];
