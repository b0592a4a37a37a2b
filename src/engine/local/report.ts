import type { ByteString } from "../bytes/index.ts";

/** What qmail-lspawn makes of how qmail-local ended (null: it crashed) and of what it said. "K", "Z" or "D" first. */
// qmail-1.03 qmail-lspawn.c report, qlx.h
export function localReport(exitCode: number | null, said: ByteString): ByteString {
  if (exitCode === null) return "Zqmail-local crashed.\n";
  const own = OWN_TEXTS.get(exitCode);
  if (own !== undefined) return own;
  const letter = exitCode === 0 ? "K" : [111, 71, 74, 75].includes(exitCode) ? "Z" : "D";
  return letter + (said.split("\0", 1)[0] ?? "");
}

const OWN_TEXTS: ReadonlyMap<number, ByteString> = new Map([
  [126, "DUnable to run qmail-local.\n"],
  [120, "ZUnable to run qmail-local.\n"],
]);
