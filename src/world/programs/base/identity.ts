import type { WorldRunning, WorldSystem } from "../../process.ts";
import { homeOf, userOf } from "../../files/index.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** id(1): who a user is; -u and -g only the number, with -n only the name. */
export function* id(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "ugnG" });
  const [name] = operands;
  const user = name === undefined ? system.user() : userOf(system.files, name);
  const { size } = new Set([...flags].filter((letter) => letter !== "n"));
  const wrong =
    trouble ??
    (size > 1
      ? 'cannot print "only" of more than one choice'
      : flags.has("n") && size === 0
        ? "cannot print only names or real IDs in default format"
        : operands.length > 1
          ? `extra operand '${operands[1] ?? ""}'`
          : null);
  if (wrong !== null || user === null) {
    complain(system, wrong ?? `'${name ?? ""}': no such user`);
    return exit(1);
  }
  const { uid, gid, group } = user;
  const isName = flags.has("n");
  if (flags.has("u")) printLine(system, isName ? user.name : String(uid));
  else if (flags.has("g") || flags.has("G")) printLine(system, isName ? group : String(gid));
  else printLine(system, `uid=${uid}(${user.name}) gid=${gid}(${group}) groups=${gid}(${group})`);
  return exit(0);
}

/** whoami(1): the name of whoever runs it. */
export function* whoami(system: WorldSystem): WorldRunning {
  const { operands, trouble } = readOptions(system.argv, { flags: "" });
  if (trouble !== null || operands.length > 0) {
    complain(system, trouble ?? `extra operand '${operands[0] ?? ""}'`);
    return exit(1);
  }
  printLine(system, system.user().name);
  return exit(0);
}

/** su(1): a shell as another user, root by default. Only root may: nobody has a password here. */
export function* su(system: WorldSystem): WorldRunning {
  const { operands, values, trouble } = readOptions(system.argv, {
    flags: "l",
    withValue: "c",
    long: { login: "l", command: "c" },
  });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(1);
  }
  const name = operands.find((word) => word !== "-") ?? "root";
  const user = userOf(system.files, name);
  if (user === null) {
    complain(system, `user ${name} does not exist`);
    return exit(1);
  }
  if (system.user().uid !== 0 && user.name !== system.user().name) {
    complain(system, "Authentication failure (nobody has a password in this world; only root may do this)");
    return exit(1);
  }
  system.become(user);
  const environment = new Map(system.environment)
    .set("HOME", homeOf(system.files, user))
    .set("USER", user.name);
  const command = values.get("c");
  return { kind: "exec", argv: command === undefined ? ["sh"] : ["sh", "-c", command], environment };
}
