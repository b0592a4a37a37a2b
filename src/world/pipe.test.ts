import { expect, it } from "vitest";
import { bytesOf } from "../engine/bytes/index.ts";
import { createPipe, filledPipe, readChunk, readPipe, writeEnd, writePipe } from "./pipe.ts";

it("gives all that was written, once, and then nothing until there's more", () => {
  const pipe = createPipe();
  writePipe(pipe, bytesOf("ab"));
  writePipe(pipe, bytesOf("c"));
  expect([readPipe(pipe), readPipe(pipe)]).toEqual([bytesOf("abc"), null]);
});

it("gives one chunk after another where lines must stay apart", () => {
  const pipe = createPipe();
  writePipe(pipe, bytesOf("a\n"));
  writeEnd(pipe);
  writePipe(pipe, bytesOf("b\n"));
  expect([readChunk(pipe), readChunk(pipe), readChunk(pipe), readChunk(pipe)]).toEqual([
    bytesOf("a\n"),
    "end",
    bytesOf("b\n"),
    null,
  ]);
});

it("has an end in its midst where one was written, and goes on behind it", () => {
  const pipe = createPipe();
  writePipe(pipe, bytesOf("a"));
  writeEnd(pipe);
  writePipe(pipe, bytesOf("b"));
  expect([readPipe(pipe), readPipe(pipe), readPipe(pipe), readPipe(pipe)]).toEqual([
    bytesOf("a"),
    "end",
    bytesOf("b"),
    null,
  ]);
});

it("ends for good once its writer has gone", () => {
  const pipe = filledPipe(bytesOf("a"));
  writePipe(pipe, bytesOf("late"));
  writeEnd(pipe);
  expect([readPipe(pipe), readPipe(pipe), readPipe(pipe)]).toEqual([bytesOf("a"), "end", "end"]);
  expect([readPipe(filledPipe(new Uint8Array())), readChunk(filledPipe(new Uint8Array()))]).toEqual([
    "end",
    "end",
  ]);
});

it("takes nothing once its reader has gone, and never an empty chunk", () => {
  const pipe = createPipe();
  writePipe(pipe, new Uint8Array());
  expect(readPipe(pipe)).toBeNull();
  pipe.isBroken = true;
  writePipe(pipe, bytesOf("a"));
  expect(readPipe(pipe)).toBeNull();
});
