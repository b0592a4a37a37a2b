import { reverseName, type Answer } from "../names.ts";
import type { WorldRunning, WorldSystem } from "../process.ts";
import { complain, exit, printLine } from "./print.ts";

/** host(1): what DNS says of a name (its addresses and mail exchangers), or which names an address has. */
export function* host(system: WorldSystem): WorldRunning {
  const [, name = "", ...surplus] = system.argv;
  if (name === "" || surplus.length > 0) {
    complain(system, "usage: host NAME, or host ADDRESS");
    return exit(1);
  }
  const { resolver } = system;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    const asked = reverseName(name);
    const names = resolver.nameOf(name);
    if (names.kind !== "found") return yield* fail(system, asked, names);
    for (const value of names.values) printLine(system, `${asked} domain name pointer ${value}.`);
    return exit(0);
  }
  const addresses = resolver.addressesOf(name);
  if (addresses.kind !== "found" && addresses.kind !== "no data") return yield* fail(system, name, addresses);
  let owner = name;
  for (const alias of addresses.kind === "found" ? addresses.aliases : []) {
    printLine(system, `${owner} is an alias for ${alias}.`);
    owner = alias;
  }
  for (const value of addresses.kind === "found" ? addresses.values : []) {
    printLine(system, `${owner} has address ${value}`);
  }
  const exchangers = resolver.mailExchangers(name);
  for (const { preference, host: exchanger } of exchangers.kind === "found" ? exchangers.values : []) {
    printLine(system, `${owner} mail is handled by ${preference} ${exchanger}.`);
  }
  return exit(0);
}

/** Says why there's no answer. */
// bind-9 bin/dig/host.c
function* fail(
  system: WorldSystem,
  name: string,
  answer: Exclude<Answer<string>, { kind: "found" }>,
): WorldRunning {
  if (answer.kind === "temporary failure" && answer.why === "timeout") {
    yield { kind: "sleep", seconds: answer.seconds };
    printLine(system, ";; connection timed out; no servers could be reached");
    return exit(1);
  }
  const why = answer.kind === "no such name" ? "3(NXDOMAIN)" : "2(SERVFAIL)";
  printLine(
    system,
    answer.kind === "no data" ? `${name} has no PTR record` : `Host ${name} not found: ${why}`,
  );
  return exit(1);
}
