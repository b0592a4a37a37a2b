import { describe, expect, it } from "vitest";
import { programTable } from "../processes/program-table.ts";
import { output, session, smallWorld } from "../world.test-kit.ts";

/** Programs for which a word with a dash is no option but something of their own. */
const withoutOptions = new Map([
  ["[", "an expression"],
  ["test", "an expression"],
  ["echo", "words to print: GNU's prints an unknown option too"],
  ["printf", "a format"],
  ["true", "ignores all"],
  ["false", "ignores all"],
  ["bash", "runs outside the world"],
  ["help", "bash's builtin"],
  ["swaks", "has a parser of its own, with recordings"],
  ["command-not-found", "is run by the shell only"],
]);

const utilities = programTable
  .filter(({ path }) => /^\/(usr\/)?bin\//.test(path))
  .map(({ name }) => name)
  .filter((name) => !withoutOptions.has(name));

describe("an unknown option is refused by each program of /bin and /usr/bin, which says so and fails", () => {
  it.each(utilities)("%s", (name) => {
    const [said = "", status] = output(smallWorld(), `${name} -% a b < /dev/null 2>&1 | head -1`, "true");
    expect(said).toMatch(
      /(invalid|illegal|unknown) option|unsupported option|unknown (signal|predicate)|usage|doesn't work/i,
    );
    expect(status).toBeUndefined();
    expect(
      session(smallWorld(), "mail", `${name} -% a b < /dev/null 2> /dev/null > /dev/null; echo $?`).at(-1),
    ).not.toBe("0");
  });
});
