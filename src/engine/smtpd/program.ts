import { bytesOf, type ByteString } from "../bytes/index.ts";
import type { Program, System, Wait } from "../program/index.ts";
import type { Profile } from "./profiles.ts";
import { feed, openSession, type SessionOptions } from "./session.ts";
import type { Effect } from "./state.ts";

/**
 * qmail-smtpd as a program. It finds its control files under control/ in the current folder. With the SMTP AUTH patch its
 * arguments are checkpassword and what that is to run.
 */
export function qmailSmtpd(profile: Profile, notes: SessionOptions["notes"] = "all"): Program {
  return function* (system: System) {
    const opening = openSession({ profile, host: system, notes });
    const read: Wait = { kind: "read", timeoutSeconds: opening.session.timeoutSeconds };
    let heldBack: ByteString = "";
    for (let { effects } = opening; ;) {
      let wait: Wait = read;
      for (const effect of effects) {
        if (effect.kind === "exit" || effect.kind === "crash") return effect;
        if (effect.kind === "note") system.note(effect.note);
        else if (effect.kind === "write") heldBack += effect.bytes;
        else if (effect.kind === "flush") {
          system.write(1, bytesOf(heldBack));
          heldBack = "";
        } else wait = waitFor(effect);
      }
      effects = feed(opening.session, yield wait);
    }
  };
}

// The original gives the name to execv, which never looks at PATH.
function relative(program: ByteString): ByteString {
  return program.includes("/") ? program : `./${program}`;
}

type Question = Extract<Effect, { kind: "enqueue" | "checkpassword" | "sleep" }>;

// The exit codes for a program that isn't there are those of the originals' child processes.
function waitFor(effect: Question): Wait {
  const { kind } = effect;
  switch (kind) {
    case "sleep":
      return effect;
    // qmail-1.03 qmail.c qmail_open, notqmail-1.09 qmail.c qmail_open
    case "enqueue": {
      const { environment, message, envelope } = effect;
      const input = new Map([
        [0, message],
        [1, envelope],
      ]);
      return {
        kind: "run",
        argv: [relative(effect.program)],
        environment,
        input,
        collect: [6],
        notRunCode: 120,
      };
    }
    // netqmail-smtp-auth qmail-smtpd.c authenticate
    case "checkpassword": {
      const { argv, environment } = effect;
      const input = new Map([[3, bytesOf(effect.input)]]);
      return { kind: "run", argv, environment, input, notRunCode: 1 };
    }
    default:
      return kind satisfies never;
  }
}
