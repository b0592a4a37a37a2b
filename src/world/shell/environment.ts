import type { ByteString } from "../../engine/bytes/index.ts";
import type { Environment } from "../../engine/program/index.ts";
import type { Shell } from "./shell.ts";

/** What a program gets: the exported variables, and the assignments in front of it. */
export function environmentOf(
  shell: Shell,
  assignments: readonly (readonly [name: ByteString, value: ByteString])[],
): Environment {
  shell.system.weigh(shell.variables.size * 16);
  const environment = new Map<ByteString, ByteString>();
  for (const name of shell.exported) {
    const value = shell.variables.get(name);
    if (value !== undefined) environment.set(name, value);
  }
  for (const [name, value] of assignments) environment.set(name, value);
  return environment;
}
