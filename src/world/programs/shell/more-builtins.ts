import { byteString, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import {
  advise,
  type Builtin,
  type BuiltinContext,
  type MoreBuiltins,
  runText,
  type Shell,
  type Steps,
} from "../../shell/index.ts";

const namePattern = /^[A-Za-z_]\w*$/;

/** Builtins of larger shells. Each says that it isn't here, and where it is. Source: bash(1), "SHELL BUILTIN COMMANDS". */
const missing =
  "alias bg command declare dirs fg getopts hash jobs let local popd pushd readonly return select source times trap type typeset ulimit unalias wait".split(
    " ",
  );

const isMissing =
  (name: ByteString): Builtin =>
  (shell, words, context) =>
    inBash(shell, context, { what: name, line: [name, ...words].join(" ") });

/** The builtins that a page fetches once it's painted. */
export const moreBuiltins: MoreBuiltins = {
  builtins: {
    ".": dot,
    eval: (shell, words, context) =>
      within(shell, context, (inner) => runText(inner, words.join(" "), inner.line)),
    read,
    set,
    shift,
    umask,
    unset,
    ...Object.fromEntries(missing.map((name) => [name, isMissing(name)])),
  },
  missing,
};

/** Tells that something is there in bash only. */
function* inBash(
  shell: Shell,
  { complain, descriptors }: BuiltinContext,
  { what, line }: { readonly what: ByteString; readonly line: ByteString },
): Steps<number> {
  complain(`${what} doesn't work in this shell`);
  yield* advise(shell, ["--bash", line], descriptors.get(2));
  return 2;
}

/** Runs more of the shell's language in this shell itself. */
function* within(
  shell: Shell,
  { descriptors }: BuiltinContext,
  run: (shell: Shell) => Steps<void>,
): Steps<number> {
  const { descriptors: outer, line } = shell;
  shell.descriptors = descriptors;
  shell.status = 0;
  yield* run(shell);
  shell.descriptors = outer;
  shell.line = line;
  return shell.status;
}

/** `. FILE`: runs its lines in this shell. Without a slash it's looked for in the folders of $PATH, then in this one. */
// POSIX.1-2017 XCU 2.14 dot; the current folder is bash's addition
function* dot(shell: Shell, [name]: readonly ByteString[], context: BuiltinContext): Steps<number> {
  const { system } = shell;
  if (name === undefined) {
    context.complain(".: which file?");
    return 2;
  }
  const folders = name.includes("/") ? [] : (context.environment.get("PATH") ?? "").split(":");
  const found = folders
    .map((folder) => `${folder}/${name}`)
    .find((path) => system.files.nodes.get(path)?.kind === "file");
  const file = system.readFile(found ?? name);
  if (file.kind === "failed") {
    context.complain(`.: ${name}: ${unixErrorText(file.error)}`);
    return 1;
  }
  return yield* within(shell, context, (inner) => runText(inner, byteString(file.bytes)));
}

/** `read [-r] NAME ...`: a line of standard input, a word for each name, and the rest for the last. Fails at its end. */
// POSIX.1-2017 XCU read
function* read(
  shell: Shell,
  words: readonly ByteString[],
  { complain, descriptors }: BuiltinContext,
): Steps<number> {
  const isRaw = words[0] === "-r";
  const names = words.slice(isRaw ? 1 : 0);
  const bad = names.find((name) => !namePattern.test(name));
  if (names.length === 0 || bad !== undefined) {
    complain(
      bad === undefined ? "read: which variables?" : `read: ${bad}: not a name that a variable can have`,
    );
    return 2;
  }
  const { unread, system, variables } = shell;
  const descriptor = descriptors.get(0);
  let text = descriptor === undefined ? "" : (unread.get(descriptor) ?? "");
  const isOver = (): boolean => (isRaw ? /\n/ : /^(?:[^\\\n]|\\[^])*\n/).test(text);
  let hasEnded = descriptor === undefined;
  while (!hasEnded && !isOver()) {
    const arrival = yield { kind: "poll", descriptors: descriptor === undefined ? [] : [descriptor] };
    if (arrival.kind === "bytes from")
      text += byteString(arrival.bytes).replaceAll("\r", system.isAtConsole ? "\n" : "\r");
    else hasEnded = true;
  }
  const end = isRaw ? /\n/.exec(text) : /^(?:[^\\\n]|\\[^])*?\n/.exec(text);
  const length = end === null ? text.length : end.index + end[0].length;
  if (descriptor !== undefined) unread.set(descriptor, text.slice(length));
  const raw = text.slice(0, end === null ? length : length - 1);
  const fields = fieldsOf(isRaw ? raw.replaceAll("\\", "\\\\") : raw.replaceAll("\\\n", ""), names.length);
  for (const [index, name] of names.entries()) variables.set(name, fields[index] ?? "");
  return end === null ? 1 : 0;
}

/** So many words, the last with all that is left; a backslash keeps a blank within its word. */
function fieldsOf(line: ByteString, count: number): readonly ByteString[] {
  const fields: ByteString[] = [];
  let rest = line.replace(/^[ \t]+/, "");
  while (fields.length < count - 1 && rest !== "") {
    const word = /^(?:\\[^]|[^ \t\\])*\\?/.exec(rest)?.[0] ?? "";
    fields.push(word);
    rest = rest.slice(word.length).replace(/^[ \t]+/, "");
  }
  fields.push(rest.replace(/((?:\\[^]|[^\\])*?)[ \t]+$/, "$1"));
  return fields.map((field) => field.replace(/\\([^])/g, "$1"));
}

/** `set`: all variables; `set -e`, `-u`, `-x` and with + instead their end; `set WORD ...` gives the arguments $1 and so on. */
// POSIX.1-2017 XCU 2.14 set
function set(shell: Shell, words: readonly ByteString[], context: BuiltinContext): number | Steps<number> {
  if (words.length === 0) {
    for (const [name, value] of [...shell.variables].sort())
      context.print(`${name}='${value.replaceAll("'", "'\\''")}'\n`);
    return 0;
  }
  let at = 0;
  let options = shell.options;
  for (; /^[-+]./.test(words[at] ?? "") && words[at] !== "--"; at++) {
    const word = words[at] ?? "";
    if (!/^[-+][eux]+$/.test(word))
      return inBash(shell, context, { what: `set ${word}`, line: ["set", ...words].join(" ") });
    for (const letter of word.slice(1))
      options = options.replace(letter, "") + (word.startsWith("-") ? letter : "");
  }
  shell.options = options;
  const isMarked = words[at] === "--";
  const rest = words.slice(isMarked ? at + 1 : at);
  if (isMarked || rest.length > 0) shell.parameters = [shell.parameters[0] ?? "sh", ...rest];
  return 0;
}

/** `umask`: here it's 022 for all processes. */
// Differs: POSIX's can be set.
function umask(shell: Shell, words: readonly ByteString[], context: BuiltinContext): number | Steps<number> {
  const [word] = words;
  if (word === undefined) context.print("0022\n");
  else if (word === "-S") context.print("u=rwx,g=rx,o=rx\n");
  else if (!/^0*22$/.test(word))
    return inBash(shell, context, { what: "umask other than 022", line: `umask ${word}` });
  return 0;
}

function shift(shell: Shell, [count = "1"]: readonly ByteString[], { complain }: BuiltinContext): number {
  const [name = "", ...rest] = shell.parameters;
  if (!/^\d{1,4}$/.test(count) || Number(count) > rest.length) {
    complain(`shift: ${count}: there aren't so many arguments`);
    return 1;
  }
  shell.system.weigh(rest.length * 8);
  shell.parameters = [name, ...rest.slice(Number(count))];
  return 0;
}

function unset(shell: Shell, names: readonly ByteString[]): number {
  for (const name of names) {
    shell.variables.delete(name);
    shell.exported.delete(name);
  }
  return 0;
}
