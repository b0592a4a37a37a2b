import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";
import { addressTroubles } from "../net/address-troubles.ts";
import { hostAddress } from "../net/host-address.ts";
import { sendMail } from "./mail.ts";
import { swaksVersion } from "./message.ts";
import { readSwaksOptions, type GivenOptions } from "./options.ts";
import { createPrinter, type Printer, type Shown } from "./printer.ts";
import { openSession } from "./session.ts";
import { settingsOf, type Settings } from "./settings.ts";
import type { Steps } from "./steps.ts";

/** Exit code for a server that can't be reached. Source: swaks 20240103.0 open_link. */
const connectCode = 2;

/** swaks(1): sends a test mail, and shows the whole dialogue. */
// Gap: options come from the command line only, not from ~/.swaksrc or SWAKS_OPT_ variables.
export function* swaks(system: WorldSystem): WorldRunning {
  const read = readSwaksOptions(system.argv);
  if (read.kind === "wrong") {
    for (const line of read.lines) system.write(2, bytesOf(`${line}\n`));
    return exit(1);
  }
  const { given } = read;
  if (given.has("help")) {
    for (const line of help) printLine(system, line);
    return exit(0);
  }
  if (given.has("version")) {
    printLine(system, `swaks version ${swaksVersion}`);
    return exit(0);
  }
  const printer = createPrinter(system, shownBy(given));
  const settings = yield* settingsOf(system, given);
  if ("kind" in settings) {
    if (settings.why !== null) printer.print("error", settings.why);
    return exit(settings.code);
  }
  for (const warning of settings.auth?.warnings ?? []) printer.print("error", warning);
  if (settings.onlyShowsMessage) {
    system.write(1, bytesOf(settings.message.replace(/\n\.(?=\n?$)/, "")));
    return exit(0);
  }
  const socket = yield* connect(system, settings, printer);
  if (socket === null) return exit(connectCode);
  return exit(yield* sendMail(openSession(system, socket, { settings, printer })));
}

// swaks 20240103.0 process_args
function shownBy(given: GivenOptions): Shown {
  const chosen = <Name extends string>(pairs: readonly (readonly [string, Name])[]): ReadonlySet<Name> =>
    new Set(pairs.flatMap(([option, name]) => (given.has(option) ? [name] : [])));
  const [silent] = given.get("silent") ?? [];
  return {
    silence: silent === undefined ? 0 : silent === "2" ? 2 : silent === "3" ? 3 : 1,
    hides: chosen([
      ["hide-informational", "info"],
      ["hide-send", "sent"],
      ["hide-receive", "received"],
      ["hide-all", "all"],
    ]),
    hasNoHints: given.has("no-hints")
      ? new Set(["info", "sent", "received"])
      : chosen([
          ["no-info-hints", "info"],
          ["no-send-hints", "sent"],
          ["no-receive-hints", "received"],
        ]),
  };
}

/** The connection, or null if there is none. */
// swaks 20240103.0 open_link
function* connect(system: WorldSystem, settings: Settings, printer: Printer): Steps<number | null> {
  const { server, port, source, timeoutSeconds } = settings;
  printer.print("info", `Trying ${server}:${port}...`);
  const fail = (why: ByteString): null => {
    const from = source === null ? "" : ` ${source}`;
    printer.print("error", `Error connecting${from} to ${server}:${port}:\n\t${why}`);
    return null;
  };
  const found = yield* hostAddress(server);
  if (found.kind === "failed") return fail(addressTroubles[found.why]);
  const { address } = found;
  const from = source === null ? undefined : (system.addressOf(source) ?? source);
  if (from !== undefined && !(system.ownAddresses() ?? []).includes(from))
    return fail("Cannot assign requested address");
  const dialled = yield {
    kind: "connect",
    address,
    port,
    ...(timeoutSeconds === null ? {} : { timeoutSeconds }),
    ...(from === undefined ? {} : { from }),
  };
  if (dialled.kind !== "connected")
    return fail(dialled.kind === "refused" ? "Connection refused" : "Connection timed out");
  printer.print("info", `Connected to ${server}.`);
  return dialled.descriptor;
}

// Differs: the original shows its whole manual.
const help: readonly ByteString[] = [
  "swaks --server HOST[:PORT] --from ADDRESS --to ADDRESS[,ADDRESS...] sends a test mail and shows the dialogue.",
  "",
  "  -s, --server HOST         the server; otherwise the mail exchanger of the recipient's domain",
  "  -p, --port PORT           25, unless said otherwise",
  "  -f, --from  -t, --to  --cc  --bcc   envelope addresses; -f '<>' is the empty sender",
  "  -h, --helo NAME           the name to greet with",
  "  --protocol SMTP|ESMTP     HELO or EHLO",
  "  -q, --quit-after STAGE    CONNECT, HELO, AUTH, MAIL or RCPT",
  "  -da, --drop-after STAGE   as that, but without QUIT; DATA and DOT too",
  "  -a, --auth [TYPE]  -au, --auth-user USER  -ap, --auth-password PASSWORD   CRAM-MD5, LOGIN, PLAIN",
  "  -d, --data TEXT  --body TEXT  --header 'NAME: VALUE'  --h-NAME VALUE   the message; @FILE for what is in a file",
  "  --pipeline  --timeout SECONDS  -li, --local-interface ADDRESS",
  "  -S, --silent [1|2|3]  -hr, --hide-receive  -hs, --hide-send  -n, --suppress-data  --show-raw-text",
];
