import { bytesOf, decodeByteString, encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { control_readfile } from "../../engine/control/index.ts";
import {
  controlNames,
  type Configuration,
  type ConfigurationFile,
  type ControlName,
} from "../configuration.ts";
import { withServerFiles, type ServerFile, type ServerFiles } from "./given-files.ts";
import { environmentPath, type ServerPart } from "./recognize.ts";

/** The configuration that the files make, and what had to be taken for granted for it. */
export function configurationOf({ files, isControlWhole, others }: ServerFiles): {
  readonly configuration: Configuration;
  /** Sentences for a person. */
  readonly assumptions: readonly string[];
} {
  const fileOf = (part: ServerPart): ConfigurationFile | null => {
    const found = files.find((file) => file.part === part);
    return found === undefined ? null : asConfigured(found);
  };
  const given: Partial<Record<ControlName, ConfigurationFile>> = {};
  for (const name of controlNames) {
    const file = fileOf(name);
    if (file !== null) given[name] = file;
  }
  const { control, assumptions } = isControlWhole ? { control: given, assumptions: [] } : completed(given);
  return {
    configuration: {
      rules: fileOf("rules"),
      rulesCdb: fileOf("rulesCdb"),
      run: fileOf("run"),
      control,
      others: others.map(encodeByteString),
      environmentFolders: environmentFoldersOf(files),
    },
    assumptions,
  };
}

/** A folder of which anything was given counts as whole, since its files are given together. */
function environmentFoldersOf(
  files: readonly ServerFile[],
): NonNullable<Configuration["environmentFolders"]> {
  const folders = new Map<ByteString, Map<ByteString, ConfigurationFile>>();
  for (const file of files) {
    const path = environmentPath(file.part);
    if (path === null) continue;
    const slash = path.lastIndexOf("/");
    const folder = encodeByteString(path.slice(0, slash));
    const inFolder = folders.get(folder) ?? new Map<ByteString, ConfigurationFile>();
    folders.set(folder, inFolder.set(encodeByteString(path.slice(slash + 1)), asConfigured(file)));
  }
  return new Map([...folders].map(([folder, inFolder]) => [folder, { kind: "known", files: inFolder }]));
}

/** What was found out about a large file is kept by it, so it must stay the same one. */
const configured = new WeakMap<ServerFile, ConfigurationFile>();

function asConfigured(file: ServerFile): ConfigurationFile {
  const known = configured.get(file);
  if (known !== undefined) return known;
  const { path, bytes, modifiedAt } = file;
  const made = { path: encodeByteString(path), bytes, modifiedAt };
  configured.set(file, made);
  return made;
}

/** Some files of control/ with what the others may be taken to be. Without rcpthosts nothing can be said. */
function completed(given: Readonly<Partial<Record<ControlName, ConfigurationFile>>>): {
  readonly control: Configuration["control"];
  readonly assumptions: readonly string[];
} {
  const { rcpthosts, ...rest } = given;
  if (rcpthosts === undefined) {
    const isAny = Object.keys(rest).length > 0;
    const sentence = "rcpthosts wasn't given, so nothing can be said about the other files of control/ yet.";
    return { control: null, assumptions: isAny ? [sentence] : [] };
  }
  const assumptions: string[] = [];
  const control = { ...given };
  const domains = plainEntries(rcpthosts);
  if (given.me === undefined) {
    control.me = madeUp("me", [domains[0] ?? "localhost"]);
    assumptions.push("me wasn't given, so it's taken for granted that the server has a name.");
  }
  if (given.locals === undefined && given.virtualdomains === undefined) {
    control.locals = madeUp("locals", domains);
    assumptions.push("Neither locals nor virtualdomains were given, so they are taken to fit rcpthosts.");
  }
  return { control, assumptions };
}

function madeUp(name: ControlName, lines: readonly string[]): ConfigurationFile {
  return {
    path: `control/${name}`,
    bytes: bytesOf(lines.map((line) => `${line}\n`).join("")),
    modifiedAt: null,
  };
}

/** What a list has, without what is odd in it: that is told of the list itself. */
function plainEntries({ bytes }: ConfigurationFile): readonly string[] {
  const readFile = () => ({ kind: "read" as const, bytes, origin: null });
  const read = control_readfile({ readFile, note: null }, "control/rcpthosts");
  const entries = read.kind === "present" ? read.value : [];
  return entries.map(({ text }) => text).filter((text) => /^[a-z0-9][a-z0-9.-]*$/i.test(text));
}

/** The files after their configuration was changed; the same object if nothing was. */
export function changeServerFiles(
  before: ServerFiles,
  change: (configuration: Configuration) => Configuration,
): ServerFiles {
  const { configuration } = configurationOf(before);
  const after = change(configuration);
  const parts: readonly ServerPart[] = ["rules", "rulesCdb", "run", ...controlNames];
  const changed = parts.flatMap((part): readonly ServerFile[] => {
    const file = configuredAs(after, part);
    if (file === null || file.bytes === configuredAs(configuration, part)?.bytes) return [];
    const path = decodeByteString(file.path);
    const { given } = before.files.find((one) => one.part === part) ?? { given: path };
    return [{ part, path, given, bytes: file.bytes, modifiedAt: null }];
  });
  return changed.length === 0 ? before : withServerFiles(before, changed);
}

function configuredAs(
  { rules, rulesCdb, run, control }: Configuration,
  part: ServerPart,
): ConfigurationFile | null {
  if (part === "rules") return rules;
  if (part === "rulesCdb") return rulesCdb;
  if (part === "run") return run;
  const name = controlNames.find((one) => one === part);
  return name === undefined ? null : (control?.[name] ?? null);
}
