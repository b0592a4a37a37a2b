import type { Completion, KnownHost, LanguageContext, Position } from "../language.ts";
import { lineAt } from "../tokens.ts";
import { VARIABLES } from "./variables.ts";

/** Verdicts after the colon, variables after a comma, whole rules and known addresses at the front of a line. */
export function complete(
  text: string,
  { line, column }: Position,
  { hosts = [] }: LanguageContext = {},
): readonly Completion[] {
  const content = lineAt(text, line);
  const before = content.slice(0, column - 1);
  if (before.startsWith("#")) return [];
  const colon = before.indexOf(":");
  if (colon === -1) {
    // The front of a line is completed only when nothing stands after the cursor.
    return column <= content.length
      ? []
      : offered([...RULES, ...addressOffers(hosts)], { before, from: 0, column });
  }
  const from = Math.max(colon, before.lastIndexOf(",")) + 1;
  if (/["=]/.test(before.slice(from))) return [];
  return offered(from === colon + 1 ? VERDICTS : SETTINGS, { before, from, column });
}

interface Offer {
  readonly insert: string;
  readonly detail: string;
  readonly explanation?: string | undefined;
}

function offered(
  offers: readonly Offer[],
  { before, from, column }: { readonly before: string; readonly from: number; readonly column: number },
): Completion[] {
  const typed = before.slice(from).toLowerCase();
  return offers
    .filter(({ insert }) => insert.toLowerCase().startsWith(typed))
    .map(({ insert, detail, explanation }) => ({
      label: insert,
      insert,
      detail,
      ...(explanation === undefined ? {} : { explanation }),
      column: from + 1,
      columnEnd: column,
    }));
}

function addressOffers(hosts: readonly KnownHost[]): Offer[] {
  return hosts.map(({ title, address }) => ({ insert: `${address}:`, detail: title }));
}

const relayclient = VARIABLES.get("RELAYCLIENT");

const RULES: readonly Offer[] = [
  { insert: '127.:allow,RELAYCLIENT=""', detail: "this host may relay", explanation: relayclient },
  { insert: ":allow", detail: "everyone else may connect, and not relay" },
  { insert: ":deny", detail: "nobody else may connect" },
];

const VERDICTS: readonly Offer[] = [
  { insert: "allow", detail: "let the client connect" },
  {
    insert: 'allow,RELAYCLIENT=""',
    detail: "let the client connect and send anywhere",
    explanation: relayclient,
  },
  { insert: "deny", detail: "close the connection at once" },
];

const SETTINGS: readonly Offer[] = [
  { insert: 'RELAYCLIENT=""', detail: "the client may send anywhere", explanation: relayclient },
  {
    insert: 'RBLSMTPD=""',
    detail: "ask no block list about this client",
    explanation: VARIABLES.get("RBLSMTPD"),
  },
  {
    insert: 'DATABYTES="10000000"',
    detail: "the largest message in bytes",
    explanation: VARIABLES.get("DATABYTES"),
  },
];
