import type { ByteString } from "../bytes/index.ts";
import { isCramOffered } from "./auth-mode.ts";
import { b64decode, b64encode } from "./base64.ts";
import { cString, isSameWord, splitAtSpaces, withoutCarriageReturn } from "./commands.ts";
import { AUTH_SLEEP_SECONDS } from "./limits.ts";
import { challengeReply } from "./replies.ts";
import {
  buffersOf,
  crash,
  env_put,
  flush,
  getline,
  out,
  reply,
  type SessionState,
  type Step,
} from "./state.ts";
import { memoryString, stralloc_0, stralloc_copys, textOf } from "./stralloc.ts";

/** AUTH: finds out the user and the password in one of three ways, and asks checkpassword. */
// netqmail-smtp-auth qmail-smtpd.c smtp_auth
export function smtp_auth(session: SessionState, argument: ByteString): Step | null {
  if (session.settings.smtpauth === "off" || session.host.argv.length < 2) {
    return reply(session, "smtp_auth_unavailable");
  }
  if (session.seenauth) return reply(session, "err_authd");
  if (session.envelope !== null) return reply(session, "err_authmail");
  const { user, pass, resp } = buffersOf(session);
  for (const string of [user, pass, resp]) stralloc_copys(string, "");
  const { verb: mechanism, argument: initial } = splitAtSpaces(argument);
  const exchange = MECHANISMS.find(([name]) => isSameWord(name, mechanism))?.[1];
  if (exchange === undefined) return reply(session, "err_noauth");
  return authenticateBy(session, mechanism, exchange(session, initial));
}

// What an exchange comes to: what checkpassword is to be asked, or null when the reply has been given already.
type Exchange = (session: SessionState, initial: ByteString) => Step<Question | null>;

interface Question {
  readonly challenge: ByteString;
}

// netqmail-smtp-auth qmail-smtpd.c authcmds
const MECHANISMS: readonly (readonly [ByteString, Exchange])[] = [
  ["login", auth_login],
  ["plain", auth_plain],
  ["cram-md5", auth_cram],
];

function* authenticateBy(
  session: SessionState,
  mechanism: ByteString,
  exchange: Step<Question | null>,
): Step {
  const question = yield* exchange;
  if (question === null) return;
  const { user } = buffersOf(session);
  const verdict = yield* authenticate(session, question.challenge);
  session.note?.({
    kind: "auth-decided",
    upstream: "qmail-smtpd.c authenticate",
    mechanism: mechanism.toUpperCase(),
    user: memoryString(user.memory),
    verdict,
  });
  if (verdict === "trouble") reply(session, "err_child");
  if (verdict === "refused") {
    session.effects.push({ kind: "sleep", seconds: AUTH_SLEEP_SECONDS });
    yield "sleep";
    reply(session, "err_authfail");
  }
  if (verdict !== "accepted") return;
  session.seenauth = true;
  session.protocol = "ESMTPA";
  session.relayclient = "";
  session.remoteinfo = user.memory;
  env_put(session, "TCPREMOTEINFO", memoryString(user.memory));
  env_put(session, "RELAYCLIENT", "");
  reply(session, "smtp_auth");
}

// netqmail-smtp-auth qmail-smtpd.c authenticate
function* authenticate(
  session: SessionState,
  challenge: ByteString,
): Step<"accepted" | "refused" | "trouble"> {
  const { host, environment, settings } = session;
  const { user, pass } = buffersOf(session);
  for (const string of [user, pass]) if (stralloc_0(string) === "crashed") yield* crash(session);
  session.effects.push({
    kind: "checkpassword",
    argv: host.argv.slice(1),
    environment,
    input: textOf(user) + textOf(pass) + (isCramOffered(settings.smtpauth) ? `${challenge}\0` : ""),
  });
  const answer = yield "checkpassword";
  if (answer.kind !== "exited") throw new RangeError(`no answer of checkpassword: ${answer.kind}`);
  if (answer.code === null) return "trouble";
  return answer.code === 0 ? "accepted" : "refused";
}

// netqmail-smtp-auth qmail-smtpd.c auth_login
function* auth_login(session: SessionState, initial: ByteString): Step<Question | null> {
  if (initial === "") reply(session, "auth_login_user");
  const user = initial === "" ? yield* authgetl(session) : initial;
  if (user === null) return null;
  b64decode(user, buffersOf(session).user);
  reply(session, "auth_login_password");
  const password = yield* authgetl(session);
  if (password === null) return null;
  b64decode(password, buffersOf(session).pass);
  return questionOf(session, "");
}

// netqmail-smtp-auth qmail-smtpd.c auth_plain
function* auth_plain(session: SessionState, initial: ByteString): Step<Question | null> {
  const { resp, user, pass } = buffersOf(session);
  if (initial === "") reply(session, "auth_plain");
  const line = initial === "" ? yield* authgetl(session) : initial;
  if (line === null) return null;
  b64decode(line, resp);
  if (stralloc_0(resp) === "crashed") yield* crash(session);
  // Whom to act as, who it is, and the password, with NULs between; the first of them is of no interest.
  const [, userid, password] = textOf(resp).split("\0", 3);
  if (userid !== undefined) stralloc_copys(user, userid);
  if (password !== undefined) stralloc_copys(pass, password);
  return questionOf(session, "");
}

// netqmail-smtp-auth qmail-smtpd.c auth_cram
function* auth_cram(session: SessionState): Step<Question | null> {
  const { host, settings } = session;
  const { resp, user, pass } = buffersOf(session);
  const challenge = `<${host.processId}.${host.now()}@${cString(settings.local)}>`;
  out(session, challengeReply(b64encode(challenge)), "auth_cram");
  const line = yield* authgetl(session);
  if (line === null) return null;
  b64decode(line, resp);
  if (stralloc_0(resp) === "crashed") yield* crash(session);
  const text = cString(textOf(resp));
  const space = text.lastIndexOf(" ");
  stralloc_copys(user, space === -1 ? text : text.slice(0, space));
  stralloc_copys(pass, space === -1 ? "" : text.slice(space + 1));
  return questionOf(session, challenge);
}

function questionOf(session: SessionState, challenge: ByteString): Question | null {
  const { user, pass } = buffersOf(session);
  return user.length === 0 || pass.length === 0 ? reply(session, "err_input") : { challenge };
}

// Gives null when the client has given up or has sent nothing, and has been told so.
// netqmail-smtp-auth qmail-smtpd.c authgetl
function* authgetl(session: SessionState): Step<ByteString | null> {
  flush(session);
  const text = withoutCarriageReturn(yield* getline(session));
  if (cString(text) === "*") return reply(session, "err_authabrt");
  return text === "" ? reply(session, "err_input") : text;
}
