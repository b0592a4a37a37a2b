import { expect, it } from "vitest";
import { loadWorld } from "./load-world.ts";

const world = `now: 1795510800
server: mail
hosts:
  mail: { name: mail.test, addresses: [192.0.2.25], ident: refused, filtered: [113] }
  pc: { name: pc.test, addresses: [192.168.5.10], behind: mail }
dns:
  partner.example: { mx: [{ preference: 10, host: mail.test }] }
  192.0.2.25: { ptr: [mail.test] }
  broken.example: servfail
`;

it.each([
  ["server: mail", "server: nail", 2, "server: no host of the world is called nail; there are: mail, pc"],
  [
    "behind: mail",
    "behind: gate",
    5,
    "hosts.pc.behind: no host of the world is called gate; there are: mail, pc",
  ],
  ["behind: mail", "behind: pc", 5, "hosts.pc.behind: expected another host than itself"],
  [
    "192.168.5.10",
    "192.0.2.25",
    5,
    "hosts.pc.addresses: expected an address that no other host has; 192.0.2.25 is that of mail",
  ],
  ["[113]", "[0]", 4, "hosts.mail.filtered.0: expected a port from 1 to 65535, found 0"],
  [
    "servfail",
    "broken",
    9,
    'dns.broken.example: expected servfail, timeout, or a map of a, ptr, mx, txt, cname, delay, anyBytes, found "broken"',
  ],
  [
    "10, host",
    "ten, host",
    7,
    'dns.partner.example.mx.0.preference: expected a preference from 0 to 65535, found "ten"',
  ],
  [
    "mx: [",
    "mxs: [",
    7,
    "dns.partner.example.mxs: there is no such key here; expected one of a, ptr, mx, txt, cname, delay, anyBytes",
  ],
  [
    "host: mail.test",
    "host: -mail..test",
    7,
    'dns.partner.example.mx.0.host: expected a domain name such as mail.yourdomain.example, found "-mail..test"',
  ],
  [
    "ptr: [mail.test]",
    "cname: x.test, txt: [x]",
    8,
    "dns.192.0.2.25.cname: expected nothing else beside a cname",
  ],
  [
    "partner.example: { mx",
    "partner.example: { ptr: [x.test], mx",
    7,
    "dns.partner.example.ptr: expected ptr under an address, not under a name",
  ],
])("tells the line where %j became %j, and what was expected", (from, to, line, message) => {
  expect(loadWorld({ file: "world.yaml", text: world })).toMatchObject({ kind: "loaded" });
  expect(loadWorld({ file: "world.yaml", text: world.replace(from, to) })).toEqual({
    kind: "failed",
    troubles: [{ file: "world.yaml", line, message }],
  });
});
