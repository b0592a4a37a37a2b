import {
  appendBytes,
  byteString,
  bytesOf,
  encodeByteString,
  type ByteString,
} from "../../../engine/bytes/index.ts";
import { lines, mboxBody } from "../../../engine/local/index.ts";
import {
  type FileNode,
  makeFolders,
  parentPath,
  readFile,
  removeFile,
  writeFile,
} from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import type { MailServerDescription } from "../../world-file.ts";
import { exit } from "../print.ts";
import { converse } from "./remote-smtp.ts";
import { exchangersOf, type Asking } from "./mail-exchangers.ts";

/** Where a mail server that isn't qmail keeps what it has taken: an mbox for each recipient. */
const mailServerSpool = "/var/mail";

/** Where it keeps what it's about to pass on, and what it couldn't. `fate.ts` knows both as queues. */
const outgoing = "/var/spool/outgoing";
const undelivered = "/var/spool/undelivered";

const port = 25;
const backlogMax = 20;

/** Somebody else's mail server: takes or refuses what its host's description says, and keeps what it has taken. */
export function* mailServer(system: WorldSystem): WorldRunning {
  const description = system.host.mail;
  if (description === null) return exit(111);
  if (description.startsAfter > 0) yield { kind: "sleep", seconds: description.startsAfter };
  if (!system.listen(port, backlogMax)) return exit(111);
  return yield* acceptAll(system, description);
}

function* acceptAll(system: WorldSystem, description: MailServerDescription): WorldRunning {
  for (;;) {
    system.atRest(() => description, acceptAll);
    const arrival = yield { kind: "accept", port };
    if (arrival.kind !== "connection") continue;
    system.start({
      argv: system.argv,
      environment: system.environment,
      descriptors: new Map([
        [0, arrival.descriptor],
        [1, arrival.descriptor],
      ]),
      socket: arrival.descriptor,
      program: (own) => serve(own, description),
    });
    system.close(arrival.descriptor);
  }
}

interface Transaction {
  sender: ByteString | null;
  recipients: ByteString[];
}

function* serve(system: WorldSystem, description: MailServerDescription): WorldRunning {
  const reply = (text: ByteString): void => {
    system.write(1, bytesOf(`${text}\r\n`));
    system.note({ kind: "replied", text: `${text}\r\n`, upstream: "RFC 5321 4.2" });
  };
  const name = encodeByteString(system.host.name);
  const input = { buffered: "" };
  let mail: Transaction = { sender: null, recipients: [] };
  reply(`220 ${name} ESMTP`);
  for (;;) {
    const line = yield* readLine(input);
    if (line === null) return exit(0);
    const [, verb = "", rest = ""] = /^(\S*)\s*([^]*)$/.exec(line) ?? [];
    switch (verb.toUpperCase()) {
      case "HELO":
      case "EHLO":
        mail = { sender: null, recipients: [] };
        reply(`250 ${name}`);
        break;
      case "MAIL": {
        const sender = addressIn(rest);
        const refusal = senderRefusal(sender, description);
        if (refusal === null) mail = { sender, recipients: [] };
        reply(refusal ?? "250 2.1.0 Ok");
        break;
      }
      case "RCPT": {
        const recipient = addressIn(rest);
        const refusal =
          mail.sender === null ? "503 5.5.1 MAIL first" : recipientRefusal(recipient, description);
        if (refusal === null) mail.recipients.push(recipient);
        reply(refusal ?? "250 2.1.5 Ok");
        break;
      }
      case "DATA": {
        if (mail.sender === null || mail.recipients.length === 0) {
          reply("503 5.5.1 RCPT first");
          break;
        }
        reply("354 End data with <CR><LF>.<CR><LF>");
        const message = yield* readMessage(input);
        if (message === null) return exit(1);
        const { sender, recipients } = mail;
        const isTaken = take(
          system,
          recipients.map((recipient) => ({ sender, recipient, message })),
          description,
        );
        mail = { sender: null, recipients: [] };
        reply(
          isTaken ? `250 2.0.0 Ok: queued as ${system.processId}` : "452 4.3.1 Insufficient system storage",
        );
        break;
      }
      case "RSET":
      case "NOOP":
        if (verb.toUpperCase() === "RSET") mail = { sender: null, recipients: [] };
        reply("250 2.0.0 Ok");
        break;
      case "QUIT":
        reply("221 2.0.0 Bye");
        return exit(0);
      default:
        reply("502 5.5.2 Command not recognized");
    }
  }
}

function senderRefusal(
  sender: ByteString,
  { refuses, requiresSender }: MailServerDescription,
): ByteString | null {
  const own = requiresSender === undefined || domainOf(sender) === requiresSender.toLowerCase();
  if (!own) return `553 5.7.1 <${sender}>: Sender address rejected: not one of ours`;
  return refusalOf(sender, { ...refuses, all: undefined });
}

function recipientRefusal(recipient: ByteString, description: MailServerDescription): ByteString | null {
  const { relays, refuses } = description;
  const refusal = refusalOf(recipient, refuses ?? {});
  if (refusal !== null) return refusal;
  return relays === true || isOwn(recipient, description)
    ? null
    : `554 5.7.1 <${recipient}>: Relay access denied`;
}

function isOwn(recipient: ByteString, { accepts }: MailServerDescription): boolean {
  return accepts.some((domain) => domain === "*" || domain.toLowerCase() === domainOf(recipient));
}

