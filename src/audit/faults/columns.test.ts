import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeByteString } from "../../engine/bytes/index.ts";
import { editorColumns } from "./columns.ts";

describe("editorColumns", () => {
  it("finds the column of each character from that of its first byte", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "é", "日", "😀", "\udc80", "\r")), (characters) => {
        const line = characters.join("");
        const columns = editorColumns(line);
        for (const [index] of characters.entries()) {
          const before = characters.slice(0, index).join("");
          expect(columns(encodeByteString(before).length + 1)).toBe(before.length + 1);
        }
      }),
    );
  });
});
