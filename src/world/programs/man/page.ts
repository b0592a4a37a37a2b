/**
 * A manual page, as its file in pages/ says it. The file is named NAME.SECTION and begins with the line
 * `NAME, OTHER NAME - what it is in a few words`. Then come parts, each below a heading in capitals. In them
 * - lines in a row are a paragraph; an empty line ends it;
 * - `TERM :: text` is an item, whose text goes on in the lines that follow;
 * - what is indented by two blanks is shown as it is.
 */
export interface ManPage {
  /** What it can be asked for, its own name first. */
  readonly names: readonly string[];
  readonly section: string;
  readonly about: string;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "item"; readonly term: string; readonly text: string }
  | { readonly kind: "verbatim"; readonly lines: readonly string[] };

/** Reads a page's file. Throws if its first line isn't one, which is a mistake of the project's own. */
export function parsePage(fileName: string, text: string): ManPage {
  const [first = "", ...lines] = text.trimEnd().split("\n");
  const [, names, about] = /^(\S.*?) - (\S.*)$/.exec(first) ?? [];
  const [, section] = /\.(\d)$/.exec(fileName) ?? [];
  if (names === undefined || about === undefined || section === undefined)
    throw new Error(`the page ${fileName} begins with ${JSON.stringify(first)}, not with NAME - ABOUT`);
  const parts: { heading: string; blocks: Block[] }[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (/^[A-Z][A-Z ]+$/.test(line)) {
      parts.push({ heading: line, blocks: [] });
      isOpen = false;
      continue;
    }
    const blocks = parts.at(-1)?.blocks ?? [];
    const last = isOpen ? blocks.at(-1) : undefined;
    isOpen = line !== "";
    if (line === "") continue;
    const joined = joinLine(line, last);
    if (joined.isSame) blocks.pop();
    blocks.push(joined.block);
  }
  return { names: names.split(", "), section, about, parts };
}

/** The block that a line makes, together with the block before it if it goes on with that. */
function joinLine(
  line: string,
  last: Block | undefined,
): { readonly block: Block; readonly isSame: boolean } {
  if (line.startsWith("  ")) {
    const shown = line.slice(2);
    if (last?.kind !== "verbatim") return { block: { kind: "verbatim", lines: [shown] }, isSame: false };
    return { block: { ...last, lines: [...last.lines, shown] }, isSame: true };
  }
  const [, term, text] = /^(\S.*?) ::(?: (.*))?$/.exec(line) ?? [];
  if (term !== undefined) return { block: { kind: "item", term, text: text ?? "" }, isSame: false };
  if (last === undefined || last.kind === "verbatim")
    return { block: { kind: "paragraph", text: line }, isSame: false };
  return { block: { ...last, text: `${last.text} ${line}`.trim() }, isSame: true };
}
