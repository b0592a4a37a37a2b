import type { ByteString } from "../../../engine/bytes/index.ts";
import type { Answer, Ending } from "../../../engine/program/index.ts";
import { reverseName, type Question } from "../../names.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** host(1): what DNS says of a name (its addresses and mail exchangers), or which names an address has. */
export function* host(system: WorldSystem): WorldRunning {
  const [, name = "", ...surplus] = system.argv;
  if (name === "" || surplus.length > 0) {
    complain(system, "usage: host NAME, or host ADDRESS");
    return exit(1);
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    const asked = reverseName(name);
    const names = yield* ask("PTR", name);
    if (names.kind !== "found") return fail(system, asked, names);
    for (const value of names.values) printLine(system, `${asked} domain name pointer ${value}.`);
    return exit(0);
  }
  const addresses = yield* ask("A", name);
  if (addresses.kind !== "found" && addresses.kind !== "no data") return fail(system, name, addresses);
  let owner = name;
  for (const alias of addresses.kind === "found" ? addresses.aliases : []) {
    printLine(system, `${owner} is an alias for ${alias}.`);
    owner = alias;
  }
  for (const value of addresses.kind === "found" ? addresses.values : []) {
    printLine(system, `${owner} has address ${value}`);
  }
  const exchangers = yield* ask("MX", name);
  for (const value of exchangers.kind === "found" ? exchangers.values : []) {
    printLine(system, `${owner} mail is handled by ${value}.`);
  }
  return exit(0);
}

function* ask(type: Question["type"], name: ByteString): Generator<WorldWait, Answer, WorldArrival> {
  const arrival = yield { kind: "look up", type, name };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  return arrival.answer;
}

/** Says why there's no answer. */
// bind-9 bin/dig/host.c
function fail(system: WorldSystem, name: string, answer: Exclude<Answer, { kind: "found" }>): Ending {
  if (answer.kind === "temporary failure" && answer.why === "timeout") {
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
