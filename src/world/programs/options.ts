import type { ByteString } from "../../engine/bytes/index.ts";

/** Which letters a program takes as options: on their own, or with a value behind them. */
export interface OptionLetters {
  readonly flags: string;
  readonly withValue?: string;
}

/** What a command line says; `trouble` is an option that isn't there, in getopt's words. */
export interface Options {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, ByteString>;
  readonly operands: readonly ByteString[];
  readonly trouble: ByteString | null;
}

/** Reads a program's arguments (its own name first) as GNU's getopt does: options may stand behind operands too. */
export function readOptions(
  argv: readonly ByteString[],
  { flags: flagLetters, withValue = "" }: OptionLetters,
): Options {
  const flags = new Set<string>();
  const values = new Map<string, ByteString>();
  const operands: ByteString[] = [];
  let trouble: ByteString | null = null;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (word === "--") {
      for (const operand of argv.slice(at + 1)) operands.push(operand);
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      continue;
    }
    for (let letterAt = 1; letterAt < word.length; letterAt++) {
      const letter = word.charAt(letterAt);
      if (withValue.includes(letter)) {
        const value = word.slice(letterAt + 1) || argv[++at];
        if (value === undefined) trouble ??= `option requires an argument -- '${letter}'`;
        else values.set(letter, value);
        break;
      }
      if (!flagLetters.includes(letter)) trouble ??= `invalid option -- '${letter}'`;
      flags.add(letter);
    }
  }
  return { flags, values, operands, trouble };
}
