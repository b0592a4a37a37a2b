import { posix } from "node:path";

/** @typedef {{ file: string, imports: string[], packages: string[] }} Chunk */

/**
 * The scripts that a page can't be shown without: those that its HTML names, and all that they import statically.
 * Paths are relative to dist/.
 * @param {{ page: string, html: string, chunks: readonly Chunk[] }} page
 * @returns {string[]}
 */
export function firstPaint({ page, html, chunks }) {
  const named = [...html.matchAll(/<(script|link)\b[^>]*>/g)].flatMap(([tag, element]) => {
    const isScript = element === "script" || /\brel="?modulepreload/.test(tag);
    const address = /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    return isScript && address !== undefined ? [posix.join(posix.dirname(page), address)] : [];
  });
  /** @type {Set<string>} */
  const reached = new Set();
  const waiting = named.filter((file) => file.endsWith(".js"));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    waiting.push(...(chunks.find((chunk) => chunk.file === file)?.imports ?? []));
  }
  return [...reached].sort();
}

/**
 * The files of the chunks that hold modules of a package.
 * @param {readonly Chunk[]} chunks
 * @param {string} name
 * @returns {string[]}
 */
export function holding(chunks, name) {
  return chunks.filter((chunk) => chunk.packages.includes(name)).map((chunk) => chunk.file);
}

/**
 * @param {unknown} value
 * @returns {value is Chunk[]}
 */
export function isChunkList(value) {
  return (
    Array.isArray(value) &&
    value.every(
      (/** @type {unknown} */ chunk) =>
        typeof chunk === "object" &&
        chunk !== null &&
        "file" in chunk &&
        "imports" in chunk &&
        "packages" in chunk,
    )
  );
}
