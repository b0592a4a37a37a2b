import { authenticate } from "./auth.ts";
import type { Session, Turn } from "./session.ts";
import type { Stage } from "./settings.ts";
import type { Steps } from "./steps.ts";

/** Exit codes for what the server doesn't accept. Source: swaks 20240103.0 sendmail. */
const exitCodes = {
  greeting: 21,
  helo: 22,
  mail: 23,
  recipients: 24,
  data: 25,
  message: 26,
  tls: 29,
} as const;

/** What the server says that it can do. */
interface Offer {
  mechanisms: readonly string[];
  hasTls: boolean;
}

/** The whole dialogue, up to where it is to end. It tells the exit code. */
// swaks 20240103.0 sendmail
export function* sendMail(session: Session): Steps<number> {
  const { dropAfter, quitAfter } = session.settings;
  const offer: Offer = { mechanisms: [], hasTls: false };
  const stages: readonly (readonly [readonly Stage[], () => Steps<number | null>])[] = [
    [["connect"], () => greeting(session)],
    [["first-helo"], () => helo(session, offer)],
    [["tls", "helo"], () => tls(session, offer)],
    [["auth"], () => authenticate(session, offer.mechanisms)],
    [["mail"], () => mail(session)],
    [["rcpt"], () => recipients(session)],
    [["data"], () => data(session)],
    [["dot"], () => message(session)],
  ];
  for (const [names, stage] of stages) {
    const code = yield* stage();
    if (code !== null) return code;
    if (dropAfter !== null && names.includes(dropAfter)) {
      session.printer.print("info", "Dropping connection");
      return 0;
    }
    if (quitAfter !== null && names.includes(quitAfter)) return yield* session.quit(0);
  }
  return yield* session.finish();
}

function* greeting(session: Session): Steps<number | null> {
  const turn = yield* session.transact({ send: null, expect: "220" });
  return yield* need(session, turn, exitCodes.greeting);
}

// swaks 20240103.0 do_smtp_helo
function* helo(session: Session, offer: Offer): Steps<number | null> {
  const { protocol, helo: name } = session.settings;
  if (protocol === "esmtp") {
    const turn = yield* session.transact({ send: `EHLO ${name}`, expect: "250" });
    if (turn.kind === "exit") return turn.code;
    if (turn.isExpected) {
      readOffer(session, offer, turn.text);
      return null;
    }
  }
  const turn = yield* session.transact({ send: `HELO ${name}`, expect: "250" });
  return yield* need(session, turn, exitCodes.helo);
}

function readOffer(session: Session, offer: Offer, text: string): void {
  for (const line of text.split("\n").map((one) => one.slice(4))) {
    const mechanisms = /^AUTH=?(.*)$/.exec(line)?.[1];
    if (mechanisms !== undefined)
      offer.mechanisms = [
        ...offer.mechanisms,
        ...mechanisms
          .toUpperCase()
          .split(" ")
          .filter((one) => one !== ""),
      ];
    if (line === "STARTTLS") offer.hasTls = true;
    if (line === "PIPELINING") session.pipeliningOffered();
  }
}

// Gap: there's no TLS here, so an offer of it can't be taken; the words are those of swaks without Net::SSLeay.
function* tls(session: Session, { hasTls }: Offer): Steps<number | null> {
  const wish = session.settings.tls;
  if (wish === "no") return null;
  session.printer.print(
    "error",
    hasTls
      ? "TLS requested, advertised, and locally unavailable.  Exiting"
      : "Host did not advertise STARTTLS",
  );
  return hasTls || wish === "needed" ? yield* session.quit(exitCodes.tls) : null;
}

function* mail(session: Session): Steps<number | null> {
  const turn = yield* session.transact({
    send: `MAIL FROM:<${session.settings.from}>`,
    expect: "250",
    canWait: true,
    onFailure: () => session.quit(exitCodes.mail),
  });
  return turn.kind === "exit" ? turn.code : null;
}

/** One recipient that is accepted is enough. */
// swaks 20240103.0 smtp_rcpt_callback
function* recipients(session: Session): Steps<number | null> {
  const { recipients: addresses } = session.settings;
  let failures = 0;
  for (const address of addresses) {
    const turn = yield* session.transact({
      send: `RCPT TO:<${address}>`,
      expect: "250",
      canWait: true,
      onFailure: function* () {
        failures++;
        return failures === addresses.length ? yield* session.quit(exitCodes.recipients) : null;
      },
    });
    if (turn.kind === "exit") return turn.code;
  }
  return null;
}

function* data(session: Session): Steps<number | null> {
  const turn = yield* session.transact({ send: "DATA", expect: "354" });
  return yield* need(session, turn, exitCodes.data);
}

function* message(session: Session): Steps<number | null> {
  const { message: text, showsMessage } = session.settings;
  const turn = yield* session.transact({
    send: text,
    expect: "250",
    ...(showsMessage ? {} : { isBrief: true }),
  });
  return yield* need(session, turn, exitCodes.message);
}

/** Ends with this code unless the reply is as it should be. */
function* need(session: Session, turn: Turn, code: number): Steps<number | null> {
  if (turn.kind === "exit") return turn.code;
  return turn.isExpected ? null : yield* session.quit(code);
}
