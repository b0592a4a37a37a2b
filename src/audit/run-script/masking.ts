import { decodeByteString, encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { parser, type List, type PlacedWord, type SyntaxTrouble } from "../../engine/sh/index.ts";
import { limits } from "./limits.ts";
import type { Place } from "./partly-known.ts";

/** A script as far as it can be read. */
export interface ScriptText {
  readonly list: List;
  /** Where the "&" are that send a command to the background; in the list it's ended as by ";". */
  readonly backgroundMarks: readonly Place[];
  /** How a word of the list is written in the script. */
  readonly writtenAs: (word: PlacedWord) => string;
  /** What isn't read any more, from there on; null if all is. */
  readonly trouble: SyntaxTrouble | null;
}

/** Whether a variable is what a construct was hidden under, whose value isn't known. */
export function isHidden(name: string): boolean {
  return /^_+$/.test(name);
}

/**
 * Reads a script. The grammar is that of the world's shell, which lacks what scripts of real servers have: it's hidden
 * from it without moving anything, each expansion that it can't do under a variable made of underscores.
 */
export function readScript(source: ByteString, firstLine: number): ScriptText {
  const original = decodeByteString(source);
  const writtenAs: ScriptText["writtenAs"] = ({ line, column, source: read }) => {
    const at = read.includes("_") ? offsetOf(original, { line, column }, firstLine) : null;
    return at === null ? read : original.slice(at, at + read.length);
  };
  let text = original;
  const backgroundMarks: Place[] = [];
  for (let hidden = 0; ; hidden++) {
    const { list, trouble } = readAll(text, firstLine);
    const at = trouble === null ? null : offsetOf(text, trouble, firstLine);
    const masked = at === null || hidden === limits.hiddenMax ? null : mask(text, at);
    if (trouble === null || masked === null || masked === text)
      return { list, backgroundMarks, writtenAs, trouble };
    if (at !== null && text.charAt(at) === "&")
      backgroundMarks.push({ line: trouble.line, column: trouble.column });
    text = masked;
  }
}

function readAll(text: string, firstLine: number): Pick<ScriptText, "list" | "trouble"> {
  const list: List[number][] = [];
  const { next } = parser(encodeByteString(text), firstLine);
  for (let parsed = next(); ; parsed = next()) {
    if (parsed.kind === "trouble") return { list, trouble: parsed };
    if (parsed.kind === "end") return { list, trouble: null };
    for (const pipeline of parsed.list) list.push(pipeline);
  }
}

function offsetOf(text: string, { line, column }: Place, firstLine: number): number | null {
  let at = 0;
  for (let number = firstLine; number < line; number++) {
    const end = text.indexOf("\n", at);
    if (end === -1) return null;
    at = end + 1;
  }
  return at + column - 1;
}

/** Hides what begins here; null if it's nothing that can be hidden. */
function mask(text: string, at: number): string | null {
  const rest = text.slice(at, at + EXPANSION_CHARACTERS_MAX);
  const put = (hidden: string): string => text.slice(0, at) + hidden + text.slice(at + hidden.length);
  const here = /^<<-?[ \t]*(["'\\]?)([A-Za-z0-9_.-]+)["']?/.exec(rest);
  if (here !== null) return hereDocumentHidden(text, at, here);
  const descriptor = /^<&[\d-]*/.exec(rest)?.[0];
  if (descriptor !== undefined) return put(" ".repeat(descriptor.length));
  if (rest.startsWith("&")) return put(";");
  if (/^\$[!-]/.test(rest)) return put("$_");
  const inner = /^\$\(\(/.test(rest)
    ? closing(rest, { open: "(", close: ")" })
    : closing(rest, { open: "{", close: "}" });
  return inner === null || inner < 4 ? null : put(`\${${"_".repeat(inner - 3)}}`);
}

/** Longer ones aren't looked for. */
const EXPANSION_CHARACTERS_MAX = 240;

/** How long the expansion is that begins here with `${` or `$((`; null if it has no end, or goes over several lines. */
function closing(
  rest: string,
  { open, close }: { readonly open: string; readonly close: string },
): number | null {
  if (!rest.startsWith(`$${open}`)) return null;
  let depth = 0;
  for (let at = 1; at < rest.length && rest[at] !== "\n"; at++) {
    if (rest[at] === open) depth++;
    if (rest[at] === close && --depth === 0) return at + 1;
  }
  return null;
}

function hereDocumentHidden(text: string, at: number, here: RegExpExecArray): string | null {
  const [start, , delimiter = ""] = here;
  const lineEnd = text.indexOf("\n", at);
  if (lineEnd === -1) return null;
  let end = lineEnd + 1;
  for (;;) {
    const next = text.indexOf("\n", end);
    const line = text.slice(end, next === -1 ? text.length : next);
    end = next === -1 ? text.length : next;
    if (line.replace(start.startsWith("<<-") ? /^\t+/ : "", "") === delimiter || next === -1) break;
    end++;
  }
  const blank = (part: string): string => part.replace(/[^\n]/g, " ");
  return (
    text.slice(0, at) +
    blank(start) +
    text.slice(at + start.length, lineEnd) +
    blank(text.slice(lineEnd, end)) +
    text.slice(end)
  );
}
