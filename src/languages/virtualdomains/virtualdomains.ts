import { trimmedEnd } from "../fixes.ts";
import { controlList, domainParts, keyOfPair, pairProblems } from "../control-list/index.ts";
import type { Language, TokenKind } from "../language.ts";

const harm = "mail for this domain isn't delivered here";

/** control/virtualdomains: whose mail goes to which user of this host, by recipient or domain. */
// qmail-1.03 qmail-send.c rewrite
export const virtualdomains: Language = controlList({
  id: "virtualdomains",
  reader: "qmail-send",
  entryParts,
  problems: [
    ...pairProblems({
      harm,
      noColon:
        "A line without a colon is left out in silence, so mail for this domain isn't delivered here. Write domain:user.",
      withColon: (entry) => {
        const [domain = "", user, ...more] = entry.trim().split(/[ \t=,;]+/);
        if (user === undefined || user === "" || more.length > 0) return [];
        return [{ title: `Write ${domain}:${user}`, becomes: `${domain}:${user}` }];
      },
    }),
    {
      id: "at-sign",
      severity: "error",
      pattern: /^@/,
      message:
        "A line is for a whole recipient, a domain, or .domain for the names below it. With nothing before the @ it matches no mail.",
      mendings: (entry) => [{ title: "Remove the @", becomes: entry.slice(1) }],
    },
    {
      id: "several-names",
      severity: "error",
      pattern: /^[^:]*[ \t,;][^:]*/,
      message: "All before the colon is one name, so this matches no mail. Give each name a line of its own.",
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
      id: "blank-in-user",
      severity: "error",
      pattern: /[ \t,;].*/,
      message: "All behind the colon is one user, and no user is called that. Name one, such as domain:user.",
      mendings: (entry, { index }) => [
        { title: `Write ${entry.slice(0, index)}`, becomes: entry.slice(0, index) },
      ],
    },
    {
      id: "at-in-user",
      severity: "warning",
      pattern: /@(?<=:[^@]*@).*/,
      message:
        "What follows the colon is put in front of the whole recipient, with a hyphen, and names a user of this host. To send mail on to another address, write that into the user's .qmail file.",
      mendings: () => [],
    },
    {
      id: "trailing-hyphen",
      severity: "warning",
      pattern: /(?<!-)-+$(?<=:.*[^-]-+)/,
      message:
        "qmail-send puts a hyphen behind this by itself, so the user gets mail for -name. Leave it out.",
      mendings: (entry, { index }) => [{ title: "Remove the hyphen", becomes: entry.slice(0, index) }],
    },
  ],
  meaning,
  keyOf: keyOfPair,
  counts: "last",
  emptiness: null,
  harm,
});

function entryParts(entry: string): (readonly [kind: TokenKind, text: string])[] {
  const key = keyOfPair(entry);
  const at = key.lastIndexOf("@") + 1;
  const value = trimmedEnd(entry.slice(key.length + 1), "\r");
  const isRead = key.length < entry.length;
  return [
    [isRead ? "variable" : "ignored", key.slice(0, at)],
    ...(isRead ? domainParts(key.slice(at)) : [["ignored", key.slice(at)] as const]),
    ["punctuation", entry.slice(key.length, key.length + 1)],
    ["value", value],
    ["invalid", entry.slice(key.length + 1 + value.length)],
  ];
}

function meaning(entry: string): string {
  const key = keyOfPair(entry);
  const user = entry.slice(key.length + 1);
  const name = key.includes("@")
    ? key
    : key === ""
      ? "any domain"
      : key.startsWith(".")
        ? `a name that ends with ${key}`
        : key;
  const whose = key.includes("@") ? `Mail for ${name}` : `Mail for anyone at ${name}`;
  if (user === "")
    return `${whose} is no matter of virtualdomains, whatever a wider line says: it goes to other hosts.`;
  return `${whose} goes to the user ${user} of this host, as ${user}-recipient, unless locals has the domain${key === "" || key.startsWith(".") ? ", or a closer line here is for it" : ""}. Whether it is taken from others is for rcpthosts to say.`;
}
