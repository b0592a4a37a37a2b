import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../error-text.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { parseSed, type Address, type SedCommand } from "./sed-script.ts";

/** sed(1), of its commands p, d, q, = and s, with addresses; -n, -e, -E, and -i, which writes the files anew. */
export function* sed(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, { flags: "nEri", withValue: "e" });
  const paths = [...operands];
  const script = values.get("e") ?? paths.shift();
  if (trouble !== null || script === undefined) {
    complain(system, trouble ?? "which script?");
    return exit(1);
  }
  const commands = parseSed(script, flags.has("E") || flags.has("r") ? "extended" : "basic");
  if (typeof commands === "string") {
    complain(system, `-e expression #1: ${commands}`);
    return exit(1);
  }
  const isQuiet = flags.has("n");
  if (!flags.has("i")) {
    const texts = yield* readAll(system, paths.length === 0 ? ["-"] : paths);
    for (const line of edited(commands, texts.lines, { isQuiet })) printLine(system, line);
    return exit(texts.code);
  }
  let code = 0;
  for (const path of paths) {
    const texts = yield* readAll(system, [path]);
    code ||= texts.code;
    if (texts.code !== 0) continue;
    const text = edited(commands, texts.lines, { isQuiet }).map((line) => `${line}\n`);
    const error = system.writeFile(path, bytesOf(text.join("")));
    if (error === null) continue;
    complain(system, `couldn't write ${path}: ${unixErrorText(error)}`);
    code = 4;
  }
  return exit(code);
}

function* readAll(
  system: WorldSystem,
  paths: readonly ByteString[],
): Generator<WorldWait, { lines: readonly ByteString[]; code: number }, WorldArrival> {
  const lines: ByteString[] = [];
  let code = 0;
  for (const path of paths) {
    const text = yield* readOperand(system, path);
    if (text === null) code = 2;
    else for (const line of linesOf(text)) lines.push(line);
  }
  return { lines, code };
}

/** The lines that come out. */
function edited(
  commands: readonly SedCommand[],
  lines: readonly ByteString[],
  { isQuiet }: { readonly isQuiet: boolean },
): readonly ByteString[] {
  const printed: ByteString[] = [];
  const active = new Set<SedCommand>();
  for (const [index, line] of lines.entries()) {
    let text = line;
    let fate: "kept" | "deleted" | "last" = "kept";
    for (const command of commands) {
      const place = { number: index + 1, isLast: index === lines.length - 1, text };
      if (isSelected(command, active, place) === command.isNegated) continue;
      if (command.what === "s") {
        const replaced = command.replace(text);
        text = replaced ?? text;
        if (replaced !== null && command.isPrinted) printed.push(text);
      } else if (command.what === "p") printed.push(text);
      else if (command.what === "=") printed.push(String(index + 1));
      else fate = command.what === "d" ? "deleted" : "last";
      if (fate !== "kept") break;
    }
    if (fate !== "deleted" && !isQuiet) printed.push(text);
    if (fate === "last") break;
  }
  return printed;
}

interface Place {
  readonly number: number;
  readonly isLast: boolean;
  readonly text: ByteString;
}

function isSelected(command: SedCommand, active: Set<SedCommand>, place: Place): boolean {
  const { from, to } = command;
  if (from === null) return true;
  if (to === null) return isAt(from, place);
  if (active.has(command)) {
    if (isAt(to, place) || (typeof to === "number" && place.number > to)) active.delete(command);
    return !(typeof to === "number" && place.number > to);
  }
  if (!isAt(from, place)) return false;
  if (typeof to !== "number" || to > place.number) active.add(command);
  return true;
}

function isAt(address: Address, { number, isLast, text }: Place): boolean {
  if (address === "$") return isLast;
  return typeof address === "number" ? address === number : address.test(text);
}
