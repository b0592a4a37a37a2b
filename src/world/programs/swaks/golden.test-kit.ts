import { byteString, bytesOf, encodeByteString } from "../../../engine/bytes/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import { swaks } from "./swaks.ts";

export interface Golden {
  readonly mode: string;
  readonly argv: readonly string[];
  /** What it wrote, and its exit code in a last line. */
  readonly output: string;
}

/** The recorded runs in the text of a file. */
export function readGoldens(text: string): readonly Golden[] {
  const [, ...blocks] = text.split(/^\$ /m);
  return blocks.map((block) => {
    const [, mode = "", json = "[]", output = ""] = /^(\S+) (\[.*\])\n([^]*)$/.exec(block) ?? [];
    const argv: unknown = JSON.parse(json);
    if (!Array.isArray(argv)) throw new Error(`no list of arguments: ${json}`);
    return { mode, argv: argv.map(String), output: output.replace(/(rc=\d+)\n*$/, "$1") };
  });
}

/** The server that the recorded runs talked to, and how it plays its part in this mode. */
function createServer(mode: string): (line: string) => string | null {
  let phase: "command" | "data" | "login" | "password" | "challenge" = "command";
  const offer = "250-AUTH LOGIN PLAIN CRAM-MD5\n250-AUTH=LOGIN PLAIN CRAM-MD5\n";
  const ehlo =
    mode === "noehlo"
      ? "502 unimplemented (#5.5.1)"
      : `250-mail.test\n${mode === "auth" ? offer : ""}250-PIPELINING\n250 8BITMIME`;
  return (line) => {
    const asked = phase;
    phase = "command";
    if (asked === "data") {
      if (line === ".") return "250 ok 1 qp 2";
      phase = "data";
      return "";
    }
    if (asked === "login") {
      phase = "password";
      return "334 UGFzc3dvcmQ6";
    }
    if (asked !== "command") return "535 authorization failed (#5.7.0)";
    if (line.startsWith("EHLO")) return ehlo;
    if (line.startsWith("AUTH PLAIN")) return "235 ok, go ahead (#2.0.0)";
    if (line.startsWith("AUTH LOGIN")) {
      phase = "login";
      return "334 VXNlcm5hbWU6";
    }
    if (line.startsWith("AUTH CRAM-MD5")) {
      phase = "challenge";
      return "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+";
    }
    if (line.startsWith("RCPT") && line.includes("x@"))
      return line.includes("x@y")
        ? "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"
        : "250 ok";
    if (line.startsWith("MAIL") && line.includes("bad")) return "553 bad";
    if (line.startsWith("MAIL") && line.includes("drop")) return null;
    if (line === "DATA") {
      phase = "data";
      return "354 go ahead";
    }
    return line === "QUIT" ? "221 mail.test" : "250 ok";
  };
}

const socket = 3;

/** Seconds after which the server that never says a word hangs up. */
const muteSeconds = 9;

/** Runs swaks beside that server, which gives its bytes in pieces of this size. Tells what the goldens tell. */
export function run({ mode, argv }: Golden, pieceBytes = Infinity): string {
  const server = createServer(mode);
  let toClient = mode === "mute" ? "" : mode === "554" ? "554 go away\r\n" : "220 mail.test ESMTP\r\n";
  let fromClient = "";
  let hasHungUp = false;
  let shown = "";
  const show = (bytes: Uint8Array): void => {
    shown += byteString(bytes);
  };
  const hear = (bytes: Uint8Array): void => {
    fromClient += byteString(bytes);
    const lines = fromClient.split("\r\n");
    fromClient = lines.pop() ?? "";
    for (const line of mode === "mute" ? [] : lines) {
      const reply = server(line);
      hasHungUp ||= reply === null || line === "QUIT";
      if (reply !== null && reply !== "") toClient += `${reply.replace(/\n/g, "\r\n")}\r\n`;
    }
  };
  const system = {
    argv: ["swaks", ...argv.map(encodeByteString)],
    environment: new Map(),
    processId: 17,
    host: { name: "HOST" },
    now: () => 1_795_510_800,
    user: () => ({ name: "root" }),
    addressOf: (name: string) => name,
    ownAddresses: () => ["127.0.0.1"],
    readFile: () => ({ kind: "failed", error: "ENOENT" }),
    write: (_descriptor: number, bytes: Uint8Array) => {
      show(bytes);
    },
    writeTo: (descriptor: number, bytes: Uint8Array) => {
      if (descriptor === socket) hear(bytes);
      else show(bytes);
    },
    showFrom: (_socket: number, bytes: Uint8Array) => {
      show(bytes);
    },
    close: () => undefined,
  };
  const answer = (wait: WorldWait): WorldArrival => {
    if (wait.kind === "connect")
      return wait.port === 2525 ? { kind: "connected", descriptor: socket } : { kind: "refused" };
    if (wait.kind === "look up") {
      const { name } = wait;
      if (name === "nosuch.invalid") return { kind: "looked up", answer: { kind: "no such name" } };
      return { kind: "looked up", answer: { kind: "found", values: [name], aliases: [] } };
    }
    if (wait.kind === "read") return { kind: "end of input" };
    if (wait.kind !== "poll") throw new Error(`it waits for ${wait.kind}`);
    if (toClient === "") {
      const isTooLong = mode === "mute" && (wait.timeoutSeconds ?? Infinity) < muteSeconds;
      if (!isTooLong && !hasHungUp && mode !== "mute") throw new Error(`it waits for ever behind ${shown}`);
      return isTooLong ? { kind: "timeout" } : { kind: "end of", descriptor: socket };
    }
    const piece = toClient.slice(0, pieceBytes);
    toClient = toClient.slice(piece.length);
    return { kind: "bytes from", descriptor: socket, bytes: bytesOf(piece) };
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- only what swaks asks for is there
  const running = swaks(system as unknown as WorldSystem);
  let step = running.next();
  while (step.done !== true) step = running.next(answer(step.value));
  const ending = step.value;
  if (ending.kind !== "exit") throw new Error(`it ends with ${ending.kind}`);
  const text = shown
    .replace(/\r/g, "")
    .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} [+-]\d{4}/g, "DATE")
    .replace(/\d{14}\.\d{6}@HOST/g, "ID");
  return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}rc=${ending.code}`;
}
