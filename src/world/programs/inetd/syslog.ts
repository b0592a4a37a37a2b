import { bytesOf, encodeByteString, joinBytes, type ByteString } from "../../../engine/bytes/index.ts";
import { calendarOf, monthNames } from "../../../engine/datetime/index.ts";
import { makeFolders, parentPath, readFile, writeFile } from "../../files/index.ts";
import type { WorldSystem } from "../../process.ts";

/** The system's log, which holds what programs tell syslogd. */
const systemLog = "/var/log/syslog";

/**
 * syslog(3): adds a line to the system's log, whoever the program runs as. `Differs:` there's no syslogd to stop or to
 * configure: all lines go into one file.
 */
export function syslog(system: WorldSystem, tag: ByteString, text: ByteString): void {
  addToSystemLog(system, `${tag}[${system.processId}]: ${text}`);
}

/** A line of the system's log, with what is behind the host's name. */
// RFC 3164 4.1.2
export function addToSystemLog(system: WorldSystem, what: ByteString): void {
  const { files, host } = system;
  const { month, day, hour, minute, second } = calendarOf(system.now());
  const time = [hour, minute, second].map((number) => String(number).padStart(2, "0")).join(":");
  const [name = ""] = encodeByteString(host.name).split(".");
  const line = `${monthNames[month] ?? ""} ${String(day).padStart(2)} ${time} ${name} ${what}\n`;
  const now = system.now();
  makeFolders(files, parentPath(systemLog), now);
  const node = readFile(files, systemLog);
  const before = typeof node === "string" ? new Uint8Array() : node.bytes;
  writeFile(files, systemLog, { bytes: joinBytes([before, bytesOf(line)]), now });
}
