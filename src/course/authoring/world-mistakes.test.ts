import { describe, expect, it } from "vitest";
import { rightWorld, troublesIn } from "./world-mistakes.test-kit.ts";

it("finds nothing wrong in a world file that is right, with CR LF or a byte order mark too", () => {
  expect([rightWorld, rightWorld.replaceAll("\n", "\r\n"), `\uFEFF${rightWorld}`].map(troublesIn)).toEqual([
    [],
    [],
    [],
  ]);
});

describe("a mistake in a world file is told with its line and what was expected", () => {
  it.each<[right: string, wrong: string, ...troubles: readonly string[]]>([
    [
      "now: 1795510800",
      "now: today",
      '1: now: expected seconds since 1970 such as 1795510800, found "today"',
    ],
    ["now: 1795510800", "now: -1", "1: now: expected whole seconds since 1970 such as 1795510800, found -1"],
    [
      "now: 1795510800",
      "now: 1.5",
      "1: now: expected whole seconds since 1970 such as 1795510800, found 1.5",
    ],
    [
      "now: 1795510800",
      "now: 2026-11-24T09:00:00Z",
      '1: now: expected seconds since 1970 such as 1795510800, found "2026-11-24T09:00:00Z"',
    ],
    ["now: 1795510800\n", "", "1: now: is missing"],
    ["server: mail\n", "", "1: server: is missing"],
    ["server: mail", "server: 5", "2: server: expected text, found 5"],
    [
      "server: mail",
      "server: Mail",
      '2: server: expected a short lower-case name such as mail, found "Mail"',
    ],
    [
      "server: mail",
      "sever: mail",
      "1: server: is missing",
      "2: sever: there is no such key here; expected one of now, server, hosts, names, dns",
    ],
    ["    name: mail.test\n", "", "5: hosts.mail.name: is missing"],
    [
      "name: mail.test",
      "name: 'mail test'",
      '5: hosts.mail.name: expected a domain name such as mail.yourdomain.example, found "mail test"',
    ],
    [
      "name: mail.test",
      "name: ''",
      '5: hosts.mail.name: expected a domain name such as mail.yourdomain.example, found ""',
    ],
    ["[192.0.2.25]", "192.0.2.25", '6: hosts.mail.addresses: expected a list, found "192.0.2.25"'],
    [
      "[192.0.2.25]",
      "[192.0.2.256]",
      '6: hosts.mail.addresses.0: expected an IPv4 address such as 192.0.2.25, found "192.0.2.256"',
    ],
    ["[192.0.2.25]", "[]", "6: hosts.mail.addresses: expected at least one address, found an empty list"],
    [
      "[192.0.2.25]",
      "[192.0.2.25, 192.0.2.25]",
      "6: hosts.mail.addresses: expected each address once, found 192.0.2.25 twice",
    ],
    [
      "[192.0.2.25]",
      "[2001:db8::1]",
      '6: hosts.mail.addresses.0: expected an IPv4 address such as 192.0.2.25, found "2001:db8::1"',
    ],
    [
      "[192.0.2.25]",
      "['192.0.2.25/24']",
      '6: hosts.mail.addresses.0: expected an IPv4 address such as 192.0.2.25, found "192.0.2.25/24"',
    ],
    [
      "[192.0.2.25]",
      "[127.0.0.1]",
      "6: hosts.mail.addresses: expected an address that others can call, found 127.0.0.1",
    ],
    [
      "[192.0.2.25]",
      "[0.0.0.0]",
      "6: hosts.mail.addresses: expected an address that others can call, found 0.0.0.0",
    ],
    ["  pc: {", "  Pc: {", '15: hosts.Pc: expected a short lower-case name such as mail, found "Pc"'],
    [
      "name: pc.test",
      "name: MAIL.test",
      "15: hosts.pc.name: expected a name that no other host has; mail.test is that of mail",
    ],
    [
      "user: root",
      "user: 'Ann Smith'",
      '7: hosts.mail.user: expected a user\'s name such as ann, found "Ann Smith"',
    ],
    ["user: root", "user: 5", "7: hosts.mail.user: expected text, found 5"],
    ["users: [ann]", "users: ann", '8: hosts.mail.users: expected a list, found "ann"'],
    [
      "users: [ann]",
      "users: [Ann]",
      '8: hosts.mail.users.0: expected a user\'s name such as ann, found "Ann"',
    ],
    [
      "users: [ann]",
      "users: [ann, ann]",
      "8: hosts.mail.users: expected each user once, found ann twice (user is one of them)",
    ],
    [
      "users: [ann]",
      "users: [root]",
      "8: hosts.mail.users: expected each user once, found root twice (user is one of them)",
    ],
    [
      "users: [ann]",
      "users: [qmaild]",
      "8: hosts.mail.users: expected a person's name, found qmaild, which belongs to the system",
    ],
    [
      "user: root",
      "user: qmaild",
      "7: hosts.mail.user: expected a person's name, found qmaild, which belongs to the system",
    ],
    [
      "qmail: netqmail-1.06",
      "qmail: netqmail-1.05",
      '9: hosts.mail.qmail: expected one of qmail-1.03, netqmail-1.06, notqmail-1.09, netqmail-smtp-auth, found "netqmail-1.05"',
    ],
    [
      "qmail: netqmail-1.06",
      "qmail: yes",
      '9: hosts.mail.qmail: expected one of qmail-1.03, netqmail-1.06, notqmail-1.09, netqmail-smtp-auth, found "yes"',
    ],
    ["ident: refused", "ident: 5", "10: hosts.mail.ident: expected text, found 5"],
    [
      "ident: refused",
      "ident: ''",
      '10: hosts.mail.ident: expected a user\'s name, refused or filtered, found ""',
    ],
    [
      "ident: refused",
      "resolver: none",
      '10: hosts.mail.resolver: expected one of there, missing, found "none"',
    ],
    ["[113]", "[0]", "11: hosts.mail.filtered.0: expected a port from 1 to 65535, found 0"],
    ["[113]", "[65536]", "11: hosts.mail.filtered.0: expected a port from 1 to 65535, found 65536"],
    ["[113]", "[auth]", '11: hosts.mail.filtered.0: expected a port from 1 to 65535, found "auth"'],
    ["[113]", "113", "11: hosts.mail.filtered: expected a list, found 113"],
    ["[113]", "[1.5]", "11: hosts.mail.filtered.0: expected a port from 1 to 65535, found 1.5"],
    ["blocked: [25]", "blocked: [-1]", "15: hosts.pc.blocked.0: expected a port from 1 to 65535, found -1"],
    ["[113]", "all", '11: hosts.mail.filtered: expected a list, found "all"'],
    [
      "behind: mail",
      "behind: gate",
      "15: hosts.pc.behind: no host of the world is called gate; there are: mail, pc, mx",
    ],
    ["behind: mail", "behind: pc", "15: hosts.pc.behind: expected another host than itself"],
    [
      "blocked: [25]",
      "blocked: [25], colour: red",
      "15: hosts.pc.colour: there is no such key here; expected one of name, addresses, user, users, mail, qmail, files, ident, resolver, filtered, blocked, behind",
    ],
    ["accepts: [mx.test]", "accepts: mx.test", '16: hosts.mx.mail.accepts: expected a list, found "mx.test"'],
    [
      "accepts: [mx.test]",
      "acepts: [mx.test]",
      "16: hosts.mx.mail.acepts: there is no such key here; expected one of accepts, refuses, requiresSender, relays, startsAfter",
    ],
    [
      "startsAfter: 5",
      "startsAfter: soon",
      '16: hosts.mx.mail.startsAfter: expected a number of seconds, 0 or more, found "soon"',
    ],
    [
      "startsAfter: 5",
      "startsAfter: -5",
      "16: hosts.mx.mail.startsAfter: expected a number of seconds, 0 or more, found -5",
    ],
    [
      "startsAfter: 5",
      "refuses: { all: no }",
      '16: hosts.mx.mail.refuses.all: expected one line of a reply such as 550 no, found "no"',
    ],
    [
      "startsAfter: 5",
      "refuses: { all: '250 no' }",
      '16: hosts.mx.mail.refuses.all: expected one line of a reply such as 550 no, found "250 no"',
    ],
    ["startsAfter: 5", "relays: maybe", '16: hosts.mx.mail.relays: expected true or false, found "maybe"'],
    [
      "startsAfter: 5",
      "requiresSender: [x]",
      "16: hosts.mx.mail.requiresSender: expected text, found a list",
    ],
    [
      "accepts: [mx.test]",
      "accepts: ['a b']",
      '16: hosts.mx.mail.accepts.0: expected a domain such as yourdomain.example, or *, found "a b"',
    ],
    [
      "mail: { accepts: [mx.test], startsAfter: 5 }",
      "mail: yes",
      '16: hosts.mx.mail: expected a map, found "yes"',
    ],
    [
      "mail: { accepts: [mx.test], startsAfter: 5 }",
      "mail: [mx.test]",
      "16: hosts.mx.mail: expected a map, found a list",
    ],
    [
      "mail: { accepts",
      "qmail: netqmail-1.06, mail: { accepts",
      "16: hosts.mx.mail: expected either qmail or mail, since both listen on port 25",
    ],
    [
      "startsAfter: 5",
      'refuses: { all: "550 no\\r\\n250 yes" }',
      '16: hosts.mx.mail.refuses.all: expected one line of a reply such as 550 no, found "550 no\\r\\n250 yes"',
    ],
    [
      "short: 192.0.2.25",
      "short: 192.0.2",
      '18: names.short: expected an IPv4 address such as 192.0.2.25, found "192.0.2"',
    ],
    [
      "short: 192.0.2.25",
      "'a b': 192.0.2.1",
      '18: names.a b: expected a domain name such as mail.yourdomain.example, found "a b"',
    ],
    ["short: 192.0.2.25", "short: [192.0.2.25]", "18: names.short: expected text, found a list"],
    [
      "servfail",
      "broken",
      '22: dns.broken.example: expected servfail, timeout, or a map of a, ptr, mx, txt, cname, delay, anyBytes, found "broken"',
    ],
    [
      "servfail",
      "5",
      "22: dns.broken.example: expected servfail, timeout, or a map of a, ptr, mx, txt, cname, delay, anyBytes, found 5",
    ],
    [
      "mx: [",
      "mxs: [",
      "20: dns.partner.example.mxs: there is no such key here; expected one of a, ptr, mx, txt, cname, delay, anyBytes",
    ],
    [
      "mx: [",
      "spf: [",
      "20: dns.partner.example.spf: there is no such key here; expected one of a, ptr, mx, txt, cname, delay, anyBytes",
    ],
    [
      "mx: [{ preference: 10, host: mail.test }]",
      "mx: mail.test",
      '20: dns.partner.example.mx: expected a list, found "mail.test"',
    ],
    [
      "mx: [{ preference: 10, host: mail.test }]",
      "mx: [mail.test]",
      '20: dns.partner.example.mx.0: expected a map, found "mail.test"',
    ],
    ["preference: 10, ", "", "20: dns.partner.example.mx.0.preference: is missing"],
    [
      "preference: 10",
      "preference: ten",
      '20: dns.partner.example.mx.0.preference: expected a preference from 0 to 65535, found "ten"',
    ],
    [
      "preference: 10",
      "preference: 70000",
      "20: dns.partner.example.mx.0.preference: expected a preference from 0 to 65535, found 70000",
    ],
    [
      "host: mail.test",
      "host: -x..y",
      '20: dns.partner.example.mx.0.host: expected a domain name such as mail.yourdomain.example, found "-x..y"',
    ],
    [
      "ptr: [mail.test], delay: 3",
      "cname: x.test, txt: [x]",
      "21: dns.192.0.2.25.cname: expected nothing else beside a cname",
    ],
    [
      "ptr: [mail.test], delay: 3",
      "cname: x.test, a: [192.0.2.1]",
      "21: dns.192.0.2.25.cname: expected nothing else beside a cname",
    ],
    [
      "partner.example: { mx",
      "partner.example: { ptr: [x.test], mx",
      "20: dns.partner.example.ptr: expected ptr under an address, not under a name",
    ],
    [
      "delay: 3",
      "delay: slow",
      '21: dns.192.0.2.25.delay: expected a number of seconds, 0 or more, found "slow"',
    ],
    ["delay: 3", "delay: -1", "21: dns.192.0.2.25.delay: expected a number of seconds, 0 or more, found -1"],
    [
      "delay: 3",
      "delay: .inf",
      "21: dns.192.0.2.25.delay: expected a number of seconds, 0 or more, found Infinity",
    ],
    ["delay: 3", "anyBytes: 5", "21: dns.192.0.2.25.anyBytes: expected at least 12, a DNS header, found 5"],
    [
      "delay: 3",
      "anyBytes: many",
      '21: dns.192.0.2.25.anyBytes: expected a number of bytes, at least 12, a DNS header, found "many"',
    ],
    ["delay: 3", "txt: hello", '21: dns.192.0.2.25.txt: expected a list, found "hello"'],
    ["delay: 3", "txt: [5]", "21: dns.192.0.2.25.txt.0: expected text, found 5"],
    ["delay: 3", "a: [x]", '21: dns.192.0.2.25.a.0: expected an IPv4 address such as 192.0.2.25, found "x"'],
    [
      "partner.example:",
      "'*.*.example':",
      '20: dns.*.*.example: expected a domain name such as mail.yourdomain.example, or *.yourdomain.example for all below it, found "*.*.example"',
    ],
    [
      "partner.example:",
      "'a b':",
      '20: dns.a b: expected a domain name such as mail.yourdomain.example, or *.yourdomain.example for all below it, found "a b"',
    ],
    [
      "partner.example: {",
      "Broken.example: {",
      "22: dns.broken.example: expected each name once, found broken.example twice (capitals don't count)",
    ],
    [
      "dns:\n",
      "dns: []\nx:\n",
      "21: x: there is no such key here; expected one of now, server, hosts, names, dns",
    ],
    [
      "names:\n",
      "names: x\ny:\n",
      '17: names: expected a map, found "x"',
      "19: y: there is no such key here; expected one of now, server, hosts, names, dns",
    ],
    [
      "server: mail",
      "<<: {a: 1}\nserver: mail",
      "2: <<: there is no such key here; expected one of now, server, hosts, names, dns",
    ],
  ])("%j as %j", (right, wrong, ...troubles) => {
    expect(rightWorld).toContain(right);
    expect(troublesIn(rightWorld.replace(right, () => wrong))).toEqual(
      troubles.map((text) => `w.yaml:${text}`),
    );
  });
});
