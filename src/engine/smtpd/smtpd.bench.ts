import { bench, describe } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { feed, openSession, PROFILES, type SessionHost } from "./index.ts";

const FILES = new Map([
  ["control/me", bytesOf("mail.example.com\n")],
  ["control/rcpthosts", bytesOf("example.com\n.example.org\nexample.net\n")],
]);
const HOST: SessionHost = {
  argv: ["qmail-smtpd"],
  environment: new Map([["TCPREMOTEIP", "192.0.2.9"]]),
  processId: 500,
  now: () => 1000,
  readFile(path) {
    const bytes = FILES.get(path);
    return bytes === undefined ? { kind: "failed", error: "ENOENT" } : { kind: "read", bytes, origin: null };
  },
  ownAddresses: () => ["127.0.0.1"],
};

const PIECE_BYTES = 65536;

/** Plays a session whose mail qmail-queue takes; gives what it waits for at the end. */
function play(input: Uint8Array): string {
  const { session } = openSession({ profile: PROFILES["qmail-1.03"], host: HOST, notes: "none" });
  for (let at = 0; at < input.length; at += PIECE_BYTES) {
    feed(session, { kind: "bytes", bytes: input.subarray(at, at + PIECE_BYTES) });
    if (session.demand === "queue") feed(session, { kind: "exited", processId: 501, code: 0 });
  }
  return session.demand;
}

const ENVELOPE = "HELO ann\r\nMAIL FROM:<ann@elsewhere.example>\r\nRCPT TO:<bob@example.com>\r\n";
const short = bytesOf(`${ENVELOPE}QUIT\r\n`);
const recipients = bytesOf(`${ENVELOPE}${"RCPT TO:<bob@example.com>\r\n".repeat(100_000)}QUIT\r\n`);
const line = `${"x".repeat(68)}\r\n`;
const message = bytesOf(`${ENVELOPE}DATA\r\nSubject: x\r\n\r\n${line.repeat(150_000)}.\r\nQUIT\r\n`);

describe("qmail-smtpd, without notes", () => {
  bench("one session: HELO, MAIL, RCPT, QUIT", () => void play(short));
  bench("100,000 RCPTs", () => void play(recipients));
  bench("10.5 MB of DATA", () => void play(message));
});
