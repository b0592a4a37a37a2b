import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyDecoder, type Key } from "./keys.ts";

function names(keys: readonly Key[]): string[] {
  return keys.map((key) => {
    if (key.kind === "edit") return key.command;
    return key.kind === "text" || key.kind === "paste" ? `${key.kind} ${JSON.stringify(key.text)}` : key.kind;
  });
}

describe("KeyDecoder", () => {
  it.each<[string, string[]]>([
    ["HELO ann\r", ['text "HELO ann"', "enter"]],
    ["a\nb\r\nc", ['text "a"', "enter", 'text "b"', "enter", 'text "c"']],
    ["\u0001\u0005\u0002\u0006\u0010\u000e", ["home", "end", "left", "right", "older", "newer"]],
    [
      "\u0015\u0017\u000b\u0019\u0008\u007f",
      ["kill-to-start", "kill-blank-word", "kill-to-end", "yank", "erase-left", "erase-left"],
    ],
    ["\u0003\u0004\u000c\t", ["interrupt", "end-input", "clear", "complete"]],
    [
      "\u001b[A\u001b[B\u001b[C\u001b[D\u001b[H\u001b[F\u001b[3~",
      ["older", "newer", "right", "left", "home", "end", "erase-right"],
    ],
    ["\u001bOA\u001bOH\u001b[1~\u001b[8~", ["older", "home", "home", "end"]],
    [
      "\u001b[1;5C\u001b[1;3D\u001bb\u001bf\u001bd\u001b\u007f",
      ["word-right", "word-left", "word-left", "word-right", "kill-word-right", "kill-word-left"],
    ],
    ["\u001b[200~a\rb\u0003\u001b[A\u001b[201~c", ['paste "a\\rb\\u0003\\u001b[A"', 'text "c"']],
    ["\u001b[99;98;97u\u001b[?1;2cx", ['text "x"']],
    ["\u001bqx", ['text "x"']],
    ["\u001b\rx", ["enter", 'text "x"']],
    ["\u001b[12\rx", ["enter", 'text "x"']],
    ["\u000f\u0000x", ['text "x"']],
    ["\u001b", []],
  ])("reads %j", (data, expected) => {
    expect(names(new KeyDecoder().decode(data))).toEqual(expected);
  });

  it("gives the same keys however the data are cut", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.constantFrom(
        "\u001b[A",
        "\u001b[3~",
        "\u001b[200~",
        "\u001b[201~",
        "\r\n",
        "\u001b",
        "\u001bO",
        "\u001b[",
        "é😀",
      ),
    );
    const flat = (keys: readonly Key[]) =>
      keys
        .map((key) =>
          "text" in key ? Array.from(key.text).map((unit) => `${key.kind}:${unit}`) : names([key]),
        )
        .flat()
        .join("|");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const data = pieces.join("");
        const atOnce = flat(new KeyDecoder().decode(data));
        const characters = new KeyDecoder();
        expect(flat(Array.from(data).flatMap((character) => characters.decode(character)))).toBe(atOnce);
      }),
    );
  });
});
