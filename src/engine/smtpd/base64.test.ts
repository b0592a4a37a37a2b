import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, type ByteString } from "../bytes/index.ts";
import { b64decode, b64encode } from "./base64.ts";
import { emptyStralloc, stralloc_0, stralloc_copys, textOf } from "./stralloc.ts";

function decoded(text: ByteString) {
  const out = emptyStralloc();
  stralloc_copys(out, "");
  b64decode(text, out);
  return out;
}

describe("base64", () => {
  test("comes back as it was, and is what everybody else makes of it", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const encoded = b64encode(byteString(bytes));
        expect(encoded).toBe(Buffer.from(bytes).toString("base64"));
        expect(textOf(decoded(encoded))).toBe(byteString(bytes));
      }),
    );
  });

  test.each<[text: ByteString, bytes: ByteString]>([
    ["", ""],
    ["am9l", "joe"],
    ["am9lx", "joe"],
    ["am9", ""],
    ["am9lAA==", "joe\0"],
    ["am9l====", "jo".slice(0, 2)],
    ["a*m9", "\x01\xa9\xbd"],
  ])("decodes %j to %j", (text, bytes) => {
    expect(textOf(decoded(text))).toBe(bytes);
  });

  test.each(["=", "==", "====", "a=", "ab==", "a==="])(
    "of %j leaves a string that must not be added to, or none",
    (text) => {
      const out = decoded(text);
      const groups = Math.floor(text.length / 4);
      expect(out.length).toBe(groups * 3 - (text.length - text.replace(/=+$/, "").length));
      expect(stralloc_0(out)).toBe(out.length < 0 ? "crashed" : "ended");
    },
  );

  test("takes any bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decoded(byteString(bytes))));
  });
});
