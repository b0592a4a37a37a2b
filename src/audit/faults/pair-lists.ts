import type { EntryList } from "./entry-list.ts";
import { keyOfPair, pairProblems } from "./pair-problems.ts";

const noMail = "no mail ever matches it";

// qmail-1.03 qmail-send.c rewrite
export const virtualdomains: EntryList = {
  problems: [
    ...pairProblems({
      harm: noMail,
      noColon: "A line of virtualdomains is domain:user; without a colon it's left out in silence.",
      withColon: (entry) => {
        const [domain = "", user, ...more] = entry.trim().split(/[ \t=,;]+/);
        if (user === undefined || user === "" || more.length > 0) return [];
        return [{ title: `Write ${domain}:${user}`, becomes: `${domain}:${user}` }];
      },
    }),
    {
      id: "entry-at-sign",
      severity: "warning",
      pattern: /^@/,
      message:
        "With nothing in front of the @ no mail ever matches it; what stands there is a whole recipient, a domain, or .domain for the names below one.",
      mendings: (entry) => [{ title: "Remove the @", becomes: entry.slice(1) }],
    },
    {
      id: "entry-several",
      severity: "warning",
      pattern: /^[^:]*[ \t,;][^:]*/,
      message:
        "All in front of the colon is one name, so no mail ever matches it; each domain needs a line of its own.",
      mendings: (entry) => {
        const value = entry.slice(entry.indexOf(":"));
        const names = keyOfPair(entry).split(/[ \t,;]+/);
        return [
          {
            title: "Write each name on a line of its own",
            becomes: names.flatMap((name) => (name === "" ? [] : name + value)).join("\n"),
          },
        ];
      },
    },
    {
      id: "entry-user",
      severity: "warning",
      pattern: /[ \t,;].*/,
      message: "All behind the colon is one user, and no user is called that, so the mail bounces.",
      mendings: (entry, { index }) => [
        { title: `Write ${entry.slice(0, index)}`, becomes: entry.slice(0, index), isGuess: true },
      ],
    },
    {
      id: "entry-user",
      severity: "warning",
      pattern: /@(?<=:[^@]*@).*/,
      message:
        "What follows the colon names a user of this host, and is put in front of the recipient; another address that mail is to go on to belongs into that user's .qmail file.",
    },
    {
      id: "entry-user",
      severity: "warning",
      pattern: /(?<!-)-+$(?<=:.*[^-]-+)/,
      message: "qmail-send puts a hyphen behind this by itself, so the user gets the mail as -recipient.",
      mendings: (entry, { index }) => [{ title: "Remove the hyphen", becomes: entry.slice(0, index) }],
    },
  ],
  keyOf: keyOfPair,
  counts: "last",
  emptiness: null,
  harm: noMail,
};

const harm = "mail for the domain goes to its mail exchangers";

// qmail-1.03 qmail-remote.c main
export const smtproutes: EntryList = {
  problems: [
    ...pairProblems({
      harm,
      noColon:
        "A line of smtproutes is domain:relay, or :relay for all mail; without a colon it's left out in silence.",
      withColon: (entry) => {
        const [domain = "", relay, ...more] = entry.trim().split(/[ \t=,;]+/);
        if (more.length > 0) return [];
        const becomes = relay === undefined || relay === "" ? `:${domain}` : `${domain}:${relay}`;
        return [{ title: `Write ${becomes}`, becomes, isGuess: becomes.startsWith(":") }];
      },
    }),
    {
      id: "entry-at-sign",
      severity: "warning",
      pattern: /^[^:]*@/,
      message: `Only what comes behind the @ of a recipient is looked for, so ${harm}.`,
      mendings: (entry, [start]) => [
        { title: "Remove what is before the domain", becomes: entry.slice(start.length) },
      ],
    },
    {
      id: "entry-relay",
      severity: "warning",
      pattern: /(?<=:)[a-z]+:\/\//i,
      message:
        "A relay is a name or an address, with a port behind a colon if need be, and no host is called like this URL.",
      mendings: (entry, { 0: scheme, index }) => [
        {
          title: `Remove ${scheme}`,
          becomes: entry.slice(0, index) + entry.slice(index + scheme.length).replace(/\/.*$/, ""),
        },
      ],
    },
    {
      id: "entry-relay",
      severity: "warning",
      pattern: /^[^:]*:[^ \t,;]*[ \t,;].*/,
      message:
        "All behind the colon is taken for the name of one relay, and no host is called that; a user and a password need a patched qmail-remote.",
      mendings: (entry) => {
        const colon = entry.indexOf(":");
        const becomes = entry.slice(0, colon + entry.slice(colon).search(/[ \t,;]/));
        return [{ title: `Write ${becomes}`, becomes, isGuess: true }];
      },
    },
    {
      id: "entry-relay",
      severity: "warning",
      // qmail-1.03 scan_ulong.c: the digits in front count; without any the port is 0
      pattern: /:(?![0-9]+$)(?<=^[^:]*:[^:]*:).*/,
      message: "The port isn't a number, so the mail goes to none, or to a wrong one.",
      mendings: (entry, { index }) => {
        const port = /^[0-9]+/.exec(entry.slice(index + 1))?.[0];
        const before = entry.slice(0, index);
        return port === undefined
          ? [{ title: "Remove the colon", becomes: before, isGuess: true }]
          : [{ title: `Write ${port}`, becomes: `${before}:${port}` }];
      },
    },
  ],
  keyOf: keyOfPair,
  counts: "last",
  emptiness: null,
  harm,
};
