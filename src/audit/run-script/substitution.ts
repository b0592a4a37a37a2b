import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Command } from "../../engine/sh/index.ts";
import { expandToOne, expandWords } from "./expand.ts";
import type { Field } from "./field.ts";
import { limits } from "./limits.ts";
import { readScript } from "./masking.ts";
import { isKnown, known, type PartlyKnown, type Place, type Unknown } from "./partly-known.ts";
import { absolutePath, type Scope, type State, type Substitution } from "./state.ts";

/** What `...` or $(...) is replaced by: the files that `cat` and `head` show, as far as they're known, or what `echo` says. */
export function outputOf(scope: Scope, state: State, { source, place }: Substitution): PartlyKnown {
  const nobodyKnows = scope.unknowns.standFor({
    reason: { kind: "command", text: encodeByteString(source.trim()) },
    place,
  });
  if (scope.depth > limits.depthMax) return nobodyKnows;
  const { list, trouble, writtenAs } = readScript(encodeByteString(source), 1);
  const inner: Scope = { ...scope, placeOf: () => place, writtenAs, depth: scope.depth + 1 };
  const [pipeline, ...others] = list;
  if (trouble !== null || pipeline === undefined || others.length > 0) return nobodyKnows;
  let text: PartlyKnown | null = null;
  for (const command of pipeline.commands) {
    text = printed(inner, state, { command, input: text, place });
    if (text === null) return nobodyKnows;
  }
  return (text ?? "").replace(/\n+$/, "");
}

interface Printing {
  readonly command: Command;
  readonly input: PartlyKnown | null;
  readonly place: Place;
}

/** What a command prints; null if that isn't known in any part. */
function printed(scope: Scope, state: State, { command, input: piped, place }: Printing): PartlyKnown | null {
  if (command.kind !== "simple" || command.assignments.length > 0) return null;
  let input = piped;
  for (const { how, target } of command.redirections)
    if (how === "read")
      input = fileText(scope, state, { path: expandToOne(scope, state, { word: target, place }), place });
  const [name, ...fields] = expandWords(scope, state, command.words);
  // ksh and bash: $(< FILE)
  if (name === undefined) return input;
  switch (name.text.replace(/^.*\//, "")) {
    case "cat": {
      const files = fields.filter(({ text }) => !text.startsWith("-"));
      const texts = files.map((field) => fileText(scope, state, { path: field.text, place }));
      return files.length === 0 ? input : texts.join("");
    }
    case "head": {
      const { count, files } = headOptions(fields);
      const [file] = files;
      const text = file === undefined ? input : fileText(scope, state, { path: file.text, place });
      return text === null || count === null || files.length > 1 ? null : headOf(text, count);
    }
    case "echo": {
      const words = fields[0]?.text === "-n" ? fields.slice(1) : fields;
      return words.every(({ isOne }) => isOne) ? words.map(({ text }) => text).join(" ") : null;
    }
    default:
      return null;
  }
}

function headOptions(fields: readonly Field[]): {
  readonly count: number | null;
  readonly files: readonly Field[];
} {
  const [first, second, ...rest] = fields;
  const short = /^-n?(\d+)$/.exec(first?.text ?? "");
  if (short !== null) return { count: Number(short[1]), files: fields.slice(1) };
  if (first?.text === "-n")
    return { count: /^\d+$/.test(second?.text ?? "") ? Number(second?.text) : null, files: rest };
  return { count: first?.text.startsWith("-") === true ? null : 10, files: fields };
}

/** The first lines; null if one of them isn't known to be one. */
function headOf(text: PartlyKnown, count: number): PartlyKnown | null {
  const lines = text.split("\n").slice(0, count);
  return isKnown(text) || lines.join("") === text ? lines.join("\n") : null;
}

/** The text of a file, empty if it's missing. */
function fileText(
  scope: Scope,
  state: State,
  { path, place }: { readonly path: PartlyKnown; readonly place: Place },
): PartlyKnown {
  const name = known(absolutePath(state.folder, path));
  const found = name === null ? null : scope.surroundings.file(name);
  if (found?.kind === "known") return found.text;
  if (found?.kind === "missing") return "";
  const reason: Unknown["reason"] = { kind: "file", path: name ?? writtenPath(path) };
  return scope.unknowns.standFor({ reason, place });
}

function writtenPath(path: PartlyKnown): ByteString {
  return path.replace(/[\ue000-\uf8ff]/g, "?");
}
