import type { ByteString } from "../engine/bytes/index.ts";

/**
 * The keys under which a domain is looked for, in their order: the whole of it, then what follows each later dot, that
 * dot included. An entry of a set reaches all domains of which it is a key.
 */
// qmail-1.03 rcpthosts.c rcpthosts
export function* domainKeys(domain: ByteString): Generator<ByteString, void> {
  if (domain === "") return;
  yield domain;
  for (let dot = domain.indexOf(".", 1); dot !== -1; dot = domain.indexOf(".", dot + 1))
    yield domain.slice(dot);
}

/** The keys of a sender: the whole address, then its last "@" and what follows. */
// qmail-1.03 qmail-smtpd.c bmfcheck
export function* senderKeys(sender: ByteString): Generator<ByteString, void> {
  yield sender;
  const at = sender.lastIndexOf("@");
  if (at > 0) yield sender.slice(at);
}

/** The entries that reach something which no other entry reaches. */
export function withoutCovered(
  entries: Iterable<ByteString>,
  keys: (entry: ByteString) => Iterable<ByteString>,
): ReadonlySet<ByteString> {
  const all = new Set(entries);
  return new Set([...all].filter((entry) => [...keys(entry)].every((key) => key === entry || !all.has(key))));
}

/** Whether the entries reach all that this one does. */
export function isCovered(
  entry: ByteString,
  by: ReadonlySet<ByteString>,
  keys: (entry: ByteString) => Iterable<ByteString>,
): boolean {
  for (const key of keys(entry)) if (by.has(key)) return true;
  return false;
}
