import { trimmedEnd } from "../fixes.ts";
import { controlList, domainParts, keyOfPair, pairProblems } from "../control-list/index.ts";
import type { Completion, Language, LanguageContext, Position, TokenKind } from "../language.ts";
import { lineAt } from "../tokens.ts";

const harm = "mail for this domain goes to its mail exchangers";

/** control/smtproutes: hosts that mail for a domain is handed to, instead of to the domain's mail exchangers. */
// qmail-1.03 qmail-remote.c main
export const smtproutes: Language = controlList({
  id: "smtproutes",
  reader: "qmail-remote",
  entryParts,
  problems: [
    ...pairProblems({
      harm,
      noColon:
        "A line without a colon is left out in silence: this is no route. Write domain:relay, or :relay for all mail.",
      withColon: (entry) => {
        const [domain = "", relay, ...more] = entry.trim().split(/[ \t=,;]+/);
        if (more.length > 0) return [];
        const becomes = relay === undefined || relay === "" ? `:${domain}` : `${domain}:${relay}`;
        return [{ title: `Write ${becomes}`, becomes }];
      },
    }),
    {
      id: "at-sign",
      severity: "error",
      pattern: /^[^:]*@/,
      message: "Only the domain of a recipient is compared, so this matches no mail. Write the domain alone.",
      mendings: (entry, [start]) => [
        { title: "Remove what is before the domain", becomes: entry.slice(start.length) },
      ],
    },
    {
      id: "url",
      severity: "error",
      pattern: /(?<=:)[a-z]+:\/\//i,
      message:
        "A relay is a name or an address, with a port behind a colon if need be; this is no place for a URL.",
      mendings: (entry, { 0: scheme, index }) => [
        {
          title: `Remove ${scheme}`,
          becomes: entry.slice(0, index) + entry.slice(index + scheme.length).replace(/\/.*$/, ""),
        },
      ],
    },
    {
      id: "after-relay",
      severity: "error",
      pattern: /^[^:]*:[^ \t,;]*[ \t,;].*/,
      message:
        "One line names one relay, and nothing more: all behind the colon is taken for its name. A user and a password need a patched qmail-remote.",
      mendings: (entry) => {
        const colon = entry.indexOf(":");
        const becomes = entry.slice(0, colon + entry.slice(colon).search(/[ \t,;]/));
        return [{ title: `Write ${becomes}`, becomes }];
      },
    },
    {
      id: "port",
      severity: "error",
      // qmail-1.03 scan_ulong.c: the digits in front count; without any the port is 0
      pattern: /:(?![0-9]+$)(?<=^[^:]*:[^:]*:).*/,
      message:
        "The port isn't a number, so mail takes none, or a wrong one. Write 25 or leave the colon out.",
      mendings: (entry, { index }) => {
        const port = /^[0-9]+/.exec(entry.slice(index + 1))?.[0];
        const before = entry.slice(0, index);
        return port === undefined
          ? [{ title: "Remove the colon", becomes: before }]
          : [{ title: `Write ${port}`, becomes: `${before}:${port}` }];
      },
    },
  ],
  meaning,
  keyOf: keyOfPair,
  counts: "last",
  emptiness: null,
  harm,
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
