import { atFile, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";
import { isOneSlip } from "./one-slip.ts";

/** Files that decide about mail by being there, and whose name is easily missed. */
const EXPECTED = [
  "badmailfrom",
  "locals",
  "morercpthosts",
  "percenthack",
  "rcpthosts",
  "smtproutes",
  "virtualdomains",
] as const;

/** Files in control/ that nobody reads, since their name isn't quite that of one that is read. */
export function* controlNamesMissed({
  configuration: { others },
  control,
}: Examined): Generator<Finding, void> {
  if (control === null) return;
  const folder = folderOf(Object.values(control.files).at(0)?.path ?? "control/");
  for (const other of others) {
    const meant = EXPECTED.find((name) => other !== name && isAlike(other.toLowerCase(), name));
    if (meant === undefined) continue;
    const isMissing = control.files[meant] === undefined;
    // What an editor leaves behind is nobody's mistake; what stands beside the real one under such a name is a copy.
    if (other.endsWith("~") || (!isMissing && isCopy(other.toLowerCase(), meant))) continue;
    const harm =
      meant === "rcpthosts" && isMissing
        ? "so there's no rcpthosts, and this is an open relay"
        : "so what is in it has no effect";
    yield {
      id: "control-misspelt",
      severity: meant === "rcpthosts" && isMissing ? "error" : "warning",
      ...atFile(folder + other),
      message: `Nobody reads a file of this name; it's called ${meant}, ${harm}.`,
      fix: null,
    };
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function isCopy(other: string, name: string): boolean {
  return other !== name && other.startsWith(name);
}

function isAlike(other: string, name: string): boolean {
  const bare = other.replace(/\.(txt|conf|cfg)$/, "").replace(/[-_ ]/g, "");
  return bare === name || isOneSlip(bare, name);
}
