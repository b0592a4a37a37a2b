import type { ByteString } from "../bytes/index.ts";
import { constmap } from "../control/index.ts";
import { quote, quote2 } from "../quote/index.ts";
import { token822_addrlist } from "./addrlist.ts";
import { headerbody } from "./headerbody.ts";
import { hfield_known, hfield_valid, type FieldName } from "./hfield.ts";
import { LINE_BYTES } from "./limits.ts";
import { newfield_date, newfield_msgid } from "./newfield.ts";
import { invalidField, unparsable, unparsableAddress, type Fatal } from "./replies.ts";
import { rwgeneric } from "./rwgeneric.ts";
import type { Settings } from "./settings.ts";
import { token822_parse, token822_unparse, token822_unquote, type Token } from "./token822.ts";

/** Whom a message is for: those of the command line, those in its header, or both. */
export type RecipientStrategy = "arguments" | "header" | "both";

export interface Injection {
  readonly settings: Settings;
  readonly strategy: RecipientStrategy;
  /** Addresses of the command line. */
  readonly arguments: readonly ByteString[];
  /** What -f says of the sender, made whole; null if it isn't there. */
  readonly sender: ByteString | null;
  readonly when: number;
  readonly processId: number;
  /** What becomes of a field with recipients that makes no sense: the end of all, or it stays as it is (notqmail). */
  readonly unparsableRecipients: "fatal" | "kept";
}

/** A message as it's handed on. */
export interface Injected {
  readonly sender: ByteString;
  readonly recipients: readonly ByteString[];
  readonly message: ByteString;
}

/** The addresses of a header, by what they are for, and the fields that stay. */
interface Header {
  readonly seen: Set<FieldName>;
  readonly kept: ByteString[];
  readonly recipients: ByteString[];
  readonly resentRecipients: ByteString[];
  readonly followers: ByteString[];
  sender: ByteString | null;
}

type Role = "recipient" | "addressee" | "resent recipient" | "sender" | "return path";

/** What the addresses in a field are. The fields that aren't here aren't looked into. */
// qmail-1.03 qmail-inject.c doheaderfield
const roles: ReadonlyMap<FieldName, Role> = new Map<FieldName, Role>([
  ["to", "addressee"],
  ["cc", "addressee"],
  ["bcc", "recipient"],
  ["apparently-to", "recipient"],
  ["resent-to", "resent recipient"],
  ["resent-cc", "resent recipient"],
  ["resent-bcc", "resent recipient"],
  ["return-path", "return path"],
  ["sender", "sender"],
  ["from", "sender"],
  ["reply-to", "sender"],
  ["return-receipt-to", "sender"],
  ["errors-to", "sender"],
  ["resent-sender", "sender"],
  ["resent-from", "sender"],
  ["resent-reply-to", "sender"],
]);

const dropped: readonly FieldName[] = ["bcc", "resent-bcc", "return-path", "content-length"];

const resentFields: readonly FieldName[] = [
  "resent-sender",
  "resent-from",
  "resent-reply-to",
  "resent-to",
  "resent-cc",
  "resent-bcc",
  "resent-date",
  "resent-message-id",
];

/** Makes a message whole: its addresses, the fields that it lacks, its envelope. */
// qmail-1.03 qmail-inject.c main, finishheader, exitnicely
export function inject(message: ByteString, injection: Injection): Injected | Fatal {
  const { settings, strategy } = injection;
  const named: ByteString[] = [];
  for (const address of strategy === "header" ? [] : injection.arguments) {
    const whole = wholeAddress(address, settings);
    if (whole === null) return unparsableAddress(address);
    named.push(whole);
  }
  const { fields, body } = headerbody(message);
  const header: Header = {
    seen: new Set(),
    kept: [],
    recipients: [],
    resentRecipients: [],
    followers: [],
    sender: injection.sender,
  };
  for (const field of fields) {
    const trouble = doheaderfield(header, field, injection);
    if (trouble !== null) return trouble;
  }
  const isResent = resentFields.some((name) => header.seen.has(name));
  const sender = header.sender ?? defaultReturnPath(injection);
  const added = finishheader(header, isResent ? "Resent-" : "", injection);
  if (typeof sender !== "string") return sender;
  if (typeof added !== "string") return added;
  const ofHeader = isResent ? header.resentRecipients : header.recipients;
  return {
    sender,
    recipients: strategy === "arguments" ? named : [...named, ...ofHeader],
    message: added + header.kept.join("") + body,
  };
}

/** An address of a command line made whole; null if it makes no sense. */
// qmail-1.03 qmail-inject.c dorecip
export function wholeAddress(address: ByteString, { defaults }: Settings): ByteString | null {
  const tokens = token822_parse(quote2(address));
  return tokens === null ? null : token822_unquote(rwgeneric(tokens, defaults));
}

