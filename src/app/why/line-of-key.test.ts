import { expect, it } from "vitest";
import { lineOfKey } from "./line-of-key.ts";

it.each([
  ["/etc/tcp.smtp", "# a\n127.:allow\n10.1-3.:allow\n", "10.2.", 3],
  ["/etc/tcp.smtp", "127.:allow\n127.:deny\n", "127.", 1],
  ["/etc/tcp.smtp", "127.:allow\n", "10.", null],
  ["/etc/tcp.smtp", "127.:Allow\n", "127.", null],
  ["/var/qmail/control/rcpthosts", "a.example\nB.Example \n", "b.example", 2],
  ["/var/qmail/control/rcpthosts", "a.example\n", "b.example", null],
])("in %s, %j, the line of %j is %j", (path, text, key, line) => {
  expect(lineOfKey({ path, text }, key)).toBe(line);
});
