import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, openSync, closeSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boot } from "../src/world/runs/boot.ts";
import { playSmtp } from "../src/world/probes/smtp-client.ts";
import { content } from "../src/world/world.test-kit.ts";

const NEEDED = ["tcpserver", "tcprules", "rblsmtpd"];
const missing = NEEDED.filter((program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);

const RULES = `127.0.0.2:allow,RELAYCLIENT=""
127.0.0.3:deny
127.0.0.4:allow,RBLSMTPD="-go away"
127.0.0.5:allow,RBLSMTPD="come back\tlater"
127.0.0.6:allow,RBLSMTPD=""
127.:allow
`;
const LOCAL_NAME = "mail.yourdomain.example:25%";
const CLIENTS = [2, 3, 4, 5, 6, 7].map((last) => `127.0.0.${last}`);
const LINES = ["HELO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "QUIT"];
const suite =
  missing.length === 0 ? "the logs of tcpserver and rblsmtpd" : `skipped: no ${missing.join(", ")} here`;

/** Process ids by the order in which they come; the server's own address and all ports are different on each side. */
function normalised(log: string): readonly string[] {
  const ids: string[] = [];
  return log
    .replace(/(pid|ok|deny|end) (\d+)/g, (_, word: string, id: string) => {
      if (!ids.includes(id)) ids.push(id);
      return `${word} #${ids.indexOf(id)}`;
    })
    .replace(/:(127\.0\.0\.1|192\.0\.2\.25):\d+ /g, ":ADDRESS:PORT ")
    .replace(/(:127\.0\.0\.\d+::)\d+/g, "$1PORT")
    .split("\n");
}

/** What the simulated programs write for the same clients, one after the other. */
function simulatedLog(limit: number): string {
  const booted = boot({
    now: 1_795_510_800,
    server: "mail",
    hosts: {
      mail: {
        name: "mail.yourdomain.example",
        addresses: ["192.0.2.25"],
        user: "root",
        users: [],
        qmail: "netqmail-1.06",
        files: {
          "/etc/rules": RULES,
          "/service/smtpd/run":
            "#!/bin/sh\ntcprules /etc/rules.cdb /etc/rules.tmp < /etc/rules\n" +
            `exec tcpserver -v -R -H -l '${LOCAL_NAME}' -c ${limit} -x /etc/rules.cdb 192.0.2.25 25 rblsmtpd cat 2>&1\n`,
          "/service/smtpd/log/run": "#!/bin/sh\nexec multilog /log\n",
        },
      },
    },
    names: {},
  });
  if (booted.kind === "failed") throw new Error(booted.why);
  const { world } = booted;
  for (const address of CLIENTS) {
    playSmtp(world, { from: { address }, to: "192.0.2.25", port: 25, lines: LINES });
  }
  return content(world, "mail", "/log/current");
}

describe.skipIf(missing.length > 0)(suite, { timeout: 60_000 }, () => {
  let folder = "";
  let server: ChildProcess | null = null;
  let port = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "live-tcpserver-"));
    writeFileSync(join(folder, "rules"), RULES);
    const compiled = spawnSync("sh", ["-c", "tcprules rules.cdb rules.tmp < rules"], { cwd: folder });
    expect(compiled.status).toBe(0);
    const log = openSync(join(folder, "log"), "w");
    const options = ["-1", "-v", "-R", "-H", "-l", LOCAL_NAME, "-c", "5", "-x", "rules.cdb"];
    const started = spawn("tcpserver", [...options, "127.0.0.1", "0", "rblsmtpd", "cat"], {
      cwd: folder,
      stdio: ["ignore", "pipe", log],
    });
    closeSync(log);
    server = started;
    port = await new Promise<number>((resolve) => {
      started.stdout?.once("data", (data: Buffer) => resolve(Number(data.toString())));
    });
  });

  afterAll(() => {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("are the same as those of the real ones", async () => {
    let real = "";
    for (const [index, client] of CLIENTS.entries()) {
      await call(client, port);
      real = await logWithEnds(join(folder, "log"), index + 1);
    }
    expect(real).toContain("rblsmtpd: 127.0.0.4 pid");
    expect(normalised(simulatedLog(5))).toEqual(normalised(real));
  });
});

/** Says all the lines from an address, and waits until the server has hung up. */
function call(localAddress: string, port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    socket.on("connect", () => socket.end(LINES.map((line) => `${line}\r\n`).join("")));
    socket.on("data", () => undefined);
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
  });
}

/** The log, once so many children have ended in it. */
async function logWithEnds(path: string, ends: number): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const log = readFileSync(path, "latin1");
    const isWhole = (log.match(/^tcpserver: end /gm) ?? []).length === ends && log.endsWith("status: 0/5\n");
    if (isWhole) return log;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return readFileSync(path, "latin1");
}
