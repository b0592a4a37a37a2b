import type { Block, ManPage } from "./page.ts";

/** Columns of a page where nothing else is asked for, and the fewest that it's made for. */
export const columns = { default: 76, min: 40, max: 200 } as const;

/** Blanks before text, before what is shown as it is, and before the text of an item. */
const indentation = { text: 4, verbatim: 8, item: 14 } as const;

const bookOf: ReadonlyMap<string, string> = new Map([
  ["1", "Commands"],
  ["5", "Files and formats"],
  ["7", "Ideas"],
  ["8", "Running a server"],
]);

/** A page as lines of at most `width` columns; what is shown as it is can be wider. */
export function formatPage(page: ManPage, width: number): readonly string[] {
  const { names, section, about, parts } = page;
  const title = `${(names[0] ?? "").toUpperCase()}(${section})`;
  const lines = [headLine(title, bookOf.get(section) ?? "", width), "", "NAME"];
  lines.push(...fill(`${names.join(", ")} - ${about}`, { width, indent: indentation.text }));
  for (const { heading, blocks } of parts) {
    lines.push("", heading);
    let before: Block | null = null;
    for (const block of blocks) {
      const isList = before?.kind === "item" && block.kind === "item";
      if (before !== null && !isList) lines.push("");
      lines.push(...formatBlock(block, width));
      before = block;
    }
  }
  return lines;
}

function formatBlock(block: Block, width: number): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return fill(block.text, { width, indent: indentation.text });
    case "verbatim":
      return block.lines.map((line) => (line === "" ? "" : " ".repeat(indentation.verbatim) + line));
    case "item": {
      const text = fill(block.text, { width, indent: indentation.item });
      const term = " ".repeat(indentation.text) + block.term;
      const [first = ""] = text;
      // A term that leaves no two blanks before its text has a line to itself.
      if (term.length > indentation.item - 2) return [term, ...text];
      return [term + first.slice(term.length), ...text.slice(1)];
    }
  }
}

/** Puts words into lines, each behind so many blanks. */
function fill(
  text: string,
  { width, indent }: { readonly width: number; readonly indent: number },
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines.map((one) => " ".repeat(indent) + one);
}

/** The title at both ends, and the section's in the middle. */
function headLine(title: string, book: string, width: number): string {
  const left = Math.max(1, Math.floor((width - book.length) / 2) - title.length);
  const right = Math.max(1, width - title.length - left - book.length - title.length);
  return title + " ".repeat(left) + book + " ".repeat(right) + title;
}
