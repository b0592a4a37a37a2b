import { expect, it } from "vitest";
import type { ConnectionTrace, ConsoleState, TracedReply } from "../../world/index.ts";
import { replyInFocus } from "./reply-in-focus.ts";

interface Dialogue {
  readonly host: string;
  /** What the server said, first to last. */
  readonly said: readonly string[];
  /** What of it the console shows; all if it isn't given. */
  readonly shown?: number;
}

const consoles = ["mail", "ann", "stranger"];

/** The reply in focus for a console, after these dialogues, connections 1, 2 and so on; `connection.index`. */
function focusOn(host: string, ...dialogues: readonly Dialogue[]): string | null {
  const traces = new Map<number, ConnectionTrace>();
  const states = new Map<string, ConsoleState>(
    consoles.map((name) => [
      name,
      { host: name, entries: [], dropped: 0, prompt: null, openLine: new Uint8Array(), charactersTotal: 0 },
    ]),
  );
  for (const [at, dialogue] of dialogues.entries()) {
    const replies = dialogue.said.map((text): TracedReply => ({
      text: `${text}\r\n`,
      notes: [],
      endByte: 0,
    }));
    traces.set(at + 1, {
      id: at + 1,
      clientHost: dialogue.host,
      serverHost: "mail",
      openedAt: 0,
      replies,
      pending: [],
      isClosed: replies.length === 0 || dialogue.said.at(-1)?.startsWith("221") === true,
      clientAddress: "192.0.2.1",
      clientPort: 49152,
      serverAddress: "192.0.2.25",
      serverPort: 25,
    });
    for (const [index, text] of dialogue.said.slice(0, dialogue.shown).entries())
      states
        .get(dialogue.host)
        ?.entries.push({ kind: "output", text, reply: { connectionId: at + 1, index } });
  }
  const reply = replyInFocus({ consoles: states, traces }, host, consoles);
  return reply === null ? null : `${String(reply.connectionId)}.${String(reply.index)}`;
}

const refused = ["220 hi", "250 hi", "250 ok", "553 no (#5.7.1)"];

it.each<readonly [string, readonly string[], string]>([
  ["is the last as long as the dialogue goes on", [...refused, "250 ok"], "1.4"],
  ["is the refusal once the client has said QUIT", [...refused, "221 bye"], "1.3"],
  ["is the refusal though another recipient was taken", [...refused, "250 ok", "221 bye"], "1.3"],
  [
    "is the last where a message was taken after the refusal",
    [...refused, "250 ok", "354 go", "250 ok", "221 bye"],
    "1.7",
  ],
  ["is the refusal of the message itself", ["220 hi", "250 ok", "354 go", "451 later", "221 bye"], "1.3"],
  ["is the goodbye where nothing was refused", ["220 hi", "250 hi", "221 bye"], "1.2"],
])("%s", (_fact, said, focus) => {
  expect(focusOn("ann", { host: "ann", said })).toBe(focus);
});

it("leaves out what an earlier connection was refused", () => {
  expect(focusOn("ann", { host: "ann", said: refused }, { host: "ann", said: ["220 hi", "221 bye"] })).toBe(
    "2.1",
  );
});

it("goes by what the console shows", () => {
  expect(focusOn("ann", { host: "ann", said: ["220 hi", "250 hi"], shown: 1 })).toBe("1.0");
});

it("is that of the console in front, and where nothing was said there, the latest of all", () => {
  const dialogues = [
    { host: "stranger", said: refused },
    { host: "ann", said: ["220 hi"] },
  ];
  expect(focusOn("stranger", ...dialogues)).toBe("1.3");
  expect(focusOn("mail", ...dialogues)).toBe("2.0");
  expect(focusOn("mail")).toBe(null);
});

it("is none of a server that hung up at once, though an earlier connection had replies", () => {
  const dialogues = [
    { host: "ann", said: refused },
    { host: "ann", said: [] },
  ];
  expect(focusOn("ann", ...dialogues)).toBe("2.-1");
  expect(focusOn("mail", ...dialogues)).toBe("2.-1");
});
