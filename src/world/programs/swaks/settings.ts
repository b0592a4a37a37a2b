import { lowerAscii, type ByteString } from "../../../engine/bytes/index.ts";
import { calendarOf, monthNames, weekdayNames } from "../../../engine/datetime/index.ts";
import { portNumber } from "../../network/index.ts";
import type { WorldSystem } from "../../process.ts";
import { authWishOf, isAuthWanted, type AuthWish } from "./auth-wish.ts";
import { messageOf } from "./message.ts";
import type { GivenOptions } from "./options.ts";
import { serverFor, serverOf } from "./server.ts";
import { failure, type Failure, type Steps } from "./steps.ts";
import { completeValues } from "./values.ts";

/** Stages of the dialogue, after which it can be told to end. */
const stages = ["connect", "first-helo", "tls", "helo", "auth", "mail", "rcpt", "data", "dot"] as const;

export type Stage = (typeof stages)[number];

/** What a command line comes to. */
export interface Settings {
  readonly server: ByteString;
  readonly port: number;
  /** The address that the call comes from, where that's said. */
  readonly source: ByteString | null;
  /** Null: however long it takes. */
  readonly timeoutSeconds: number | null;
  readonly protocol: "smtp" | "esmtp";
  readonly helo: ByteString;
  readonly from: ByteString;
  readonly recipients: readonly ByteString[];
  readonly message: ByteString;
  readonly quitAfter: Stage | null;
  readonly dropAfter: Stage | null;
  readonly tls: "no" | "needed" | "optional";
  readonly auth: AuthWish | null;
  readonly pipelines: boolean;
  readonly showsMessage: boolean;
  readonly showsRawText: boolean;
  readonly timeLapse: "none" | "seconds" | "milliseconds";
  readonly onlyShowsMessage: boolean;
}

/** Source: swaks 20240103.0 process_args. */
const protocols: ReadonlyMap<string, "smtp" | "esmtp"> = new Map([
  ["smtp", "smtp"],
  ["esmtp", "esmtp"],
  ["esmtpa", "esmtp"],
]);

const protocolsElsewhere = "ssmtp ssmtpa smtps esmtps esmtpsa lmtp lmtpa lmtps lmtpsa".split(" ");

// swaks 20240103.0 process_args
export function* settingsOf(system: WorldSystem, given: GivenOptions): Steps<Settings | Failure> {
  const protocolName = lowerAscii(given.get("protocol")?.[0] ?? "esmtp");
  const protocol = protocols.get(protocolName);
  if (protocolsElsewhere.includes(protocolName))
    return failure(1, `The protocol ${protocolName} doesn't work in this swaks`);
  if (protocol === undefined) return failure(1, `Unknown protocol ${protocolName} specified, exiting`);
  const quitAfter = stageOf(given, "quit-after");
  if (quitAfter !== null && typeof quitAfter === "object") return quitAfter;
  const dropAfter = stageOf(given, "drop-after");
  if (dropAfter !== null && typeof dropAfter === "object") return dropAfter;
  const timeLapse = timeLapseOf(given);
  if (typeof timeLapse === "object") return timeLapse;

  const usesAuth = protocolName === "esmtpa";
  // Only what comes at or after RCPT needs a recipient.
  const isServerOnly = [quitAfter, dropAfter].some((stage) => stage !== null && stages.indexOf(stage) < 6);
  const values = yield* completeValues(system, given, (known) => [
    ...(isServerOnly && known.get("server") !== "" ? [] : [["to", "To: "] as const]),
    ...(usesAuth || isAuthWanted(known)
      ? [["auth-user", "Username: "] as const, ["auth-password", "Password: "] as const]
      : []),
  ]);
  if ("kind" in values) return values;

  const named = serverOf(values.get("server"), values.get("port"));
  const source = serverOf(values.get("local-interface"), "").server;
  const timeoutSeconds = secondsOf(values.has("timeout") ? values.get("timeout") : "30s");
  if (typeof timeoutSeconds === "object") return timeoutSeconds;
  const port = named.port === "" ? 25 : portNumber(named.port);
  if (port === null) return failure(1, `unable to resolve service name ${named.port} into a port, exiting`);
  const auth = usesAuth || isAuthWanted(values) ? authWishOf(values) : null;
  if (auth !== null && "kind" in auth) return auth;

  const host = system.host.name;
  const user = system.environment.get("LOGNAME") ?? system.user().name;
  const from = values.get("from") || `${user}@${host}`;
  const to = values.get("to");
  const message = messageOf({
    data: values.get("data") || null,
    body: values.has("body") ? values.get("body") : "This is a test mailing",
    from: from === "<>" ? "" : from,
    to,
    cc: values.get("cc"),
    bcc: values.get("bcc"),
    messageId: messageIdOf(system),
    date: dateOf(system.now()),
    headers: values.list("header"),
    addedHeaders: values.list("add-header"),
    isLeftAlone: values.has("no-data-fixup"),
    keepsFromLine: values.has("no-strip-from"),
  });
  const tlsOptional = values.has("tls-optional") || values.has("tls-optional-strict");
  return {
    server: named.server || (yield* serverFor(values.get("copy-routing") || to)),
    port,
    source: source === "" ? null : source,
    timeoutSeconds: timeoutSeconds === 0 ? null : timeoutSeconds,
    protocol,
    helo: values.get("helo") || host,
    from: from === "<>" ? "" : from,
    recipients: [to, values.get("cc"), values.get("bcc")]
      .filter((list) => list !== "")
      .flatMap((list) => list.split(",")),
    message,
    quitAfter,
    dropAfter,
    tls: tlsOptional ? "optional" : values.has("tls") ? "needed" : "no",
    auth,
    pipelines: values.has("pipeline"),
    showsMessage: !values.has("suppress-data"),
    showsRawText: values.has("show-raw-text"),
    timeLapse,
    onlyShowsMessage: values.has("dump-mail"),
  };
}

