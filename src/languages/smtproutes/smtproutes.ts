import { trimmedEnd } from "../../audit/index.ts";
import { controlList, domainParts } from "../control-list/index.ts";
import type { Completion, Language, LanguageContext, Position, TokenKind } from "../language.ts";
import { lineAt } from "../tokens.ts";

/** control/smtproutes: hosts that mail for a domain is handed to, instead of to the domain's mail exchangers. */
// qmail-1.03 qmail-remote.c main
export const smtproutes: Language = controlList({
  id: "smtproutes",
  reader: "qmail-remote",
  entryParts,
  meaning,
  complete,
});

function entryParts(entry: string): (readonly [kind: TokenKind, text: string])[] {
  const written = trimmedEnd(entry, "\r");
  const [key = "", relay = "", ...port] = written.split(":");
  const isRead = entry.includes(":");
  return [
    ...(isRead ? domainParts(key) : [["ignored", key] as const]),
    ["punctuation", isRead ? ":" : ""],
    ["address", relay],
    ["punctuation", port.length > 0 ? ":" : ""],
    ["value", port.join(":")],
    ["invalid", entry.slice(written.length)],
  ];
}

function meaning(entry: string): string {
  const [key = "", relay = "", port = "25"] = entry.split(":");
  const what =
    key === ""
      ? "Mail for every domain that no other line is for"
      : key.startsWith(".")
        ? `Mail for every name that ends with ${key}, unless a closer line is for it,`
        : `Mail for anyone at ${key}`;
  if (relay === "") return `${what} goes to its domain's mail exchangers, whatever a wider line says.`;
  return `${what} is handed to ${relay} at port ${port}; its own address counts, not its mail exchangers. This doesn't change who may relay through this host.`;
}

/** The addresses of known hosts, behind the first colon. */
function complete(
  text: string,
  { line, column }: Position,
  { hosts = [] }: LanguageContext,
): readonly Completion[] {
  const before = lineAt(text, line).slice(0, column - 1);
  const relay = /^[^#:][^:]*:([^:]*)$|^:([^:]*)$/.exec(before);
  if (relay === null) return [];
  const typed = relay[1] ?? relay[2] ?? "";
  return hosts
    .map(({ title, address }) => ({ title, insert: `[${address}]` }))
    .filter(({ insert }) => insert.startsWith(typed) || insert.startsWith(`[${typed}`))
    .map(({ title, insert }) => ({
      label: insert,
      insert,
      detail: title,
      column: column - typed.length,
      columnEnd: column,
    }));
}
