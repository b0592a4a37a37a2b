import { describe, expect, it } from "vitest";
import { languageOf, languages } from "./registry.ts";

describe("languageOf", () => {
  it.each([
    ["/etc/tcp.smtp", "tcp-rules"],
    ["/etc/tcp.smtp.new", "tcp-rules"],
    ["/etc/tcp.smtp.cdb", "plain"],
    ["/etc/tcp.smtp.tmp", "plain"],
    ["/service/qmail-smtpd/run", "run-script"],
    ["/var/qmail/supervise/qmail-smtpd/log/run", "run-script"],
    ["/etc/runlevel", "plain"],
    ["/var/qmail/control/rcpthosts", "rcpthosts"],
    ["/var/qmail/control/rcpthosts~", "plain"],
    ["/var/qmail/control/morercpthosts", "morercpthosts"],
    ["control/morercpthosts.cdb", "plain"],
    ["/var/qmail/control/locals", "locals"],
    ["/home/ann/locals", "plain"],
    ["control/virtualdomains", "virtualdomains"],
    ["/var/qmail/control/smtproutes", "smtproutes"],
    ["/var/qmail/control/percenthack", "percenthack"],
    ["/var/qmail/control/badmailfrom", "badmailfrom"],
    ["/var/qmail/control/me", "control-me"],
    ["/var/qmail/control/databytes", "control-databytes"],
    ["/var/qmail/control/constructor", "plain"],
  ])("takes %s for %s", (path, id) => {
    expect(languageOf(path).id).toBe(id);
  });

  it("has each id once", () => {
    const ids = languages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(languages.filter(({ id }) => !/^control-(?!me$|databytes$)/.test(id)))(
    "isn't kept busy by a long line, which where time is quadratic lasts minutes: $id",
    { timeout: 60_000 },
    (language) => {
      const pieces = [
        " ",
        "-",
        ":",
        ".",
        "@",
        "*",
        ",",
        "a",
        "=",
        '"',
        "#",
        "a b",
        ".:",
        "a=b,",
        "\r",
        "[",
        "“",
      ];
      for (const piece of pieces)
        for (const front of ["", "a:"]) {
          const text = `${front}${piece.repeat(40_000)}x`;
          language.diagnose(text);
          language.tokenize(text);
          language.hover(text, { line: 1, column: 2 });
        }
    },
  );
});
