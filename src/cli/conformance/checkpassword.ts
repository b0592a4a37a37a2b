import { createHmac } from "node:crypto";
import { byteString, bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import type { Wait } from "../../engine/program/index.ts";

/**
 * checkpassword with these accounts, name to password: it reads name, password and, if there is one, challenge from
 * descriptor 3, each with a NUL behind it. With a challenge, the password may also be its HMAC-MD5, as hexadecimal digits.
 * Gives the exit code: 0 accepted, 1 refused, 2 misused.
 */
export function checkpassword(
  run: Extract<Wait, { kind: "run" }>,
  accounts: Readonly<Record<string, ByteString>>,
): 0 | 1 | 2 {
  const fields = byteString(run.input.get(3) ?? new Uint8Array()).split("\0");
  const [name, password, challenge] = fields;
  if (name === undefined || password === undefined || fields.length < 3) return 2;
  const secret = Object.entries(accounts).find(([account]) => account === name)?.[1];
  if (secret === undefined) return 1;
  if (password === secret) return 0;
  if (challenge === undefined || challenge === "") return 1;
  const digest = createHmac("md5", bytesOf(secret)).update(bytesOf(challenge)).digest("hex");
  return password === digest ? 0 : 1;
}
