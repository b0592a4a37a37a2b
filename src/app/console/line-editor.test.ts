import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusters } from "./cells.ts";
import { LineBuffer } from "./line-buffer.ts";
import { LineEditor, type LineEvent } from "./line-editor.ts";
import { ScreenModel } from "./screen-model.test-kit.ts";
import { visibleInLine } from "./visible.ts";

const SIZE = { columns: 20, rows: 6 };

/** An editor on a screen, whose host prints each submitted line as a transcript does. */
function consoleOf(prompt = "", size = SIZE) {
  const screen = new ScreenModel(size);
  const events: LineEvent[] = [];
  const buffer = new LineBuffer();
  const editor: LineEditor = new LineEditor(buffer, size, {
    write: (output) => screen.write(output),
    handle: (event) => {
      events.push(event);
      if (event.kind === "submit")
        editor.print([{ text: `${prompt}${visibleInLine(event.line)}\n`, style: "" }]);
    },
  });
  editor.setPrompt(prompt === "" ? [] : [{ text: prompt, style: "90" }]);
  editor.show();
  return { screen, events, buffer, editor };
}

/** What the screen must show, wrapped the plain way, and where the cursor must be. */
function wrapped(text: string, columns: number): { lines: string[]; row: number; column: number } {
  const lines = [""];
  let column = 0;
  for (const cluster of clusters(text)) {
    if (column + cluster.width > columns) {
      lines.push("");
      column = 0;
    }
    lines.push((lines.pop() ?? "") + cluster.text);
    column += cluster.width;
  }
  return column >= columns
    ? { lines: [...lines, ""], row: lines.length, column: 0 }
    : { lines, row: lines.length - 1, column };
}

function trimmed(lines: readonly string[]): string[] {
  const rows = lines.map((row) => row.trimEnd());
  return rows.at(-1) === "" ? rows.slice(0, -1) : rows;
}