const otherNames: Readonly<Record<string, Stage>> = {
  ehlo: "helo",
  lhlo: "helo",
  "first-ehlo": "first-helo",
  "first-lhlo": "first-helo",
  starttls: "tls",
  banner: "connect",
  from: "mail",
  to: "rcpt",
};

function stageOf(given: GivenOptions, option: "quit-after" | "drop-after"): Stage | Failure | null {
  const value = lowerAscii(given.get(option)?.[0] ?? "");
  if (value === "") return null;
  const stage = otherNames[value] ?? stages.find((one) => one === value);
  const isLate = stage === "data" || stage === "dot";
  if (stage !== undefined && !(isLate && option === "quit-after")) return stage;
  return failure(1, `Unknown ${option.replace("-", "_")} value ${value}, exiting`);
}

function timeLapseOf(given: GivenOptions): Settings["timeLapse"] | Failure {
  const [value] = given.get("show-time-lapse") ?? [];
  if (value === undefined) return "none";
  if (value === "") return "milliseconds";
  if (/^i/i.test(value)) return "seconds";
  return failure(1, `Unknown argument '${value}' to option show-time-lapse, exiting`);
}

// swaks 20240103.0 time_to_seconds
function secondsOf(text: ByteString): number | Failure {
  const [, number, unit = "s"] = /^(\d{1,9})([hms])?$/i.exec(text) ?? [];
  if (number === undefined) return failure(1, `Unknown timeout format '${text}'`);
  const factors: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
  return Number(number) * (factors[lowerAscii(unit)] ?? 1);
}

// swaks 20240103.0 get_messageid
function messageIdOf(system: WorldSystem): ByteString {
  const { year, month, day, hour, minute, second } = calendarOf(system.now());
  const date = [month + 1, day, hour, minute, second].map(twoDigits).join("");
  return `${year}${date}.${String(system.processId).padStart(6, "0")}@${system.host.name}`;
}

// swaks 20240103.0 get_date_string
function dateOf(now: number): ByteString {
  const { year, month, day, weekday, hour, minute, second } = calendarOf(now);
  const time = [hour, minute, second].map(twoDigits).join(":");
  return `${weekdayNames[weekday] ?? ""}, ${twoDigits(day)} ${monthNames[month] ?? ""} ${year} ${time} +0000`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
