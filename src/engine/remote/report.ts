import type { ByteString } from "../bytes/index.ts";

/** What qmail-rspawn makes of how qmail-remote ended (null: it crashed) and of what it said. "K", "Z" or "D" first. */
// qmail-1.03 qmail-rspawn.c report
export function remoteReport(exitCode: number | null, said: ByteString): ByteString {
  if (exitCode === null) return "Zqmail-remote crashed.\n";
  if (exitCode === 111) return "ZUnable to run qmail-remote.\n";
  if (exitCode !== 0) return "DUnable to run qmail-remote.\n";
  if (said === "") return "Zqmail-remote produced no output.\n";
  // Only what a NUL ends is a report; what follows the last one isn't looked at.
  const parts = said.split("\0").slice(0, -1);
  const verdict = parts.find((part) => /^[KZD]/.test(part))?.charAt(0);
  const result = verdict === "K" ? 1 : verdict === "Z" ? 0 : -1;
  const own = said.startsWith("s") ? 0 : said.startsWith("h") ? -1 : result;
  const [first = "", second = ""] = parts;
  const rest = parts.length > 0 && result <= own && /^[ZDK]/.test(second) ? second.slice(1) : "";
  return `${own === 1 ? "K" : own === 0 ? "Z" : "D"}${first.slice(1)}${rest}`;
}
