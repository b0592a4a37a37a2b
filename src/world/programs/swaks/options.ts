import type { ByteString } from "../../../engine/bytes/index.ts";
import { optionTable, type OptionRow } from "./option-table.ts";

/** The values of each option that was given, by its first name; an empty one for none. */
export type GivenOptions = ReadonlyMap<string, readonly ByteString[]>;

export type OptionsRead =
  | { readonly kind: "given"; readonly given: GivenOptions }
  /** Lines for standard error. */
  | { readonly kind: "wrong"; readonly lines: readonly ByteString[] };

/** A name that can be written behind dashes, and the option that it means or, with `isRemoval`, takes back. */
interface Name {
  readonly name: string;
  readonly row: OptionRow;
  readonly isRemoval: boolean;
}

const names: readonly Name[] = optionTable
  .flatMap((row) =>
    row.names.flatMap((name) => [
      { name, row, isRemoval: false },
      { name: `no-${name}`, row, isRemoval: true },
    ]),
  )
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Reads a command line, its program's name first, as Perl's Getopt::Long does: names may be cut short. */
// swaks 20240103.0 fetch_args, store_option; Getopt::Long 2.52 FindOption
export function readSwaksOptions([, ...argv]: readonly ByteString[]): OptionsRead {
  const words = spread(argv);
  const given = new Map<string, readonly ByteString[]>();
  const lines: ByteString[] = [];
  const rest: ByteString[] = [];
  for (;;) {
    const word = words.shift();
    if (word === undefined) break;
    if (word === "--") {
      rest.push(...words.splice(0));
      break;
    }
    const text = /^--?([^]+)$/.exec(word)?.[1];
    if (text === undefined) {
      rest.push(word);
      continue;
    }
    const name = nameOf(text);
    if (typeof name === "string") {
      lines.push(name);
      continue;
    }
    const { row, isRemoval } = name;
    const [first = ""] = row.names;
    if (isRemoval) {
      given.delete(first);
    } else if (row.takes === "always" && words.length === 0) {
      lines.push(`Option ${name.name} requires an argument`);
    } else if (row.isAbsent === true) {
      return { kind: "wrong", lines: [`*** The option ${name.name} doesn't work in this swaks`] };
    } else {
      const value = takesNext(row, words[0]) ? (words.shift() ?? "") : row.takes === "nothing" ? "1" : "";
      given.set(first, row.isList === true ? [...(given.get(first) ?? []), value] : [value]);
    }
  }
  if (lines.length > 0) return { kind: "wrong", lines };
  if (rest.length === 0) return { kind: "given", given };
  const left = rest.map((word) => `'${word}'`).join(", ");
  // The two blanks are the original's.
  const why = `*** Data left in option list when processing  command line (${left}).  Exiting`;
  return { kind: "wrong", lines: [why] };
}

/** The words with `--option=value` in two, and `--header-NAME value` as `--header "NAME: value"`. */
function spread(argv: readonly ByteString[]): ByteString[] {
  const words = [...argv];
  for (let at = 0; at < words.length; at++) {
    const [, option, value] = /^(-[^=]+)=(.*)$/.exec(words[at] ?? "") ?? [];
    if (option !== undefined) words.splice(at, 1, option, value ?? "");
    const header = /^-?-h(?:eader)?-([^:]+):?$/.exec(words[at] ?? "")?.[1];
    if (header !== undefined) words.splice(at, 2, "--header", `${header}: ${words[at + 1] ?? ""}`);
    else if (/^-?-no-h(?:eader)?-/.test(words[at] ?? "")) words[at] = "--no-header";
  }
  return words;
}

function nameOf(text: ByteString): Name | ByteString {
  const exact = names.find(({ name }) => name === text);
  if (exact !== undefined) return exact;
  const candidates = names.filter(({ name }) => name.startsWith(text));
  const [first] = candidates;
  if (first === undefined) return `Unknown option: ${text}`;
  const isOne = candidates.every(({ row, isRemoval }) => row === first.row && isRemoval === first.isRemoval);
  return isOne ? first : `Option ${text} is ambiguous (${candidates.map(({ name }) => name).join(", ")})`;
}

function takesNext({ takes }: OptionRow, next: ByteString | undefined): boolean {
  if (next === undefined || takes === "nothing") return false;
  if (takes === "a number") return /^[-+]?\d+$/.test(next);
  return takes === "always" || !/^--?[^]+$|^--$/.test(next);
}
