import type { ByteString } from "../bytes/index.ts";
import { blockBytes, md5 } from "./md5.ts";

/** What CRAM-MD5 answers to a challenge: the keyed digest of it, in hexadecimal digits. */
// RFC 2104 2, RFC 2195 2
export function hmacMd5({ key, text }: { readonly key: ByteString; readonly text: ByteString }): ByteString {
  const block = (key.length > blockBytes ? md5(key) : key).padEnd(blockBytes, "\0");
  const masked = (mask: number): ByteString =>
    block.replace(/[^]/g, (byte) => String.fromCharCode(byte.charCodeAt(0) ^ mask));
  const digest = md5(masked(0x5c) + md5(masked(0x36) + text));
  return digest.replace(/[^]/g, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"));
}
