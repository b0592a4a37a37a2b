import type { ByteString } from "../../../engine/bytes/index.ts";
import { bytesOf } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** Exit codes. Source: GNU coreutils env. */
const exitCodes = { usage: 125, cannotRun: 126, notFound: 127 } as const;

/** env(1): shows the environment, or runs a program with one that's empty but for what is set, or lacks variables. */
// GNU coreutils env.c main
export function* env(system: WorldSystem): WorldRunning {
  const options = readOptions(system.argv.slice(1));
  if (typeof options === "string") {
    complain(system, options);
    system.write(2, bytesOf("Try 'env --help' for more information.\n"));
    return exit(exitCodes.usage);
  }
  const environment = new Map(options.isEmpty ? [] : system.environment);
  for (const name of options.unset) environment.delete(name);
  const argv = [...options.rest];
  for (let word = argv[0]; word?.includes("=") === true; word = argv[0]) {
    environment.set(word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1));
    argv.shift();
  }
  const [name] = argv;
  if (name !== undefined && system.programPath(name, environment) === null) {
    const why = system.whyNotRun(name, environment);
    complain(system, `${name}: ${unixErrorText(why)}`);
    return exit(why === "ENOENT" ? exitCodes.notFound : exitCodes.cannotRun);
  }
  if (name !== undefined) return { kind: "exec", argv, environment };
  for (const [key, value] of environment) printLine(system, `${key}=${value}`);
  return exit(0);
}

interface EnvOptions {
  readonly isEmpty: boolean;
  readonly unset: readonly ByteString[];
  readonly rest: readonly ByteString[];
}

/** The options, which end with the first word that is none, or what's wrong with them. */
function readOptions(words: readonly ByteString[]): EnvOptions | ByteString {
  const unset: ByteString[] = [];
  let isEmpty = false;
  let at = 0;
  for (let word = words[at]; word?.startsWith("-") === true && word !== "-"; word = words[at]) {
    at++;
    if (word === "--") break;
    if (word === "--ignore-environment") {
      isEmpty = true;
    } else if (word.startsWith("--unset=")) {
      unset.push(word.slice("--unset=".length));
    } else if (word.startsWith("--")) {
      return `unrecognized option '${word}'`;
    } else {
      const [, flags = "", value = null] = /^-([^u]*)(?:u(.*))?$/.exec(word) ?? [];
      const unknown = /[^i]/.exec(flags);
      if (unknown !== null) return `invalid option -- '${unknown[0]}'`;
      isEmpty ||= flags !== "";
      if (value === null) continue;
      const name = value === "" ? words[at++] : value;
      if (name === undefined) return "option requires an argument -- 'u'";
      unset.push(name);
    }
  }
  if (words[at] === "-") {
    isEmpty = true;
    at++;
  }
  return { isEmpty, unset, rest: words.slice(at) };
}
