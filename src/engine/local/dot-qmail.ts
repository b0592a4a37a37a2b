import { lowerAscii, type ByteString } from "../bytes/index.ts";

/** A .qmail file that may serve an address; `rest` is what "default" in its name stands for, null if that isn't in it. */
export interface DotQmailName {
  readonly name: ByteString;
  readonly rest: ByteString | null;
}

/** The .qmail files that may serve an address, the first that exists being the one. */
// qmail-1.03 qmail-local.c qmesearch
export function qmesearch(dash: ByteString, extension: ByteString): readonly DotQmailName[] {
  const safe = safeext(extension);
  const rest = safe.endsWith("default") ? extension.slice(-"default".length) : null;
  const names: DotQmailName[] = [{ name: `.qmail${dash}${safe}`, rest }];
  for (let end = safe.length; end >= 0; end--) {
    if (end !== 0 && safe.charAt(end - 1) !== "-") continue;
    names.push({ name: `.qmail${dash}${safe.slice(0, end)}default`, rest: extension.slice(end) });
  }
  return names;
}

/** An extension as file names have it: lower case, with colons in place of dots. */
// qmail-1.03 qmail-local.c main, safeext
export function safeext(extension: ByteString): ByteString {
  return lowerAscii(extension).replaceAll(".", ":");
}

/** One line of a .qmail file. */
export type Instruction =
  | { readonly kind: "maildir" | "mbox"; readonly path: ByteString }
  | { readonly kind: "program"; readonly command: ByteString }
  | { readonly kind: "forward"; readonly address: ByteString };

export type Instructions =
  | { readonly kind: "instructions"; readonly list: readonly Instruction[] }
  | { readonly kind: "blank first line" };

/** Reads a .qmail file; one that's empty is `aliasempty`. Blanks at the ends of lines don't count. */
// qmail-1.03 qmail-local.c main
export function parseDotQmail(text: ByteString, aliasempty: ByteString): Instructions {
  const source = text === "" ? aliasempty : text;
  const list: Instruction[] = [];
  const lines = (source.endsWith("\n") ? source.slice(0, -1) : source).split("\n");
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/[ \t]+$/, "");
    const first = line.charAt(0);
    if (first === "" && index === 0) return { kind: "blank first line" };
    if (first === "" || first === "#" || first === "+") continue;
    if (first === "." || first === "/")
      list.push({ kind: line.endsWith("/") ? "maildir" : "mbox", path: line });
    else if (first === "|") list.push({ kind: "program", command: line.slice(1) });
    else list.push({ kind: "forward", address: first === "&" ? line.slice(1) : line });
  }
  return { kind: "instructions", list };
}

/** How many of each there were: files, forwards and programs. */
// qmail-1.03 qmail-local.c count_print
export function didLine(list: readonly Instruction[]): ByteString {
  const count = (...kinds: readonly Instruction["kind"][]): number =>
    list.filter(({ kind }) => kinds.includes(kind)).length;
  return `did ${count("maildir", "mbox")}+${count("forward")}+${count("program")}\n`;
}
