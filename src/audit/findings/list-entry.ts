import { lowerAscii, type ByteString } from "../../engine/bytes/index.ts";
import type { FindingId } from "./ids.ts";

/** The lists whose entries are domains. */
export type DomainList = "rcpthosts" | "morercpthosts" | "locals" | "virtualdomains";

/** Why an entry of a list does nothing, where that is, and what could be meant. */
export interface EntryTrouble {
  readonly id: FindingId;
  /** Bytes before the wrong part. */
  readonly offset: number;
  readonly message: string;
  /** Other lines in the entry's place; null if only its author knows. */
  readonly becomes: readonly ByteString[] | null;
}

/** What is wrong with an entry as control_readfile gives it, leaving out carriage returns; null if nothing is. */
export function entryTrouble(list: DomainList, entry: ByteString): EntryTrouble | null {
  for (const look of LOOKS) {
    const found = look.lists.includes(list) ? look.pattern.exec(entry) : null;
    if (found === null) continue;
    const { id, message } = look;
    return { id, offset: found.index, message, becomes: look.mend(entry, found) };
  }
  return null;
}

/** The lines that an entry should be, with all its troubles mended; null if they can't be. */
export function mendedEntry(list: DomainList, entry: ByteString): readonly ByteString[] | null {
  let lines: readonly ByteString[] = [entry];
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let isSound = true;
    const next: ByteString[] = [];
    for (const line of lines) {
      const trouble = line.startsWith("#") ? null : entryTrouble(list, line);
      if (trouble?.becomes === null) return null;
      if (trouble !== null) isSound = false;
      next.push(...(trouble?.becomes ?? [line]));
    }
    if (isSound) return lines;
    lines = next;
  }
  return null;
}

/** An entry has a few troubles at most; each round mends one. */
const ROUNDS_MAX = 8;

interface Look {
  readonly id: FindingId;
  readonly lists: readonly DomainList[];
  readonly pattern: RegExp;
  readonly message: string;
  readonly mend: (entry: ByteString, found: RegExpExecArray) => readonly ByteString[] | null;
}

const ALL: readonly DomainList[] = ["rcpthosts", "morercpthosts", "locals", "virtualdomains"];
const NAMES: readonly DomainList[] = ["rcpthosts", "morercpthosts", "locals"];
const RECIPIENTS: readonly DomainList[] = ["rcpthosts", "morercpthosts"];

/** The first that fits says best what was meant. */
// qmail-1.03 control.c striptrailingwhitespace and control_readfile: blanks at the end go, and nothing else does.
const LOOKS: readonly Look[] = [
  {
    id: "entry-byte-order-mark",
    lists: ALL,
    pattern: /^\xef\xbb\xbf/,
    message:
      "The file starts with a byte order mark, which becomes part of the first entry, so no mail ever matches that.",
    mend: (entry) => [entry.slice(3)],
  },
  {
    id: "entry-indented-comment",
    lists: ALL,
    pattern: /^[ \t]+#/,
    message: "A comment has its # in column 1; this is an entry, which no mail ever matches.",
    mend: (entry) => [entry.trimStart()],
  },
  {
    id: "entry-leading-blank",
    lists: ALL,
    pattern: /^[ \t]+/,
    message: "The blank in front is part of the entry, so no mail ever matches it.",
    mend: (entry) => [entry.trimStart()],
  },
  {
    id: "entry-remark",
    lists: ALL,
    pattern: /[ \t]+#.*$/,
    message: "The remark is part of the entry, so no mail ever matches it.",
    mend: (entry, { 0: remark, index }) => [remark.trimStart(), entry.slice(0, index)],
  },
  {
    id: "entry-no-colon",
    lists: ["virtualdomains"],
    pattern: /^[^:]+$/,
    message: "A line of virtualdomains is domain:user; without a colon it's left out in silence.",
    mend: (entry) => {
      const [, domain, user] = /^([\w.-]+)[ \t=,]+([\w.-]+)$/.exec(entry) ?? [];
      return domain === undefined || user === undefined ? null : [`${domain}:${user}`];
    },
  },
  {
    id: "entry-several",
    lists: NAMES,
    pattern: /(?<=[^ \t,;])[ \t,;]+.*$/,
    message: "The whole line is one entry, so no mail ever matches it; each domain needs a line of its own.",
    mend: (entry) => entry.split(/[ \t,;]+/).filter((name) => name !== ""),
  },
  {
    id: "entry-wildcard",
    lists: ALL,
    pattern: /^[^:]*\*\.?/,
    message:
      "* stands only for itself, so no mail ever matches the entry; a dot in front stands for all names below.",
    mend: (entry) => (/^\*\.[\w.-]+(?::|$)/.test(entry) ? [entry.slice(1)] : null),
  },
  {
    id: "entry-at-sign",
    lists: NAMES,
    pattern: /^[^@]*@/,
    message: "Only what comes behind the @ of a recipient is looked for, so no mail ever matches the entry.",
    mend: (entry, [start]) => (entry.length > start.length ? [entry.slice(start.length)] : null),
  },
  {
    id: "entry-address",
    lists: RECIPIENTS,
    pattern: /^[0-9]{1,3}(\.[0-9]{1,3}){1,3}\.?(\/[0-9.]+)?$/,
    message:
      "rcpthosts lists the domains that mail may go to; it lets no client send, and no domain looks like this.",
    mend: () => [],
  },
  {
    id: "entry-trailing-dot",
    lists: NAMES,
    pattern: /(?<=[^.])\.$/,
    message: "Only recipients that are written with a dot at their end match this, and nobody writes one.",
    mend: (entry) => [entry.slice(0, -1)],
  },
  {
    id: "entry-leading-dot",
    lists: ["locals"],
    pattern: /^\.+/,
    message:
      "locals knows whole names only, so no mail ever matches this; virtualdomains takes names below a domain.",
    mend: () => null,
  },
  {
    id: "entry-odd",
    lists: NAMES,
    pattern: /[^\w.[\]\x80-\xff-]/,
    message: "There are characters in it that no domain has, so no mail ever matches the entry.",
    mend: (entry) => {
      const quoted = /^["'<]([\w.-]+)[>"']$/.exec(entry)?.[1];
      return quoted === undefined ? null : [quoted];
    },
  },
];

/** The domain of an entry, as it's looked for. */
export function entryDomain(list: DomainList, entry: ByteString): ByteString {
  const colon = list === "virtualdomains" ? entry.indexOf(":") : -1;
  return lowerAscii(colon === -1 ? entry : entry.slice(0, colon));
}
