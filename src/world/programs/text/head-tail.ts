import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { type FileNode, unixErrorText } from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";

/** How much of a file is wanted. */
interface Amount {
  readonly unit: "lines" | "bytes";
  readonly count: number;
  /** What stood before the number: `tail -n +3` is from the third on, `head -n -3` all but the last three. */
  readonly sign: string;
}

/** head(1): the first lines (-n N or -N) or bytes (-c N) of files, or all but the last (-n -N). */
export function* head(system: WorldSystem): WorldRunning {
  return yield* show(system, { follows: "" }, (parts, { count, sign }) =>
    parts.slice(0, sign === "-" ? Math.max(0, parts.length - count) : count),
  );
}

/** tail(1): the last lines (-n N or -N) or bytes (-c N) of files, or from one on (+N); -f goes on with what is added, until Ctrl-C. */
export function* tail(system: WorldSystem): WorldRunning {
  return yield* show(system, { follows: "fF" }, (parts, { count, sign }) =>
    parts.slice(sign === "+" ? Math.max(0, count - 1) : Math.max(0, parts.length - count)),
  );
}

/** Letters behind a number, as how much it's times. Source: coreutils-9.1, "Block size". */
const multipliers: Readonly<Record<string, number>> = { "": 1, b: 512, k: 1024, K: 1024, M: 1024 * 1024 };

// In the words of coreutils-9.1 src/head.c, src/tail.c
function* show(
  system: WorldSystem,
  { follows }: { readonly follows: string },
  choose: (parts: readonly ByteString[], amount: Amount) => readonly ByteString[],
): WorldRunning {
  const isValue = (at: number): boolean => /^-[A-Za-z]*[nc]$/.test(system.argv[at - 1] ?? "");
  const argv = system.argv.map((word, at) => {
    if (follows !== "" && at === 1 && /^\+\d+$/.test(word)) return `-n${word}`;
    return isValue(at) ? word : word.replace(/^-(\d+)$/, "-n$1");
  });
  const { flags, values, operands, trouble } = readOptions(argv, {
    flags: `qv${follows}`,
    withValue: "nc",
    long: {
      lines: "n",
      bytes: "c",
      quiet: "q",
      silent: "q",
      verbose: "v",
      ...(follows === "" ? {} : { follow: "f" }),
    },
  });
  const unit = values.has("c") ? "bytes" : "lines";
  const asked = values.get("c") ?? values.get("n") ?? "10";
  const [, sign = "", digits, letter = ""] = /^([+-]?)(\d{1,9})([bkKM]?)$/.exec(asked) ?? [];
  if (trouble !== null || digits === undefined) {
    complain(system, trouble ?? `invalid number of ${unit}: '${asked}'`);
    return exit(1);
  }
  const amount = { unit, count: Number(digits) * (multipliers[letter] ?? 1), sign } as const;
  const paths = operands.length === 0 ? ["-"] : operands;
  const hasTitles = (paths.length > 1 || flags.has("v")) && !flags.has("q");
  const read: ByteString[] = [];
  let code = 0;
  for (const path of paths) {
    const text = yield* readText(system, path);
    if (text === null) {
      code = 1;
      continue;
    }
    const title = path === "-" ? "standard input" : path;
    if (hasTitles) system.write(1, bytesOf(`${read.length === 0 ? "" : "\n"}==> ${title} <==\n`));
    read.push(path);
    const parts = unit === "bytes" ? Array.from(text) : text.split(/(?<=\n)/);
    system.write(1, bytesOf(choose(text === "" ? [] : parts, amount).join("")));
  }
  const followed = flags.has("F") ? paths : flags.has("f") ? read : [];
  if (followed.some((path) => path !== "-")) yield* follow(system, followed);
  if (flags.has("f") && read.length === 0) complain(system, "no files remaining");
  return exit(code);
}

function* readText(
  system: WorldSystem,
  path: ByteString,
): Generator<WorldWait, ByteString | null, WorldArrival> {
  const { files } = system;
  if (path === "-") return yield* readOperand(system, path);
  const file = system.readFile(path);
  if (file.kind === "read") return byteString(file.bytes);
  const isFolder = files.nodes.get(system.absolute(path))?.kind === "folder";
  complain(
    system,
    isFolder && file.error === "EISDIR"
      ? `error reading '${path}': ${unixErrorText(file.error)}`
      : `cannot open '${path}' for reading: ${unixErrorText(file.error)}`,
  );
  return null;
}

/** Shows what is added to the last of the files, for ever. One that is replaced is shown from its start. */
function* follow(
  system: WorldSystem,
  paths: readonly ByteString[],
): Generator<WorldWait, void, WorldArrival> {
  const path = system.absolute(paths.at(-1) ?? "-");
  let seen: FileNode | null = fileAt(system, path);
  for (;;) {
    yield { kind: "change", path, seen };
    const now = fileAt(system, path);
    const old = seen === null ? "" : byteString(seen.bytes);
    const text = now === null ? "" : byteString(now.bytes);
    if (now !== null && text.length < old.length) complain(system, `${path}: file truncated`);
    system.write(1, bytesOf(text.length >= old.length ? text.slice(old.length) : text));
    seen = now;
  }
}

function fileAt(system: WorldSystem, path: ByteString): FileNode | null {
  const node = system.files.nodes.get(path);
  return node?.kind === "file" ? node : null;
}
