import type { ByteString } from "../../../engine/bytes/index.ts";
import { changeNode } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { groupOf, userOf } from "../../users.ts";
import { complain, complainOf, exit } from "../print.ts";

/** chmod(1): changes permission bits, by an octal number or by letters such as u+x or go-rwx. */
export function* chmod(system: WorldSystem): WorldRunning {
  const [, mode, ...paths] = system.argv;
  if (mode === undefined || paths.length === 0) {
    complain(system, "missing operand");
    return exit(1);
  }
  if (changedMode(mode, 0) === null) {
    complain(system, `invalid mode: '${mode}'`);
    return exit(1);
  }
  return exit(change(system, paths, (old) => ({ mode: changedMode(mode, old) ?? old })));
}

/** chown(1): changes whose files are: USER, USER:GROUP or :GROUP. Only root may. */
export function* chown(system: WorldSystem): WorldRunning {
  const [, whom, ...paths] = system.argv;
  const [, userName = "", groupName] = /^([^:.]*)(?:[:.](.+))?$/.exec(whom ?? "") ?? [];
  const user = userName === "" ? null : userOf(system.files, userName);
  const group = groupName === undefined ? null : groupOf(system.files, groupName);
  const isUnknown = (userName !== "" && user === null) || (groupName !== undefined && group === null);
  if (whom === undefined || paths.length === 0 || isUnknown) {
    const what = user === null && userName !== "" ? "user" : "group";
    complain(system, isUnknown ? `invalid ${what}: '${whom ?? ""}'` : "missing operand");
    return exit(1);
  }
  if (system.user().uid !== 0) {
    for (const path of paths) complain(system, `changing ownership of '${path}': Operation not permitted`);
    return exit(1);
  }
  const changes = {
    ...(user === null ? {} : { owner: user.name }),
    ...(group === null ? {} : { group: group.name }),
  };
  return exit(change(system, paths, () => changes));
}

function change(
  system: WorldSystem,
  paths: readonly ByteString[],
  changes: (mode: number) => Parameters<typeof changeNode>[2],
): number {
  let code = 0;
  for (const path of paths) {
    const absolute = system.absolute(path);
    const node = system.files.nodes.get(absolute);
    const user = system.user();
    if (node !== undefined && user.uid !== 0 && node.owner !== user.name) {
      complain(system, `changing permissions of '${path}': Operation not permitted`);
      code = 1;
      continue;
    }
    const error = changeNode(system.files, absolute, changes(node?.mode ?? 0));
    if (error === null) continue;
    complainOf(system, path, error);
    code = 1;
  }
  return code;
}

const bitsOf: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, X: 0o111 };
const maskOf: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };

/** A mode after a change such as 644 or u+x,go-w; null if it's none. */
function changedMode(change: ByteString, old: number): number | null {
  if (/^[0-7]{1,4}$/.test(change)) return parseInt(change, 8);
  let mode = old;
  for (const clause of change.split(",")) {
    const [, who = "", sign, letters = ""] = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause) ?? [];
    if (sign === undefined) return null;
    const mask = who === "" ? 0o777 : Array.from(who).reduce((all, one) => all | (maskOf[one] ?? 0), 0);
    const bits = Array.from(letters).reduce((all, one) => all | (bitsOf[one] ?? 0), 0) & mask;
    mode = sign === "+" ? mode | bits : sign === "-" ? mode & ~bits : (mode & ~mask) | bits;
  }
  return mode;
}
