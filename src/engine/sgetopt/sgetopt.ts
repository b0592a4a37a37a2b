import type { ByteString } from "../bytes/index.ts";

export interface Option {
  readonly letter: string;
  /** Empty for a letter that takes none. */
  readonly value: ByteString;
  /** Index of the argument that the value is in, or the letter if it takes none. */
  readonly at: number;
}

export interface Options {
  /** In their order, up to the first that isn't known or lacks its value. */
  readonly options: readonly Option[];
  /** Whether there was such a one: the program says how it's used. */
  readonly isBad: boolean;
  /** What is wrong with it, as getopt says it behind the program's name; "" if nothing is. */
  readonly problem: ByteString;
  /** What follows the options. */
  readonly rest: readonly ByteString[];
}

/**
 * Takes a program's arguments (its own name first) apart. `letters` are those that are known, each that takes a value with
 * a colon behind it. The options end at the first argument without a hyphen, at a lone one, or behind "--".
 */
// ucspi-tcp-0.88 subgetopt.c subgetopt
export function sgetopt(argv: readonly ByteString[], letters: string): Options {
  const options: Option[] = [];
  // qmail-1.03 sgetopt.c getopt
  const bad = (what: string, letter: string): Options => ({
    options,
    isBad: true,
    problem: `${what} -- ${letter}`,
    rest: [],
  });
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (!word.startsWith("-") || word === "-") break;
    if (word === "--") {
      at++;
      break;
    }
    for (let letterAt = 1; letterAt < word.length; letterAt++) {
      const letter = word.charAt(letterAt);
      const known = letter === ":" ? -1 : letters.indexOf(letter);
      if (known === -1) return bad("illegal option", letter);
      if (letters.charAt(known + 1) !== ":") {
        options.push({ letter, value: "", at });
        continue;
      }
      const value = word.slice(letterAt + 1) || argv[++at];
      if (value === undefined) return bad("option requires an argument", letter);
      options.push({ letter, value, at });
      break;
    }
  }
  return { options, isBad: false, problem: "", rest: argv.slice(at) };
}
