import type { ByteString } from "../../../engine/bytes/index.ts";
import { changeNode, groupOf, type Node, readFile, unixErrorText, userOf } from "../../files/index.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";
import { walk } from "../tree.ts";

/** chmod(1): changes permission bits, by an octal number or by letters such as u+x or go-rwx; -R with all that is below. */
// In the words of coreutils-9.1 src/chmod.c
export function* chmod(system: WorldSystem): WorldRunning {
  // "-x" is a mode, no option.
  const minus = system.argv.find((word) => /^-[rwxXst]+(,|$)/.test(word));
  const { flags, operands, trouble } = readOptions(
    system.argv.filter((word) => word !== minus),
    { flags: "Rf", long: { recursive: "R", quiet: "f", silent: "f" } },
  );
  const [mode, ...paths] = minus === undefined ? operands : [minus, ...operands];
  const wrong =
    trouble ??
    (mode === undefined
      ? "missing operand"
      : paths.length === 0
        ? `missing operand after '${mode}'`
        : changedMode(mode, plainFile) === null
          ? `invalid mode: '${mode}'`
          : null);
  if (wrong !== null || mode === undefined) {
    complain(system, wrong ?? "");
    return exit(1);
  }
  const changes = (node: Moded): Changes => ({ mode: changedMode(mode, node) ?? node.mode });
  return exit(yield* change(system, paths, { flags, changes, what: "permissions" }));
}

/** chown(1): changes whose files are: USER, USER:GROUP or :GROUP; -R with all that is below. Only root may. */
// In the words of coreutils-9.1 src/chown.c
export function* chown(system: WorldSystem): WorldRunning {
  return yield* give(system, (whom) => /^([^:.]*)(?:[:.](.*))?$/.exec(whom)?.slice(1) ?? []);
}

/** chgrp(1): changes whose group files are. */
export function* chgrp(system: WorldSystem): WorldRunning {
  return yield* give(system, (group) => ["", group]);
}

function* give(
  system: WorldSystem,
  parse: (whom: ByteString) => readonly (ByteString | undefined)[],
): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "Rfh",
    long: { recursive: "R", quiet: "f", silent: "f", "no-dereference": "h" },
  });
  const [whom = "", ...paths] = operands;
  const [userName = "", groupName] = parse(whom);
  const user = userName === "" ? null : userOf(system.files, userName);
  // "USER:" means the user's own group.
  const group = groupName === "" ? user : groupName === undefined ? null : groupOf(system.files, groupName);
  const groupChange = groupName === "" ? user?.group : groupName === undefined ? undefined : group?.name;
  const wrong =
    trouble ??
    (operands.length === 0
      ? "missing operand"
      : paths.length === 0
        ? `missing operand after '${whom}'`
        : userName !== "" && user === null
          ? `invalid user: '${whom}'`
          : groupName !== undefined && groupName !== "" && group === null
            ? `invalid group: '${whom}'`
            : null);
  if (wrong !== null) {
    complain(system, wrong);
    return exit(1);
  }
  const changes: Changes = {
    ...(user === null ? {} : { owner: user.name }),
    ...(groupChange === undefined ? {} : { group: groupChange }),
  };
  return exit(yield* change(system, paths, { flags, changes: () => changes, what: "ownership" }));
}

/** What a change of permissions goes by. */
type Moded = Pick<Node, "kind" | "mode">;

const plainFile: Moded = { kind: "file", mode: 0 };

type Changes = Parameters<typeof changeNode>[2];

function* change(
  system: WorldSystem,
  paths: readonly ByteString[],
  {
    flags,
    changes,
    what,
  }: {
    readonly flags: ReadonlySet<string>;
    readonly changes: (node: Moded) => Changes;
    readonly what: "permissions" | "ownership";
  },
): Generator<WorldWait, number, WorldArrival> {
  const { files } = system;
  const user = system.user();
  let code = 0;
  const fail = (text: ByteString): void => {
    if (!flags.has("f")) complain(system, text);
    code = 1;
  };
  for (const path of paths) {
    const all = flags.has("R") ? [...walk(system, path)].map((one) => one.path) : [path];
    for (const one of all.length === 0 ? [path] : all) {
      const absolute = system.absolute(one);
      const node = files.nodes.get(absolute);
      if (node === undefined) {
        const error = readFile(files, absolute);
        fail(`cannot access '${one}': ${unixErrorText(typeof error === "string" ? error : "ENOENT")}`);
      } else if (user.uid !== 0 && (what === "ownership" || node.owner !== user.name)) {
        fail(`changing ${what} of '${one}': Operation not permitted`);
      } else {
        changeNode(files, absolute, changes(node));
      }
      if (system.weigh(64)) yield pause;
    }
  }
  return code;
}

const bitsOf: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, s: 0o6000, t: 0o1000 };
const maskOf: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };

/** A mode after a change such as 644 or u+x,go-w; null if it's none. */
// POSIX.1-2017 XCU chmod
export function changedMode(change: ByteString, { kind, mode: old }: Moded): number | null {
  if (/^[0-7]{1,4}$/.test(change)) return parseInt(change, 8);
  let mode = old;
  for (const clause of change.split(",")) {
    const [, who = "", sign, letters = ""] = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause) ?? [];
    if (sign === undefined) return null;
    // Without a letter for whom, all are meant, but for what the umask keeps back, which is 022 here.
    const mask =
      who === "" ? 0o7777 & ~0o022 : Array.from(who).reduce((all, one) => all | (maskOf[one] ?? 0), 0);
    const isRun =
      letters.includes("x") || (letters.includes("X") && (kind === "folder" || (mode & 0o111) !== 0));
    const bits =
      (Array.from(letters).reduce((all, one) => all | (bitsOf[one] ?? 0), 0) | (isRun ? 0o111 : 0)) & mask;
    const cleared = who === "" ? 0o777 : mask;
    mode = sign === "+" ? mode | bits : sign === "-" ? mode & ~bits : (mode & ~cleared) | bits;
  }
  return mode;
}
