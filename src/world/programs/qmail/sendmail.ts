import type { ByteString } from "../../../engine/bytes/index.ts";
import { die, type Ending } from "../../../engine/program/index.ts";
import { sgetopt } from "../../../engine/sgetopt/index.ts";
import { baseName } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";

// qmail-1.03 sendmail.c
const usage = "sendmail: usage: sendmail [ -t ] [ -fsender ] [ -Fname ] [ -bp ] [ -bs ] [ arg ... ]\n";

/** What -bs tells qmail-smtpd of its client: whoever runs it may relay. */
const localClient: readonly (readonly [ByteString, ByteString])[] = [
  ["RELAYCLIENT", ""],
  ["DATABYTES", "0"],
  ["PROTO", "TCP"],
  ["TCPLOCALIP", "127.0.0.1"],
  ["TCPLOCALHOST", "localhost"],
  ["TCPREMOTEIP", "127.0.0.1"],
  ["TCPREMOTEHOST", "localhost"],
  ["TCPREMOTEINFO", "sendmail-bs"],
];

/**
 * qmail's sendmail: takes the original's arguments, and becomes qmail-inject, qmail-smtpd (-bs), or qmail-qread (-bp, or
 * called mailq).
 */
// netqmail-1.06 sendmail.c main
export function* sendmail(system: WorldSystem): WorldRunning {
  const name = baseName(system.argv[0] ?? "");
  // The optional argument of -E and -J is skipped.
  const argv = system.argv.map((word) => word.replace(/^(-[vimtxEJ]*[EJ]).*$/, "$1"));
  const { options, isBad, problem, rest } = sgetopt(argv, "vimte:f:p:o:B:F:EJxb:");
  const environment = new Map(system.environment);
  const become = (program: string, ...words: readonly ByteString[]): Ending => ({
    kind: "exec",
    argv: [`bin/${program}`, ...words],
    environment,
  });
  let isByHeader = false;
  let sender: ByteString | null = null;
  for (const { letter, value } of options) {
    if (letter === "t") isByHeader = true;
    else if (letter === "f") sender = value;
    else if (letter === "F") environment.set("MAILNAME", value);
    else if (letter === "b" && value.startsWith("p")) return become("qmail-qread");
    else if (letter === "b" && value.startsWith("s")) {
      if (!environment.has("PROTO")) for (const [key, text] of localClient) environment.set(key, text);
      return become("qmail-smtpd");
    } else if (letter === "b" && !value.startsWith("m")) return die(system, 100, usage);
  }
  if (isBad) return die(system, 100, `${name}: ${problem}\n${usage}`);
  if (name === "mailq") return become("qmail-qread");
  // qmail 1.03 leaves the From field to the environment whatever -f says.
  if (sender !== null && system.host.qmail?.name !== "qmail-1.03") do_sender(environment, sender);
  const from = sender === null ? [] : ["-f", sender];
  return become("qmail-inject", isByHeader ? "-H" : "-a", ...from, "--", ...rest);
}

/** Lets the From field be the sender too. */
// netqmail-1.06 sendmail.c do_sender
function do_sender(environment: Map<ByteString, ByteString>, sender: ByteString): void {
  for (const name of ["QMAILNAME", "MAILNAME", "NAME", "QMAILHOST", "MAILHOST"]) environment.delete(name);
  const at = sender.lastIndexOf("@");
  environment.set("QMAILUSER", at === -1 ? sender : sender.slice(0, at));
  if (at !== -1) environment.set("QMAILHOST", sender.slice(at + 1));
}
