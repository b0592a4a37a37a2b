import { byteString, bytesOf, lowerAscii, type ByteString } from "../bytes/index.ts";
import { die, type Arrival, type Ending, type System, type Wait } from "../program/index.ts";
import { decide, decisionBefore } from "./decide.ts";
import { parseOptions } from "./options.ts";
import { ACCEPTANCE, FAREWELL, GREETING, logLine, rejection, USAGE } from "./replies.ts";

type Running = Generator<Wait, Ending, Arrival>;

/**
 * rblsmtpd(1): becomes the program of its arguments, unless $RBLSMTPD or a list in DNS is against the client. Then it talks
 * to the client itself, and refuses everything that matters.
 */
// ucspi-tcp-0.88 rblsmtpd.c main
export function* rblsmtpd(system: System): Running {
  const ip = system.environment.get("TCPREMOTEIP") ?? "";
  const { options, isBad, rest: argv } = parseOptions(system.argv);
  const before = decisionBefore(system.environment.get("RBLSMTPD") ?? null);
  const { verdict, text, mustNotBounce, timeoutSeconds } = yield* decide(before, options, ip);
  if (isBad || argv.length === 0) return die(system, 100, USAGE);
  if (verdict === "undecided" || verdict === "accept") {
    return { kind: "exec", argv, environment: system.environment };
  }
  const message = rejection(mustNotBounce || verdict === "reject" ? "451" : "553", text);
  system.write(2, bytesOf(logLine(ip, system.processId, message)));
  if (timeoutSeconds > 0) return yield* talk(system, { refusal: `${message}\r\n`, timeoutSeconds });
  say(system, `${message}\r\n`);
  return { kind: "exit", code: 0 };
}

/** The session of a client that isn't let in, which ends at QUIT, when the client goes, or after so many seconds in all. */
// ucspi-tcp-0.88 rblsmtpd.c rblsmtpd, commands.c commands
function* talk(
  system: System,
  { refusal, timeoutSeconds }: { readonly refusal: ByteString; readonly timeoutSeconds: number },
): Running {
  const end = system.now() + timeoutSeconds;
  say(system, GREETING);
  let open: ByteString = "";
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: Math.max(0, end - system.now()) };
    if (arrival.kind !== "bytes") return { kind: "exit", code: 0 };
    const lines = (open + byteString(arrival.bytes)).split("\n");
    open = lines.pop() ?? "";
    for (const line of lines) {
      const verb = verbOf(line);
      if (verb === "quit") {
        say(system, FAREWELL);
        return { kind: "exit", code: 0 };
      }
      say(system, harmlessVerbs.has(verb) ? ACCEPTANCE : refusal);
    }
  }
}

const harmlessVerbs: ReadonlySet<ByteString> = new Set(["helo", "ehlo", "mail", "rset", "noop"]);

function verbOf(line: ByteString): ByteString {
  const [verb = ""] = line.replace(/\r$/, "").split(" ");
  return lowerAscii(verb);
}

function say(system: System, reply: ByteString): void {
  system.write(1, bytesOf(reply));
  system.note({ kind: "replied", text: reply, upstream: "rblsmtpd.c rblsmtpd" });
}
