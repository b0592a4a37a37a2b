import { unixErrorText } from "../files/index.ts";
import { expandToOne } from "./expand.ts";
import type { Redirection } from "../../engine/sh/index.ts";
import { complain, type Descriptors, type Shell, type Steps } from "./shell.ts";
import { carriageReturnHint } from "./slips.ts";

/** The descriptors of a command, and those of the shell that were opened for it and are to be closed again. */
export interface Redirected {
  readonly descriptors: Descriptors;
  readonly opened: readonly number[];
}

/** Opens what a command's redirections name, from left to right. Null if one can't be; it's complained of then. */
export function* redirect(
  shell: Shell,
  redirections: readonly Redirection[],
  base: Descriptors,
): Steps<Redirected | null> {
  const { system } = shell;
  const descriptors = new Map(base);
  const opened: number[] = [];
  const giveUp = (what: string | null): null => {
    // As dash-0.5.12 redir.c does: what has been redirected so far counts for the complaint too.
    if (what !== null) complain(shell, what, descriptors);
    for (const descriptor of opened) system.close(descriptor);
    return null;
  };
  for (const { descriptor, how, target } of redirections) {
    const name = yield* expandToOne(shell, target);
    if (name === null) return giveUp(null);
    if (how === "duplicate") {
      const source = /^\d{1,3}$/.test(name) ? descriptors.get(Number(name)) : undefined;
      if (name === "-") descriptors.delete(descriptor);
      else if (source === undefined) return giveUp(`${name}: bad file descriptor`);
      else descriptors.set(descriptor, source);
      continue;
    }
    const file = system.open(name, how);
    if (file.kind === "failed")
      return giveUp(`${name}: ${unixErrorText(file.error)}${carriageReturnHint(name)}`);
    opened.push(file.descriptor);
    descriptors.set(descriptor, file.descriptor);
  }
  return { descriptors, opened };
}
