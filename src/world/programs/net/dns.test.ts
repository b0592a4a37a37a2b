import { expect, it } from "vitest";
import { output } from "../../world.test-kit.ts";
import { namedWorld } from "./dns.test-kit.ts";

// The words are those of djbdns-1.05's sources and of BIND's host 9.18.49, which was asked the same on 2026-11-24.
it.each([
  [
    "dnsqr mx partner.example",
    [
      "15 partner.example:",
      "77 bytes, 1+2+0+0 records, response, noerror",
      "query: 15 partner.example",
      "answer: partner.example 86400 MX 20 mail.test",
      "answer: partner.example 86400 MX 10 mx.partner.example",
    ],
  ],
  [
    "dnsqr A WWW.test.",
    [
      "1 www.test:",
      "61 bytes, 1+2+0+0 records, response, noerror",
      "query: 1 www.test",
      "answer: www.test 86400 CNAME mail.test",
      "answer: mail.test 86400 A 192.0.2.25",
    ],
  ],
  [
    "dnsqr any all.test",
    [
      "255 all.test:",
      "100 bytes, 1+4+0+0 records, response, noerror",
      "query: 255 all.test",
      "answer: all.test 86400 A 192.0.2.1",
      "answer: all.test 86400 A 192.0.2.2",
      'answer: all.test 86400 16 \\015v=spf1\\040"-all"',
      "answer: all.test 86400 16 \\003two",
    ],
  ],
  [
    "dnsqr 5 lost.test",
    [
      "5 lost.test:",
      "49 bytes, 1+1+0+0 records, response, noerror",
      "query: 5 lost.test",
      "answer: lost.test 86400 CNAME nowhere.test",
    ],
  ],
  [
    "dnsqr a lost.test",
    [
      "1 lost.test:",
      "49 bytes, 1+1+0+0 records, response, authoritative, nxdomain",
      "query: 1 lost.test",
      "answer: lost.test 86400 CNAME nowhere.test",
    ],
  ],
  [
    "dnsqr ptr 66.100.51.198.in-addr.arpa",
    [
      "12 66.100.51.198.in-addr.arpa:",
      "65 bytes, 1+1+0+0 records, response, noerror",
      "query: 12 66.100.51.198.in-addr.arpa",
      "answer: 66.100.51.198.in-addr.arpa 86400 PTR pc.test",
    ],
  ],
  [
    "dnsqr a no.example",
    ["1 no.example:", "28 bytes, 1+0+0+0 records, response, authoritative, nxdomain", "query: 1 no.example"],
  ],
  [
    "dnsqr soa mail.test",
    ["6 mail.test:", "27 bytes, 1+0+0+0 records, response, noerror", "query: 6 mail.test"],
  ],
  [
    "dnsqr a localhost",
    [
      "1 localhost:",
      "43 bytes, 1+1+0+0 records, response, noerror",
      "query: 1 localhost",
      "answer: localhost 655360 A 127.0.0.1",
    ],
  ],
  ["dnsqr a broken.example", ["1 broken.example:", "temporary failure"]],
  ["dnsqr a slow.example", ["1 slow.example:", "timed out"]],
  [`dnsqr a ${"x".repeat(64)}`, ["dnsqr: fatal: unable to parse: protocol error"]],
  ["dnsqr spf mail.test", ["dnsqr: usage: dnsqr type name"]],
  ["dnsqr a", ["dnsqr: usage: dnsqr type name"]],
  ["dnsqr a mail.test mail.test", ["dnsqr: usage: dnsqr type name"]],
  ["dnsip mail.test no.example 10.0.0.1 all.test", ["192.0.2.25 ", "", "10.0.0.1 ", "192.0.2.1 192.0.2.2 "]],
  ["dnsip mail.test slow.example", ["dnsip: fatal: unable to find IP address for slow.example: timed out"]],
  ["dnsmx partner.example mail.test", ["20 mail.test", "10 mx.partner.example", "0 mail.test"]],
  ["dnsmx broken.example", ["dnsmx: fatal: unable to find MX records for broken.example: temporary failure"]],
  ["dnstxt all.test mail.test", ['v=spf1 "-all"two', ""]],
  ["dnsname 198.51.100.66 198.51.100.67", ["pc.test", ""]],
  ["dnsname pc.test", ["dnsname: fatal: unable to parse IP address pc.test"]],
  ["dnsip; echo $?", ["0"]],
  ["dnsname x; echo $?", ["dnsname: fatal: unable to parse IP address x", "111"]],
  [
    "host -t mx partner.example",
    [
      "partner.example mail is handled by 20 mail.test.",
      "partner.example mail is handled by 10 mx.partner.example.",
    ],
  ],
  [
    "host -t TXT all.test",
    ['all.test descriptive text "v=spf1 \\"-all\\""', 'all.test descriptive text "two"'],
  ],
  ["host -t a www.test", ["www.test is an alias for mail.test.", "mail.test has address 192.0.2.25"]],
  ["host -t cname www.test", ["www.test is an alias for mail.test."]],
  ["host -t ns mail.test", ["mail.test has no NS record"]],
  ["host -t type16 mail.test", ["mail.test has no TYPE16 record"]],
  ["host -t mx 198.51.100.66", ["66.100.51.198.in-addr.arpa domain name pointer pc.test."]],
  ["host -t mx no.example", ["Host no.example not found: 3(NXDOMAIN)"]],
  ["host -t mx broken.example", ["Host broken.example not found: 2(SERVFAIL)"]],
  [
    "host -t mx slow.example",
    [
      ";; communications error to 127.0.0.1#53: timed out",
      ";; communications error to 127.0.0.1#53: timed out",
      ";; no servers could be reached",
    ],
  ],
  ["host -t foo mail.test; echo $?", ["host: invalid type: foo", "", "2"]],
  [
    "host -t",
    [
      "host: option requires an argument -- 't'",
      "host: usage: host NAME, host ADDRESS, or host -t TYPE NAME",
    ],
  ],
])("%s", (line, lines) => {
  expect(output(namedWorld(), line)).toEqual(lines);
});
