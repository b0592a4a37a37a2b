import type { ByteString } from "../../../engine/bytes/index.ts";

/** What a message is made of. */
export interface MessageParts {
  /** The whole message as the command line has it; null for the usual one. */
  readonly data: ByteString | null;
  readonly body: ByteString;
  readonly from: ByteString;
  readonly to: ByteString;
  readonly cc: ByteString;
  readonly bcc: ByteString;
  readonly messageId: ByteString;
  readonly date: ByteString;
  /** Headers that take the place of those of the same name, or are added. `\n` in one is a new line. */
  readonly headers: readonly ByteString[];
  readonly addedHeaders: readonly ByteString[];
  readonly isLeftAlone: boolean;
  readonly keepsFromLine: boolean;
}

/** Source: swaks 20240103.0. */
export const swaksVersion = "20240103.0";

/** The message as it's sent, with the dot at its end. */
// swaks 20240103.0 process_args
export function messageOf(parts: MessageParts): ByteString {
  const data = parts.data ?? template(parts.cc);
  if (parts.isLeftAlone) return data;
  const filled = withToken(data, "BODY", parts.body).replace(/\\n/g, "\r\n");
  // In the usual message no empty line comes before the body's own first one, so that the body is taken for headers.
  const blank = /\r?\n\r?\n/.exec(filled);
  const head = blank === null ? filled : filled.slice(0, blank.index);
  const rest = blank === null ? "" : filled.slice(blank.index + blank[0].length);
  let message = `${headOf(head, parts)}\r\n${rest}`;
  message = withToken(message.replace(/\\n/g, "\r\n"), "NEWLINE", "\r\n");
  message = withToken(message, "FROM_ADDRESS", parts.from);
  message = withToken(message, "TO_ADDRESS", parts.to);
  message = withToken(message, "CC_ADDRESS", parts.cc);
  message = withToken(message, "BCC_ADDRESS", parts.bcc);
  message = withToken(message, "MESSAGEID", parts.messageId);
  message = withToken(message, "SWAKS_VERSION", swaksVersion);
  message = withToken(message, "DATE", parts.date);
  if (!parts.keepsFromLine) message = message.replace(/^From [^\n]*\n/, "");
  message = message.replace(/\r?\n\.\r?\n?(?=\n?$)/, "").replace(/\n\./g, "\n..");
  return `${message.replace(/(?<!\r)\n/g, "\r\n")}\r\n.`;
}

function template(cc: ByteString): ByteString {
  return [
    "Date: %DATE%",
    "To: %TO_ADDRESS%",
    ...(cc === "" ? [] : ["Cc: %CC_ADDRESS%"]),
    "From: %FROM_ADDRESS%",
    "Subject: test %DATE%",
    "Message-Id: <%MESSAGEID%>",
    "X-Mailer: swaks v%SWAKS_VERSION% jetmore.org/john/code/swaks/",
    "%NEW_HEADERS%",
    "%BODY%",
    "",
  ].join("\\n");
}

/** The text with `%NAME%` or `..NAME..` replaced. */
function withToken(text: ByteString, name: string, value: ByteString): ByteString {
  return text.replace(new RegExp(`(%|\\.\\.)${name}\\1`, "g"), () => value);
}

/** A header with the lines that go on with it. */
interface Header {
  readonly name: ByteString | null;
  lines: readonly ByteString[];
}

function headOf(head: ByteString, { headers: given, addedHeaders }: MessageParts): ByteString {
  const headers: Header[] = [];
  for (const line of linesOf(head, /\r?\n/)) {
    const last = headers.at(-1);
    if (/^\s/.test(line) && last !== undefined) last.lines = [...last.lines, line];
    else
      headers.push({
        name: /^\s/.test(line) ? null : (/^(\S[^:]+):/.exec(line)?.[1] ?? line),
        lines: [line],
      });
  }
  const added = [...addedHeaders];
  for (const line of given.flatMap((header) => linesOf(header, /\\n/))) {
    const name = /^([^:]+):/.exec(line)?.[1];
    const header = name === undefined ? undefined : headers.findLast((one) => one.name === name);
    if (header === undefined) added.push(line);
    else header.lines = [line];
  }
  const text = headers.flatMap(({ lines }) => lines.map((line) => `${line}\r\n`)).join("");
  const fresh = added.map((line) => `${line}\r\n`).join("");
  const isPlaced = /(%|\.\.)NEW_HEADERS\1/.test(text);
  return isPlaced ? withToken(text, "NEW_HEADERS", fresh) : text + fresh;
}

/** The pieces between separators, without empty ones at the end, as Perl's split has them. */
function linesOf(text: ByteString, separator: RegExp): readonly ByteString[] {
  const lines = text.split(separator);
  while (lines.at(-1) === "") lines.pop();
  return lines;
}
