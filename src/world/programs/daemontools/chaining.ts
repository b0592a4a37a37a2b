import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText, type Ending, type Environment } from "../../../engine/program/index.ts";
import { baseName, listFolder, userOf } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";

/** Exit codes of the programs that run another one. Source: daemontools-0.76 setuidgid.c, envdir.c. */
const exitCodes = { usage: 100, trouble: 111 } as const;

/** setuidgid(8): runs a program as a user and the user's group. */
// daemontools-0.76 setuidgid.c
export function* setuidgid(system: WorldSystem): WorldRunning {
  const [, account, ...argv] = system.argv;
  if (account === undefined || argv.length === 0) return usage(system, "account child");
  const user = userOf(system.files, account);
  if (user === null) return fatal(system, `unknown account ${account}`);
  if (system.user().uid !== 0) return fatal(system, "unable to setgid: permission denied");
  system.become(user);
  return become(system, argv, system.environment);
}

/** envuidgid(8): runs a program with the numbers of a user in $UID and $GID. */
// daemontools-0.76 envuidgid.c
export function* envuidgid(system: WorldSystem): WorldRunning {
  const [, account, ...argv] = system.argv;
  if (account === undefined || argv.length === 0) return usage(system, "account child");
  const user = userOf(system.files, account);
  if (user === null) return fatal(system, `unknown account ${account}`);
  const environment = new Map(system.environment).set("UID", String(user.uid)).set("GID", String(user.gid));
  return become(system, argv, environment);
}

/** softlimit(8): runs a program with limits, which nothing here ever reaches. */
// daemontools-0.76 softlimit.c
export function* softlimit(system: WorldSystem): WorldRunning {
  let at = 1;
  for (let word = system.argv[at]; word?.startsWith("-") === true; word = system.argv[at]) {
    if (!/^-[acdflmoprst]/.test(word)) return usage(system, "[-m bytes] ... child");
    at += word.length > 2 ? 1 : 2;
  }
  const argv = system.argv.slice(at);
  return argv.length === 0 ? usage(system, "[-m bytes] ... child") : become(system, argv, system.environment);
}

/** envdir(8): runs a program with a variable for each file of a folder; an empty file takes its variable away. */
// daemontools-0.76 envdir.c
export function* envdir(system: WorldSystem): WorldRunning {
  const [, folder, ...argv] = system.argv;
  if (folder === undefined || argv.length === 0) return usage(system, "dir child");
  const names = listFolder(system.files, system.absolute(folder));
  if (typeof names === "string")
    return fatal(system, `unable to switch to directory ${folder}: ${errorText(names)}`);
  const environment = new Map(system.environment);
  for (const name of names.filter((one) => !one.startsWith("."))) {
    const file = system.readFile(`${folder}/${name}`);
    if (file.kind === "failed")
      return fatal(system, `unable to read ${folder}/${name}: ${errorText(file.error)}`);
    const text = byteString(file.bytes);
    const [line = ""] = text.split("\n");
    if (text === "") environment.delete(name);
    else environment.set(name, line.replace(/[ \t]+$/, "").replaceAll("\0", "\n"));
  }
  return become(system, argv, environment);
}

function become(system: WorldSystem, argv: readonly ByteString[], environment: Environment): Ending {
  const [name = ""] = argv;
  if (system.programPath(name, environment) === null)
    return fatal(system, `unable to run ${name}: ${errorText(system.whyNotRun(name, environment))}`);
  return { kind: "exec", argv, environment };
}

function fatal(system: WorldSystem, what: ByteString): Ending {
  system.write(2, bytesOf(`${nameOf(system)}: fatal: ${what}\n`));
  return exit(exitCodes.trouble);
}

function usage(system: WorldSystem, what: ByteString): Ending {
  system.write(2, bytesOf(`${nameOf(system)}: usage: ${nameOf(system)} ${what}\n`));
  return exit(exitCodes.usage);
}

function nameOf(system: WorldSystem): ByteString {
  return baseName(system.argv[0] ?? "");
}
