import type { ByteString } from "../../../engine/bytes/index.ts";
import { hmacMd5 } from "../../../engine/md5/index.ts";
import { b64encode } from "../../../engine/smtpd/index.ts";
import type { AuthWish, Mechanism } from "./auth-wish.ts";
import type { Exchange, Session } from "./session.ts";
import type { Steps } from "./steps.ts";

/** Exit code for an authentication that was needed and didn't come about. Source: swaks 20240103.0 sendmail. */
const authCode = 28;

/** Proves who the person is, by the first mechanism that works. An exit code, or null to go on. */
// swaks 20240103.0 sendmail, do_smtp_auth
export function* authenticate(session: Session, offered: readonly string[]): Steps<number | null> {
  const { auth } = session.settings;
  if (auth === null) return null;
  const { need, isAny } = auth;
  /** Goes on with what isn't needed that much, or quits. */
  const giveUp = function* (why: ByteString, lenient: readonly AuthWish["need"][]): Steps<number | null> {
    session.printer.print("error", why);
    return lenient.includes(need) ? null : yield* session.quit(authCode);
  };
  if (offered.length === 0)
    return yield* giveUp("Host did not advertise authentication", ["optional", "strict"]);
  const usable = auth.mechanisms.filter((one) => offered.includes(one));
  for (const mechanism of usable) {
    const outcome = yield* tryMechanism(session, auth, mechanism);
    if (outcome === "accepted") return null;
    if (outcome !== "refused") return outcome;
  }
  if (usable.length > 0) return yield* giveUp("No authentication type succeeded", ["optional"]);
  return isAny
    ? yield* giveUp("Auth not attempted, no advertised types available", ["optional"])
    : yield* giveUp("Auth not attempted, requested type not available", ["optional", "strict"]);
}

function* tryMechanism(
  session: Session,
  auth: AuthWish,
  mechanism: Mechanism,
): Steps<"accepted" | "refused" | number> {
  let reply: ByteString = "";
  for (const step of dialogues[mechanism](auth)) {
    const turn = yield* session.transact(step(reply));
    if (turn.kind === "exit") return turn.code;
    if (!turn.isExpected) return "refused";
    reply = turn.text;
  }
  return "accepted";
}

/** What to say next, by the last reply. */
type Saying = (reply: ByteString) => Exchange;

const dialogues: Readonly<Record<Mechanism, (auth: AuthWish) => readonly Saying[]>> = {
  // swaks 20240103.0 do_smtp_auth_cram, get_digest
  "CRAM-MD5": (auth) => [
    () => ({ send: "AUTH CRAM-MD5", expect: "334", ...decoding(auth) }),
    (reply) => {
      const text = reply.slice(4);
      const challenge = text.startsWith("<") ? text : b64decode(text).replace(/\n$/, "");
      const answer = `${auth.user} ${hmacMd5({ key: auth.password, text: challenge })}`;
      return { send: b64encode(answer), expect: "235", ...showing(auth, answer) };
    },
  ],
  // swaks 20240103.0 do_smtp_auth_login
  LOGIN: (auth) => [
    () => ({ send: "AUTH LOGIN", expect: "334", ...decoding(auth) }),
    () => ({
      send: b64encode(auth.user),
      expect: "334",
      ...showing(auth, auth.user),
      ...decoding(auth),
    }),
    () => {
      const shown = auth.passwordShown ?? auth.password;
      return {
        send: b64encode(auth.password),
        expect: "235",
        show: auth.isShownPlainly ? shown : b64encode(shown),
      };
    },
  ],
  // swaks 20240103.0 do_smtp_auth_plain
  PLAIN: (auth) => [
    () => {
      const shown = auth.passwordShown ?? auth.password;
      return {
        send: `AUTH PLAIN ${b64encode(`\0${auth.user}\0${auth.password}`)}`,
        expect: "235",
        show: auth.isShownPlainly
          ? `AUTH PLAIN \\0${auth.user}\\0${shown}`
          : `AUTH PLAIN ${b64encode(`\0${auth.user}\0${shown}`)}`,
      };
    },
  ],
};

function showing({ isShownPlainly }: AuthWish, text: ByteString): Pick<Exchange, "show"> {
  return isShownPlainly && text !== "" ? { show: text } : {};
}

function decoding({ isShownPlainly }: AuthWish): Pick<Exchange, "decode"> {
  return isShownPlainly ? { decode: plainly } : {};
}

/** A reply with what is in base64 behind its code as what that says, unless blanks show that it isn't. */
// swaks 20240103.0 unencode_smtp
function plainly(reply: ByteString): ByteString {
  const [, code = "", text = ""] = /^\s*(\S+)\s+([^]*)$/.exec(reply) ?? [];
  return text === "" || /\s/.test(text) ? reply : `${code} ${b64decode(text)}`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** What base64 says, as far as it's any: other letters are passed over. */
function b64decode(text: ByteString): ByteString {
  let out = "";
  let bits = 0;
  let count = 0;
  for (const letter of text.replace(/=[^]*/, "").replace(/[^A-Za-z0-9+/]/g, "")) {
    bits = ((bits << 6) | alphabet.indexOf(letter)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += String.fromCharCode((bits >> count) & 255);
  }
  return out;
}