describe("LineEditor", () => {
  it("submits each line of a paste in order and keeps the last one", () => {
    const { editor, events, buffer, screen } = consoleOf();
    editor.feed("\u001b[200~HELO ann\rMAIL FROM:<a@b>\r\nRCPT\u001b[201~");
    expect(events).toEqual([
      { kind: "submit", line: "HELO ann" },
      { kind: "submit", line: "MAIL FROM:<a@b>" },
    ]);
    expect(buffer.text).toBe("RCPT");
    expect(screen.text).toEqual(["HELO ann", "MAIL FROM:<a@b>", "RCPT"]);
  });

  it("takes a control character in a paste for text", () => {
    const { editor, events, buffer, screen } = consoleOf();
    editor.feed("\u001b[200~MAIL\tFROM\u0003\u001b[201~");
    expect([events, buffer.text, screen.text]).toEqual([[], "MAIL\tFROM\u0003", ["MAIL^IFROM^C"]]);
  });

  it("shows and sends a line that somebody else has put in place of the typed one", () => {
    const { editor, events, buffer, screen } = consoleOf("$ ");
    editor.feed("half a line");
    buffer.set("MAIL FROM:<>", 11);
    editor.show();
    expect([screen.text, screen.cursor]).toEqual([["$ MAIL FROM:<>"], { row: 0, column: 13 }]);
    editor.feed("ann@b");
    editor.submit();
    editor.show();
    expect(events).toEqual([{ kind: "submit", line: "MAIL FROM:<ann@b>" }]);
    expect([screen.text, buffer.history.lines]).toEqual([
      ["$ MAIL FROM:<ann@b>", "$"],
      ["MAIL FROM:<ann@b>"],
    ]);
  });

  it("tells end of input on an empty line only, and deletes otherwise", () => {
    const { editor, events, buffer } = consoleOf();
    editor.feed("ab\u0001\u0004");
    expect([events, buffer.text]).toEqual([[], "b"]);
    editor.feed("\u0004\u0004");
    expect([events, buffer.text]).toEqual([[{ kind: "end-input" }], ""]);
  });

  it("drops the line on an interrupt", () => {
    const { editor, events, buffer, screen } = consoleOf("$ ");
    editor.feed("half a line\u0003");
    expect([events, buffer.text, screen.text]).toEqual([[{ kind: "interrupt" }], "", ["$"]]);
  });

  it("draws the prompt and the line again below a cleared screen", () => {
    const { editor, screen } = consoleOf("$ ");
    editor.feed("one\rtwo\u000c");
    expect(screen.text).toEqual(["$ two"]);
    expect(screen.cursor).toEqual({ row: 0, column: 5 });
  });

  it("prints output above the line that is being typed", () => {
    const { editor, screen } = consoleOf("$ ");
    editor.feed("typing along");
    editor.print([{ text: "451 timeout (#4.4.2)\n", style: "33" }]);
    editor.show();
    expect(screen.text).toEqual(["451 timeout (#4.4.2)", "", "$ typing along"].filter((line) => line !== ""));
    expect(screen.cursor.column).toBe(14);
  });

  it("joins output that comes in pieces, and lets the prompt follow a line without its end", () => {
    const { editor, screen } = consoleOf("$ ");
    editor.print([{ text: "25", style: "" }]);
    editor.show();
    editor.print([{ text: "0 ok\nno newline", style: "" }]);
    editor.show();
    expect(screen.text).toEqual(["250 ok", "no newline$"]);
  });

  it("shows a line with more rows than the screen around the cursor", () => {
    const { editor, screen, buffer } = consoleOf("", { columns: 4, rows: 3 });
    editor.feed("aaaabbbbccccddddee");
    expect(screen.text).toEqual(["cccc", "dddd", "ee"]);
    editor.feed("\u0001");
    expect(screen.text).toEqual(["aaaa", "bbbb", "cccc"]);
    expect(screen.cursor).toEqual({ row: 0, column: 0 });
    editor.feed("\r");
    expect(buffer.text).toBe("");
    expect(screen.text).toEqual(["aaaa", "bbbb", "cccc", "dddd", "ee"]);
  });

  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "RCPT TO:<ann@example.org>",
        "日本語",
        "👩‍👩‍👧",
        "e\u0301",
        "🇨🇭",
        "❤\ufe0f",
        "wide日",
      ),
    },
    fc.constantFrom(
      "\r",
      "\u0001",
      "\u0005",
      "\u0015",
      "\u0017",
      "\u0019",
      "\u0010",
      "\u000e",
      "\u007f",
      "\u0004",
      "\u0003",
    ),
    fc.constantFrom(
      "\u001b[A",
      "\u001b[B",
      "\u001b[C",
      "\u001b[D",
      "\u001b[3~",
      "\u001b[200~",
      "\u001b[201~",
      "\u001b",
      "\u001b[",
    ),
  );

  it("shows the prompt, the line and the cursor rightly after any keys, at any width", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.integer({ min: 2, max: 40 }), (pieces, columns) => {
        const prompt = "root@mail:~# ";
        const { editor, screen, buffer } = consoleOf(prompt, { columns, rows: 500 });
        for (const data of pieces) {
          editor.feed(data);
          // What is typed next to the prompt is a cluster of its own, so each part is wrapped after the one before.
          const shown = wrapped(prompt, columns);
          expect(screen.text.join("")).toContain(shown.lines[0]?.trimEnd() ?? "");
          expect(buffer.cursor).toBeLessThanOrEqual(buffer.text.length);
        }
        const line = visibleInLine(buffer.text);
        // A zero-width space keeps a mark at the start of the line from joining the prompt in this reckoning.
        const isMark = clusters(`x${line}`).length === clusters(line).length;
        fc.pre(!isMark || line === "");
        const all = wrapped(prompt + line, columns);
        const drawn = screen.text.slice(
          -all.lines
            .map((row) => row.trimEnd())
            .join("\n")
            .trimEnd()
            .split("\n").length,
        );
        expect(drawn).toEqual(
          all.lines
            .map((row) => row.trimEnd())
            .join("\n")
            .trimEnd()
            .split("\n"),
        );
        const before = wrapped(prompt + visibleInLine(buffer.text.slice(0, buffer.cursor)), columns);
        const next = clusters(visibleInLine(buffer.text.slice(buffer.cursor)))[0];
        const isPushed = next !== undefined && before.column + next.width > columns;
        expect(screen.cursor.column).toBe(isPushed ? 0 : before.column);
      }),
      { numRuns: 300 },
    );
  });

  it("shows the same after the width has changed in the midst of a line", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("short", "RCPT TO:<somebody@a.long.domain.example>", "日本語日本語日本語"),
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 2, max: 30 }),
        (text, columns, wanted) => {
          const { editor, screen } = consoleOf("$ ", { columns, rows: 100 });
          editor.feed(text);
          editor.hide();
          screen.columns = wanted;
          editor.resize({ columns: wanted, rows: 100 });
          editor.show();
          const { lines } = wrapped(`$ ${text}`, wanted);
          expect(screen.text).toEqual(trimmed(lines));
          editor.feed("\r");
          expect(screen.cursor.column).toBe(2 % wanted);
        },
      ),
    );
  });
});
