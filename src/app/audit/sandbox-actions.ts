import { controlNames, usualDoor, type ServerFile, type ServerFiles } from "../../audit/index.ts";
import { configurationOf, doorOf, environmentPath, folderOf } from "../../audit/index.ts";
import { decodeByteString, decodeText, encodeByteString, isSameBytes } from "../../engine/bytes/index.ts";
import { compileRules } from "../../engine/tcprules/index.ts";
import {
  createHistory,
  listFolder,
  readFile,
  type Action,
  type History,
  type Start,
} from "../../world/index.ts";

/** Work with a server's files laid over it. */
export interface LaidOver {
  /** All actions: those that were there, and then the files'. */
  readonly actions: readonly Action[];
  /** What the sandbox's server didn't take, as sentences. */
  readonly troubles: readonly string[];
}

const CONTROL = "/var/qmail/control";
const RUN = "/service/qmail-smtpd/run";

/** Puts a server's files in the place of those of a run's server. Each is an action, so Undo takes it back. */
export function layOver(start: Start, before: readonly Action[], files: ServerFiles): LaidOver {
  const history = createHistory(start, before);
  const host = start.world.server;
  const troubles: string[] = [];
  const act = (action: Action): void => {
    const performed = history.act(action);
    if (performed.kind === "refused") troubles.push(performed.why);
  };
  backToPrompt(history, host);
  for (const { path, bytes } of placed(files)) {
    if (isThere(history, { host, path, bytes })) continue;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folderIsThere(history, host, folder)) act({ shell: { host, line: `mkdir -p '${folder}'` } });
    act({ edit: { host, file: path, text: decodeText(bytes) } });
  }
  for (const path of superfluous(history, host, files)) act({ shell: { host, line: `rm ${path}` } });
  if (files.files.some(({ part }) => part === "run"))
    act({ shell: { host, line: "svc -t /service/qmail-smtpd" } });
  if (files.files.some(({ part }) => controlNames.some((name) => name === part)))
    act({ shell: { host, line: "svc -t /service/qmail-send" } });
  return { actions: history.actions, troubles };
}

/** So many programs within each other are stopped. */
const PROGRAMS_MAX = 8;

/** Stops what runs on the server's console, since only a shell takes commands. */
function backToPrompt(history: History, host: string): void {
  for (let count = 0; count < PROGRAMS_MAX; count++) {
    if (history.world.consoles.get(host)?.prompt !== null) return;
    history.act({ key: { host, key: "C-c" } });
  }
}

interface PlacedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where each file goes: the rules to where the run script looks for them, compiled as well. */
function placed(files: ServerFiles): readonly PlacedFile[] {
  const cdbPath = cdbPathOf(files);
  return files.files.flatMap((file): readonly PlacedFile[] => {
    const { part, bytes } = file;
    if (part === "rules") {
      const text = { path: cdbPath.replace(/\.cdb$/, ""), bytes };
      return [text, ...compiledUnlessGiven(file, files, cdbPath)];
    }
    if (part === "rulesCdb") return [{ path: cdbPath, bytes }];
    const variable = environmentPath(part);
    if (variable !== null)
      return [{ path: variable.startsWith("/") ? variable : `${folderOf(RUN)}/${variable}`, bytes }];
    return [{ path: part === "run" ? RUN : `${CONTROL}/${part}`, bytes }];
  });
}

function cdbPathOf(files: ServerFiles): string {
  const { configuration } = configurationOf(files);
  const path = (doorOf(configuration).rules ?? usualDoor.rules)?.path ?? "";
  const text = decodeByteString(path);
  return /^\/[^'\0]*\.cdb$/.test(text) ? text : "/etc/tcp.smtp.cdb";
}

function compiledUnlessGiven(
  { bytes }: ServerFile,
  { files }: ServerFiles,
  path: string,
): readonly PlacedFile[] {
  if (files.some(({ part }) => part === "rulesCdb")) return [];
  const compilation = compileRules(bytes);
  return compilation.kind === "compiled" ? [{ path, bytes: compilation.cdb }] : [];
}

function isThere(history: History, { host, path, bytes }: PlacedFile & { readonly host: string }): boolean {
  const disk = history.world.hosts.get(host)?.files;
  const node = disk === undefined ? "ENOENT" : readFile(disk, encodeByteString(path));
  return typeof node !== "string" && isSameBytes(node.bytes, bytes);
}

function folderIsThere(history: History, host: string, folder: string): boolean {
  const disk = history.world.hosts.get(host)?.files;
  return disk !== undefined && typeof listFolder(disk, encodeByteString(folder)) !== "string";
}

/** Files of the run's server that the given one doesn't have. */
function superfluous(
  history: History,
  host: string,
  { files, isControlWhole }: ServerFiles,
): readonly string[] {
  const disk = history.world.hosts.get(host)?.files;
  if (disk === undefined || !isControlWhole) return [];
  return controlNames.flatMap((name) => {
    const path = `${CONTROL}/${name}`;
    if (files.some(({ part }) => part === name)) return [];
    return typeof readFile(disk, path) === "string" ? [] : [path];
  });
}
