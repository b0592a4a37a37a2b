import type { ByteString } from "../bytes/index.ts";
import type { Connection } from "./environment.ts";

/** Bytes that a field of the log has at most before it's cut. Origin: ucspi-tcp-0.88 tcpserver.c safecats. */
const FIELD_BYTES_MAX = 100;

/** How many connections are being served, of how many at most (`-c`). */
// ucspi-tcp-0.88 tcpserver.c printstatus
export function statusLine(children: { readonly count: number; readonly limit: number }): ByteString {
  return `tcpserver: status: ${children.count}/${children.limit}\n`;
}

/** A connection came and process `processId` serves it. */
// ucspi-tcp-0.88 tcpserver.c doit
export function pidLine(processId: number, remoteIp: ByteString): ByteString {
  return `tcpserver: pid ${processId} from ${remoteIp}\n`;
}

/** What the rules decided. */
// ucspi-tcp-0.88 tcpserver.c doit
export function verdictLine(verdict: "ok" | "deny", processId: number, connection: Connection): ByteString {
  const local = [connection.localHost, connection.localIp, String(connection.localPort)];
  const remote = [
    connection.remoteHost,
    connection.remoteIp,
    connection.remoteInfo,
    String(connection.remotePort),
  ];
  const fields = (values: readonly (ByteString | null)[]) =>
    values.map((value) => safe(value ?? "")).join(":");
  return `tcpserver: ${verdict} ${processId} ${fields(local)} ${fields(remote)}\n`;
}

/** A process ended. `waitStatus` is as wait() gives it: 256 times the exit code, or the number of a signal. */
// ucspi-tcp-0.88 tcpserver.c sigchld
export function endLine(processId: number, waitStatus: number): ByteString {
  return `tcpserver: end ${processId} status ${waitStatus}\n`;
}

// ucspi-tcp-0.88 tcpserver.c safecats: a field of exactly the largest length gets the dots too.
function safe(field: ByteString): ByteString {
  const [text = ""] = field.split("\0", 1);
  const cut = text.slice(0, FIELD_BYTES_MAX).replace(/[^!-~]|[%:]/g, "?");
  return text.length < FIELD_BYTES_MAX ? cut : `${cut}...`;
}
