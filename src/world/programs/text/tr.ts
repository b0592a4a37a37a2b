import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit } from "../print.ts";
import { readOperand } from "./input.ts";

/** What stands behind a backslash in a set. Source: POSIX.1-2017 XCU tr. */
const escapes: Readonly<Record<string, ByteString>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const classes: Readonly<Record<string, (character: string) => boolean>> = {
  lower: (character) => /[a-z]/.test(character),
  upper: (character) => /[A-Z]/.test(character),
  alpha: (character) => /[A-Za-z]/.test(character),
  digit: (character) => /[0-9]/.test(character),
  alnum: (character) => /[A-Za-z0-9]/.test(character),
  space: (character) => /[ \t\n\v\f\r]/.test(character),
  blank: (character) => /[ \t]/.test(character),
  cntrl: (character) => character < " " || character === "\x7f",
  print: (character) => character >= " " && character <= "~",
  punct: (character) => /[!-/:-@[-`{-~]/.test(character),
};

/** tr(1): replaces bytes of one set by those of another; -d deletes, -s squeezes repeated ones, -c means all others. */
export function* tr(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "dscC" });
  const sets = operands.map(expand);
  const [first, second] = sets;
  const wanted = flags.has("d") ? (flags.has("s") ? [2] : [1]) : flags.has("s") ? [1, 2] : [2];
  if (trouble !== null || first === undefined || !wanted.includes(sets.length)) {
    complain(system, trouble ?? (operands.length === 0 ? "missing operand" : "wrong number of sets"));
    return exit(1);
  }
  const bad = operands[sets.indexOf(null)];
  if (first === null || second === null) {
    complain(system, `the set '${bad ?? ""}' can't be understood`);
    return exit(1);
  }
  const text = yield* readOperand(system, "-");
  if (text === null) return exit(1);
  const isComplement = flags.has("c") || flags.has("C");
  const isIn = (character: string): boolean => first.includes(character) !== isComplement;
  const replace = (character: string): string => {
    if (flags.has("d") || second === undefined || !isIn(character)) return character;
    // The last byte of a second set that is too short stands for all the rest.
    const at = isComplement ? second.length - 1 : Math.min(first.indexOf(character), second.length - 1);
    return second.charAt(at);
  };
  const squeezed = second ?? first;
  const isSqueezed = (character: string): boolean =>
    flags.has("s") && (second === undefined ? isIn(character) : squeezed.includes(character));
  let last = "";
  let result = "";
  for (const character of text) {
    if (flags.has("d") && isIn(character)) continue;
    const replaced = replace(character);
    if (replaced === last && isSqueezed(replaced)) continue;
    last = replaced;
    result += replaced;
  }
  system.write(1, bytesOf(result));
  return exit(0);
}

/** All bytes of a set, in order: ranges, classes and escapes written out; null if it can't be understood. */
function expand(set: ByteString): ByteString | null {
  let bytes = "";
  for (let at = 0; at < set.length;) {
    const rest = set.slice(at);
    const name = /^\[:(\w+):\]/.exec(rest)?.[1];
    if (name !== undefined) {
      const isOfClass = classes[name];
      if (isOfClass === undefined) return null;
      for (let code = 0; code < 256; code++) {
        const character = String.fromCharCode(code);
        if (isOfClass(character)) bytes += character;
      }
      at += name.length + 4;
      continue;
    }
    const from = one(rest);
    at += from.length;
    const to = set.charAt(at) === "-" && at + 1 < set.length ? one(set.slice(at + 1)) : null;
    if (to === null) {
      bytes += from.byte;
      continue;
    }
    if (to.byte < from.byte) return null;
    at += 1 + to.length;
    for (let code = from.byte.charCodeAt(0); code <= to.byte.charCodeAt(0); code++)
      bytes += String.fromCharCode(code);
  }
  return bytes;
}

/** The first byte of a set's text, and how much of the text stands for it. */
function one(text: ByteString): { readonly byte: ByteString; readonly length: number } {
  const octal = /^\\([0-7]{1,3})/.exec(text)?.[1];
  if (octal !== undefined)
    return { byte: String.fromCharCode(Number.parseInt(octal, 8) & 0xff), length: octal.length + 1 };
  if (text.startsWith("\\") && text.length > 1)
    return { byte: escapes[text.charAt(1)] ?? text.charAt(1), length: 2 };
  return { byte: text.charAt(0), length: 1 };
}

/** dos2unix(1): takes the carriage return out of each line's end, in the files themselves. */
export function* dos2unix(system: WorldSystem): WorldRunning {
  const { flags, operands: paths, trouble } = readOptions(system.argv, { flags: "q", long: { quiet: "q" } });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(1);
  }
  if (paths.length === 0) {
    const text = (yield* readOperand(system, "-")) ?? "";
    system.write(1, bytesOf(text.replaceAll("\r\n", "\n")));
  }
  let code = 0;
  for (const path of paths) {
    const file = system.readFile(path);
    if (file.kind === "failed") {
      complainOf(system, path, file.error);
      code = 1;
      continue;
    }
    const text = yield* readOperand(system, path);
    const error = text === null ? null : system.writeFile(path, bytesOf(text.replaceAll("\r\n", "\n")));
    if (error !== null) {
      complainOf(system, path, error);
      code = 1;
      continue;
    }
    if (!flags.has("q")) system.write(2, bytesOf(`dos2unix: converting file ${path} to Unix format...\n`));
  }
  return exit(code);
}
