import { describe, expect, it } from "vitest";
import { languageOf, languages } from "./registry.ts";

describe("languageOf", () => {
  it.each([
    ["/etc/tcp.smtp", "tcp-rules"],
    ["/etc/tcp.smtp.new", "tcp-rules"],
    ["/etc/tcp.smtp.cdb", "plain"],
    ["/etc/tcp.smtp.tmp", "plain"],
    ["/var/qmail/control/rcpthosts", "rcpthosts"],
    ["/var/qmail/control/rcpthosts~", "plain"],
    ["/var/qmail/control/morercpthosts", "morercpthosts"],
    ["control/morercpthosts.cdb", "plain"],
    ["/var/qmail/control/locals", "plain"],
  ])("takes %s for %s", (path, id) => {
    expect(languageOf(path).id).toBe(id);
  });

  it("has each id once", () => {
    const ids = languages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
