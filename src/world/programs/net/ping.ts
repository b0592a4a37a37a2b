import type { WorldRunning, WorldSystem } from "../../process.ts";
import { addressTroubles } from "./address-troubles.ts";
import { hostAddress } from "./host-address.ts";
import { complain, exit, printLine } from "../print.ts";

/** How long it waits for the last answer, and between two questions. Source: iputils ping(8). */
const seconds = { wait: 10, between: 1 } as const;

const countDefault = 3;
const countMax = 100;

/** ping(1), which here stops by itself: whether a host is at an address. `-c` says how often it asks. */
export function* ping(system: WorldSystem): WorldRunning {
  const args = system.argv.slice(1);
  const count = args[0] === "-c" ? Number(args[1]) : countDefault;
  const [name = "", ...surplus] = args[0] === "-c" ? args.slice(2) : args;
  if (name === "" || surplus.length > 0 || !Number.isInteger(count) || count < 1 || count > countMax) {
    complain(system, `usage: ping [-c COUNT] HOST, with COUNT from 1 to ${countMax}`);
    return exit(2);
  }
  const found = yield* hostAddress(name);
  if (found.kind === "failed") {
    complain(system, `${name}: ${addressTroubles[found.why]}`);
    return exit(2);
  }
  const { address } = found;
  printLine(system, `PING ${name} (${address}) 56(84) bytes of data.`);
  const isThere = system.reaches(address);
  for (let sequence = 1; sequence <= count; sequence++) {
    if (sequence > 1) yield { kind: "sleep", seconds: seconds.between };
    if (isThere) printLine(system, `64 bytes from ${address}: icmp_seq=${sequence} ttl=64`);
  }
  if (!isThere) yield { kind: "sleep", seconds: seconds.wait };
  printLine(system, "");
  printLine(system, `--- ${name} ping statistics ---`);
  const received = isThere ? count : 0;
  const loss = isThere ? 0 : 100;
  printLine(system, `${count} packets transmitted, ${received} received, ${loss}% packet loss`);
  return exit(isThere ? 0 : 1);
}
