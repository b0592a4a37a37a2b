import type { ByteString } from "../../engine/bytes/index.ts";
import { isKnown } from "./partly-known.ts";
import { isSmtpServer, nothingStarted, pass, type Chain, type ChainEnd, type Passed } from "./passing.ts";
import type { Scope } from "./state.ts";
import { tcpEnv, tcpserver } from "./tcpserver.ts";
import { baseName, programUnknown, stepOf } from "./telling.ts";

/** Follows a command line to the server that it starts, if it starts one for SMTP. */
export function follow(scope: Scope, chain: Chain): ChainEnd {
  const start: Passed = {
    fields: chain.fields,
    environment: chain.environment,
    steps: [],
    lists: [],
    unknowns: [],
  };
  const passed = pass(scope, chain, { from: start, stopAt: isSuperServer });
  const [program] = passed.fields;
  const name = program === undefined ? "" : baseName(program.text);
  if (name === "tcpserver") return tcpserver(scope, chain, passed);
  if (name === "tcp-env") return tcpEnv(scope, chain, passed);
  if (shells.has(name)) return shellCommand(chain, passed);
  return unknownServer(scope, passed);
}

const shells: ReadonlySet<ByteString> = new Set(["sh", "bash", "ash", "dash", "ksh", "csh", "tcsh"]);

/** Whether a program hands connections on to a server. */
function isSuperServer(name: ByteString): boolean {
  return name === "tcpserver" || name === "tcp-env" || shells.has(name);
}

function shellCommand(chain: Chain, { fields, environment, steps }: Passed): ChainEnd {
  const [shell, option, text] = fields;
  if (
    shell === undefined ||
    option === undefined ||
    text === undefined ||
    !/^-[a-z]*c[a-z]*$/.test(option.text)
  )
    return nothingStarted;
  const end = chain.runText(text, environment);
  const around = [...steps, stepOf(shell)];
  return { ...end, starts: end.starts.map((start) => ({ ...start, chain: [...around, ...start.chain] })) };
}

/** A command whose program isn't known: it counts if the words behind it name an SMTP server, or nobody can say. */
function unknownServer(scope: Scope, { fields, unknowns }: Passed): ChainEnd {
  const [program, ...words] = fields;
  if (program === undefined) return nothingStarted;
  const isHandedOn = words.some(({ text }) => isSmtpServer(baseName(text)));
  const isKnownOther = isKnown(program.text) && !isHandedOn;
  if (isKnownOther) return nothingStarted;
  return {
    ...nothingStarted,
    unknowns: [...unknowns, { ...programUnknown(scope, program), about: "server" }],
  };
}
