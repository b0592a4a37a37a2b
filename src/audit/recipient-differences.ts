import { isSameBytes, type ByteString } from "../engine/bytes/index.ts";
import type { Recipients } from "./recipients.ts";
import { domainKeys, isCovered, senderKeys, withoutCovered } from "./suffix-set.ts";

export type RecipientDifference =
  /** qmail-smtpd starts only by one of the two. */
  | { readonly kind: "session"; readonly after: Recipients["session"] }
  /** Everything is reached by one of the two; by the other only what is listed. */
  | { readonly kind: "everything"; readonly isAfter: boolean }
  /** A domain, or with a dot in front all names that end so; `isOdd` if nobody has such an address. */
  | {
      readonly kind: "domain";
      readonly domain: ByteString;
      readonly isAfter: boolean;
      readonly isOdd: boolean;
    }
  /** morercpthosts.cdb is damaged otherwise, or only by one of the two. */
  | { readonly kind: "damage"; readonly isAfter: boolean }
  /** Mail for the server's own address in brackets. */
  | { readonly kind: "own literal"; readonly isAfter: boolean }
  | { readonly kind: "without at"; readonly before: ByteString; readonly after: ByteString }
  /** A stranger's `user%elsewhere@domain` leads out. */
  | { readonly kind: "percent hack"; readonly domain: ByteString; readonly isAfter: boolean }
  /** A sender is refused: an address, or `@domain`. */
  | { readonly kind: "bad sender"; readonly sender: ByteString; readonly isAfter: boolean };

/** What strangers reach otherwise. */
export function* recipientDifferences(
  before: Recipients,
  after: Recipients,
): Generator<RecipientDifference, void> {
  if (before.session !== after.session) yield { kind: "session", after: after.session };
  yield* reachedDifferences(before, after);
  if (!areSame(before.damaged, after.damaged)) yield { kind: "damage", isAfter: after.damaged !== null };
  if (before.ownLiteral?.isReached !== after.ownLiteral?.isReached)
    yield { kind: "own literal", isAfter: after.ownLiteral?.isReached ?? false };
  if (before.withoutAt.name !== after.withoutAt.name)
    yield { kind: "without at", before: before.withoutAt.name, after: after.withoutAt.name };
  for (const [domain, isAfter] of changes(openHacks(before), openHacks(after), function* (entry) {
    yield entry;
  }))
    yield { kind: "percent hack", domain, isAfter };
  for (const [sender, isAfter] of changes(sendersOf(before), sendersOf(after), senderKeys))
    yield { kind: "bad sender", sender, isAfter };
}

function* reachedDifferences(before: Recipients, after: Recipients): Generator<RecipientDifference, void> {
  if (before.reached === "everything" || after.reached === "everything") {
    if (before.reached !== after.reached)
      yield { kind: "everything", isAfter: after.reached === "everything" };
    return;
  }
  const odd = new Set(
    [...before.reached, ...after.reached].filter(({ use }) => use === "odd").map(({ text }) => text),
  );
  for (const [domain, isAfter] of changes(domainsOf(before), domainsOf(after), domainKeys))
    yield { kind: "domain", domain, isAfter, isOdd: odd.has(domain) };
}

function* changes(
  before: ReadonlySet<ByteString>,
  after: ReadonlySet<ByteString>,
  keys: (entry: ByteString) => Iterable<ByteString>,
): Generator<readonly [entry: ByteString, isAfter: boolean], void> {
  for (const entry of before) if (!isCovered(entry, after, keys)) yield [entry, false];
  for (const entry of after) if (!isCovered(entry, before, keys)) yield [entry, true];
}

function domainsOf({ reached }: Recipients): ReadonlySet<ByteString> {
  if (reached === "everything") return new Set();
  return withoutCovered(
    reached.filter(({ use }) => use !== "never").map(({ text }) => text),
    domainKeys,
  );
}

function sendersOf({ badSenders }: Recipients): ReadonlySet<ByteString> {
  return withoutCovered(
    badSenders.map(({ text }) => text),
    senderKeys,
  );
}

function openHacks({ percentHack }: Recipients): ReadonlySet<ByteString> {
  return new Set(percentHack.filter(({ letInBy }) => letInBy !== null).map(({ domain }) => domain));
}

function areSame(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  return isSameBytes(left, right);
}
