import type { ByteString } from "../../../engine/bytes/index.ts";

/** One argument of multilog, with what the ones before it make of it. */
export type LogAction =
  | { readonly kind: "select" | "deselect"; readonly pattern: ByteString }
  /** `bytesMax` of one file; `filesMax` of those that are kept beside `current`. */
  | {
      readonly kind: "folder";
      readonly path: ByteString;
      readonly bytesMax: number;
      readonly filesMax: number;
    }
  /** To standard error. */
  | { readonly kind: "tell" };

export type LogScript =
  | { readonly kind: "script"; readonly isStamped: boolean; readonly actions: readonly LogAction[] }
  | { readonly kind: "unknown"; readonly action: ByteString };

/** Origin: daemontools-0.76 multilog.c script_init. */
const bounds = { bytesMin: 4096, bytesMax: 16_777_215, bytesDefault: 99_999, filesMin: 2, filesDefault: 10 };

/** Reads what multilog's arguments say. */
// daemontools-0.76 multilog.c script_init
export function parseScript(words: readonly ByteString[]): LogScript {
  const actions: LogAction[] = [];
  let bytesMax = bounds.bytesDefault;
  let filesMax = bounds.filesDefault;
  for (const word of words.slice(words[0] === "t" ? 1 : 0)) {
    const rest = word.slice(1);
    switch (word.charAt(0)) {
      case "+":
        actions.push({ kind: "select", pattern: rest });
        break;
      case "-":
        actions.push({ kind: "deselect", pattern: rest });
        break;
      case "e":
        actions.push({ kind: "tell" });
        break;
      case "s":
        bytesMax = Math.min(Math.max(leadingNumber(rest), bounds.bytesMin), bounds.bytesMax);
        break;
      case "n":
        filesMax = Math.max(leadingNumber(rest), bounds.filesMin);
        break;
      case ".":
      case "/":
        actions.push({ kind: "folder", path: word, bytesMax, filesMax });
        break;
      default:
        return { kind: "unknown", action: word };
    }
  }
  return { kind: "script", isStamped: words[0] === "t", actions };
}

/** Whether a pattern matches a whole line. A star stands for all up to the first of the character behind it. */
// daemontools-0.76 match.c
export function matches(pattern: ByteString, line: ByteString): boolean {
  let at = 0;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === "*") {
      const next = pattern.charAt(index + 1);
      if (next === "") return true;
      while (at < line.length && line.charAt(at) !== next) at++;
    } else {
      if (line.charAt(at) !== character) return false;
      at++;
    }
  }
  return at === line.length;
}

function leadingNumber(text: ByteString): number {
  return Number(/^\d{0,9}/.exec(text)?.[0] ?? 0);
}
