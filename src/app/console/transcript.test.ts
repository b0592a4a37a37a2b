import { describe, expect, it } from "vitest";
import type { TranscriptEntry } from "./model.ts";
import { newEntries, Transcript } from "./transcript.ts";

const greeting: TranscriptEntry = { kind: "output", text: "220 mail ESMTP\r\n", replyId: "1" };
const helo: TranscriptEntry = { kind: "input", prompt: "", text: "HELO ann" };
const notice: TranscriptEntry = { kind: "notice", text: "closed" };

describe("newEntries", () => {
  it("finds what was added, also when a replay has made all anew", () => {
    expect(newEntries([greeting], [greeting, helo])).toEqual([helo]);
    expect(newEntries([greeting, helo], [{ ...greeting }, { ...helo }, notice])).toEqual([notice]);
    expect(newEntries([], [])).toEqual([]);
  });

  it("asks for a new screen when something that is shown has changed or gone", () => {
    expect(newEntries([greeting, helo], [greeting])).toBeNull();
    expect(newEntries([helo], [{ ...helo, text: "EHLO ann" }])).toBeNull();
    expect(newEntries([helo], [{ ...helo, prompt: "$ " }])).toBeNull();
    expect(newEntries([greeting], [{ ...greeting, replyId: "2" }])).toBeNull();
    expect(newEntries([notice], [helo])).toBeNull();
  });
});

describe("Transcript", () => {
  it("tells each change until it is asked no more", () => {
    const transcript = new Transcript();
    const seen: string[] = [];
    const end = transcript.subscribe(() => seen.push(`${transcript.entries.length} ${transcript.prompt}`));
    transcript.append([greeting, helo]);
    transcript.append([], "$ ");
    transcript.replace([greeting], "");
    end();
    transcript.append([notice]);
    expect(seen).toEqual(["2 ", "2 $ ", "1 "]);
  });
});
