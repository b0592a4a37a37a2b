import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";

/** RFC 3986: a path that isn't absolute stays so, and what isn't allowed in it is escaped. */
export function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split("/").map(escaped).join("/");
}

function escaped(part: string): string {
  return encodeURIComponent(part.replace(/[\ud800-\udfff]/gu, "\ufffd"));
}
