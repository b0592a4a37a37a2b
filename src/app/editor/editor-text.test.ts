import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, encodeText } from "../../engine/bytes/index.ts";
import { fromEditorColumn, fromEditorText, toEditorColumn, toEditorText } from "./editor-text.ts";

const character = fc.oneof(
  fc.constantFrom(
    "\r",
    "\n",
    "\r\n",
    "\u0000",
    "\t",
    "\u001b",
    "\u007f",
    "\ufeff",
    "\u2028",
    "\udc80",
    "\udcff",
    "é",
    "😀",
  ),
  fc.constantFrom("␍", "␀", "␡", "␦", "\ue080", "\ue0ff", "\ue240", "\ue240␍"),
  fc.string({ unit: "binary", maxLength: 2 }),
);
const anyText = fc.array(character).map((characters) => characters.join(""));

describe("toEditorText", () => {
  it.each([
    ["a\r\nb\n", "a␍\nb\n"],
    ["a\rb", "a␍b"],
    ["\ufeffa", "␦a"],
    ["caf\udce9", "caf\ue0e9"],
    ["a\u0000\u007f\u001b", "a␀␡␛"],
    ["a\tb\u2028c", "a\tb\u2028c"],
    ["␍", "\ue240␍"],
    ["\ue240␍\r", "\ue240\ue240\ue240␍␍"],
  ])("shows %j as %j", (text, shown) => {
    expect(toEditorText(text)).toBe(shown);
  });

  it("loses nothing of any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fromEditorText(toEditorText(text))).toBe(text);
      }),
    );
  });

  it("loses nothing of any file", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const shown = toEditorText(decodeText(bytes));
        expect(shown).not.toMatch(/\p{Cs}/u);
        expect(encodeText(fromEditorText(shown))).toEqual(bytes);
      }),
    );
  });

  it("leaves nothing that a widget would change", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toEditorText(text)).not.toMatch(/[\r\ufeff]/);
      }),
    );
  });

  it("keeps lines lines", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toEditorText(text).split("\n").map(fromEditorText)).toEqual(text.split("\n"));
      }),
    );
  });
});

describe("columns", () => {
  it("go there and back between characters", () => {
    fc.assert(
      fc.property(fc.array(character.filter((text) => !text.includes("\n"))), (characters) => {
        const line = characters.join("");
        const shown = toEditorText(line);
        let before = "";
        for (const next of Array.from(characters.join(""))) {
          const column = before.length + 1;
          expect(fromEditorColumn(shown, toEditorColumn(line, column))).toBe(column);
          before += next;
        }
      }),
    );
  });
});
