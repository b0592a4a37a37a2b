import {
  appendBytes,
  byteString,
  bytesOf,
  encodeByteString,
  type ByteString,
} from "../../../engine/bytes/index.ts";
import {
  bouncexf,
  didLine,
  lines,
  mboxBody,
  parseDotQmail,
  qmesearch,
  safeext,
  texts,
  type Instruction,
} from "../../../engine/local/index.ts";
import { errorText, type Ending, type Environment, type FileError } from "../../../engine/program/index.ts";
import { addRecipient, closeEnvelope, openEnvelope } from "../../../engine/queue/index.ts";
import { readFile, writeFile } from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";
import { enqueue } from "./enqueue.ts";
import { readAll } from "../read-all.ts";

type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** A delivery at work. */
interface Delivery {
  readonly system: WorldSystem;
  readonly message: ByteString;
  /** The lines that go before the message in an mbox; the last two of them in a maildir. */
  readonly from: ByteString;
  readonly returnPath: ByteString;
  readonly deliveredTo: ByteString;
  readonly environment: Environment;
}

/** Why a delivery ended: for now (111) or for good (100), and with which words. */
interface Failure {
  readonly code: number;
  readonly text: ByteString;
}

/**
 * qmail-local(8): delivers the message on descriptor 0 as the user's .qmail file says. `Gap:` it takes no options, and
 * the x bit and the sticky bit mean nothing to it.
 */
// qmail-1.03 qmail-local.c main
export function* qmailLocal(system: WorldSystem): WorldRunning {
  const [user, home, local, dash, extension, host, sender, aliasempty] = system.argv.slice(
    system.argv[1] === "--" ? 2 : 1,
  );
  const die = ({ code, text }: Failure): Ending => {
    system.write(2, bytesOf(`${text}\n`));
    return exit(code);
  };
  if (
    user === undefined ||
    home === undefined ||
    local === undefined ||
    dash === undefined ||
    extension === undefined
  )
    return die({ code: 100, text: texts.usage });
  if (host === undefined || sender === undefined || aliasempty === undefined)
    return die({ code: 100, text: texts.usage });
  const unreachable = whyNoFolder(system, home);
  if (unreachable !== null) return die({ code: 111, text: texts.noHome(home, errorText(unreachable)) });
  system.changeFolder(home);
  if (isWritableToOthers(system, ".")) return die({ code: 111, text: texts.writableHome });
  const message = yield* readAll(0);
  const recipient = `${local}@${host}`;
  const deliveredTo = lines.deliveredTo(recipient);
  if (bouncexf(message, deliveredTo)) return die({ code: 100, text: texts.looping });
  const returnPath = lines.returnPath(sender);
  const from = lines.from(sender, system.now());
  const found = qmesearch(dash, extension).find(
    ({ name }) =>
      system.forbids(name, "read") === "EACCES" ||
      typeof readFile(system.files, system.absolute(name)) !== "string",
  );
  const file = found?.name;
  // qmail-1.03 qmail-local.c qmeexists
  if (file !== undefined && system.forbids(file, "read") !== null)
    return die({ code: 111, text: texts.cannotOpenDotQmail(file, errorText("EACCES")) });
  const newSender = ownedSender(system, { dash, extension, local, host, sender });
  const own = { user, home, local, extension, host, sender, recipient, newSender };
  const rest = found?.rest ?? null;
  const environment = environmentOf(system, { ...own, deliveredTo, returnPath, from }, rest);
  if (file === undefined && dash !== "") return die({ code: 100, text: texts.noMailbox });
  if (file !== undefined && isWritableToOthers(system, file))
    return die({ code: 111, text: texts.writableDotQmail });
  const node = file === undefined ? "ENOENT" : readFile(system.files, system.absolute(file));
  const parsed = parseDotQmail(typeof node === "string" ? "" : byteString(node.bytes), aliasempty);
  if (parsed.kind === "blank first line") return die({ code: 111, text: texts.blankFirstLine });
  const delivery: Delivery = { system, message, from, returnPath, deliveredTo, environment };
  const done: Instruction[] = [];
  const addresses: ByteString[] = [];
  for (const instruction of parsed.list) {
    done.push(instruction);
    if (instruction.kind === "forward") {
      addresses.push(instruction.address);
      continue;
    }
    const outcome = yield* follow(delivery, instruction);
    if (outcome === "stop") break;
    if (outcome !== "done") return outcome.text === "" ? exit(outcome.code) : die(outcome);
  }
  let told = didLine(done);
  if (addresses.length > 0) {
    const forwarded = yield* mailforward(delivery, newSender, addresses);
    if (typeof forwarded !== "number") return die(forwarded);
    told += `qp ${forwarded}\n`;
  }
  system.write(1, bytesOf(told));
  return exit(0);
}

