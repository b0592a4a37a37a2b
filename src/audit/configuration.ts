import type { ByteString } from "../engine/bytes/index.ts";

/** A file of a server, as it is. */
export interface ConfigurationFile {
  /** Where it was found, for messages: an absolute path of the server, or what its owner gave it as. */
  readonly path: ByteString;
  readonly bytes: Uint8Array;
  /** Seconds since 1970; null where that isn't known. */
  readonly modifiedAt: number | null;
}

/** Files of /var/qmail/control that decide who may send what where. */
export const controlNames = [
  "badmailfrom",
  "defaultdomain",
  "defaulthost",
  "envnoathost",
  "localiphost",
  "locals",
  "me",
  "morercpthosts",
  "morercpthosts.cdb",
  "percenthack",
  "plusdomain",
  "rcpthosts",
  "smtpgreeting",
  "smtproutes",
  "virtualdomains",
] as const;
export type ControlName = (typeof controlNames)[number];

/**
 * What decides who may relay through a server. Each file may be missing, which means what it means to the programs.
 */
export interface Configuration {
  /** tcp.smtp; with `rulesCdb`, what that was made of, or will be replaced by. */
  readonly rules: ConfigurationFile | null;
  readonly rulesCdb: ConfigurationFile | null;
  /** Null: nobody gave the folder, so nothing is known of it, and nothing is said of it. */
  readonly control: Readonly<Partial<Record<ControlName, ConfigurationFile>>> | null;
  /** Other files in control/ by name: what nobody reads, such as a misspelt `rcpthost`. */
  readonly others: readonly ByteString[];
  /** The script that starts the server; null: nobody gave it, and the usual options are taken for granted. */
  readonly run: ConfigurationFile | null;
  /**
   * Folders that the script names with envdir, by their paths: absolute, or where only a name is known of the script's own
   * path, from its folder on. Of one that isn't among them nothing is known.
   */
  readonly environmentFolders?: ReadonlyMap<ByteString, EnvironmentFolder>;
}

/** What envdir finds: the folder's files by name; or that it isn't there, or has something in it that is no file. */
export type EnvironmentFolder =
  | { readonly kind: "known"; readonly files: ReadonlyMap<ByteString, ConfigurationFile> }
  | { readonly kind: "missing" | "unreadable" };

/** The file with this path; null if none has it. */
export function fileAt(
  { rules, rulesCdb, control, run, environmentFolders }: Configuration,
  path: ByteString,
): ConfigurationFile | null {
  const folders = [...(environmentFolders?.values() ?? [])];
  const inFolders = folders.flatMap((folder) => (folder.kind === "known" ? [...folder.files.values()] : []));
  const all = [rules, rulesCdb, run, ...Object.values(control ?? {}), ...inFolders];
  return all.find((file) => file?.path === path) ?? null;
}
