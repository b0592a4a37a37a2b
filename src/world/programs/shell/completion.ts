import {
  byteString,
  decodeByteString,
  encodeByteString,
  encodeText,
  type ByteString,
} from "../../../engine/bytes/index.ts";
import { listFolder, resolvePath } from "../../files/index.ts";
import type { Host } from "../../host.ts";
import { programNames } from "../../program-files.ts";
import type { World } from "../../world.ts";
import { quoted, wordAtCursor } from "./command-line.ts";
import { builtinNames, type Completion } from "../../shell/index.ts";

const wordsOf = new Map<string, readonly string[]>();

/** Brings the words that may stand behind commands: options, and what else isn't a file. */
export function addCompletions(words: Readonly<Record<string, readonly string[]>>): void {
  for (const [command, own] of Object.entries(words)) wordsOf.set(command, own);
}

/** What Tab may complete on a host's command line: commands, their options, files. Null if nothing fits. */
export function completeLine(world: World, hostId: string, text: string, cursor: number): Completion | null {
  const host = world.hosts.get(hostId);
  if (host === undefined) return null;
  const { word, from, quote, command, isFile } = wordAtCursor(text.slice(0, cursor));
  const words = (wordsOf.get(command ?? "") ?? []).filter(
    (own) => own.startsWith("-") === word.startsWith("-"),
  );
  const candidates = isFile
    ? paths(world, host, word)
    : command === null && !word.includes("/")
      ? [...new Set([...programNames(host), ...builtinNames()])].sort().map((name) => `${name} `)
      : word.startsWith("-") || words.length > 0
        ? words.map((own) => `${own} `)
        : paths(world, host, word);
  const fitting = candidates.filter((candidate) => candidate.startsWith(word));
  if (fitting.length === 0) return null;
  return { from, candidates: fitting.map((candidate) => typed(candidate, quote)) };
}

/** A candidate as it's to be typed: the quote is closed behind what is complete. */
function typed(candidate: string, quote: string): string {
  const isOver = candidate.endsWith(" ");
  const name = quoted(isOver ? candidate.slice(0, -1) : candidate, quote);
  return isOver ? `${name}${quote} ` : name;
}

/** The paths that begin with what is typed: folders with a slash, files with a blank behind them. */
function paths(world: World, host: Host, word: string): readonly string[] {
  const folder = word.slice(0, word.lastIndexOf("/") + 1);
  const asked: ByteString = byteString(encodeText(folder.replace(/^~\//, `${decodeByteString(host.home)}/`)));
  const absolute = resolvePath(shellFolder(world, host), asked === "" ? "." : asked);
  const names = listFolder(host.files, absolute);
  if (typeof names === "string") return [];
  const isHidden = word.slice(folder.length).startsWith(".");
  return names
    .filter((name) => name.startsWith(".") === isHidden)
    .map((name) => {
      const isFolder = host.files.nodes.get(resolvePath(absolute, name))?.kind === "folder";
      return `${folder}${decodeByteString(name)}${isFolder ? "/" : " "}`;
    });
}

/** The folder of the shell that is at a host's console: the innermost one. */
function shellFolder(world: World, host: Host): ByteString {
  const atConsole = [...world.processes.values()].filter(
    (process) =>
      process.host === host && process.ended === null && process.descriptors.get(0)?.kind === "keyboard",
  );
  return atConsole.at(-1)?.folder ?? encodeByteString("/");
}
