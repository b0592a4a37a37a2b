import type { ServerFile } from "../../audit/index.ts";
import { encodeText } from "../../engine/bytes/index.ts";

/** A server with some of the mistakes that real ones have, to try the page on. */
export function exampleServer(): readonly ServerFile[] {
  return [
    file("rules", "/etc/tcp.smtp", [
      "# the server itself, the office, and the dial-up pool",
      '127.:allow,RELAYCLIENT=""',
      '192.168.5:allow,RELAYCLIENT=""',
      '203.0.113.64-95:allow,RELAYCLIENT=""',
      "# a spammer who doesn't stop",
      "198.51.100.66:deny",
      "# everybody else",
      ':allow,RELAYCLIENT=""',
    ]),
    file("me", "/var/qmail/control/me", ["mail.yourdomain.example"]),
    file("locals", "/var/qmail/control/locals", ["yourdomain.example", "mail.yourdomain.example"]),
    file("virtualdomains", "/var/qmail/control/virtualdomains", ["shop.example:shop"]),
    file("rcpthosts", "/var/qmail/control/rcpthosts", [
      "yourdomain.example",
      "mail.yourdomain.example",
      "*.yourdomain.example",
    ]),
    file("run", "/service/qmail-smtpd/run", [
      "#!/bin/sh",
      "exec tcpserver -v -R -l mail.yourdomain.example -x /etc/tcp.smtp.cdb \\",
      "  -u 7791 -g 2108 0 smtp /var/qmail/bin/qmail-smtpd 2>&1",
    ]),
  ];
}

function file(part: ServerFile["part"], path: string, lines: readonly string[]): ServerFile {
  const bytes = encodeText(lines.map((line) => `${line}\n`).join(""));
  return { part, path, given: path, bytes, modifiedAt: null };
}
