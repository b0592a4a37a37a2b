import { spawnSync } from "node:child_process";

const SESSIONS = 5000;
const RECIPIENTS = 100_000;
const DATA_BYTES = 32 * 2 ** 20;
const PIECE_BYTES = 65536;

/**
 * Sessions, RCPTs and bytes of DATA a second. Beside them the sessions a second of a real qmail-smtpd, where
 * QMAIL_SMTPD names one that can read its control files.
 * @param {typeof import("./engine.ts")} engine
 * @returns {[string, string, string][]}
 */
export function benchSmtpd({ PROFILES, qmailSmtpd }) {
  const program = qmailSmtpd(PROFILES["netqmail-1.06"], "none");
  const files = new Map([
    ["control/me", Buffer.from("mail.example.org\n")],
    ["control/rcpthosts", Buffer.from("example.org\n")],
  ]);
  /** The client's bytes come in pieces as a socket gives them; what the server says is counted, not kept. */
  const play = (/** @type {string} */ text) => {
    const input = Buffer.from(text, "latin1");
    let said = 0;
    let at = 0;
    const running = program({
      argv: ["qmail-smtpd"],
      environment: new Map([["TCPREMOTEIP", "192.0.2.1"]]),
      processId: 1000,
      inputPath: null,
      now: () => 0,
      readFile: (path) => {
        const bytes = files.get(path);
        return bytes === undefined
          ? { kind: "failed", error: "ENOENT" }
          : { kind: "read", bytes, origin: null };
      },
      writeFile: () => "EROFS",
      rename: () => "EROFS",
      ownAddresses: () => [],
      write: (_descriptor, bytes) => {
        said += bytes.length;
      },
      note: () => undefined,
    });
    let step = running.next();
    while (step.done !== true) {
      const bytes = input.subarray(at, at + PIECE_BYTES);
      const isRun = step.value.kind === "run";
      if (!isRun) at += bytes.length;
      step = running.next(isRun ? { kind: "exited", processId: 2, code: 0 } : { kind: "bytes", bytes });
    }
    if (step.value.kind !== "exit" || step.value.code !== 0 || said === 0) throw new Error("no session");
  };
  const mail = "HELO client\r\nMAIL FROM:<joe@client.example>\r\n";
  const session = `${mail}RCPT TO:<bob@example.org>\r\nDATA\r\nSubject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n`;
  const recipients = `${mail}${"RCPT TO:<bob@elsewhere.example>\r\nRCPT TO:<bob@example.org>\r\n".repeat(RECIPIENTS / 2)}QUIT\r\n`;
  const line = `${"x".repeat(70)}\r\n`;
  const data = `${mail}RCPT TO:<bob@example.org>\r\nDATA\r\n${line.repeat(DATA_BYTES / line.length)}.\r\nQUIT\r\n`;

  return [
    row("qmail-smtpd, sessions with one mail", {
      amount: SESSIONS,
      unit: "sessions",
      text: session,
      times: SESSIONS,
    }),
    row("  RCPTs in one session", { amount: RECIPIENTS, unit: "RCPTs", text: recipients, times: 1 }),
    row("  DATA in one session", { amount: DATA_BYTES / 1e6, unit: "MB", text: data, times: 1 }),
  ];

  /**
   * @param {string} name
   * @param {{ amount: number, unit: string, text: string, times: number }} task
   * @returns {[string, string, string]}
   */
  function row(name, { amount, unit, text, times }) {
    const ours = perSecond(amount, () => {
      for (let count = 0; count < times; count++) play(text);
    });
    return [name, `${ours.toFixed(0)} ${unit}/s`, besideReal({ amount, unit, text, times }, ours)];
  }
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
 * @param {{ amount: number, unit: string, text: string, times: number }} task
 * @param {number} ours
 */
function besideReal({ amount, unit, text, times }, ours) {
  const program = process.env["QMAIL_SMTPD"];
  if (program === undefined) return "no QMAIL_SMTPD to compare with";
  // A process for each session is what the real one costs; fewer of them are enough to tell.
  const runs = Math.min(times, 200);
  const real = perSecond((amount * runs) / times, () => {
    for (let count = 0; count < runs; count++) {
      const child = spawnSync(program, { input: text, encoding: "latin1", maxBuffer: 2 ** 28 });
      if (!child.stdout.startsWith("220 ")) throw new Error(`${program}: ${child.stdout}${child.stderr}`);
    }
  });
  return `${real.toFixed(0)} ${unit}/s by the real one: ${(ours / real).toFixed(2)} times as many`;
}
