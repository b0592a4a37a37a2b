import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText, type FileError } from "../../../engine/program/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import type { ServiceStatus } from "../../service.ts";
import { exit } from "../print.ts";

/** Exit codes. Source: daemontools-0.76 svc.c, svok.c. */
const exitCodes = { usage: 100, notRunning: 100, trouble: 111 } as const;

const usage =
  "svc options: u up, d down, o once, x exit, p pause, c continue, h hup, a alarm, i interrupt, t term, k kill\n";

/** svc(8): sends letters to the supervise of each folder. */
// daemontools-0.76 svc.c
export function* svc(system: WorldSystem): WorldRunning {
  let at = 1;
  let letters = "";
  for (; /^-./.test(system.argv[at] ?? "") && system.argv[at] !== "--"; at++) {
    letters += system.argv[at]?.slice(1) ?? "";
  }
  if (system.argv[at] === "--") at++;
  if (/[^udopchaitkx]/.test(letters)) {
    system.write(2, bytesOf(usage));
    return exit(exitCodes.usage);
  }
  if (at >= system.argv.length && system.isAtConsole)
    system.write(2, bytesOf("(No folder was named, so no service was told anything: svc OPTIONS FOLDER.)\n"));
  for (const name of system.argv.slice(at)) {
    const found = find(system, name, "control");
    if (found.kind === "service") system.command(found.path, letters);
    else system.write(2, bytesOf(`svc: warning: ${whyNotControlled(name, found)}\n`));
  }
  return exit(0);
}

function whyNotControlled(name: ByteString, missing: Exclude<Found, { kind: "service" }>): ByteString {
  if (missing.kind === "no folder") return `unable to chdir to ${name}: ${errorText(missing.error)}`;
  return `unable to control ${name}: ${missing.error === null ? "supervise not running" : errorText(missing.error)}`;
}

/** svstat(8): tells of each folder whether its process is up, and since when. */
// daemontools-0.76 svstat.c
export function* svstat(system: WorldSystem): WorldRunning {
  for (const name of system.argv.slice(1)) {
    system.write(1, bytesOf(`${name}: ${statusOf(system, name)}\n`));
  }
  return exit(0);
}

/** svok(8): whether a supervise is running in a folder. */
// daemontools-0.76 svok.c
export function* svok(system: WorldSystem): WorldRunning {
  const [, name] = system.argv;
  if (name === undefined) {
    system.write(2, bytesOf("svok: usage: svok dir\n"));
    return exit(exitCodes.usage);
  }
  const found = find(system, name, "ok");
  const { error = null } = found.kind === "service" ? {} : found;
  if (found.kind === "no folder" || error === "EACCES") {
    const what = found.kind === "no folder" ? `chdir to ${name}` : `open ${name}/supervise/ok`;
    system.write(2, bytesOf(`svok: fatal: unable to ${what}: ${errorText(error ?? "EACCES")}\n`));
    return exit(exitCodes.trouble);
  }
  return exit(found.kind === "service" ? 0 : exitCodes.notRunning);
}

function statusOf(system: WorldSystem, name: ByteString): ByteString {
  const found = find(system, name, "ok");
  if (found.kind === "no folder") return `unable to chdir: ${errorText(found.error)}`;
  if (found.kind === "not there") {
    return found.error === null
      ? "supervise not running"
      : `unable to open supervise/ok: ${errorText(found.error)}`;
  }
  const { processId, since, isPaused, wants } = found.status;
  const isNormallyUp = !system.files.nodes.has(system.absolute(`${name}/down`));
  const isUp = processId !== null;
  return [
    `${isUp ? `up (pid ${processId})` : "down"} ${Math.max(0, system.now() - since)} seconds`,
    isUp && !isNormallyUp ? ", normally down" : "",
    !isUp && isNormallyUp ? ", normally up" : "",
    isUp && isPaused ? ", paused" : "",
    !isUp && wants === "up" ? ", want up" : "",
    isUp && wants === "down" ? ", want down" : "",
  ].join("");
}

type Found =
  | { readonly kind: "service"; readonly path: ByteString; readonly status: ServiceStatus }
  | { readonly kind: "no folder"; readonly error: FileError }
  /** Why its file can't be opened; null: a supervise was there once. */
  | { readonly kind: "not there"; readonly error: FileError | null };

/** The service of a folder, found out by the file of its supervise/ that the caller writes to. */
function find(system: WorldSystem, name: ByteString, file: "control" | "ok"): Found {
  const path = system.absolute(name);
  const node = system.files.nodes.get(path);
  if (node === undefined) return { kind: "no folder", error: "ENOENT" };
  if (node.kind === "file") return { kind: "no folder", error: "ENOTDIR" };
  const closed = system.forbids(path, "execute");
  if (closed !== null) return { kind: "no folder", error: closed };
  const denied = system.forbids(`${path}/supervise/${file}`, "write");
  if (denied !== null) return { kind: "not there", error: denied };
  if (!system.files.nodes.has(`${path}/supervise/${file}`)) return { kind: "not there", error: "ENOENT" };
  const status = system.serviceAt(path);
  return status === null ? { kind: "not there", error: null } : { kind: "service", path, status };
}
