import { keyOfPair, trimmedEnd } from "../../audit/index.ts";
import { controlList, domainParts } from "../control-list/index.ts";
import type { Language, TokenKind } from "../language.ts";

/** control/virtualdomains: whose mail goes to which user of this host, by recipient or domain. */
// qmail-1.03 qmail-send.c rewrite
export const virtualdomains: Language = controlList({
  id: "virtualdomains",
  reader: "qmail-send",
  entryParts,
  meaning,
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