/** What a line of a .qmail file came to; "stop" leaves out the lines after it. */
type Outcome = "done" | "stop" | Failure;

function* follow(delivery: Delivery, instruction: Exclude<Instruction, { kind: "forward" }>): Steps<Outcome> {
  switch (instruction.kind) {
    case "maildir":
      return yield* maildir(delivery, instruction.path);
    case "mbox":
      return mailfile(delivery, instruction.path);
    case "program":
      return yield* mailprogram(delivery, instruction.command);
  }
}

// qmail-1.03 qmail-local.c maildir, maildir_child
function* maildir({ system, message, returnPath, deliveredTo }: Delivery, path: ByteString): Steps<Outcome> {
  const folder = system.absolute(path);
  if (whyNoFolder(system, folder) !== null) return { code: 111, text: texts.noMaildir };
  const trouble = { code: 111, text: texts.maildirTrouble };
  for (let tries = 0; tries < 3; tries++) {
    const name = `${system.now()}.${system.processId}.${encodeByteString(system.host.name)}`;
    if (typeof readFile(system.files, `${folder}/new/${name}`) === "string") {
      // The file is made in tmp/, and a link to it in new/.
      const forbidden = ["tmp", "new"].some(
        (part) =>
          whyNoFolder(system, `${folder}/${part}`) !== null ||
          system.forbids(`${folder}/${part}/${name}`, "change entry") !== null,
      );
      const bytes = bytesOf(returnPath + deliveredTo + message);
      return !forbidden && store(system, `${folder}/new/${name}`, bytes) === null ? "done" : trouble;
    }
    yield { kind: "sleep", seconds: 2 };
  }
  return trouble;
}

// qmail-1.03 qmail-local.c mailfile
function mailfile({ system, message, from, returnPath, deliveredTo }: Delivery, path: ByteString): Outcome {
  const node = readFile(system.files, system.absolute(path));
  const old = typeof node === "string" ? new Uint8Array() : node.bytes;
  const text = bytesOf(from + returnPath + deliveredTo + mboxBody(message));
  const error = system.forbids(path, "write") ?? store(system, system.absolute(path), appendBytes(old, text));
  if (error === null) return "done";
  const words = error === "ENOSPC" ? texts.cannotWrite : texts.cannotOpen;
  return { code: 111, text: words(path, errorText(error)) };
}

/** Writes a file; a new one is for the process's user alone. */
function store(system: WorldSystem, path: ByteString, bytes: Uint8Array): FileError | null {
  const { name: owner, group } = system.user();
  const ofNew = system.files.nodes.has(path) ? {} : { owner: { owner, group }, mode: 0o600 };
  return writeFile(system.files, path, { bytes, now: system.now(), ...ofNew });
}

/** Why a folder can't be changed to; null if it can. */
function whyNoFolder(system: WorldSystem, path: ByteString): FileError | null {
  const node = system.files.nodes.get(system.absolute(path));
  const forbidden = system.forbids(path, "execute");
  if (forbidden !== null || node?.kind === "folder") return forbidden;
  return node === undefined ? "ENOENT" : "ENOTDIR";
}

