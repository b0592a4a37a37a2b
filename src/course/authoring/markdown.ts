import { fromMarkdown } from "mdast-util-from-markdown";
import type { Block, Inline } from "../prose.ts";
import type { Trouble } from "./yaml-source.ts";

/** Markdown as a list of blocks, each with the line that it starts on. A heading of the second level starts a section. */
export interface MarkdownSection {
  /** Null before the first heading. */
  readonly title: string | null;
  readonly line: number;
  readonly blocks: readonly Block[];
}

type Root = ReturnType<typeof fromMarkdown>;
type MarkdownNode = Root["children"][number];

/** Parses Markdown into sections. What our prose has no form for (HTML, pictures, tables) is a trouble. */
export function parseMarkdown(
  text: string,
  { file, linesBefore }: { readonly file: string; readonly linesBefore: number },
): { readonly sections: readonly MarkdownSection[]; readonly troubles: readonly Trouble[] } {
  const troubles: Trouble[] = [];
  const lineOf = (node: MarkdownNode): number => linesBefore + (node.position?.start.line ?? 1);
  const trouble = (node: MarkdownNode): null => {
    troubles.push({
      file,
      line: lineOf(node),
      message: `lessons have no form for this Markdown: ${node.type}`,
    });
    return null;
  };

  const block = (node: MarkdownNode): Block | null => {
    switch (node.type) {
      case "paragraph":
        return { kind: "paragraph", children: inlines(node.children) };
      case "heading":
        return { kind: "heading", children: inlines(node.children) };
      case "list": {
        const items = node.children.map((item) => blocks(item.children));
        return { kind: "list", isOrdered: node.ordered === true, items };
      }
      case "blockquote":
        return { kind: "quote", children: blocks(node.children) };
      case "code":
        return { kind: "code", language: node.lang ?? "", text: node.value };
      default:
        return trouble(node);
    }
  };
  const blocks = (nodes: readonly MarkdownNode[]): readonly Block[] =>
    nodes.flatMap((node) => block(node) ?? []);

  const inline = (node: MarkdownNode): Inline | null => {
    switch (node.type) {
      case "text":
        return { kind: "text", text: node.value.replace(/\n/g, " ") };
      case "inlineCode":
        return { kind: "code", text: node.value };
      case "emphasis":
      case "strong":
        return { kind: node.type, children: inlines(node.children) };
      case "link":
        return { kind: "link", href: node.url, children: inlines(node.children) };
      default:
        return trouble(node);
    }
  };
  const inlines = (nodes: readonly MarkdownNode[]): readonly Inline[] =>
    nodes.flatMap((node) => inline(node) ?? []);

  const sections: { title: string | null; line: number; blocks: Block[] }[] = [
    { title: null, line: linesBefore + 1, blocks: [] },
  ];
  for (const node of fromMarkdown(text).children) {
    if (node.type === "heading" && node.depth === 2) {
      sections.push({ title: plainText(inlines(node.children)), line: lineOf(node), blocks: [] });
    } else {
      const made = block(node);
      if (made !== null) sections.at(-1)?.blocks.push(made);
    }
  }
  return { sections, troubles };
}

/** The words of a piece of prose, without its form. */
function plainText(children: readonly Inline[]): string {
  return children.map((child) => ("text" in child ? child.text : plainText(child.children))).join("");
}
