import { expect, it } from "vitest";
import { rightWorld, troublesIn } from "./world-mistakes.test-kit.ts";

it("tells each host of a circle of gateways that it has no way to the Internet", () => {
  expect(troublesIn(rightWorld.replace("ident: refused", "behind: pc"))).toEqual([
    "w.yaml:10: hosts.mail.behind: expected a host on the way to the Internet, found a circle: mail behind pc behind mail",
    "w.yaml:15: hosts.pc.behind: expected a host on the way to the Internet, found a circle: pc behind mail behind pc",
  ]);
});

it("tells of an alias of itself, whatever its capitals", () => {
  const [from, to] = ["mx: [{ preference: 10, host: mail.test }]", "cname: Partner.example"] as const;
  expect(troublesIn(rightWorld.replace(from, to))).toEqual([
    "w.yaml:20: dns.partner.example.cname: expected another name than itself",
  ]);
});
