import { loadWorld } from "./load-world.ts";

/** A world file with something of each kind in it, for tests to make wrong. */
export const rightWorld = `now: 1795510800
server: mail
hosts:
  mail:
    name: mail.test
    addresses: [192.0.2.25]
    user: root
    users: [ann]
    qmail: netqmail-1.06
    ident: refused
    filtered: [113]
    files:
      /etc/motd: "hello\\n"
      /service/smtpd/run: "#!/bin/sh\\nexec tcpserver 0 25 qmail-smtpd\\n"
  pc: { name: pc.test, addresses: [192.168.5.10], behind: mail, blocked: [25] }
  mx: { name: mx.test, addresses: [203.0.113.7], mail: { accepts: [mx.test], startsAfter: 5 } }
names:
  short: 192.0.2.25
dns:
  partner.example: { mx: [{ preference: 10, host: mail.test }] }
  192.0.2.25: { ptr: [mail.test], delay: 3 }
  broken.example: servfail
`;

/** What is said of a world file: line and message of each trouble, behind the file's name. */
export function troublesIn(text: string): readonly string[] {
  const loaded = loadWorld({ file: "w.yaml", text });
  if (loaded.kind === "loaded") return [];
  return loaded.troubles.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
