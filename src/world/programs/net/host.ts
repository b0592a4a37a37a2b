import type { ByteString } from "../../../engine/bytes/index.ts";
import { domainFromDot, parseType, stringsOf, type RecordData } from "../../../engine/dns/index.ts";
import type { Answer, Ending } from "../../../engine/program/index.ts";
import { type Question, reverseName } from "../../network/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { resolve } from "./resolve.ts";

/** host(1): what DNS says of a name (its addresses and mail exchangers, or -t TYPE), or which names an address has. */
export function* host(system: WorldSystem): WorldRunning {
  const { values, operands, trouble } = readOptions(system.argv, { flags: "", withValue: "t" });
  const [name = "", ...surplus] = operands;
  if (trouble !== null) complain(system, trouble);
  if (trouble !== null || name === "" || surplus.length > 0) {
    complain(system, "usage: host NAME, host ADDRESS, or host -t TYPE NAME");
    return exit(1);
  }
  const typeName = values.get("t");
  const isReverse = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (typeName !== undefined && !isReverse) return yield* ofType(system, name, typeName);
  if (isReverse) {
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

/** The records of one type, behind the aliases that lead to them. */
// bind-9.18 bin/dig/host.c printmessage, say_message
function* ofType(system: WorldSystem, name: ByteString, typeName: ByteString): WorldRunning {
  const type = parseType(typeName.replace(/^type(?=\d)/i, ""));
  const domain = domainFromDot(name);
  if (type === null || domain === null) {
    complain(system, type === null ? `invalid type: ${typeName}\n` : `'${name}' is not a legal name`);
    return exit(type === null ? 2 : 1);
  }
  const resolved = yield* resolve(system, { domain, type }, "libc");
  if (resolved.kind !== "response") return fail(system, name, resolved);
  const { outcome, answers } = resolved.response;
  if (outcome === "nxdomain") return fail(system, name, { kind: "no such name" });
  for (const { owner, data } of answers) printLine(system, `${owner.join(".")} ${wordsOf(data)}`);
  if (answers.length === 0) printLine(system, `${name} has no ${typeName.toUpperCase()} record`);
  return exit(0);
}

function wordsOf(data: RecordData): ByteString {
  switch (data.type) {
    case "a":
      return `has address ${data.address}`;
    case "cname":
      return `is an alias for ${data.domain.join(".")}.`;
    case "ns":
      return `name server ${data.domain.join(".")}.`;
    case "ptr":
      return `domain name pointer ${data.domain.join(".")}.`;
    case "mx":
      return `mail is handled by ${data.preference} ${data.domain.join(".")}.`;
    case "txt":
      return `descriptive text ${stringsOf(data.text)
        .map((string) => `"${string.replace(/["\\]/g, "\\$&")}"`)
        .join(" ")}`;
  }
}

function* ask(type: Question["type"], name: ByteString): Generator<WorldWait, Answer, WorldArrival> {
  const arrival = yield { kind: "look up", type, name, resolver: "libc" };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  return arrival.answer;
}

/** What is said where nobody answers: a line for each time that it has asked. The host's own cache is who is asked. */
// bind-9.18 bin/dig/dighost.c recv_done, host.c
const unreachable: readonly ByteString[] = [
  ";; communications error to 127.0.0.1#53: timed out",
  ";; communications error to 127.0.0.1#53: timed out",
  ";; no servers could be reached",
];

/** Says why there's no answer. */
// bind-9 bin/dig/host.c
function fail(system: WorldSystem, name: string, answer: Exclude<Answer, { kind: "found" }>): Ending {
  if (answer.kind === "temporary failure" && answer.why === "timeout") {
    for (const line of unreachable) printLine(system, line);
    return exit(1);
  }
  const why = answer.kind === "no such name" ? "3(NXDOMAIN)" : "2(SERVFAIL)";
  printLine(
    system,
    answer.kind === "no data" ? `${name} has no PTR record` : `Host ${name} not found: ${why}`,
  );
  return exit(1);
}
