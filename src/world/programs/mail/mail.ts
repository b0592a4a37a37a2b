import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { homeOf, unixErrorText, userOf } from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { readMailbox } from "./mailbox.ts";
import { readMail } from "./reading.ts";

const sendmail = "/usr/sbin/sendmail";

const usage =
  "usage: mail [-s SUBJECT] [-c ADDRESS] [-r SENDER] ADDRESS... < TEXT, or mail [-u USER | -f MAILBOX] to read";

/**
 * mail(1), as POSIX's mailx: with addresses it sends what standard input has, by way of sendmail; without, it shows the
 * user's mailbox, which is ~/Maildir, ~/Mailbox or one in /var/mail. `Differs:` where no sendmail is it says so before it
 * reads a text, not behind it.
 */
// POSIX.1-2017 XCU mailx
export function* mail(system: WorldSystem): WorldRunning {
  const { values, operands, trouble } = readOptions(system.argv, { flags: "", withValue: "scrfu" });
  if (trouble !== null) {
    complain(system, trouble);
    complain(system, usage);
    return exit(1);
  }
  if (operands.length > 0) return exit(yield* send(system, operands, values));
  const name = values.get("u") ?? system.user().name;
  const user = userOf(system.files, name);
  if (user === null) {
    complain(system, `there is no user ${name}`);
    return exit(1);
  }
  const path = values.get("f") ?? mailboxOf(system, homeOf(system.files, user), name);
  const mailbox = readMailbox(system, path);
  if (typeof mailbox === "string" && mailbox !== "ENOENT") {
    complain(system, `${path}: ${unixErrorText(mailbox)}`);
    return exit(1);
  }
  if (typeof mailbox === "string" || mailbox.letters.length === 0) {
    printLine(system, values.has("f") ? `No mail in ${path}` : `No mail for ${name}`);
    return exit(1);
  }
  return exit(yield* readMail(system, mailbox));
}

/**
 * Where a user's mail is: the first that is there of those that qmail delivers to by custom, or else that the host's mail
 * server keeps for an address of the user's.
 */
function mailboxOf(system: WorldSystem, home: ByteString, name: ByteString): ByteString {
  const { environment, files } = system;
  const own = name === system.user().name ? environment.get("MAIL") : undefined;
  if (own !== undefined) return own;
  const spool = "/var/mail";
  const last = `${spool}/${name}`;
  const names = files.namesIn(spool).toSorted();
  const ofServer = names.filter((box) => box.startsWith(`${name}@`)).map((box) => `${spool}/${box}`);
  return (
    [`${home}/Maildir`, `${home}/Mailbox`, last, ...ofServer].find((path) => files.nodes.has(path)) ?? last
  );
}

/** Sends what standard input has; tells sendmail's exit code. */
function* send(
  system: WorldSystem,
  to: readonly ByteString[],
  values: ReadonlyMap<string, ByteString>,
): Generator<WorldWait, number, WorldArrival> {
  const subject = values.get("s") ?? null;
  const copyTo = values.get("c") ?? null;
  const sender = values.get("r") ?? null;
  if (system.programPath(sendmail, system.environment) === null) {
    complain(system, `not sent: this host has no ${sendmail}`);
    if (system.isAtConsole) printLine(system, `(swaks -s SERVER -t ${to[0] ?? ""} sends without one.)`);
    return 1;
  }
  const body = yield* readBody(system);
  const fields = [`To: ${to.join(", ")}`];
  if (copyTo !== null) fields.push(`Cc: ${copyTo}`);
  if (subject !== null) fields.push(`Subject: ${subject.replaceAll("\n", " ")}`);
  if (sender !== null) fields.push(`From: ${sender}`);
  const from = sender === null ? [] : ["-f", sender];
  const addresses = [...to, ...(copyTo === null ? [] : copyTo.split(/\s*,\s*/))];
  const argv = [sendmail, "-oi", ...from, "--", ...addresses];
  const arrival = yield {
    kind: "run",
    argv,
    environment: system.environment,
    input: new Map([[0, bytesOf(`${fields.join("\n")}\n\n${body}`)]]),
  };
  return arrival.kind === "exited" ? (arrival.code ?? 1) : 1;
}

/** Standard input; at a console up to a dot on a line of its own, as well as to Ctrl-D. */
function* readBody(system: WorldSystem): Generator<WorldWait, ByteString, WorldArrival> {
  for (let body = ""; ;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return body;
    body += byteString(arrival.bytes);
    const end = system.isAtConsole ? /^\.\n/m.exec(body) : null;
    if (end !== null) return body.slice(0, end.index);
  }
}
