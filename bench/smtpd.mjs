import { spawnSync } from "node:child_process";

const SESSIONS = 5000;
const RECIPIENTS = 100_000;
const DATA_BYTES = 32 * 2 ** 20;

/**
 * Sessions, RCPTs and bytes of DATA a second. Beside them the sessions a second of a real qmail-smtpd, where
 * QMAIL_SMTPD names one that can read its control files.
 * @param {typeof import("./engine.ts")} engine
 * @returns {[string, string, string][]}
 */
export function benchSmtpd({ PROFILES, qmailSmtpd, runInMemory }) {
  const program = qmailSmtpd(PROFILES["netqmail-1.06"], "none");
  const play = (/** @type {string} */ text) => {
    const files = new Map([
      ["control/me", Buffer.from("mail.example.org\n")],
      ["control/rcpthosts", Buffer.from("example.org\n")],
    ]);
    const environment = new Map([["TCPREMOTEIP", "192.0.2.1"]]);
    const outcome = runInMemory({
      program,
      argv: ["qmail-smtpd"],
      environment,
      files,
      input: [Buffer.from(text, "latin1")],
      run: () => ({ kind: "exited", processId: 2, code: 0 }),
    });
    if (outcome.exit !== 0) throw new Error(`exit ${outcome.exit}: ${outcome.stdout.slice(-200)}`);
    return outcome;
  };
  const mail = "HELO client\r\nMAIL FROM:<joe@client.example>\r\n";
  const session = `${mail}RCPT TO:<bob@example.org>\r\nDATA\r\nSubject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n`;
  const recipients = `${mail}${"RCPT TO:<bob@elsewhere.example>\r\nRCPT TO:<bob@example.org>\r\n".repeat(RECIPIENTS / 2)}QUIT\r\n`;
  const line = `${"x".repeat(70)}\r\n`;
  const data = `${mail}RCPT TO:<bob@example.org>\r\nDATA\r\n${line.repeat(DATA_BYTES / line.length)}.\r\nQUIT\r\n`;

  const ours = perSecond(SESSIONS, () => {
    for (let count = 0; count < SESSIONS; count++) play(session);
  });
  /** @type {[string, string, string][]} */
  const rows = [
    ["qmail-smtpd, sessions with one mail", `${ours.toFixed(0)}/s`, realSessions(session, ours)],
    ["  RCPTs in one session", `${perSecond(RECIPIENTS, () => play(recipients)).toFixed(0)}/s`, ""],
    ["  DATA in one session", `${(perSecond(DATA_BYTES, () => play(data)) / 1e6).toFixed(0)} MB/s`, ""],
  ];
  return rows;
}

/**
 * @param {number} amount
 * @param {() => void} work
 */
function perSecond(amount, work) {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    work();
    best = Math.min(best, performance.now() - started);
  }
  return (amount * 1000) / best;
}

/**
 * @param {string} session
 * @param {number} ours
 */
function realSessions(session, ours) {
  const program = process.env["QMAIL_SMTPD"];
  if (program === undefined) return "no QMAIL_SMTPD to compare with";
  const runs = 200;
  const real = perSecond(runs, () => {
    for (let count = 0; count < runs; count++) {
      const child = spawnSync(program, { input: session, encoding: "latin1" });
      if (!child.stdout.startsWith("220 ")) throw new Error(`${program}: ${child.stdout}${child.stderr}`);
    }
  });
  return `${(ours / real).toFixed(0)} times the ${real.toFixed(0)}/s of ${program} (promise: 100)`;
}
