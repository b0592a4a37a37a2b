import {
  controlNames,
  type Configuration,
  type ConfigurationFile,
  type ControlName,
} from "../../audit/index.ts";
import { isSameBytes, type ByteString } from "../../engine/bytes/index.ts";
import { compileMorercpthosts } from "../../engine/newmrh/index.ts";
import { compileRules, type Compilation } from "../../engine/tcprules/index.ts";
import { readFile, resolvePath, type Host, type World } from "../../world/index.ts";
import type { Process } from "../doors.ts";
import type { Started } from "./started.ts";

/** The rules of a server: the cdb that it opens at each connection, and the text that it's made from. */
export interface RulesFiles {
  /** Where the cdb is, or would be. */
  readonly path: ByteString;
  readonly cdb: ConfigurationFile | null;
  /** By the usual name: the cdb's without its `.cdb`. Null: there is none, so it can't be made anew. */
  readonly text: ConfigurationFile | null;
  /** What tcprules would make of the text. */
  readonly compilation: Compilation | null;
}

/** Null: the server has no rules. */
export function rulesOf(host: Host, { server: { door }, folder }: Started): RulesFiles | null {
  if (door.rules === null) return null;
  const path = resolvePath(folder, door.rules.path);
  const text = path.endsWith(".cdb") ? fileAt(host, path.slice(0, -".cdb".length)) : null;
  return {
    path,
    cdb: fileAt(host, path),
    text,
    compilation: text === null ? null : compiled(text),
  };
}

/** What decides now: qmail-smtpd reads its files for each connection, qmail-send goes by what it has kept. */
export function filesInForce(host: Host, started: Started, sender: Process | null): Configuration {
  const rules = rulesOf(host, started);
  const { percenthack, envnoathost, ...control } = controlOf(host);
  const inForce = (name: ControlName, now: ConfigurationFile | undefined) => {
    const kept = sender?.kept.get(CONTROL + name);
    const one = kept === undefined ? now : kept === null ? undefined : file(CONTROL + name, kept);
    return one === undefined ? {} : { [name]: one };
  };
  return {
    // A text counts only beside its cdb, which tells that it isn't compiled yet.
    rules: rules?.cdb === null ? null : (rules?.text ?? null),
    rulesCdb: rules?.cdb ?? null,
    control: {
      ...control,
      ...inForce("percenthack", percenthack),
      ...inForce("envnoathost", envnoathost),
    },
    others: [],
    run: started.script,
  };
}

/** What would decide if all that is compiled were compiled anew, and all that is kept were read again. */
export function filesAfterRebuild(host: Host, started: Started): Configuration {
  const rules = rulesOf(host, started);
  const made = rules?.compilation?.kind === "compiled" ? rules.compilation.cdb : null;
  const control = { ...controlOf(host) };
  if (control.morercpthosts !== undefined)
    control["morercpthosts.cdb"] = file(`${CONTROL}morercpthosts.cdb`, moreCompiled(control.morercpthosts));
  return {
    rules: made === null ? null : (rules?.text ?? null),
    rulesCdb: rules === null || made === null ? (rules?.cdb ?? null) : file(rules.path, made),
    control,
    others: [],
    run: started.script,
  };
}

/** The qmail-send of a host, which keeps what it has read; null if none runs. */
export function senderOf(world: World, host: Host): Process | null {
  for (const process of world.processes.values())
    if (process.host === host && process.ended === null && process.kept.has(`${CONTROL}locals`))
      return process;
  return null;
}

/** Whether morercpthosts has been changed since qmail-newmrh has run. */
export function isMoreStale(host: Host): boolean {
  const { morercpthosts: text, "morercpthosts.cdb": cdb } = controlOf(host);
  if (text === undefined) return false;
  return cdb === undefined || !isSameBytes(moreCompiled(text), cdb.bytes);
}

/** Which of these files in control/ a process has kept otherwise than they are now. */
export function staleIn(
  host: Host,
  { kept }: Process,
  names: readonly ControlName[],
): readonly ControlName[] {
  return names.filter((name) => {
    const was = kept.get(CONTROL + name);
    if (was === undefined) return false;
    const is = fileAt(host, CONTROL + name)?.bytes ?? null;
    return was === null || is === null ? was !== is : !isSameBytes(was, is);
  });
}

export const CONTROL = "/var/qmail/control/";

function controlOf(host: Host): Partial<Record<ControlName, ConfigurationFile>> {
  const control: Partial<Record<ControlName, ConfigurationFile>> = {};
  for (const name of controlNames) {
    const found = fileAt(host, CONTROL + name);
    if (found !== null) control[name] = found;
  }
  return control;
}

function fileAt({ files }: Host, path: ByteString): ConfigurationFile | null {
  const node = readFile(files, path);
  return typeof node === "string" ? null : file(path, node.bytes);
}

/** Files by their bytes, which never change: the audit remembers what it has compiled by the file. */
const files = new WeakMap<Uint8Array, ConfigurationFile>();

function file(path: ByteString, bytes: Uint8Array): ConfigurationFile {
  const known = files.get(bytes);
  if (known?.path === path) return known;
  const made = { path, bytes, modifiedAt: null };
  files.set(bytes, made);
  return made;
}

const compilations = new WeakMap<ConfigurationFile, Compilation>();

function compiled(text: ConfigurationFile): Compilation {
  const compilation = compilations.get(text) ?? compileRules(text.bytes);
  compilations.set(text, compilation);
  return compilation;
}

const moreCompilations = new WeakMap<ConfigurationFile, Uint8Array>();

function moreCompiled(text: ConfigurationFile): Uint8Array {
  const cdb = moreCompilations.get(text) ?? compileMorercpthosts(text.bytes).cdb;
  moreCompilations.set(text, cdb);
  return cdb;
}
