import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { die, type Ending } from "../../../engine/program/index.ts";
import { addRecipient, closeEnvelope, openEnvelope } from "../../../engine/queue/index.ts";
import { sgetopt } from "../../../engine/sgetopt/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";
import { enqueue } from "./enqueue.ts";
import { readAll } from "../read-all.ts";

// Programs for lines of .qmail files. qmail-local takes 0 for done, 99 for done and no further lines, 100 for a failure
// for good, 111 for one for now.

type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** Runs a program on this standard input, or on the caller's own; tells how it ended, null being a crash. */
function* runProgram(
  { environment }: WorldSystem,
  argv: readonly ByteString[],
  input: ReadonlyMap<number, Uint8Array> = new Map(),
): Steps<number | null> {
  const arrival = yield { kind: "run", argv, environment, input, notRunCode: 100 };
  return arrival.kind === "exited" ? arrival.code : null;
}

/** What the program's exit code means for the message: go on, or end like this. */
// qmail-1.03 bouncesaying.c, condredirect.c, except.c main
function decide(system: WorldSystem, name: string, code: number | null): "yes" | "no" | Ending {
  if (code === null) return die(system, 111, `${name}: fatal: child crashed\n`);
  if (code === 111) return die(system, 111, `${name}: fatal: temporary child error\n`);
  return code === 0 ? "yes" : "no";
}

/** bouncesaying(1): bounces the message with these words, if the program says so (exit code 0), or if there's none. */
// qmail-1.03 bouncesaying.c main
export function* bouncesaying(system: WorldSystem): WorldRunning {
  const [, words, ...argv] = system.argv;
  if (words === undefined)
    return die(system, 100, "bouncesaying: usage: bouncesaying error [ program [ arg ... ] ]\n");
  if (argv.length > 0) {
    const decision = decide(system, "bouncesaying", yield* runProgram(system, argv));
    if (decision === "no") return exit(0);
    if (decision !== "yes") return decision;
  }
  return die(system, 100, `${words}\n`);
}

/** except(1): fails for good if the program succeeds, and the other way round. */
// qmail-1.03 except.c main
export function* except(system: WorldSystem): WorldRunning {
  const argv = system.argv.slice(1);
  if (argv.length === 0) return die(system, 100, "except: usage: except program [ arg ... ]\n");
  const decision = decide(system, "except", yield* runProgram(system, argv));
  return typeof decision === "string" ? exit(decision === "yes" ? 100 : 0) : decision;
}

/**
 * condredirect(1): sends the message on to another address, and leaves the lines after it out, if the program says so.
 * `Differs:` the original rewinds its input, and so fails where that's a pipe.
 */
// qmail-1.03 condredirect.c main
export function* condredirect(system: WorldSystem): WorldRunning {
  const [, address, ...argv] = system.argv;
  if (address === undefined || argv.length === 0)
    return die(system, 100, "condredirect: usage: condredirect newaddress program [ arg ... ]\n");
  const message = yield* readAll(0);
  const input = new Map([[0, bytesOf(message)]]);
  const decision = decide(system, "condredirect", yield* runProgram(system, argv, input));
  if (decision === "no") return exit(0);
  if (decision !== "yes") return decision;
  return yield* redirect(system, message, {
    name: "condredirect",
    sender: "SENDER",
    to: [address],
    doneCode: 99,
  });
}

/** forward(1): sends the message on to these addresses. */
// qmail-1.03 forward.c main
export function* forward(system: WorldSystem): WorldRunning {
  const message = yield* readAll(0);
  const to = system.argv.slice(1);
  return yield* redirect(system, message, { name: "forward", sender: "NEWSENDER", to, doneCode: 0 });
}

interface Redirection {
  readonly name: string;
  /** The variable that has the sender. */
  readonly sender: "SENDER" | "NEWSENDER";
  readonly to: readonly ByteString[];
  readonly doneCode: number;
}

function* redirect(system: WorldSystem, message: ByteString, redirection: Redirection): WorldRunning {
  const { environment } = system;
  const fatal = (code: number, what: ByteString): Ending =>
    die(system, code, `${redirection.name}: fatal: ${what}\n`);
  const sender = environment.get(redirection.sender);
  if (sender === undefined) return fatal(100, `${redirection.sender} not set`);
  const deliveredTo = environment.get("DTLINE");
  if (deliveredTo === undefined) return fatal(100, "DTLINE not set");
  const envelope = openEnvelope(sender);
  for (const address of redirection.to) addRecipient(envelope, address);
  const mail = { message: bytesOf(deliveredTo + message), envelope: closeEnvelope(envelope), environment };
  const { failure, processId } = yield* enqueue(system, mail);
  if (failure !== "") return fatal(failure.startsWith("D") ? 100 : 111, failure.slice(1));
  return die(system, redirection.doneCode, `${redirection.name}: qp ${processId}\n`);
}

/** preline(1): runs a program on the message with the lines before it that tell its way; -f, -r and -d leave one out. */
// qmail-1.03 preline.c main
export function* preline(system: WorldSystem): WorldRunning {
  const { environment } = system;
  const { options, isBad, problem, rest } = sgetopt(system.argv, "frdFRD");
  const lines = ["UFLINE", "RPLINE", "DTLINE"].map((name) => environment.get(name));
  const usage = "preline: usage: preline cmd [ arg ... ]\n";
  if (lines.includes(undefined)) return die(system, 100, usage);
  if (isBad) return die(system, 100, `preline: ${problem}\n${usage}`);
  if (rest.length === 0) return die(system, 100, usage);
  const isWanted = [true, true, true];
  for (const { letter } of options) isWanted["frd".indexOf(letter.toLowerCase())] = letter < "a";
  const message = yield* readAll(0);
  const input = lines.filter((_line, at) => isWanted[at] === true).join("") + message;
  if (system.programPath(rest[0] ?? "", environment) === null)
    return die(system, 100, `preline: fatal: unable to run ${rest[0] ?? ""}: file does not exist\n`);
  const code = yield* runProgram(system, rest, new Map([[0, bytesOf(input)]]));
  return code === null ? die(system, 111, "preline: fatal: child crashed\n") : exit(code);
}
