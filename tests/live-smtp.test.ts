import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const NEEDED = ["tcpserver", "swaks", "python3"];
const missing = NEEDED.filter((program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);

const root = fileURLToPath(new URL("..", import.meta.url));
const lab = join(root, "build", "lab.js");

const RULES = '127.0.0.2:allow,RELAYCLIENT=""\n127.0.0.9:deny\n127.:allow\n:deny\n';

// Speaks to the server by smtplib from a given address, and prints the codes and texts that it got.
const PYTHON_CLIENT = `
import json, smtplib, sys
port, source, recipients = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
client = smtplib.SMTP("127.0.0.1", port, local_hostname="client.test", timeout=20, source_address=(source, 0))
said = [client.ehlo(), client.mail("joe@client.test")]
said += [client.rcpt(recipient) for recipient in recipients]
if any(code == 250 for code, _ in said[2:]):
    said.append(client.data("Subject: from Python\\r\\n\\r\\n.dots\\r\\n..more\\r\\n"))
said.append(client.quit())
print(json.dumps([[code, text.decode("latin-1")] for code, text in said]))
`;

const suite =
  missing.length === 0
    ? "lab qmail-smtpd under the real tcpserver"
    : `skipped: no ${missing.join(", ")} here`;

describe.skipIf(missing.length > 0)(suite, { timeout: 60_000 }, () => {
  let folder = "";
  let port = "";
  let server: ChildProcess | null = null;

  beforeAll(async () => {
    const bundled = spawnSync(process.execPath, [join(root, "scripts", "lab.mjs"), "help"], {
      encoding: "utf8",
    });
    expect(bundled.stderr + String(bundled.status)).toBe("0");
    folder = mkdtempSync(join(tmpdir(), "live-smtp-"));
    mkdirSync(join(folder, "control"));
    writeFileSync(join(folder, "control", "me"), "mail.yourdomain.example\n");
    writeFileSync(join(folder, "control", "rcpthosts"), "yourdomain.example\n");
    const compiled = spawnSync(process.execPath, [lab, "tcprules", "tcp.smtp.cdb", "tcp.smtp.tmp"], {
      cwd: folder,
      input: RULES,
      encoding: "utf8",
    });
    expect(compiled.stderr + String(compiled.status)).toBe("0");
    const started = startServer(folder);
    server = started.server;
    port = await started.port;
  }, 60_000);

  afterAll(() => {
    server?.kill();
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  function python(source: string, ...recipients: string[]): [number, string][] {
    const client = spawnSync("python3", ["-c", PYTHON_CLIENT, port, source, ...recipients], {
      encoding: "utf8",
    });
    if (client.status !== 0) throw new Error(client.stderr);
    return JSON.parse(client.stdout) as [number, string][];
  }

  function swaks(source: string, recipient: string): { status: number | null; stdout: string } {
    const target = ["--server", "127.0.0.1", "--port", port, "--local-interface", source];
    const mail = [
      "--helo",
      "client.test",
      "--from",
      "ann@client.test",
      "--to",
      recipient,
      "--body",
      "from swaks",
    ];
    return spawnSync("swaks", [...target, ...mail], { encoding: "utf8" });
  }

  test("smtplib of a stranger is accepted for our domain and refused for another's", () => {
    const said = python("127.0.0.3", "bob@yourdomain.example", "bob@elsewhere.example");
    expect(said.slice(0, -2)).toEqual([
      [250, "mail.yourdomain.example\nPIPELINING\n8BITMIME"],
      [250, "ok"],
      [250, "ok"],
      [553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
    ]);
    expect(said.at(-2)?.[0]).toBe(250);
    expect(said.at(-2)?.[1]).toMatch(/^ok \d+ qp \d+$/);
    expect(said.at(-1)).toEqual([221, "mail.yourdomain.example"]);
  });

  test("the message that smtplib sent is queued as it was, below a Received line", () => {
    const { message, envelope } = queued("Subject: from Python");
    expect(envelope).toBe("Fjoe@client.test\0Tbob@yourdomain.example\0\0");
    expect(message).toMatch(
      /^Received: from unknown \(HELO client\.test\) \(127\.0\.0\.3\)\n {2}by 0 with SMTP; .+ -0000\nSubject: from Python\n\n\.dots\n\.\.more\n$/,
    );
  });

  test("swaks relays from the address that has RELAYCLIENT", () => {
    const { status, stdout } = swaks("127.0.0.2", "carol@elsewhere.example");
    expect(stdout).toMatch(/RCPT TO:<carol@elsewhere\.example>\r?\n<- {2}250 ok/);
    expect(status).toBe(0);
    expect(queued("from swaks").envelope).toBe("Fann@client.test\0Tcarol@elsewhere.example\0\0");
  });

  test("swaks is refused with 553 from an address that has not", () => {
    const { status, stdout } = swaks("127.0.0.3", "carol@elsewhere.example");
    expect(stdout).toContain("<** 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)");
    expect(status).not.toBe(0);
  });

  test("a denied address gets no greeting at all", () => {
    expect(() => python("127.0.0.9", "bob@yourdomain.example")).toThrow(
      /SMTPServerDisconnected|ConnectionResetError/,
    );
  });

  test("a client that goes away in the middle leaves nothing in the queue", () => {
    const before = readdirSync(join(folder, "queue")).length;
    const script = `import socket; s = socket.create_connection(("127.0.0.1", ${port}), 20)
s.sendall(b"MAIL FROM:<a@b>\\r\\nRCPT TO:<bob@yourdomain.example>\\r\\nDATA\\r\\nSubject: cut\\r\\n")
while b"354" not in s.recv(4096): pass
s.close()`;
    expect(spawnSync("python3", ["-c", script], { encoding: "utf8" }).stderr).toBe("");
    // The next session starts after that one, so by its end the first has had its time.
    python("127.0.0.3", "bob@elsewhere.example");
    expect(readdirSync(join(folder, "queue")).length).toBe(before);
  });

  function queued(text: string): { message: string; envelope: string } {
    const queue = join(folder, "queue");
    for (const file of readdirSync(queue)) {
      const message = readFileSync(join(queue, file), "latin1");
      if (!file.endsWith(".message") || !message.includes(text)) continue;
      return { message, envelope: readFileSync(join(queue, file.replace(/message$/, "envelope")), "latin1") };
    }
    throw new Error(`nothing with ${JSON.stringify(text)} in the queue`);
  }
});

function startServer(folder: string): { server: ChildProcess; port: Promise<string> } {
  const options = ["-1", "-H", "-R", "-l", "0", "-x", "tcp.smtp.cdb", "127.0.0.1", "0"];
  const server = spawn("tcpserver", [...options, process.execPath, lab, "qmail-smtpd"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = new Promise<string>((resolve, reject) => {
    server.stdout.once("data", (bytes: Buffer) => {
      resolve(bytes.toString().trim());
    });
    server.once("error", reject);
    server.once("exit", () => {
      reject(new Error("tcpserver has ended"));
    });
  });
  return { server, port };
}
