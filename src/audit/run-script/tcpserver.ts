import type { ByteString } from "../../engine/bytes/index.ts";
import { sgetopt } from "../../engine/sgetopt/index.ts";
import { parseOptions, takeApart } from "../../engine/tcpserver-options/index.ts";
import { untouched } from "./environment.ts";
import type { Field } from "./field.ts";
import { isKnown, known, type PartlyKnown } from "./partly-known.ts";
import { nothingStarted, type ChainEnd, type Passed } from "./passed.ts";
import { isSmtpServer, pass, type Chain } from "./passing.ts";
import { served } from "./served.ts";
import type { ChainStep, RunUnknown, ServerStart } from "./server-start.ts";
import { isServerOrShell, isShell, shellCommand } from "./shell-command.ts";
import type { Scope } from "./state.ts";
import { about, baseName, placed, placedOption, programUnknown } from "./telling.ts";

/** Follows tcpserver to the server for SMTP that it hands clients on to. */
export function tcpserver(scope: Scope, chain: Chain, before: Passed): ChainEnd {
  const [program, ...given] = before.fields;
  if (program === undefined) return nothingStarted;
  const { place } = program;
  const { fields, unknowns } = surelyArguments(scope, given);
  const argv = ["tcpserver", ...fields.map(({ text }) => text)];
  const { options, isBad, problem, rest } = takeApart(argv);
  const parsed = parseOptions(argv);
  if (parsed === null) {
    // Behind a program that isn't known, such as `killall`, it's but a word.
    if (before.unknowns.length > 0) return nothingStarted;
    const at = isBad ? badField(fields, problem)?.place : undefined;
    return {
      ...nothingStarted,
      failures: [{ kind: "usage", place: at ?? place, program: "tcpserver", problem }],
    };
  }
  const [host, port, ...program_] = fields.slice(fields.length - rest.length);
  const last = options.findLast(({ letter }) => letter === "x");
  const rules = last === undefined ? null : placedOption(fields, last);
  const serving = {
    before,
    place,
    options: options.map((option) => ({ letter: option.letter, ...placedOption(fields, option) })),
    rules,
    host: host === undefined ? null : placed(host),
    port: port === undefined ? null : placed(port),
    door: {
      rules: rules === null ? null : { path: rules.text ?? rules.written, whenMissing: parsed.whenMissing },
      clientName: parsed.clientName,
      asksIdent: parsed.asksIdent,
    },
    unknowns: [
      ...unknowns,
      ...about(scope, "rules", last?.value ?? ""),
      ...about(scope, "host", `${host?.text ?? ""}${port?.text ?? ""}`),
    ],
  };
  return handOn(scope, chain, {
    from: behindServer(before, { fields: program_, step: { name: "tcpserver", place } }),
    isFor: (behind) => isForSmtp(behind, port),
    serve: (behind) => served(scope, chain, { ...serving, behind }),
  });
}

/** What comes next has an environment of which only the changes are told, since the rules set some of it. */
function behindServer(
  before: Passed,
  { fields, step }: { readonly fields: readonly Field[]; readonly step: ChainStep },
): Passed {
  const steps = [...before.steps, step];
  return { ...before, fields, environment: untouched, steps, lists: [], failure: null };
}

/** Follows what clients are handed on to, up to the server for SMTP. */
function handOn(
  scope: Scope,
  chain: Chain,
  {
    from,
    isFor,
    serve,
  }: {
    readonly from: Passed;
    /** Whether something that isn't known counts as one. */
    readonly isFor: (behind: Passed) => boolean;
    readonly serve: (behind: Passed) => ChainEnd;
  },
): ChainEnd {
  const behind = pass(scope, chain, { from, stopAt: isServerOrShell });
  const [program] = behind.fields;
  if (program !== undefined && isShell(baseName(program.text))) {
    const end = shellCommand(chain, behind, serve);
    const [first, ...others] = end.starts;
    if (first !== undefined) {
      const isSure = others.every((other) => isSameService(first, other));
      const shell = { ...programUnknown(scope, program), about: "environment" } as const;
      return { ...end, starts: [isSure ? first : { ...first, unknowns: [...first.unknowns, shell] }] };
    }
    // Its arguments are no server's.
    if (isFor(behind)) return serve({ ...behind, fields: [program] });
  }
  return isFor(behind) ? serve(behind) : nothingStarted;
}

