import { expect, it } from "vitest";
import { bytesOf, encodeText } from "../../engine/bytes/index.ts";
import { addInput, addOutput, clearConsole, createConsole, endOpenLine } from "./console.ts";
import { limits } from "../limits.ts";

const none = () => null;

it("shows a line once it's ended, however its bytes come, without the carriage return before its end", () => {
  const state = createConsole("mail");
  for (const byte of encodeText("220 mäil\r\nnext")) addOutput(state, Uint8Array.of(byte), none);
  expect(state.entries).toEqual([{ kind: "output", text: "220 mäil", reply: null }]);
  expect(state.openLine).toEqual(bytesOf("next"));
});

it("ends an open line before what is typed next", () => {
  const state = createConsole("mail");
  addOutput(state, bytesOf("no newline"), none);
  addInput(state, "# ", "ls");
  endOpenLine(state);
  expect(state.entries).toEqual([
    { kind: "output", text: "no newline", reply: null },
    { kind: "input", prompt: "# ", text: "ls" },
  ]);
});

it("asks for the reply of each line by the place of its last byte", () => {
  const state = createConsole("pc");
  const asked: number[] = [];
  addOutput(state, bytesOf("250 ok\r\n553"), (end) => {
    asked.push(end);
    return { connectionId: 7, index: 0 };
  });
  addOutput(state, bytesOf(" no\r\n\r\n"), (end) => {
    asked.push(end);
    return null;
  });
  expect(asked).toEqual([8, 5, 7]);
  expect(state.entries.map((entry) => entry.text)).toEqual(["250 ok", "553 no", ""]);
});

it("keeps bytes that are no UTF-8, NUL too", () => {
  const state = createConsole("mail");
  addOutput(state, bytesOf("a\xff\0b\n"), none);
  expect(state.entries[0]?.text).toBe("a\udcff\0b");
});

it("breaks a line that is longer than a line may be", () => {
  const state = createConsole("mail");
  const max = limits.consoleLineBytesMax;
  addOutput(state, bytesOf("x".repeat(max - 1)), none);
  addOutput(state, bytesOf(`yz${"x".repeat(max)}\n`), none);
  expect(state.entries.map(({ text }) => text.length)).toEqual([max, max, 1]);
  expect(state.entries[0]?.text.endsWith("xy")).toBe(true);
  expect(state.openLine.length).toBe(0);
});

it("drops the oldest entries beyond its limit and counts them", () => {
  const state = createConsole("mail");
  const line = "x".repeat(1023);
  const lines = limits.consoleCharactersMax / 1024;
  const surplus = limits.consoleCharactersDropped / 1024;
  for (let count = 0; count < lines; count++) addInput(state, "", line);
  expect([state.entries.length, state.dropped]).toEqual([lines, 0]);
  for (let count = 0; count < 3; count++) addInput(state, "", line);
  expect([state.entries.length, state.dropped, state.charactersTotal]).toEqual([
    lines - surplus + 2,
    surplus + 1,
    limits.consoleCharactersMax - limits.consoleCharactersDropped + 2048,
  ]);
  addInput(state, "", "y".repeat(limits.consoleCharactersMax * 2));
  expect([state.entries.length, state.dropped]).toEqual([1, lines + 3]);
});

it("is as new once it's cleared", () => {
  const state = createConsole("mail");
  addInput(state, "", "ls");
  addOutput(state, bytesOf("open"), none);
  clearConsole(state);
  expect(state).toEqual(createConsole("mail"));
});
