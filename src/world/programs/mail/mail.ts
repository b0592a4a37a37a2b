import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../error-text.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { homeOf, userOf } from "../../users.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { readMailbox } from "./mailbox.ts";
import { readMail } from "./reading.ts";

const usage =
  "usage: mail [-s SUBJECT] [-c ADDRESS] [-r SENDER] ADDRESS... < TEXT, or mail [-u USER | -f MAILBOX] to read";

/**
 * mail(1), as POSIX's mailx: with addresses it sends what standard input has, by way of sendmail; without, it shows the
 * user's mailbox, which is ~/Maildir, ~/Mailbox or one in /var/mail.
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

/** Where a user's mail is: the first that is there of those that qmail delivers to by custom. */
function mailboxOf(system: WorldSystem, home: ByteString, name: ByteString): ByteString {
  const { environment, files } = system;
  const own = name === system.user().name ? environment.get("MAIL") : undefined;
  if (own !== undefined) return own;
  const last = `/var/mail/${name}`;
  return [`${home}/Maildir`, `${home}/Mailbox`].find((path) => files.nodes.has(path)) ?? last;
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
  const body = yield* readBody(system);
  const fields = [`To: ${to.join(", ")}`];
  if (copyTo !== null) fields.push(`Cc: ${copyTo}`);
  if (subject !== null) fields.push(`Subject: ${subject.replaceAll("\n", " ")}`);
  if (sender !== null) fields.push(`From: ${sender}`);
  const from = sender === null ? [] : ["-f", sender];
  const addresses = [...to, ...(copyTo === null ? [] : copyTo.split(/\s*,\s*/))];
  const argv = ["/usr/sbin/sendmail", "-oi", ...from, "--", ...addresses];
  if (system.programPath("/usr/sbin/sendmail", system.environment) === null) {
    complain(system, "not sent: this host has no /usr/sbin/sendmail");
    return 1;
  }
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
