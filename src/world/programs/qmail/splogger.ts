import { byteString, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { addToSystemLog } from "../inetd/syslog.ts";
import { exit } from "../print.ts";

/** Bytes of a line that go into one entry. Origin: qmail-1.03 splogger.c buf. */
const entryBytesMax = 799;

/**
 * splogger(8): each line of its input becomes an entry of the system's log, behind a tag and the second it came in. What
 * doesn't fit into one entry follows in others, behind a plus. `Differs:` facilities and priorities mean nothing here.
 */
// qmail-1.03 splogger.c
export function* splogger(system: WorldSystem): WorldRunning {
  const [, tag = "splogger"] = system.argv;
  return yield* take(system, { tag, open: "" });
}

function* take(
  system: WorldSystem,
  from: { readonly tag: ByteString; readonly open: ByteString },
): WorldRunning {
  const { tag } = from;
  let { open } = from;
  for (;;) {
    system.atRest(() => ({ tag, open }), take);
    const arrival = yield { kind: "read", timeoutSeconds: null };
    // A last line that has no end is lost.
    if (arrival.kind !== "bytes") return exit(0);
    const lines = (open + byteString(arrival.bytes)).split("\n");
    open = lines.pop() ?? "";
    for (const line of lines) enter(system, tag, line.replace(/[^ -~]/g, "?"));
  }
}

function enter(system: WorldSystem, tag: ByteString, line: ByteString): void {
  const stamp = `${system.now()}.000000`;
  for (let at = 0; at < line.length; at += entryBytesMax) {
    const join = at === 0 ? " " : "+";
    addToSystemLog(system, `${tag}: ${stamp}${join}${line.slice(at, at + entryBytesMax)}`);
  }
}
