import { byteString, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";

/** How much of what services complain of is kept. Origin: daemontools-0.76 svscanboot.sh. */
const bytesKept = 400;

/** readproctitle(8): shows the end of its input in the list of processes: what services say that have no log. */
export function* readproctitle(system: WorldSystem): WorldRunning {
  return yield* show(system, { argv: system.argv, shown: ".".repeat(bytesKept) });
}

function* show(
  system: WorldSystem,
  from: { readonly argv: readonly ByteString[]; readonly shown: ByteString },
): WorldRunning {
  const { argv } = from;
  let { shown } = from;
  for (;;) {
    system.retitle([...argv, shown]);
    system.atRest(() => ({ argv, shown }), show);
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return exit(0);
    shown = (shown + byteString(arrival.bytes).replace(/[^ -~]/g, "?")).slice(-bytesKept);
  }
}
