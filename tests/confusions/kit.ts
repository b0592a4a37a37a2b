import { readFileSync } from "node:fs";
import { loadWorld } from "../../src/course/authoring/index.ts";
import { byteString, encodeByteString } from "../../src/engine/bytes/index.ts";
import {
  begin,
  perform,
  probe,
  readFile,
  sendProbe,
  type Action,
  type FileOverlay,
  type World,
  type WorldFile,
} from "../../src/world/index.ts";

/** The addresses of the common world that the tests speak of. */
export const at = {
  server: "192.0.2.25",
  localhost: "127.0.0.1",
  ann: "192.168.5.10",
  printer: "192.168.5.66",
  /** An ordinary mail server outside. */
  mx: "198.51.100.10",
  stranger: "198.51.100.66",
  rosa: "198.51.100.77",
  customer: "203.0.113.70",
  neighbour: "203.0.113.99",
} as const;

export const refused = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";
export const badSender = "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)";

const control = "/var/qmail/control";

/** Rules that let the office and the server itself relay, as most of the tests begin with. */
export const usualRules = '127.:allow,RELAYCLIENT=""\n192.168.5.:allow,RELAYCLIENT=""\n:allow\n';

export interface Letter {
  readonly from: string;
  readonly sender?: string;
  readonly to: string;
  readonly port?: number;
}

/** A copy of the common world with the mail server set up as a test wants it; the rules are compiled already. */
export interface Lab {
  readonly world: World;
  /** What a line prints that root types on the server (or who sits there on another host). */
  sh(line: string, host?: string): readonly string[];
  /** Writes a file in the editor; "control/x" and "x" under /etc are short for the full paths. */
  edit(file: string, text: string, host?: string): void;
  /** The first line of what a fresh connection is answered to RCPT; or "closed", "refused", "no answer", "silent". */
  rcpt(letter: Letter): string;
  /** As whom the recipient of an accepted RCPT goes on; null if it was refused. */
  queuedAs(letter: Letter): string | null;
  /** What became of a whole message, once all is quiet. */
  fate(letter: Letter): string;
  /** The replies that a session of these lines gets, the greeting first, each without its line end. */
  session(host: string, ...lines: readonly string[]): readonly string[];
  /** Types a line to whatever runs on a host's console. */
  type(host: string, line: string): void;
  wait(seconds: number): void;
  /** The lines of a service's log, without their time stamps. */
  log(service: string): readonly string[];
  /** A file's content as bytes; null if it isn't there. */
  file(path: string, host?: string): string | null;
}

export interface Setting {
  /** Files laid over the world's, by host, or for the server alone by path; null takes one away. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly rules?: string;
  /** What else has been done before. */
  readonly setup?: readonly Action[];
  /** Another world than the common one, made from it. */
  readonly world?: (file: WorldFile) => WorldFile;
}

export function lab({ files = {}, rules = usualRules, setup = [], world: change }: Setting = {}): Lab {
  const loaded = loadWorld({
    file: "common.yaml",
    text: readFileSync(new URL("../../lessons/worlds/common.yaml", import.meta.url), "utf8"),
  });
  if (loaded.kind === "failed") throw new Error(JSON.stringify(loaded.troubles));
  const { content } = loaded.value;
  const overlay: FileOverlay = {
    mail: { "/etc/tcp.smtp": rules, ...withoutNull(files) },
  };
  const compile = "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp";
  const absent = Object.keys(files).filter((path) => files[path] === null);
  const begun = begin({
    world: change?.(content) ?? content,
    files: overlay,
    setup: [
      { shell: { host: "mail", line: compile } },
      ...absent.map((path) => ({ shell: { host: "mail", line: `rm -f ${full(path)}` } })),
      ...setup,
    ],
    opening: [],
  });
  if (begun.kind === "failed") throw new Error(begun.why);
  const { world } = begun;
  const doIt = (action: Action): void => {
    const performed = perform(world, action);
    if (performed.kind !== "done") throw new Error(`${JSON.stringify(action)}: ${JSON.stringify(performed)}`);
  };
  const asked = ({ from, sender = "joe@somewhere.example", to, port = 25 }: Letter) => ({
    from,
    sender,
    recipient: to,
    to: at.server,
    port,
  });
  return {
    world,
    sh(line, host = "mail") {
      const before = world.consoles.get(host)?.entries.length ?? 0;
      doIt({ shell: { host, line } });
      const entries = world.consoles.get(host)?.entries.slice(before) ?? [];
      return entries.flatMap((entry) => (entry.kind === "output" ? [entry.text] : []));
    },
    edit(file, text, host = "mail") {
      doIt({ edit: { host, file: full(file), text } });
    },
    rcpt(letter) {
      const result = probe(world, asked(letter));
      return result.kind === "replied" ? result.reply : result.kind;
    },
    queuedAs(letter) {
      const result = probe(world, asked(letter));
      return result.kind === "replied" ? result.queuedAs : null;
    },
    fate(letter) {
      const found = sendProbe(world, asked(letter));
      if (found.refusal !== null) return found.refusal;
      return found.places
        .map(({ host, path, where, as }) => `${as} in ${where} ${host}:${stem(path)}`)
        .join("; ");
    },
    session(host, ...lines) {
      doIt({ smtp: { host, to: at.server, port: 25, lines: [...lines] } });
      const trace = [...world.traces.values()].findLast(
        ({ clientHost, serverHost }) => clientHost === host && serverHost === "mail",
      );
      return trace?.replies.map(({ text }) => text.trimEnd()) ?? [];
    },
    type(host, line) {
      doIt({ type: { host, line } });
    },
    wait(seconds) {
      doIt({ wait: { seconds } });
    },
    log(service) {
      const text = contentOf(world, `/var/log/qmail/${service}/current`, "mail") ?? "";
      return text
        .split("\n")
        .slice(0, -1)
        .map((line) => line.replace(/^@[0-9a-f]{24} /, ""));
    },
    file: (path, host = "mail") => contentOf(world, full(path), host),
  };
}

/** Writes control/x as /var/qmail/control/x. */
function full(path: string): string {
  return path.startsWith("control/") ? `${control}/${path.slice("control/".length)}` : path;
}

function withoutNull(files: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[full(path), text]])),
  );
}

/** The path of a mailbox, without the name that a message has in a Maildir or a queue. */
function stem(path: string): string {
  return path.replace(/\/(new|cur)\/[^/]+$/, "/").replace(/\/queue\/.*$/, "/queue");
}

function contentOf(world: World, path: string, host: string): string | null {
  const files = world.hosts.get(host)?.files;
  const node = files === undefined ? "ENOENT" : readFile(files, encodeByteString(path));
  return typeof node === "string" ? null : byteString(node.bytes);
}
