import type { ByteString } from "../../engine/bytes/index.ts";

/** Why no edit of the files that were given does it. */
export type FixObstacle =
  /** The address is none. */
  | { readonly kind: "no address" }
  /** Only the compiled rules were given, or none at all. */
  | { readonly kind: "no text of rules" }
  /** The server is started without `-x`, and how to start it otherwise isn't clear from what was given. */
  | { readonly kind: "no rules read" }
  | { readonly kind: "rules too large" }
  /** Behind tcpserver RELAYCLIENT is taken away, or a program fails, whatever the rules say. */
  | { readonly kind: "behind"; readonly how: "takes away" | "fails" }
  /** control/ wasn't given. */
  | { readonly kind: "no control" }
  /** morercpthosts.cdb was given, and what it was made of wasn't. */
  | { readonly kind: "no text of morercpthosts" }
  /** There's neither me nor smtpgreeting, so every session ends at its start, and the server's name isn't known. */
  | { readonly kind: "no greeting" }
  /** qmail-smtpd answers so to such a sender or recipient, whatever the files say. */
  | { readonly kind: "reply"; readonly reply: ByteString }
  /** The edits that were tried don't do it. */
  | { readonly kind: "not found" };

/** An obstacle as a sentence without its full stop. */
export function obstacleWords(obstacle: FixObstacle): string {
  const { kind } = obstacle;
  switch (kind) {
    case "no address":
      return "a client has a dotted-decimal IPv4 address, and this is none";
    case "no text of rules":
      return "the text of the rules wasn't given, so there's nothing that tcprules could compile";
    case "no rules read":
      return "the server is started without -x, so it reads no rules";
    case "rules too large":
      return "the rules are too large for a cdb";
    case "behind":
      return obstacle.how === "fails"
        ? "a program in front of qmail-smtpd fails, whatever the rules say"
        : "RELAYCLIENT is taken away behind tcpserver, whatever the rules say";
    case "no control":
      return "control/ wasn't given, so nobody knows which mail is taken";
    case "no text of morercpthosts":
      return "morercpthosts wasn't given, only what was compiled of it";
    case "no greeting":
      return "there's neither control/me nor control/smtpgreeting, and only their owner knows the server's name";
    case "reply":
      return `whatever the files say, qmail-smtpd answers ${obstacle.reply}`;
    case "not found":
      return "none of the edits that were tried does it";
    default:
      return kind satisfies never;
  }
}
