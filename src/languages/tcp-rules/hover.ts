import { encodeText } from "../../engine/bytes/index.ts";
import { diagnoseRules } from "../../engine/tcprules/index.ts";
import type { Hover, LanguageContext, Position } from "../language.ts";
import { lineAt, tokenAt } from "../tokens.ts";
import { decidesFor } from "./decides.ts";
import { tokenize } from "./tokenize.ts";
import { VARIABLES } from "./variables.ts";

/**
 * What an address, a verdict or a variable means, and for whom the line decides. Of an address that never matches, the
 * diagnostics tell.
 */
export function hover(
  text: string,
  { line, column }: Position,
  { hosts = [] }: LanguageContext = {},
): Hover | null {
  const content = lineAt(text, line);
  const colon = content.indexOf(":");
  if (!content.startsWith("#") && colon !== -1 && column <= colon + 1) {
    const found = hoverAddress(content, colon);
    // Names and users are known of a client only once it's there, so nobody can be counted.
    if (found === null || /[=@]/.test(content.slice(0, colon))) return found;
    const decides = decidesFor(text, line, hosts);
    return decides === null ? found : { ...found, text: `${found.text}. ${decides}` };
  }
  const token = tokenAt(tokenize(content), column);
  if (token === null) return null;
  const columns = { column: token.from + 1, columnEnd: token.to + 1 };
  const written = content.slice(token.from, token.to);
  switch (token.kind) {
    case "comment":
      return { ...columns, text: "A comment: # in column 1. tcprules skips the line." };
    case "allow":
      return {
        ...columns,
        text: "allow: the connection is let in, and what comes after it is set in its environment. This does not decide on relaying: RELAYCLIENT does.",
      };
    case "deny":
      return { ...columns, text: "deny: the connection is closed at once, without a word to the client." };
    case "variable":
      return {
        ...columns,
        text:
          VARIABLES.get(written) ??
          `${written}: set in the environment of the program that serves the client.`,
      };
    case "value":
      return {
        ...columns,
        text:
          written.length === 2
            ? "The empty value. The variable is set, and that is what counts."
            : "The value, without the two quotes around it.",
      };
    default:
      return null;
  }
}

function hoverAddress(content: string, colon: number): Hover | null {
  const addressOnly = `${content.slice(0, colon)}:allow`;
  if (diagnoseRules(encodeText(addressOnly)).diagnostics.length > 0) return null;
  return { column: 1, columnEnd: colon + 2, text: addressMeaning(content.slice(0, colon)) };
}

/** Who a rule's address is for. The address is one that can match. */
function addressMeaning(address: string): string {
  const at = address.lastIndexOf("@");
  const who = hostMeaning(address.slice(at + 1), { isRange: at === -1 });
  return at === -1 ? who : `${who}, when its ident server says ${address.slice(0, at)}`;
}

function hostMeaning(host: string, { isRange }: { readonly isRange: boolean }): string {
  if (host === "") return "Every client that no other rule is for";
  if (host === "=") return "Every client whose address has a name in DNS, if no closer rule is for it";
  if (host.startsWith("=.")) return `Every client whose DNS name ends with ${host.slice(1)}`;
  if (host.startsWith("=")) return `The client whose DNS name is ${host.slice(1)}`;
  if (isRange && host.includes("-")) return `One rule for each number of the range in ${host}`;
  if (!host.endsWith(".")) return `The client at ${host}, whatever other rules say`;
  const count = 256 ** (5 - host.split(".").length);
  return `All ${count} addresses that begin with ${host}, but for those that a closer rule is for`;
}
