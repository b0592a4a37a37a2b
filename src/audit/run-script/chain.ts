import { isKnown } from "./partly-known.ts";
import { nothingStarted, type ChainEnd, type Passed } from "./passed.ts";
import { isSmtpServer, pass, type Chain } from "./passing.ts";
import { isServerOrShell, isShell, shellCommand } from "./shell-command.ts";
import type { Scope } from "./state.ts";
import { tcpEnv, tcpserver } from "./tcpserver.ts";
import { baseName, programUnknown } from "./telling.ts";

/** Follows a command line to the server that it starts, if it starts one for SMTP. */
export function follow(scope: Scope, chain: Chain): ChainEnd {
  const start: Passed = {
    fields: chain.fields,
    environment: chain.environment,
    steps: [],
    lists: [],
    unknowns: [],
    failure: null,
  };
  if (scope.serve !== null) return reachedBehind(scope.serve, { scope, chain, start });
  const passed = pass(scope, chain, { from: start, stopAt: isSuperServer });
  const end = reached(scope, chain, passed);
  if (passed.failure === null || end.starts.length === 0) return end;
  return { ...end, starts: [], failures: [...end.failures, passed.failure] };
}

/** Whether a program hands connections on to a server. */
function isSuperServer(name: string): boolean {
  return name === "tcpserver" || name === "tcp-env" || isShell(name);
}

function reached(scope: Scope, chain: Chain, passed: Passed): ChainEnd {
  const [program] = passed.fields;
  const name = program === undefined ? "" : baseName(program.text);
  if (name === "tcpserver") return tcpserver(scope, chain, passed);
  if (name === "tcp-env") return tcpEnv(scope, chain, passed);
  if (isShell(name)) return shellCommand(chain, passed, null);
  return unknownServer(scope, passed);
}

/** In a shell behind tcpserver. */
function reachedBehind(
  serve: NonNullable<Scope["serve"]>,
  { scope, chain, start }: { readonly scope: Scope; readonly chain: Chain; readonly start: Passed },
): ChainEnd {
  const passed = pass(scope, chain, { from: start, stopAt: isServerOrShell });
  const [program] = passed.fields;
  const name = program === undefined ? "" : baseName(program.text);
  if (isSmtpServer(name)) return serve(passed);
  return isShell(name) ? shellCommand(chain, passed, serve) : nothingStarted;
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
