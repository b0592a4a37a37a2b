import type { ByteString } from "../engine/bytes/index.ts";

/**
 * Whether all names that end so are those of whoever registers one: a suffix in small letters, such as `.com`, `.de` or
 * `.co.uk`. It's no whole list: the old generic domains, the countries', and what countries put in front of theirs.
 */
// RFC 1591, ISO 3166-1
export function isTopLevel(suffix: ByteString): boolean {
  return /^\.(?:(?:ac|co|com|edu|gov|net|org)\.)?[a-z]{2}$/.test(suffix) || GENERIC.has(suffix);
}

const GENERIC: ReadonlySet<string> = new Set(
  ["com", "edu", "gov", "info", "int", "mil", "net", "org", "biz", "name", "pro", "app", "dev", "xyz"].map(
    (name) => `.${name}`,
  ),
);
