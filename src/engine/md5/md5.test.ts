import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { hmacMd5 } from "./index.ts";
import { md5 } from "./md5.ts";

const hex = (bytes: string): string => Buffer.from(bytesOf(bytes)).toString("hex");
const bytes = fc
  .uint8Array({ maxLength: 300 })
  .map((array) => Array.from(array, (byte) => String.fromCharCode(byte)).join(""));

// RFC 1321 A.5
it.each([
  ["", "d41d8cd98f00b204e9800998ecf8427e"],
  ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
  [
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
    "57edf4a22be3c955ac49da2e2107b67a",
  ],
])("the digest of %j is %s", (text, digest) => {
  expect(hex(md5(text))).toBe(digest);
});

it("answers a challenge as RFC 2195 does in its example", () => {
  const text = "<1896.697170952@postoffice.reston.mci.net>";
  expect(hmacMd5({ key: "tanstaaftanstaaf", text })).toBe("b913a602c7eda7a495b4e6e7334d3890");
});

it("digests any bytes as Node does, with any key", () => {
  fc.assert(
    fc.property(bytes, bytes, (text, key) => {
      expect(hex(md5(text))).toBe(createHash("md5").update(bytesOf(text)).digest("hex"));
      expect(hmacMd5({ key, text })).toBe(
        createHmac("md5", bytesOf(key)).update(bytesOf(text)).digest("hex"),
      );
    }),
  );
});
