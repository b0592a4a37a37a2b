import type { ByteString } from "../../engine/bytes/index.ts";
import type { Field } from "./field.ts";
import type { Place } from "./partly-known.ts";

/** A server of inetd.conf, and how it's started. */
export interface InetdLine {
  readonly service: Field;
  /** The program and its arguments, without the name that it's told for itself. */
  readonly fields: readonly Field[];
  /** Whether tcpd stands before it, which asks hosts.allow. */
  readonly tcpd: Place | null;
}

/** The lines of an inetd.conf for TCP; none if this is no such file. */
// inetutils-2.4 inetd.c getconfigent
export function inetdLines(text: ByteString): readonly InetdLine[] {
  return text.split("\n").flatMap((content, index): readonly InetdLine[] => {
    if (content.startsWith("#")) return [];
    const [service, socket, protocol, flow, user, server, ...argv] = [...content.matchAll(/[^ \t\r]+/g)].map(
      ({ 0: written, index: at }): Field => ({
        text: written,
        written,
        place: { line: index + 1, column: at + 1 },
        isOne: true,
      }),
    );
    const isStream = socket?.text === "stream" && protocol?.text.startsWith("tcp") === true;
    if (!isStream || !/^(no)?wait\b/.test(flow?.text ?? "") || user === undefined) return [];
    if (service === undefined || server === undefined) return [];
    if (!/(^|\/)tcpd$/.test(server.text))
      return [{ service, fields: [server, ...argv.slice(1)], tcpd: null }];
    // tcpd becomes the program that it's called as.
    return argv.length === 0 ? [] : [{ service, fields: argv, tcpd: server.place }];
  });
}
