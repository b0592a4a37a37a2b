import { expect, it } from "vitest";
import { boot } from "../../runs/boot.ts";
import { output, smallWorldFile } from "../../world.test-kit.ts";

const none = { a: [], ptr: [], mx: [], txt: [] };
const booted = boot({
  ...smallWorldFile(),
  dns: {
    "partner.example": { ...none, mx: [{ preference: 10, host: "mail.test" }] },
    "www.test": { ...none, cname: "mail.test" },
    "broken.example": "servfail",
    "slow.example": "timeout",
    "198.51.100.66": { ...none, ptr: ["pc.test"] },
  },
});
if (booted.kind === "failed") throw new Error(booted.why);
const { world } = booted;

it.each([
  ["host www.test", ["www.test is an alias for mail.test.", "mail.test has address 192.0.2.25"]],
  ["host partner.example", ["partner.example mail is handled by 10 mail.test."]],
  ["host 198.51.100.66", ["66.100.51.198.in-addr.arpa domain name pointer pc.test."]],
  ["host 198.51.100.67", ["Host 67.100.51.198.in-addr.arpa not found: 3(NXDOMAIN)"]],
  ["host no.example", ["Host no.example not found: 3(NXDOMAIN)"]],
  ["host broken.example", ["Host broken.example not found: 2(SERVFAIL)"]],
  [
    "host slow.example",
    [
      ";; communications error to 127.0.0.1#53: timed out",
      ";; communications error to 127.0.0.1#53: timed out",
      ";; no servers could be reached",
    ],
  ],
  ["host", ["host: usage: host NAME, host ADDRESS, or host -t TYPE NAME"]],
  ["ping -c x pc.test", ["ping: usage: ping [-c COUNT] HOST, with COUNT from 1 to 100"]],
  ["ping no.example", ["ping: no.example: Name or service not known"]],
  [
    "ping -c 2 pc.test",
    [
      "PING pc.test (198.51.100.66) 56(84) bytes of data.",
      "64 bytes from 198.51.100.66: icmp_seq=1 ttl=64",
      "64 bytes from 198.51.100.66: icmp_seq=2 ttl=64",
      "",
      "--- pc.test ping statistics ---",
      "2 packets transmitted, 2 received, 0% packet loss",
    ],
  ],
  [
    "ping -c 1 203.0.113.1",
    [
      "PING 203.0.113.1 (203.0.113.1) 56(84) bytes of data.",
      "",
      "--- 203.0.113.1 ping statistics ---",
      "1 packets transmitted, 0 received, 100% packet loss",
    ],
  ],
])("%s", (line, lines) => {
  expect(output(world, line)).toEqual(lines);
});
