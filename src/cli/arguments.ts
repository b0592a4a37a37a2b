/** A command's arguments: its flags, options with a value, and the rest. */
export interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** Splits arguments; null if there's an option that isn't one of these, or one without its value. */
export function parseArguments(
  args: readonly string[],
  known: { readonly flags: readonly string[]; readonly values: readonly string[] },
): Arguments | null {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = "", inline] = word.split(/=(.*)/s);
    if (!word.startsWith("--")) operands.push(word);
    else if (known.flags.includes(word)) flags.add(word);
    else if (known.values.includes(name)) {
      const value = inline ?? rest.shift();
      if (value === undefined) return null;
      values.set(name, value);
    } else return null;
  }
  return { flags, values, operands };
}
