import type { ByteString } from "../../engine/bytes/index.ts";
import { nothingStarted, type ChainEnd, type Passed } from "./passed.ts";
import { isSmtpServer, type Chain } from "./passing.ts";
import type { Scope } from "./state.ts";
import { stepOf } from "./telling.ts";

const shells: ReadonlySet<ByteString> = new Set(["sh", "bash", "ash", "dash", "ksh", "csh", "tcsh"]);

export function isShell(name: ByteString): boolean {
  return shells.has(name);
}

export function isServerOrShell(name: ByteString): boolean {
  return isSmtpServer(name) || isShell(name);
}

/** Follows `sh -c TEXT`. Behind tcpserver, `serve` takes what the text reaches, with what was passed before the shell. */
export function shellCommand(chain: Chain, passed: Passed, serve: Scope["serve"]): ChainEnd {
  const [shell, option, text] = passed.fields;
  if (
    shell === undefined ||
    option === undefined ||
    text === undefined ||
    !/^-[a-z]*c[a-z]*$/.test(option.text)
  )
    return nothingStarted;
  const around = [...passed.steps, stepOf(shell)];
  if (serve !== null)
    return chain.runText(text, passed.environment, (inner) =>
      serve({
        ...inner,
        steps: [...around, ...inner.steps],
        lists: [...passed.lists, ...inner.lists],
        unknowns: [...passed.unknowns, ...inner.unknowns],
        failure: passed.failure ?? inner.failure,
      }),
    );
  const end = chain.runText(text, passed.environment, null);
  return {
    ...end,
    starts: end.starts.map((start) => ({
      ...start,
      chain: [...around, ...start.chain],
      unknowns: [...passed.unknowns, ...start.unknowns],
    })),
  };
}
