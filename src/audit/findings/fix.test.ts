import fc from "fast-check";
import { expect, it } from "vitest";
import { byteString, bytesOf } from "../../engine/bytes/index.ts";
import { given } from "./findings.test-kit.ts";
import { applyFix, unixLineEnds } from "./fix.ts";

it("takes carriage returns from the ends of lines as its lines say, which aren't made for it", () => {
  const text = fc
    .array(fc.constantFrom("\r", "\n", "a", " ", "\t"), { maxLength: 12 })
    .map((some) => some.join(""));
  fc.assert(
    fc.property(text, (before) => {
      const { run: file, ...rest } = given({ run: before });
      if (file === null) throw new Error();
      const fix = unixLineEnds(file);
      // An edit that was copied is done line by line.
      const copied = { ...fix, edits: fix.edits.map((edit) => ({ ...edit })) };
      const [quick, byLine] = [fix, copied].map((one) => applyFix({ ...rest, run: file }, one).run?.bytes);
      expect(quick).toEqual(byLine);
      expect(byteString(quick ?? new Uint8Array())).not.toMatch(/\r(\n|$(?![^]))/);
    }),
  );
});

it("makes no lines of a large file before somebody asks for them", () => {
  const bytes = bytesOf("10.1.2.3:allow\r\n".repeat(100_000));
  const fix = unixLineEnds({ path: "tcp.smtp", bytes, modifiedAt: null });
  const [edit] = fix.edits;
  expect(edit?.removes).toBe(100_000);
  // They are made anew, and held by nobody.
  expect(edit?.inserts).not.toBe(edit?.inserts);
  expect(edit?.inserts.slice(0, 2)).toEqual(["10.1.2.3:allow", "10.1.2.3:allow"]);
});
