import { isAlias, isNode, visit, type Document, type ErrorCode } from "yaml";

/** Something that keeps a text from being read as YAML, and where it is, in characters from the beginning. */
interface YamlTrouble {
  readonly offset: number;
  readonly message: string;
}

/** The replacement character, which a byte that isn't UTF-8 has become by the time that a file is text. */
const notUtf8 = "\uFFFD";

/**
 * Why a text isn't YAML that can be used. Of errors in its form only the first is told, since the others mostly follow
 * from it, but each key that is there twice.
 */
export function yamlTroubles(text: string, document: Document.Parsed): readonly YamlTrouble[] {
  const offset = text.indexOf(notUtf8);
  if (offset !== -1)
    return [{ offset, message: "expected UTF-8, found a byte that isn't (or U+FFFD itself)" }];
  const { errors } = document;
  const [first] = errors
    .toSorted((a, b) => a.pos[0] - b.pos[0])
    .filter(({ code }) => code !== "DUPLICATE_KEY");
  if (first !== undefined)
    return [{ offset: first.pos[0], message: expectations[first.code] ?? `expected YAML: ${first.message}` }];
  const repeated = errors.map(({ pos: [start] }) => {
    const key = /^(?:"[^"]*"|'[^']*'|[^:,}\n]*)/.exec(text.slice(start))?.[0] ?? "";
    return { offset: start, message: `expected each key once, found ${key} again` };
  });
  return repeated.length > 0 ? repeated : aliasTroubles(document);
}

const expectations: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "expected blanks before the text of a line, found a tab",
  MULTIPLE_DOCS: "expected one document, found another behind ---",
  MISSING_CHAR: "expected another quote, bracket or colon before this",
  MULTILINE_IMPLICIT_KEY: "expected a colon behind a key, found the end of the line",
  BLOCK_AS_IMPLICIT_KEY:
    "expected one key and its value, found a second colon; a text with a colon goes in quotes",
};

/** Aliases (*name) that no anchor (&name) is there for. Who follows them throws. */
function aliasTroubles(document: Document.Parsed): readonly YamlTrouble[] {
  const troubles: YamlTrouble[] = [];
  visit(document, {
    Alias(_key, node) {
      if (!isAlias(node) || isNode(node.resolve(document))) return;
      const message = `expected &${node.source} somewhere before *${node.source}; a text that begins so goes in quotes`;
      troubles.push({ offset: node.range?.[0] ?? 0, message });
    },
  });
  return troubles;
}
