import { lowerAscii, type ByteString } from "../bytes/index.ts";

/** What SMTPAUTH asks for: which mechanisms are offered, and whether AUTH must come before MAIL ("required"). */
export type AuthMode =
  | "off"
  | "plain"
  | "cram"
  | "plain and cram"
  | "plain, required"
  | "cram, required"
  | "plain and cram, required";

/** The mode that SMTPAUTH's value stands for; null is unset. Whatever isn't known is "plain". */
// netqmail-smtp-auth qmail-smtpd.c setup
export function authMode(smtpauth: ByteString | null): AuthMode {
  if (smtpauth === null) return "off";
  const value = lowerAscii(smtpauth);
  if (value === "-") return "off";
  if (value === "!") return "plain, required";
  if (value.startsWith("cram")) return "cram";
  if (value.startsWith("+cram")) return "plain and cram";
  if (value.startsWith("!cram")) return "cram, required";
  if (value.startsWith("!+cram")) return "plain and cram, required";
  return "plain";
}

/** Whether MAIL is refused to those who haven't logged in. */
export function isAuthRequired(mode: AuthMode): boolean {
  return mode.endsWith("required");
}

/** Whether checkpassword is told the challenge, be there one or not. */
export function isCramOffered(mode: AuthMode): boolean {
  return mode.includes("cram");
}

/** The lines that the patch adds to the reply to EHLO. */
// netqmail-smtp-auth qmail-smtpd.c smtp_ehlo
export function authExtensions(mode: AuthMode, databytes: number): readonly ByteString[] {
  const mechanisms = [mode.includes("plain") ? " LOGIN PLAIN" : "", isCramOffered(mode) ? " CRAM-MD5" : ""];
  const size = `SIZE ${databytes}`;
  return mode === "off" ? [size] : [`AUTH${mechanisms.join("")}`, size];
}
