import { controlNames, type ControlName } from "../configuration.ts";
import { environmentFolderAt, isServerRoot, serverPlaces, type Layout } from "./layout.ts";

/** What a file is to a configuration. */
export type ServerPart = "rules" | "rulesCdb" | "run" | ControlName | EnvironmentPart;

/** A file of a folder that the run script gives envdir, by its path. */
export type EnvironmentPart = `envdir:${string}`;

/** The path of such a file; null if it's another part. */
export function environmentPath(part: ServerPart): string | null {
  return part.startsWith("envdir:") ? part.slice("envdir:".length) : null;
}

/** One of the files that were given, and which part of the configuration it is. */
export interface RecognizedFile {
  /** As it was given. */
  readonly given: string;
  readonly part: ServerPart;
  /** On the server; a path that isn't absolute is one of which only the name is known. */
  readonly path: string;
}

/** What a list of files comes to. */
export interface Recognition {
  /** Each part at most once. */
  readonly files: readonly RecognizedFile[];
  /** Whether all of the folder control/ is among them, so that what it lacks isn't on the server either. */
  readonly isControlWhole: boolean;
  /** Names of other files in control/: what nobody reads. */
  readonly others: readonly string[];
  /** What has no part in it. */
  readonly leftOver: readonly LeftOver[];
}

export interface LeftOver {
  readonly given: string;
  readonly why: "no part of it" | "another one is taken" | "leads out";
}

/**
 * Tells by their paths which files decide about mail. The paths may be those of a folder with just these files, of a
 * server's root or a part of it, as it is or with folders around it, or bare names. `environmentFolders` are those that
 * the run script gives envdir, once that is known.
 */
export function recognize(paths: readonly string[], environmentFolders: readonly string[] = []): Recognition {
  const given = new Map<string, string>();
  const leftOver: LeftOver[] = [];
  for (const path of paths) {
    const plain = plainPath(path);
    if (plain === null) leftOver.push({ given: path, why: "leads out" });
    else if (given.has(plain)) leftOver.push({ given: path, why: "another one is taken" });
    else given.set(plain, path);
  }
  const taken = new Map<ServerPart, { readonly at: string; readonly path: string }>();
  const take = (part: ServerPart, { at, path }: Layout): void => {
    if (!taken.has(part)) taken.set(part, { at, path });
  };
  const root = rootOf([...given.keys()]);
  const folders = foldersOf(given.keys());
  const places = serverPlaces((at) => given.has(root + at) || folders.has(root + at));
  for (const part of ["rules", "rulesCdb", "run"] as const) {
    const place = places[part];
    if (place !== null && given.has(root + place.at)) take(part, { ...place, at: root + place.at });
  }
  const control = places.control ?? looseControl(folders, root);
  const inControl = control === null ? [] : filesIn(given.keys(), `${root}${control.at}/`);
  for (const name of controlNames)
    if (inControl.includes(name) && control !== null)
      take(name, { at: `${root}${control.at}/${name}`, path: `${control.path}/${name}` });
  for (const at of given.keys()) {
    const loose = looseFile(at);
    if (loose !== null && (control === null || !isControl(loose.part)))
      take(loose.part, { at, path: loose.path });
  }
  const run = taken.get("run") ?? null;
  for (const folder of environmentFolders) {
    const below = environmentFolderAt(folder, run);
    if (below === null) continue;
    const at = folder.startsWith("/") ? root + below : below;
    for (const name of filesIn(given.keys(), `${at}/`))
      if (!name.startsWith("."))
        take(`envdir:${folder}/${name}`, { at: `${at}/${name}`, path: `${folder}/${name}` });
  }
  return {
    files: [...taken].map(([part, { at, path }]) => ({ given: given.get(at) ?? at, part, path })),
    isControlWhole: control !== null,
    others: inControl.filter((name) => !isControl(name)).sort(),
    leftOver: [...leftOver, ...restOf(given, new Set([...taken.values()].map(({ at }) => at)))],
  };
}

function isControl(name: string): name is ControlName {
  return controlNames.some((one) => one === name);
}

/** A path without what changes nothing; null for one with `..` in it. */
function plainPath(path: string): string | null {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? null : parts.join("/");
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
      folders.add(path.slice(0, at));
  return folders;
}

/** So many folders may be around a server's files. */
const DEPTH_MAX = 8;

/** The folder that all is below, with its slash; "" if that's where the files are, or if none is better. */
function rootOf(paths: readonly string[]): string {
  const all = new Set([...paths, ...foldersOf(paths)]);
  const candidates = [...foldersOf(paths)]
    .filter((folder) => folder.split("/").length <= DEPTH_MAX)
    .map((folder) => `${folder}/`)
    .sort((one, other) => one.split("/").length - other.split("/").length || (one < other ? -1 : 1));
  return ["", ...candidates].find((root) => isServerRoot((at) => all.has(root + at))) ?? "";
}

/** The folder control/ wherever it is. */
function looseControl(folders: ReadonlySet<string>, root: string): Layout | null {
  const found = [...folders]
    .filter((folder) => folder.startsWith(root) && /(^|\/)control$/.test(folder))
    .sort((one, other) => one.length - other.length)[0];
  return found === undefined ? null : { at: found.slice(root.length), path: "control" };
}

function filesIn(paths: Iterable<string>, folder: string): readonly string[] {
  return [...paths].flatMap((path) => {
    const name = path.startsWith(folder) ? path.slice(folder.length) : "";
    return name === "" || name.includes("/") ? [] : [name];
  });
}

/** What a file is by its name alone. */
function looseFile(at: string): { readonly part: ServerPart; readonly path: string } | null {
  const name = at.slice(at.lastIndexOf("/") + 1);
  if (name === "tcp.smtp") return { part: "rules", path: name };
  if (name === "tcp.smtp.cdb") return { part: "rulesCdb", path: name };
  // The script of the log beside it starts no server.
  if (name === "run" && !/(^|\/)log\/run$/.test(at)) return { part: "run", path: name };
  return isControl(name) ? { part: name, path: `control/${name}` } : null;
}

function restOf(given: ReadonlyMap<string, string>, taken: ReadonlySet<string>): readonly LeftOver[] {
  return [...given].flatMap(([at, path]): readonly LeftOver[] => {
    if (taken.has(at)) return [];
    return [{ given: path, why: looseFile(at) === null ? "no part of it" : "another one is taken" }];
  });
}
