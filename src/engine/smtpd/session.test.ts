import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import type { Arrival } from "../program/index.ts";
import type { Note } from "../trace/index.ts";
import { feed, openSession, PROFILES, type Effect, type SessionHost, type SessionOptions } from "./index.ts";

const FILES: Readonly<Record<string, ByteString>> = {
  "control/me": "mail.example.com\n",
  "control/rcpthosts": "example.com\n\n.example.org\n",
};

function hostOf(files = FILES, environment: Readonly<Record<string, ByteString>> = {}): SessionHost {
  return {
    argv: ["qmail-smtpd", "checkpassword", "true"],
    environment: new Map(Object.entries(environment)),
    processId: 500,
    now: () => 1000,
    readFile(path) {
      const text = files[path];
      if (text === undefined) return { kind: "failed", error: "ENOENT" };
      return { kind: "read", bytes: bytesOf(text), origin: null };
    },
    ownAddresses: () => ["127.0.0.1"],
  };
}

/** All effects of a session that gets these pieces and then the end of input; its programs say yes. */
function play(pieces: readonly Uint8Array[], options: Partial<SessionOptions> = {}): Effect[] {
  const { session, effects } = openSession({
    profile: PROFILES["netqmail-smtp-auth"],
    host: hostOf(FILES, { SMTPAUTH: "+cram" }),
    notes: "none",
    ...options,
  });
  const all = [...effects];
  const coming = pieces.values();
  while (session.demand !== "nothing") {
    const bytes = session.demand === "input" ? coming.next().value : undefined;
    const answers: Readonly<Record<string, Arrival>> = {
      input: bytes === undefined ? { kind: "end of input" } : { kind: "bytes", bytes },
      sleep: { kind: "timeout" },
    };
    all.push(...feed(session, answers[session.demand] ?? { kind: "exited", processId: 501, code: 0 }));
  }
  return all;
}

/** What comes of a session but for its packets, which depend on those of the client. */
function withoutFlushes(effects: readonly Effect[]): Effect[] {
  return effects.filter((effect) => effect.kind !== "flush");
}

const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const limits = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return limits.slice(1).map((end, index) => bytes.subarray(limits[index], end));
};

const SESSION = bytesOf(
  "EHLO ann\r\nAUTH LOGIN\r\nam9l\r\nc2VjcmV0\r\nMAIL FROM:<ann@a.example> SIZE=9\r\nRCPT TO:<bob@b.example>\r\n" +
    "DATA\r\nReceived: x\r\n\r\n..\r\n.x\rx\r\n\r\n.\r\nNOOP\r\nEXPN\r\nRSET\r\nAUTH PLAIN AGpvZQB4\r\nQUIT\r\nNOOP\r\n",
);

// What makes a session, in any order, so that all of its states are come by.
const command = fc.constantFrom(
  "EHLO x\r\n",
  "MAIL FROM:<ann@a.example> AUTH=<>\r\n",
  "RCPT TO:<bob@example.com>\r\n",
  "DATA\r\n",
  "text\r\n",
  "\r\n.\r\n",
  "RSET\n",
  "AUTH PLAIN\r\n",
  "AUTH LOGIN am9l\r\n",
  "AUTH CRAM-MD5\r\n",
  "am9lIHg=\r\n",
  "*\r\n",
  "\0\xff\r",
);
const anything = fc
  .array(fc.oneof({ weight: 5, arbitrary: command.map(bytesOf) }, fc.uint8Array({ maxLength: 40 })), {
    maxLength: 25,
  })
  .map((parts) => bytesOf(parts.map((part) => byteString(part)).join("")));

/** The bytes that go out together: the writes from one flush to the next. */
function groupsOf(effects: readonly Effect[]): readonly number[] {
  const groups: number[] = [];
  let held = 0;
  for (const effect of effects) {
    if (effect.kind === "write") held += effect.bytes.length;
    if (effect.kind !== "flush") continue;
    groups.push(held);
    held = 0;
  }
  return groups;
}

describe("what is held back", () => {
  // qmail-1.03 substdo.c substdio_put, with the buffer of 512 bytes of qmail-smtpd.c
  test("goes out before a reply that would fill the buffer beyond 512 bytes", () => {
    const group = bytesOf(`MAIL FROM:<>\r\n${"RCPT TO:<a@b>\r\n".repeat(60)}`);
    const refusal = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)\r\n".length;
    const perGroup = Math.floor(512 / refusal);
    const [, first, ...rest] = groupsOf(play([group]));
    expect(first).toBe(8 + refusal * Math.floor((512 - 8) / refusal));
    expect(rest.slice(0, -1).every((bytes) => bytes === perGroup * refusal)).toBe(true);
    expect(rest.length).toBeGreaterThan(5);
  });

  test("goes out at once when one reply alone is larger than the buffer", () => {
    const host = hostOf({ "control/me": "m".repeat(600) });
    const effects = play([bytesOf("RSET\r\n")], { host });
    expect(groupsOf(effects).slice(0, 1)).toEqual([4 + 600 + 8]);
    expect(effects.findIndex(({ kind }) => kind === "flush")).toBe(
      effects.findIndex(({ kind }) => kind === "write") + 1,
    );
  });
});