// qmail-1.03 qmail-local.c mailprogram
function* mailprogram({ message, environment }: Delivery, command: ByteString): Steps<Outcome> {
  const arrival = yield {
    kind: "run",
    argv: ["/bin/sh", "-c", command],
    environment,
    input: new Map([[0, bytesOf(message)]]),
  };
  const code = arrival.kind === "exited" ? arrival.code : null;
  if (code === null) return { code: 111, text: texts.childCrashed };
  if (code === 0) return "done";
  if (code === 99) return "stop";
  return { code: hardCodes.includes(code) ? 100 : 111, text: "" };
}

const hardCodes: readonly number[] = [100, 64, 65, 70, 76, 77, 78, 112];

/** Hands the message to qmail-queue again, and tells that one's process id. */
// qmail-1.03 qmail-local.c mailforward
function* mailforward(
  { system, message, deliveredTo, environment }: Delivery,
  sender: ByteString,
  addresses: readonly ByteString[],
): Steps<number | Failure> {
  const envelope = openEnvelope(sender);
  for (const address of addresses) addRecipient(envelope, address);
  const mail = { message: bytesOf(deliveredTo + message), envelope: closeEnvelope(envelope), environment };
  const { failure, processId } = yield* enqueue(system, mail);
  if (failure === "") return processId;
  return { code: failure.startsWith("D") ? 100 : 111, text: texts.cannotForward(failure.slice(1)) };
}

/** The sender of what is forwarded: the list's owner, where there's an -owner file. */
// qmail-1.03 qmail-local.c main, qmeox
function ownedSender(
  system: WorldSystem,
  of: {
    readonly dash: ByteString;
    readonly extension: ByteString;
    readonly local: ByteString;
    readonly host: ByteString;
    readonly sender: ByteString;
  },
): ByteString {
  const has = (suffix: string): boolean =>
    typeof readFile(system.files, system.absolute(`.qmail${of.dash}${safeext(of.extension)}${suffix}`)) !==
    "string";
  if (of.sender === "" || of.sender === "#@[]" || !has("-owner")) return of.sender;
  return has("-owner-default") ? `${of.local}-owner-@${of.host}-@[]` : `${of.local}-owner@${of.host}`;
}

function isWritableToOthers(system: WorldSystem, path: ByteString): boolean {
  return ((system.files.nodes.get(system.absolute(path))?.mode ?? 0) & 0o002) !== 0;
}

/** What programs in a .qmail file find in their environment. */
function environmentOf(
  system: WorldSystem,
  of: Readonly<
    Record<
      | "user"
      | "home"
      | "local"
      | "extension"
      | "host"
      | "sender"
      | "recipient"
      | "newSender"
      | "deliveredTo"
      | "returnPath"
      | "from",
      ByteString
    >
  >,
  rest: ByteString | null,
): Environment {
  return new Map([
    ...system.environment,
    ["HOME", of.home],
    ["USER", of.user],
    ["LOCAL", of.local],
    ["RECIPIENT", of.recipient],
    ["DTLINE", of.deliveredTo],
    ["SENDER", of.sender],
    ["RPLINE", of.returnPath],
    ["UFLINE", of.from],
    ["NEWSENDER", of.newSender],
    ...parts("EXT", of.extension, (text) => text.slice(text.indexOf("-") + 1 || text.length)),
    ...parts("HOST", of.host, (text) => text.replace(/\.[^.]*$/, "")),
    ...(rest === null ? [] : ([["DEFAULT", rest]] as const)),
  ]);
}

/** NAME is the text, NAME2 what is left of it when a part has been taken off, and so on to NAME4. */
function parts(
  name: string,
  text: ByteString,
  shorten: (text: ByteString) => ByteString,
): readonly (readonly [ByteString, ByteString])[] {
  const second = shorten(text);
  const third = shorten(second);
  return [
    [name, text],
    [`${name}2`, second],
    [`${name}3`, third],
    [`${name}4`, shorten(third)],
  ];
}