function refusalOf(
  address: ByteString,
  refuses: Readonly<Record<string, string | undefined>>,
): ByteString | null {
  const keys = [address.toLowerCase(), `@${domainOf(address)}`, "all"];
  const text = keys.map((key) => refuses[key]).find((found) => found !== undefined);
  return text === undefined ? null : encodeByteString(text);
}

function domainOf(address: ByteString): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** The address in an argument of MAIL or RCPT, without what quotes its local part. */
function addressIn(argument: ByteString): ByteString {
  const [, address = ""] = /<([^>]*)>/.exec(argument) ?? [];
  return address.replace(/^"((?:[^"\\]|\\[^])*)"(?=@|$)/, (_, box: string) => box.replace(/\\([^])/g, "$1"));
}

interface Input {
  buffered: ByteString;
}

function* readLine(input: Input): Generator<WorldWait, ByteString | null, WorldArrival> {
  for (;;) {
    const end = input.buffered.indexOf("\n");
    if (end !== -1) {
      const line = input.buffered.slice(0, end).replace(/\r$/, "");
      input.buffered = input.buffered.slice(end + 1);
      return line;
    }
    const arrival = yield { kind: "poll", descriptors: [0] };
    if (arrival.kind !== "bytes from") return null;
    input.buffered += byteString(arrival.bytes);
  }
}

function* readMessage(input: Input): Generator<WorldWait, ByteString | null, WorldArrival> {
  const message: ByteString[] = [];
  for (;;) {
    const line = yield* readLine(input);
    if (line === null) return null;
    if (line === ".") return message.join("");
    message.push(`${line.startsWith(".") ? line.slice(1) : line}\n`);
  }
}

interface Mail {
  readonly sender: ByteString;
  readonly recipient: ByteString;
  readonly message: ByteString;
}

/**
 * Takes mail for all of its recipients, or, if there's no room for one of them, for none: the client will send it to all
 * of them again.
 */
// RFC 5321 4.2.5, 4.5.3.1.10
function take(system: WorldSystem, mails: readonly Mail[], description: MailServerDescription): boolean {
  const { files } = system;
  const isForHere = ({ recipient }: Mail): boolean => isOwn(recipient, description);
  const kept = new Map<ByteString, FileNode | null>();
  const couriers: number[] = [];
  const giveUp = (): false => {
    for (const courier of couriers) system.kill(courier, "KILL");
    for (const [path, before] of kept) {
      if (before === null) removeFile(files, path);
      else writeFile(files, path, { bytes: before.bytes, now: before.modifiedAt });
    }
    return false;
  };
  for (const mail of mails.filter((one) => !isForHere(one))) {
    const courier = passOn(system, mail);
    if (courier === null) return giveUp();
    couriers.push(courier);
    const path = `${outgoing}/${courier}`;
    if (!store(system, path, mail)) return giveUp();
    kept.set(path, null);
  }
  for (const mail of mails.filter(isForHere)) {
    const path = boxOf(mail);
    const before = readFile(files, path);
    if (!store(system, path, mail)) return giveUp();
    if (!kept.has(path)) kept.set(path, typeof before === "string" ? null : before);
  }
  return true;
}

/** How long it waits for a connection, and for each reply. */
const timeoutSeconds = 300;

/**
 * Sends mail on beside what it does for its client: the file of `outgoing` that has the number of the process. What can't be
 * sent is kept: among all that is undelivered, or, if that has no room, where it is. Tells the process, which hasn't begun
 * yet, or null if there can't be one.
 */
function passOn(system: WorldSystem, mail: Mail): number | null {
  return system.start({
    argv: system.argv,
    environment: system.environment,
    descriptors: new Map(),
    program: function* (own): WorldRunning {
      const report = yield* deliver(own, mail);
      // What qmail-remote reports begins with K if the mail has been taken. Source: qmail-1.03 qmail-remote.8.
      const isSent = /^r[^]*\0K/.test(report);
      if (isSent || store(own, undelivered, mail)) removeFile(own.files, `${outgoing}/${own.processId}`);
      return exit(0);
    },
  });
}

function* deliver(system: WorldSystem, { sender, recipient, message }: Mail): Asking<ByteString> {
  const found = yield* exchangersOf(domainOf(recipient));
  const helohost = encodeByteString(system.host.name);
  const choices = found.kind === "found" ? found.list.toSorted((a, b) => a.preference - b.preference) : [];
  for (const { address } of choices) {
    const arrival = yield { kind: "connect", address, port, timeoutSeconds };
    if (arrival.kind !== "connected") continue;
    const mail = { partner: address, helohost, sender, recipient, message };
    return yield* converse(system, mail, { socket: arrival.descriptor, timeoutSeconds });
  }
  return "";
}

/** The path of the mbox of mail's recipient. */
function boxOf({ recipient }: Mail): ByteString {
  const box = recipient.includes("@") ? recipient.toLowerCase().replaceAll("/", ":") : "postmaster";
  return `${mailServerSpool}/${box}`;
}

/** Puts mail at the end of an mbox; false if the disk is full. */
function store(system: WorldSystem, path: ByteString, { sender, message }: Mail): boolean {
  const node = readFile(system.files, path);
  const text = lines.from(sender, system.now()) + lines.returnPath(sender) + mboxBody(message);
  const bytes = appendBytes(typeof node === "string" ? new Uint8Array() : node.bytes, bytesOf(text));
  const owner = { owner: encodeByteString(system.host.user), group: "mail" };
  return (
    makeFolders(system.files, parentPath(path), system.now()) === null &&
    writeFile(system.files, path, { bytes, now: system.now(), owner, mode: 0o660 }) === null
  );
}
