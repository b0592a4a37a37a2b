import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { FileNode } from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";

/** How much of a file is wanted. */
interface Amount {
  readonly unit: "lines" | "bytes";
  readonly count: number;
  /** `tail -n +N`: from the N-th on. */
  readonly isFrom: boolean;
}

/** head(1): the first lines (-n N or -N) or bytes (-c N) of files. */
export function* head(system: WorldSystem): WorldRunning {
  return yield* show(system, (text, { unit, count }) => {
    if (unit === "bytes") return text.slice(0, count);
    return text
      .split(/(?<=\n)/)
      .slice(0, count)
      .join("");
  });
}

/** tail(1): the last lines (-n N or -N) or bytes (-c N) of files; -f goes on with what is added, until Ctrl-C. */
export function* tail(system: WorldSystem): WorldRunning {
  return yield* show(system, (text, { unit, count, isFrom }) => {
    const parts = unit === "bytes" ? Array.from(text) : text.split(/(?<=\n)/);
    return parts.slice(isFrom ? Math.max(0, count - 1) : Math.max(0, parts.length - count)).join("");
  });
}

function* show(system: WorldSystem, part: (text: ByteString, amount: Amount) => ByteString): WorldRunning {
  const argv = system.argv.map((word) => word.replace(/^-(\d+)$/, "-n$1"));
  const { flags, values, operands, trouble } = readOptions(argv, { flags: "fFqv", withValue: "nc" });
  const unit = values.has("c") ? "bytes" : "lines";
  const asked = values.get("c") ?? values.get("n") ?? "10";
  const number = /^([+-]?)(\d{1,9})$/.exec(asked);
  if (trouble !== null || number === null) {
    complain(system, trouble ?? `invalid number of ${unit}: '${asked}'`);
    return exit(1);
  }
  const amount = { unit, count: Number(number[2]), isFrom: number[1] === "+" } as const;
  const paths = operands.length === 0 ? ["-"] : operands;
  let code = 0;
  let isFirst = true;
  for (const path of paths) {
    const text = yield* readOperand(system, path);
    if (text === null) {
      code = 1;
      continue;
    }
    if (paths.length > 1 && !flags.has("q"))
      system.write(1, bytesOf(`${isFirst ? "" : "\n"}==> ${path === "-" ? "standard input" : path} <==\n`));
    isFirst = false;
    system.write(1, bytesOf(part(text, amount)));
  }
  if (flags.has("f") || flags.has("F")) yield* follow(system, paths);
  return exit(code);
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