// qmail-1.03 qmail-inject.c doheaderfield
function doheaderfield(header: Header, field: ByteString, injection: Injection): Fatal | null {
  const { options } = injection.settings;
  const name = hfield_known(field);
  if (options.has("f") && name === "from") return null;
  if (options.has("i") && name === "message-id") return null;
  if (options.has("s") && name === "return-path") return null;
  if (name === null) {
    if (!hfield_valid(field)) return invalidField(field);
    header.kept.push(field);
    return null;
  }
  header.seen.add(name);
  const role = roles.get(name);
  const written = role === undefined ? field : rewriteField(header, field, { role, injection });
  if (written === null && (role === "sender" || role === "return path")) return unparsable(field);
  if (written === null && injection.unparsableRecipients === "fatal") return unparsable(field);
  if (!dropped.includes(name)) header.kept.push(written ?? field);
  return null;
}

/** The field with its addresses made whole; they go where their role says. Null if it makes no sense. */
function rewriteField(
  header: Header,
  field: ByteString,
  { role, injection: { settings } }: { readonly role: Role; readonly injection: Injection },
): ByteString | null {
  const tokens = token822_parse(field);
  if (tokens === null) return null;
  const rewritten = token822_addrlist(tokens, (address) => {
    const whole = rwgeneric(address, settings.defaults);
    const plain = token822_unquote(whole);
    switch (role) {
      case "addressee":
        header.recipients.push(plain);
        header.followers.push(plain);
        break;
      case "recipient":
        header.recipients.push(plain);
        break;
      case "resent recipient":
        header.resentRecipients.push(plain);
        break;
      case "return path":
        header.sender ??= plain + (settings.options.has("r") ? "-@[]" : "");
        break;
      case "sender":
        break;
    }
    return whole;
  });
  return rewritten === null ? null : token822_unparse(rewritten, LINE_BYTES);
}

/** The fields that the header lacks. */
// qmail-1.03 qmail-inject.c finishheader
function finishheader(header: Header, prefix: "Resent-" | "", injection: Injection): ByteString | Fatal {
  const { settings, when } = injection;
  const { seen } = header;
  const isResent = prefix !== "";
  const lacks = (name: FieldName, resent: FieldName): boolean => !seen.has(isResent ? resent : name);
  let made: ByteString = "";
  if (lacks("date", "resent-date")) made += prefix + newfield_date(when);
  if (lacks("message-id", "resent-message-id")) made += prefix + newfield_msgid(settings.idhost, injection);
  if (lacks("from", "resent-from")) {
    const from = defaultFrom(settings);
    if (typeof from !== "string") return from;
    made += prefix + from;
  }
  if (lacks("to", "resent-to") && lacks("cc", "resent-cc"))
    made += `${prefix}Cc: recipient list not shown: ;\n`;
  return made + (isResent ? "" : followUpTo(header, settings));
}

/** Where answers go to, if the message goes to a list. */
// qmail-1.03 qmail-inject.c finishmft
function followUpTo({ seen, followers }: Header, { lists }: Settings): ByteString {
  if (lists === null || seen.has("mail-followup-to")) return "";
  if (!followers.some((address) => constmap(lists, address) !== null)) return "";
  return `Mail-Followup-To: ${followers.toReversed().map(quote2).join(",\n  ")}\n`;
}

// qmail-1.03 qmail-inject.c defaultfrommake
function defaultFrom(settings: Settings): ByteString | Fatal {
  const { user, host, fullName, options } = settings;
  const isComment = options.has("c");
  const at: readonly Token[] = host === null ? [] : [{ kind: "@" }, { kind: "atom", text: host }];
  const box: readonly Token[] = [{ kind: quote(user) === user ? "atom" : "quote", text: user }, ...at];
  const name = fullName ?? "";
  const named: readonly Token[] = isComment
    ? [...box, { kind: "comment", text: name }]
    : [{ kind: "quote", text: name }, { kind: "<" }, ...box, { kind: ">" }];
  const field = [...fieldNamed("From"), ...(fullName === null ? box : named)];
  return made(field, settings, () => undefined);
}

// qmail-1.03 qmail-inject.c dodefaultreturnpath
function defaultReturnPath({ settings, when, processId }: Injection): ByteString | Fatal {
  const { senderUser, senderHost, options } = settings;
  const own = options.has("m") ? `-${when}.${processId}` : "";
  const text = `${senderUser}${own}${options.has("r") ? "-" : ""}`;
  const at: readonly Token[] = senderHost === null ? [] : [{ kind: "@" }, { kind: "atom", text: senderHost }];
  const found: ByteString[] = [];
  const field = made([...fieldNamed("Return-Path"), { kind: "quote", text }, ...at], settings, (whole) => {
    found.push(token822_unquote(whole) + (options.has("r") ? "-@[]" : ""));
  });
  return typeof field === "string" ? (found[0] ?? "") : field;
}

function fieldNamed(text: ByteString): readonly Token[] {
  return [{ kind: "atom", text }, { kind: ":" }];
}

/** A field of our own, written, read again and written with its addresses made whole. */
function made(
  tokens: readonly Token[],
  { defaults }: Settings,
  tell: (whole: readonly Token[]) => void,
): ByteString | Fatal {
  const written = token822_unparse(tokens, LINE_BYTES);
  const parsed = token822_parse(written);
  const rewritten =
    parsed === null
      ? null
      : token822_addrlist(parsed, (address) => {
          const whole = rwgeneric(address, defaults);
          tell(whole);
          return whole;
        });
  return rewritten === null ? unparsable(written) : token822_unparse(rewritten, LINE_BYTES);
}
