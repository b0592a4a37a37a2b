import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText } from "../../../engine/program/index.ts";
import { listFolder, makeFolders, removeFile } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { matches, parseScript, type LogAction, type LogScript } from "./multilog-script.ts";
import { exit } from "../print.ts";
import { stampsOf, type LastStamp } from "./tai64n.ts";

/** Exit codes. Source: daemontools-0.76 multilog.c. */
const exitCodes = { usage: 100, trouble: 111 } as const;

/** A line that ends so close to a file's largest size ends the file. Origin: daemontools-0.76 multilog.c fullcurrent. */
const nearTheEndBytes = 2000;

/**
 * multilog(8): writes the lines of its input to the file `current` of folders, each behind a stamp if its first argument is
 * `t`. A file that is big enough is put aside under the stamp of that moment, and the oldest go. ALRM does so at once.
 */
// daemontools-0.76 multilog.c
export function* multilog(system: WorldSystem): WorldRunning {
  const fatal = (code: number, text: ByteString): ReturnType<typeof exit> => {
    system.write(2, bytesOf(`multilog: fatal: ${text}\n`));
    return exit(code);
  };
  const script = parseScript(system.argv.slice(1));
  if (script.kind === "unknown") {
    return fatal(exitCodes.usage, `unable to understand action: ${script.action}`);
  }
  for (const { path } of foldersOf(script)) {
    const error = makeFolders(system.files, system.absolute(path), system.now());
    if (error !== null)
      return fatal(exitCodes.trouble, `unable to create directory ${path}: ${errorText(error)}`);
    if (!system.files.nodes.has(system.absolute(`${path}/current`)))
      system.writeFile(`${path}/current`, new Uint8Array());
  }
  system.catchSignals(["TERM", "ALRM"]);
  return yield* log(system, { script, open: "", isLeaving: false, last: { microseconds: 0 } });
}

interface State {
  readonly script: Script;
  /** What has come of a line whose end hasn't. */
  readonly open: ByteString;
  readonly isLeaving: boolean;
  readonly last: LastStamp;
}

type Folder = Extract<LogAction, { kind: "folder" }>;
type Script = Extract<LogScript, { kind: "script" }>;

function foldersOf(script: Script): readonly Folder[] {
  return script.actions.filter((action) => action.kind === "folder");
}

function* log(system: WorldSystem, from: State): WorldRunning {
  const { script } = from;
  let { open, isLeaving } = from;
  const last = { ...from.last };
  const stamp = stampsOf(system, last);
  const take = (line: ByteString): void => {
    obey(system, script, script.isStamped ? `${stamp()} ${line}` : line, stamp);
  };
  for (;;) {
    if (isLeaving && open === "") return exit(0);
    system.atRest((): State => ({ script, open, isLeaving, last: { ...last } }), log);
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind === "signal") {
      isLeaving ||= arrival.signal === "TERM";
      if (arrival.signal === "ALRM") for (const folder of foldersOf(script)) rotate(system, folder, stamp);
      continue;
    }
    if (arrival.kind !== "bytes") break;
    const lines = (open + byteString(arrival.bytes)).split("\n");
    open = lines.pop() ?? "";
    lines.forEach(take);
  }
  if (open !== "") take(open);
  return exit(0);
}

/** Does with a line what the actions say, one after the other: a line is selected until one of them deselects it. */
function obey(system: WorldSystem, script: Script, line: ByteString, stamp: () => ByteString): void {
  let isSelected = true;
  for (const action of script.actions) {
    switch (action.kind) {
      case "select":
        if (!isSelected && matches(action.pattern, line)) isSelected = true;
        break;
      case "deselect":
        if (isSelected && matches(action.pattern, line)) isSelected = false;
        break;
      case "tell":
        if (isSelected) system.write(2, bytesOf(`${line.slice(0, 200)}\n`));
        break;
      case "folder":
        if (isSelected) append(system, action, { line, stamp });
    }
  }
}

function append(
  system: WorldSystem,
  folder: Folder,
  { line, stamp }: { readonly line: ByteString; readonly stamp: () => ByteString },
): void {
  const opened = system.open(`${folder.path}/current`, "append");
  if (opened.kind === "failed") return;
  system.writeTo(opened.descriptor, bytesOf(`${line}\n`));
  system.close(opened.descriptor);
  const size = system.fileSize(`${folder.path}/current`) ?? 0;
  if (size + nearTheEndBytes >= folder.bytesMax) rotate(system, folder, stamp);
}

/** Puts `current` aside, and takes the oldest away when there are too many. */
// daemontools-0.76 multilog.c finish, filesfit
function rotate(system: WorldSystem, { path, filesMax }: Folder, stamp: () => ByteString): void {
  if ((system.fileSize(`${path}/current`) ?? 0) === 0) return;
  let name: ByteString;
  // Another multilog of this second may have put a file aside under the same stamp.
  do name = `${path}/${stamp()}.s`;
  while (system.files.nodes.has(system.absolute(name)));
  system.rename(`${path}/current`, name);
  system.writeFile(`${path}/current`, new Uint8Array());
  const names = listFolder(system.files, system.absolute(path));
  const past = typeof names === "string" ? [] : names.filter((name) => /^@[0-9a-f]{24}\.s$/.test(name));
  for (const name of past.slice(0, Math.max(0, past.length - filesMax + 1))) {
    removeFile(system.files, system.absolute(`${path}/${name}`));
  }
}
