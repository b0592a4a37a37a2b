import { byteString, bytesOf } from "../../../engine/bytes/index.ts";
import { portNumber } from "../../network/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { addressTroubles } from "./address-troubles.ts";
import { hostAddress } from "./host-address.ts";
import { complain, exit } from "../print.ts";

/** telnet(1) to a port that isn't telnet's own: lines go out with CR LF, and what comes back is shown. */
export function* telnet(system: WorldSystem): WorldRunning {
  const [, name = "", portText = "23"] = system.argv;
  const port = portNumber(portText);
  if (name === "" || port === null) {
    complain(system, "usage: telnet HOST PORT, for instance: telnet mail.yourdomain.example 25");
    return exit(1);
  }
  const found = yield* hostAddress(name);
  if (found.kind === "failed") {
    complain(system, `could not resolve ${name}/${portText}: ${addressTroubles[found.why]}`);
    return exit(1);
  }
  const { address } = found;
  print(system, `Trying ${address}...\n`);
  const dialled = yield { kind: "connect", address, port };
  if (dialled.kind !== "connected") {
    const why = dialled.kind === "refused" ? "Connection refused" : "Connection timed out";
    complain(system, `Unable to connect to remote host: ${why}`);
    if (system.argv.length === 2)
      print(system, "(No PORT was named, so it called 23. Mail servers are at 25.)\n");
    return exit(1);
  }
  print(system, `Connected to ${name}.\n`);
  return yield* talk(system, dialled.descriptor);
}

function* talk(system: WorldSystem, socket: number): WorldRunning {
  for (;;) {
    system.atRest(() => socket, talk);
    const arrival = yield { kind: "poll", descriptors: [socket, 0] };
    if (arrival.kind === "bytes from" && arrival.descriptor === socket) {
      system.showFrom(socket, arrival.bytes);
    } else if (arrival.kind === "bytes from") {
      system.writeTo(socket, bytesOf(byteString(arrival.bytes).replace(/\r?\n/g, "\r\n")));
    } else if (arrival.kind === "end of" && arrival.descriptor === socket) {
      print(system, "Connection closed by foreign host.\n");
      return exit(1);
    } else {
      print(system, "Connection closed.\n");
      return exit(0);
    }
  }
}

function print(system: WorldSystem, text: string): void {
  system.write(1, bytesOf(text));
}
