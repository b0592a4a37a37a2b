import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";

/** Asks whoever is at standard input; yes is a line that begins with y. What follows that line is for the next question. */
export type Ask = (question: ByteString) => Generator<WorldWait, boolean, WorldArrival>;

/** Asks as cp, mv and rm do with -i. */
export function asker(system: WorldSystem): Ask {
  let rest = "";
  return function* (question) {
    system.write(2, bytesOf(question));
    while (!rest.includes("\n")) {
      const arrival = yield { kind: "read", timeoutSeconds: null };
      if (arrival.kind !== "bytes") break;
      rest += byteString(arrival.bytes).replaceAll("\r", "\n");
    }
    const [line = ""] = rest.split("\n", 1);
    rest = rest.slice(line.length + 1);
    return /^\s*y/i.test(line);
  };
}