describe("a session", () => {
  test("does the same when its input is cut in two anywhere, or comes byte by byte", () => {
    const whole = withoutFlushes(play([SESSION]));
    for (let cut = 0; cut <= SESSION.length; cut++) {
      expect(withoutFlushes(play(cutAt(SESSION, [cut])))).toEqual(whole);
    }
    expect(withoutFlushes(play([...SESSION].map((byte) => Uint8Array.of(byte))))).toEqual(whole);
  });

  test("ends whatever comes, and does the same however it's cut", () => {
    fc.assert(
      fc.property(
        anything,
        fc.array(fc.nat()),
        fc.constantFrom(...Object.values(PROFILES)),
        (bytes, cuts, profile) => {
          const whole = withoutFlushes(play([bytes], { profile }));
          expect(["exit", "crash"]).toContain(whole.at(-1)?.kind);
          // What is held back at a crash is lost, so that depends on the packets.
          if (whole.at(-1)?.kind === "exit")
            expect(withoutFlushes(play(cutAt(bytes, cuts), { profile }))).toEqual(whole);
        },
      ),
    );
  });

  test("starts, or says why not, with any bytes in its control files", () => {
    const names = [
      "me",
      "smtpgreeting",
      "localiphost",
      "timeoutsmtpd",
      "rcpthosts",
      "badmailfrom",
      "databytes",
    ];
    const files = fc.dictionary(
      fc.constantFrom(...names, "morercpthosts.cdb"),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => byteString(bytes)),
    );
    fc.assert(
      fc.property(files, (found) => {
        const host = hostOf(
          Object.fromEntries(Object.entries(found).map(([name, text]) => [`control/${name}`, text])),
        );
        const first = play([SESSION], { host }).find((effect) => effect.kind === "write");
        expect(first?.bytes).toMatch(/^(220 |421 unable to read controls)/);
      }),
    );
  });

  test("says the same with notes as without", () => {
    const noted = play([SESSION], { notes: "all" }).filter((effect) => effect.kind !== "note");
    expect(noted).toEqual(play([SESSION]));
  });

  test("takes a line of a megabyte byte by byte as quickly as its length allows", () => {
    const line = bytesOf(`${"x".repeat(1_000_000)}\r\nQUIT\r\n`);
    const effects = play([...line].map((byte) => Uint8Array.of(byte)));
    expect(effects.filter((effect) => effect.kind === "write").map((effect) => effect.bytes)).toEqual([
      "220 mail.example.com ESMTP\r\n",
      "502 unimplemented (#5.5.1)\r\n",
      "221 mail.example.com\r\n",
    ]);
  });

  test("refuses what it doesn't wait for", () => {
    const { session } = openSession({ profile: PROFILES["qmail-1.03"], host: hostOf(), notes: "none" });
    expect(() => feed(session, { kind: "exited", processId: 1, code: 0 })).toThrow(RangeError);
    feed(session, { kind: "end of input" });
    expect(() => feed(session, { kind: "end of input" })).toThrow(RangeError);
  });
});

describe("the notes of a session", () => {
  const notesOf = (input: ByteString, environment: Readonly<Record<string, ByteString>> = {}): Note[] =>
    play([bytesOf(input)], {
      notes: "all",
      host: hostOf(FILES, environment),
      profile: PROFILES["qmail-1.03"],
    }).flatMap((effect) => (effect.kind === "note" ? [effect.note] : []));

  test("tell what was read at the start, in the original's order", () => {
    const read = notesOf("", { RELAYCLIENT: "" }).map((note) =>
      note.kind === "control-read"
        ? `${note.file} ${note.found} ${note.value ?? note.entries ?? "-"}`
        : note.kind === "environment-read"
          ? `${note.name}=${note.value ?? "unset"}`
          : note.kind,
    );
    expect(read).toEqual([
      "control/me present mail.example.com",
      "control/smtpgreeting missing -",
      "control/localiphost missing -",
      "control/timeoutsmtpd missing -",
      "control/rcpthosts present 2",
      "control/morercpthosts.cdb missing -",
      "control/badmailfrom missing -",
      "control/databytes missing -",
      "DATABYTES=unset",
      "TCPREMOTEIP=unset",
      "TCPLOCALHOST=unset",
      "TCPLOCALIP=unset",
      "TCPREMOTEHOST=unset",
      "TCPREMOTEINFO=unset",
      "RELAYCLIENT=",
      "replied",
      "session-ended",
    ]);
  });

  test("tell why a recipient was accepted, before the reply", () => {
    const notes = notesOf("MAIL FROM:<>\r\nRCPT TO:<bob@x.example.org>\r\n").slice(-9, -1);
    expect(notes.map((note) => note.kind)).toEqual([
      "address-parsed",
      "replied",
      "command-read",
      "address-parsed",
      "rcpthosts-tried",
      "rcpthosts-tried",
      "rcpthosts-decided",
      "replied",
    ]);
    expect(notes[5]).toEqual({
      kind: "rcpthosts-tried",
      upstream: "rcpthosts.c rcpthosts",
      key: ".example.org",
      where: "rcpthosts",
      found: true,
      source: { file: "control/rcpthosts", line: 3 },
    });
    expect(notes[7]).toEqual({ kind: "replied", upstream: "qmail-smtpd.c smtp_rcpt", text: "250 ok\r\n" });
  });
});
