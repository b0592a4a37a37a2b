import type { ByteString } from "../bytes/index.ts";
import { isSameWord } from "./commands.ts";
import { buffersOf, env_put, remoteinfoText, type SessionState } from "./state.ts";
import { stralloc_0, stralloc_cats, stralloc_copys } from "./stralloc.ts";

/**
 * Looks for SIZE= and AUTH= among the words of MAIL's argument, those in the brackets included. The first character of
 * the argument is not looked at; nothing is looked at unless there's a ">" behind the fifth one.
 */
// netqmail-smtp-auth qmail-smtpd.c mailfrom_parms
export function mailfrom_parms(session: SessionState, argument: ByteString): "fine" | "too big" {
  if (argument.indexOf(">") <= 4) return "fine";
  for (const word of argument.slice(1).split(" ")) {
    const value = word.slice(KEYWORD_BYTES);
    const keyword = word.slice(0, KEYWORD_BYTES);
    if (isSameWord(keyword, "SIZE=") && mailfrom_size(session, value) === "too big") return "too big";
    if (isSameWord(keyword, "AUTH=")) mailfrom_auth(session, value);
  }
  return "fine";
}

const KEYWORD_BYTES = 5;

// netqmail-smtp-auth qmail-smtpd.c mailfrom_size
function mailfrom_size(session: SessionState, value: ByteString): "fine" | "too big" {
  const { databytes } = session.settings;
  const digits = /^\d*/.exec(value)?.[0] ?? "";
  // 10^64 is a multiple of 2^64, so the digits before the last 64 make no difference.
  const bytes = BigInt.asUintN(64, BigInt(digits.slice(-64)));
  const isTooBig = databytes !== 0 && bytes > BigInt(databytes);
  session.note?.({
    kind: "size-declared",
    upstream: "qmail-smtpd.c mailfrom_size",
    bytes: String(bytes),
    bytesMax: databytes === 0 ? null : databytes,
    verdict: isTooBig ? "refused" : "accepted",
  });
  return isTooBig ? "too big" : "fine";
}

// Nobody checks this user: it's what the client says, and it goes into the Received line if no other is known.
// netqmail-smtp-auth qmail-smtpd.c mailfrom_auth
function mailfrom_auth(session: SessionState, value: ByteString): void {
  const { fuser } = buffersOf(session);
  stralloc_copys(fuser, "");
  if (value.startsWith("<>")) stralloc_cats(fuser, "unknown");
  else {
    for (let at = 0; at < value.length; at++) {
      const escape = value.slice(at, at + 3).toUpperCase();
      if (value[at] !== "+") stralloc_cats(fuser, value.charAt(at));
      else if (escape === "+3D" || escape === "+2B") {
        stralloc_cats(fuser, escape === "+3D" ? "=" : "+");
        at += 2;
      }
    }
  }
  stralloc_0(fuser);
  if (session.remoteinfo !== null) return;
  session.remoteinfo = fuser.memory;
  env_put(session, "TCPREMOTEINFO", remoteinfoText(session) ?? "");
}
