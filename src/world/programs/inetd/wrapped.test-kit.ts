import { perform } from "../../runs/perform.ts";
import { content, smallWorld } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

/** The line of inetd.conf that runs qmail-smtpd without a wrapper. */
export const bareLine =
  "smtp stream tcp nowait qmaild /var/qmail/bin/tcp-env tcp-env /var/qmail/bin/qmail-smtpd\n";

/** The line that runs it with one. */
export const wrappedLine =
  "smtp stream tcp nowait qmaild /usr/local/bin/tcpd /var/qmail/bin/tcp-env /var/qmail/bin/qmail-smtpd\n";

/** A world whose server runs qmail-smtpd from inetd. */
export function inetdWorld(files: Readonly<Record<string, string>> = {}): World {
  return smallWorld({
    mail: { "/service/smtpd/down": "", "/etc/inetd.conf": wrappedLine, ...files },
  });
}

/**
 * What the server says to RCPT TO for somebody elsewhere, from a host of the world; or that it refused the connection, or
 * hung up before it said anything.
 */
export function relayReply(world: World, host = "pc"): string {
  const known = new Set(world.traces.keys());
  const lines = ["HELO x", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@elsewhere.example>", "QUIT"];
  perform(world, { smtp: { host, to: "192.0.2.25", port: 25, lines } });
  const trace = [...world.traces.values()].find(({ id }) => !known.has(id));
  if (trace === undefined) return "(refused)";
  return trace.replies.length === 0 ? "(no greeting)" : (trace.replies[3]?.text.trimEnd() ?? "(hung up)");
}

/** The system's log without its times, from a line on. */
export function logLines(world: World, from = 0): readonly string[] {
  return content(world, "mail", "/var/log/syslog")
    .split("\n")
    .slice(from, -1)
    .map((line) => line.replace(/^\w{3} [ \d]\d \d\d:\d\d:\d\d mail /, "").replace(/\[\d+\]/, ""));
}
