import type { ByteString } from "../../engine/bytes/index.ts";
import { parseOptions as rblsmtpdOptions } from "../../engine/rblsmtpd/index.ts";
import type { ChainEnd, Passed } from "./passed.ts";
import type { ChainEnvironment } from "./environment.ts";
import type { Field } from "./field.ts";
import { loaders } from "./loaders.ts";
import { isKnown, known, type PartlyKnown } from "./partly-known.ts";
import type { ListAsked, RunUnknown, ServerStart } from "./server-start.ts";
import type { Scope } from "./state.ts";
import { about, baseName, placedOption } from "./telling.ts";

/** A command line that programs hand on from one to the next. */
export interface Chain {
  readonly fields: readonly Field[];
  readonly environment: ChainEnvironment;
  readonly how: ServerStart["how"];
  readonly logsErrors: boolean;
  readonly absolute: (path: PartlyKnown) => PartlyKnown;
  /** Follows what a shell is told with `-c`; `serve` as in {@link Scope}. */
  readonly runText: (text: Field, environment: ChainEnvironment, serve: Scope["serve"]) => ChainEnd;
}

export function isSmtpServer(name: ByteString): boolean {
  return name.startsWith("qmail-smtpd");
}

/** Passes chain loaders, and programs that aren't known if one that is comes behind them. */
export function pass(
  scope: Scope,
  { absolute }: Chain,
  { from, stopAt }: { readonly from: Passed; readonly stopAt: (name: ByteString) => boolean },
): Passed {
  let passed = from;
  for (;;) {
    const [program, ...fields] = passed.fields;
    if (program === undefined) return passed;
    const name = baseName(program.text);
    if (stopAt(name)) return passed;
    const { place } = program;
    const steps = [...passed.steps, { name: known(name) ?? program.written, place }];
    const loader = loaders.get(name);
    if (loader !== undefined) {
      const { rest, environment, failure } = loader({
        scope,
        fields,
        environment: passed.environment,
        place,
        absolute,
      });
      passed = { ...passed, fields: rest, environment, steps, failure: passed.failure ?? failure ?? null };
    } else if (name === "rblsmtpd") {
      passed = passRblsmtpd(scope, { ...passed, fields, steps });
    } else {
      const at = fields.findIndex(({ text }) => stopAt(baseName(text)));
      if (at === -1) return passed;
      const reasons = isKnown(program.text)
        ? [{ reason: { kind: "program", name }, place } as const]
        : scope.unknowns.within(program.text);
      passed = {
        ...passed,
        fields: fields.slice(at),
        steps,
        unknowns: [
          ...passed.unknowns,
          ...reasons.map((unknown) => ({ ...unknown, about: "program" as const })),
        ],
      };
    }
  }
}

// ucspi-tcp-0.88 rblsmtpd.c main
function passRblsmtpd(scope: Scope, passed: Passed): Passed {
  const { fields } = passed;
  const { options, rest } = rblsmtpdOptions(["rblsmtpd", ...fields.map(({ text }) => text)]);
  const lists: ListAsked[] = [];
  const unknowns: RunUnknown[] = [];
  let refuses: ListAsked["refuses"] = "for now";
  let failsClosed = false;
  for (const option of options) {
    const { letter } = option;
    if (letter === "b" || letter === "B") refuses = letter === "b" ? "for good" : "for now";
    if (letter === "c" || letter === "C") failsClosed = letter === "c";
    if (letter !== "r" && letter !== "a") continue;
    unknowns.push(...about(scope, "list", option.value));
    lists.push({
      kind: letter === "r" ? "block" : "allow",
      zone: placedOption(fields, option),
      refuses,
      failsClosed,
    });
  }
  let left = fields.slice(fields.length - rest.length);
  // What an unquoted variable holds may be options, which `-r` and the like would be.
  while (left[0]?.isOne === false) {
    unknowns.push(...about(scope, "list", left[0].text));
    left = left.slice(1);
  }
  return {
    ...passed,
    fields: left,
    lists: [...passed.lists, ...lists],
    unknowns: [...passed.unknowns, ...unknowns],
  };
}
