import { expect, it } from "vitest";
import { bytesOf } from "../../../engine/bytes/index.ts";
import { parseInetdConf } from "./inetd-conf.ts";

const smtp = {
  line: 1,
  name: "smtp",
  protocol: "tcp",
  flow: "nowait",
  startsMax: 40,
  user: "qmaild",
  group: null,
  server: "/var/qmail/bin/tcp-env",
  argv: ["tcp-env", "/var/qmail/bin/qmail-smtpd"],
};

it.each<readonly [string, object]>([
  ["smtp stream tcp nowait qmaild /var/qmail/bin/tcp-env tcp-env /var/qmail/bin/qmail-smtpd", {}],
  ["\n# smtp\n 25\tstream  tcp nowait qmaild /b/x x\r", { line: 3, name: "25", server: "/b/x", argv: ["x"] }],
  [
    "smtp stream tcp nowait.100 qmaild.nofiles /b/x",
    { startsMax: 100, group: "nofiles", server: "/b/x", argv: ["x"] },
  ],
  [
    "smtp stream tcp wait.0 root:root x y z",
    { flow: "wait", user: "root", group: "root", server: "x", argv: ["y", "z"] },
  ],
])("%j is a service", (text, differing) => {
  expect(parseInetdConf(bytesOf(text))).toEqual({ services: [{ ...smtp, ...differing }], troubles: [] });
});

it.each([
  ["smtp stream tcp nowait qmaild", "not enough fields"],
  ["smtp tcp stream nowait qmaild /b/x x", "bad socket type"],
  ["time stream tcp nowait root internal", "internal service time unknown"],
  ["tftp dgram udp wait root /b/x x", "tftp/udp: only stream and tcp are supported here"],
])("%j is passed over: %s", (text, trouble) => {
  expect(parseInetdConf(bytesOf(`#\n${text}\n`))).toEqual({
    services: [],
    troubles: [{ line: 2, text: trouble }],
  });
});

it.each([
  ["nowiat", "bad wait type"],
  ["nowait.x", "invalid number (x)"],
])("%s counts as nowait, with a word", (wait, trouble) => {
  const { services, troubles } = parseInetdConf(bytesOf(`smtp stream tcp ${wait} qmaild /b/x x`));
  expect(services).toMatchObject([{ flow: "nowait", startsMax: 40 }]);
  expect(troubles).toEqual([{ line: 1, text: trouble }]);
});
