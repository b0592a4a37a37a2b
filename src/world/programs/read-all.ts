import { byteString, joinBytes, type ByteString } from "../../engine/bytes/index.ts";
import type { WorldArrival, WorldWait } from "../process.ts";

/** All that comes on a descriptor until its end. */
export function* readAll(descriptor: number): Generator<WorldWait, ByteString, WorldArrival> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "poll", descriptors: [descriptor] };
    if (arrival.kind !== "bytes from") return byteString(joinBytes(chunks));
    chunks.push(arrival.bytes);
  }
}
