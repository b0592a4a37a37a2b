import type { ByteString } from "../../../engine/bytes/index.ts";
import { failure, type Failure } from "./steps.ts";
import type { Values } from "./values.ts";

export type Mechanism = "CRAM-MD5" | "LOGIN" | "PLAIN";

/** How the person wants to prove who they are. */
export interface AuthWish {
  /** In the order in which they are tried. */
  readonly mechanisms: readonly Mechanism[];
  /** Whichever there is, rather than one that was named. */
  readonly isAny: boolean;
  /** "strict": needed where the server offers it. */
  readonly need: "needed" | "optional" | "strict";
  readonly user: ByteString;
  readonly password: ByteString;
  /** What is shown in place of the password; null for itself. */
  readonly passwordShown: ByteString | null;
  /** Shows what is sent and answered in base64 as what that says. */
  readonly isShownPlainly: boolean;
  /** Words about mechanisms that were asked for in vain. */
  readonly warnings: readonly ByteString[];
}

// swaks 20240103.0 process_args: those that can be done, in alphabetical order
const known: readonly Mechanism[] = ["CRAM-MD5", "LOGIN", "PLAIN"];

/** What each of the others would need. Source: swaks 20240103.0 load_dependencies. */
const absent: Readonly<Record<string, ByteString>> = {
  "CRAM-SHA1": "AUTH CRAM-SHA1 not available: requires Digest::SHA",
  "DIGEST-MD5": "AUTH DIGEST-MD5 not available: requires Authen::SASL",
  NTLM: "AUTH NTLM not available: requires Authen::NTLM",
  SPA: "AUTH NTLM not available: requires Authen::NTLM",
  MSN: "AUTH NTLM not available: requires Authen::NTLM",
};

/** Options that name mechanisms, the one that counts first. */
const mechanismOptions = ["auth", "auth-optional-strict", "auth-optional"] as const;

/** Whether an option asks for an authentication. */
export function isAuthWanted(values: Pick<Values, "has">): boolean {
  return [...mechanismOptions, "auth-user", "auth-password"].some((name) => values.has(name));
}

/** What the options say of an authentication that is wanted; null if it can be left out and can't be done. */
// swaks 20240103.0 process_args
export function authWishOf(values: Values): AuthWish | Failure | null {
  const named = mechanismOptions.map((name) => values.get(name)).find((list) => list !== "");
  const wanted = named === undefined ? known : named.toUpperCase().split(",");
  const mechanisms = wanted.flatMap((word) => known.filter((one) => one === word));
  const warnings = wanted.flatMap((word) =>
    known.some((one) => one === word)
      ? []
      : [absent[word] ?? `${word} is not a recognized auth type, skipping`],
  );
  const need = values.has("auth-optional-strict")
    ? "strict"
    : values.has("auth-optional")
      ? "optional"
      : "needed";
  if (mechanisms.length === 0) {
    if (need === "optional") return null;
    return failure(10, [...warnings, "No auth types supported"].join("\n"));
  }
  const clear = (value: ByteString): ByteString => (value === "<>" ? "" : value);
  return {
    mechanisms,
    isAny: named === undefined,
    need,
    user: clear(values.get("auth-user")),
    password: clear(values.get("auth-password")),
    passwordShown: values.has("auth-hide-password")
      ? values.get("auth-hide-password") || "PROVIDED_BUT_REMOVED"
      : null,
    isShownPlainly: values.has("auth-plaintext"),
    warnings,
  };
}
