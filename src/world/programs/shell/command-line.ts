/** The word that the cursor is behind, and the command that it belongs to. */
export interface CursorWord {
  /** Without its quotes and backslashes. */
  readonly word: string;
  /** Where it begins in the line. */
  readonly from: number;
  /** The quote that it's within at the cursor; empty if none. */
  readonly quote: string;
  /** The command, if the word isn't that itself. */
  readonly command: string | null;
  /** It stands behind "<" or ">". */
  readonly isFile: boolean;
}

/** Words behind which a command begins, as at the beginning of a line. Source: POSIX.1-2017 XCU 2.4. */
const openers = new Set(["if", "then", "elif", "else", "while", "until", "do", "!", "{"]);

/** Reads a command line up to the cursor, as far as completing its last word needs it. */
export function wordAtCursor(before: string): CursorWord {
  let words: { text: string; isFile: boolean }[] = [];
  let word = "";
  let from: number | null = null;
  let quote = "";
  let isFile = false;
  const end = (): void => {
    if (from === null) return;
    words.push({ text: word, isFile });
    from = null;
    word = "";
    isFile = false;
  };
  for (let at = 0; at < before.length; at++) {
    const character = before.charAt(at);
    const next = before.charAt(at + 1);
    if (quote === "" && /[ \t\n;|&()`<>]/.test(character)) {
      end();
      if (/[<>]/.test(character)) isFile = true;
      else if (/[;|&()`\n]/.test(character)) {
        words = [];
        isFile = false;
      }
      continue;
    }
    from ??= at;
    if (character === "\\" && quote !== "'" && (quote === "" || /["$`\\]/.test(next))) {
      word += next;
      at++;
    } else if (character === quote) quote = "";
    else if (quote === "" && /["']/.test(character)) quote = character;
    else word += character;
  }
  const arguments_ = words.filter((one) => !one.isFile).map(({ text }) => text);
  const start = arguments_.findIndex((text) => !openers.has(text) && !/^[A-Za-z_]\w*=/.test(text));
  return {
    word,
    from: from ?? before.length,
    quote,
    command: start === -1 ? null : (arguments_[start] ?? null),
    isFile,
  };
}

/** A name as it's to be typed, within a quote that is open or without any, so that the shell takes it as it is. */
export function quoted(name: string, quote: string): string {
  if (quote === "'") return `'${name.replaceAll("'", "'\\''")}`;
  if (quote === '"') return `"${name.replace(/["$`\\]/g, "\\$&")}`;
  const tilde = /^~[\w-]*(?=\/)/.exec(name)?.[0] ?? "";
  return tilde + name.slice(tilde.length).replace(/[ \t"'$`\\;|&()<>*?[\]#~!{}]/g, "\\$&");
}