/** Whether two ways through a shell behind tcpserver come to the same for its clients. */
function isSameService(one: ServerStart, other: ServerStart): boolean {
  const essence = ({ door, lists, passwords, failsBehind, unknowns }: ServerStart): string =>
    JSON.stringify([door.behind, door.smtpd, lists, passwords, failsBehind, unknowns]);
  return essence(one) === essence(other);
}

/** Whether clients are handed on to qmail-smtpd, or to something unknown at the port of SMTP. */
function isForSmtp({ fields }: Passed, port: Field | undefined): boolean {
  const [program] = fields;
  return (
    (program !== undefined && isSmtpServer(baseName(program.text))) ||
    /^(smtps?|submission|25|465|587)$/.test(port?.text ?? "")
  );
}

/** Follows tcp-env to the server for SMTP. */
// qmail-1.03 tcp-env.c main
export function tcpEnv(scope: Scope, chain: Chain, before: Passed): ChainEnd {
  const [program, ...fields] = before.fields;
  if (program === undefined) return nothingStarted;
  const { options, rest } = sgetopt(["tcp-env", ...fields.map(({ text }) => text)], "rRt:");
  const { place } = program;
  const asksIdent = options.findLast(({ letter }) => /[rR]/.test(letter))?.letter !== "R";
  const serving = {
    before,
    place,
    options: options.map((option) => ({ letter: option.letter, ...placedOption(fields, option) })),
    rules: null,
    host: null,
    port: null,
    door: { rules: null, clientName: "believed", asksIdent },
    unknowns: [],
  } as const;
  return handOn(scope, chain, {
    from: behindServer(before, {
      fields: fields.slice(fields.length - rest.length),
      step: { name: "tcp-env", place },
    }),
    isFor: (behind) => isForSmtp(behind, undefined),
    serve: (behind) => served(scope, chain, { ...serving, behind }),
  });
}

/** Leaves out what may be options of tcpserver, and isn't known. */
function surelyArguments(
  scope: Scope,
  given: readonly Field[],
): { readonly fields: readonly Field[]; readonly unknowns: readonly RunUnknown[] } {
  let fields = given;
  const unknowns: RunUnknown[] = [];
  for (;;) {
    const { isBad, problem, rest } = takeApart(["tcpserver", ...fields.map(({ text }) => text)]);
    const bad = isBad ? badField(fields, problem) : undefined;
    const at = bad === undefined ? fields.length - rest.length : fields.indexOf(bad);
    const field = fields[at];
    if (field === undefined || isKnown(field.text)) return { fields, unknowns };
    if (!isBad && (field.isOne || isPort(fields[at + 1], fields[at + 2]))) return { fields, unknowns };
    unknowns.push(...about(scope, "options", field.text));
    fields = fields.toSpliced(at, 1);
  }
}

/** Whether this is the port, judged by it and by what comes next. */
function isPort(field: Field | undefined, next: Field | undefined): boolean {
  if (field === undefined || next === undefined) return false;
  const isLikely = (text: PartlyKnown): boolean =>
    /^(\d+|smtps?|submission|urd)$/.test(text) || !isKnown(text);
  return isLikely(field.text) && (known(next.text) === null || !isLikely(next.text));
}

function badField(fields: readonly Field[], problem: ByteString): Field | undefined {
  const texts = fields.map(({ text }) => text);
  const count = texts.findIndex(
    (_, at) => takeApart(["tcpserver", ...texts.slice(0, at + 1)]).problem === problem,
  );
  return fields[count];
}
