import { KeyDecoder, type Key } from "./keys.ts";

/** What of a keydown event matters here. */
export interface Keystroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * What a keystroke means in an HTML input that stands for a terminal; null leaves it to the browser, which moves, erases
 * and selects by itself. `hasSelection`: then Ctrl-C copies.
 */
export function keyOfKeystroke(
  stroke: Keystroke,
  { hasSelection }: { readonly hasSelection: boolean },
): Key | null {
  if (stroke.metaKey || stroke.altKey) return null;
  if (stroke.ctrlKey) {
    const letter = stroke.key.toLowerCase();
    if (stroke.shiftKey || letter === "v" || (letter === "c" && hasSelection)) return null;
    if (!/^[a-z]$/.test(letter)) return null;
    return new KeyDecoder().decode(String.fromCharCode(letter.charCodeAt(0) & 0x1f))[0] ?? null;
  }
  if (stroke.key === "ArrowUp") return { kind: "edit", command: "older" };
  if (stroke.key === "ArrowDown") return { kind: "edit", command: "newer" };
  if (stroke.key === "Enter") return { kind: "enter" };
  return stroke.key === "Tab" && !stroke.shiftKey ? { kind: "complete" } : null;
}
