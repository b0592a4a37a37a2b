import { expect, it } from "vitest";
import { baseName, parentPath, resolvePath } from "./path.ts";

it.each([
  ["/", "etc", "/etc"],
  ["/etc", "tcp.smtp", "/etc/tcp.smtp"],
  ["/etc", "/var/qmail", "/var/qmail"],
  ["/var/qmail", "../log/./smtpd/", "/var/log/smtpd"],
  ["/", "../../etc", "/etc"],
  ["/etc", "", "/etc"],
  ["/etc", ".", "/etc"],
  ["/etc", "//a///b", "/a/b"],
  ["/etc", "...", "/etc/..."],
])("in %s, %j means %s", (from, path, absolute) => {
  expect(resolvePath(from, path)).toBe(absolute);
});

it.each([
  ["/etc/tcp.smtp", "/etc", "tcp.smtp"],
  ["/etc", "/", "etc"],
  ["/", "/", ""],
])("%s is in %s", (path, folder, name) => {
  expect([parentPath(path), baseName(path)]).toEqual([folder, name]);
});
