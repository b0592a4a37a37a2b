import type { ByteString } from "../../engine/bytes/index.ts";

/** Which letters a program takes as options: on their own, or with a value behind them. */
export interface OptionLetters {
  readonly flags: string;
  readonly withValue?: string;
  /** Letters whose value, if they have one, stands right behind them: `-i.bak`. */
  readonly withSuffix?: string;
  /** Long options, by name without the dashes, each as the letter that it means. */
  readonly long?: Readonly<Record<string, string>>;
  /** Where options end: at the first operand, or only at "--" (the default). */
  readonly until?: "first operand";
}

/** What a command line says; `trouble` is an option that isn't there, in getopt's words. */
export interface Options {
  readonly flags: ReadonlySet<string>;
  /** The last value of each letter. */
  readonly values: ReadonlyMap<string, ByteString>;
  /** All options in their order; the value of those without one is null. */
  readonly given: readonly (readonly [letter: string, value: ByteString | null])[];
  readonly operands: readonly ByteString[];
  readonly trouble: ByteString | null;
}

/** Reads a program's arguments (its own name first) as GNU's getopt does: options may stand behind operands too. */
export function readOptions(
  argv: readonly ByteString[],
  { flags: flagLetters, withValue = "", withSuffix = "", long = {}, until }: OptionLetters,
): Options {
  const given: [string, ByteString | null][] = [];
  const operands: ByteString[] = [];
  let trouble: ByteString | null = null;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? "";
    const isOperand = !word.startsWith("-") || word === "-";
    if (word === "--" || (isOperand && until === "first operand")) {
      for (const operand of argv.slice(isOperand ? at : at + 1)) operands.push(operand);
      break;
    }
    if (isOperand) {
      operands.push(word);
      continue;
    }
    if (word.startsWith("--")) {
      const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
      const letter = Object.hasOwn(long, name) ? long[name] : undefined;
      if (letter === undefined) trouble ??= `unrecognized option '--${name}'`;
      else if (withSuffix.includes(letter)) given.push([letter, value ?? ""]);
      else if (!withValue.includes(letter)) {
        if (value !== undefined) trouble ??= `option '--${name}' doesn't allow an argument`;
        given.push([letter, null]);
      } else {
        const own = value ?? argv[++at];
        if (own === undefined) trouble ??= `option '--${name}' requires an argument`;
        else given.push([letter, own]);
      }
      continue;
    }
    for (let letterAt = 1; letterAt < word.length; letterAt++) {
      const letter = word.charAt(letterAt);
      if (withSuffix.includes(letter)) {
        given.push([letter, word.slice(letterAt + 1)]);
        break;
      }
      if (withValue.includes(letter)) {
        const value = word.slice(letterAt + 1) || argv[++at];
        if (value === undefined) trouble ??= `option requires an argument -- '${letter}'`;
        else given.push([letter, value]);
        break;
      }
      if (!flagLetters.includes(letter)) trouble ??= `invalid option -- '${letter}'`;
      given.push([letter, null]);
    }
  }
  return {
    flags: new Set(given.flatMap(([letter, value]) => (value === null ? [letter] : []))),
    values: new Map(given.flatMap(([letter, value]) => (value === null ? [] : [[letter, value]]))),
    given,
    operands,
    trouble,
  };
}

/** All values of a letter, in their order. */
export function valuesOf({ given }: Options, letter: string): readonly ByteString[] {
  return given.flatMap(([one, value]) => (one === letter && value !== null ? [value] : []));
}
