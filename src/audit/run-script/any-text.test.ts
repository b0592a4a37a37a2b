import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { read, told } from "./run-script.test-kit.ts";

describe("any text", () => {
  const piece = fc.constantFrom(
    ...[
      "if ",
      "then ",
      "else ",
      "fi",
      "; ",
      "\n",
      " && ",
      " || ",
      " | ",
      " & ",
      "( ",
      " )",
      "{ ",
      "; }",
      "for x in ",
      "do ",
      "done",
    ],
    ...[
      "case $x in ",
      "a) ",
      ";; ",
      "esac",
      "A=",
      "$A",
      '"$A"',
      "`cat /var/qmail/control/me`",
      "$(",
      "${A:-",
      "$((1))",
      "<<E",
      "'",
      '"',
    ],
    ...[
      "exec ",
      "env ",
      "export ",
      "tcpserver ",
      "-x /a ",
      "-vR ",
      "0 smtp ",
      "rblsmtpd ",
      "-r z ",
      "qmail-smtpd ",
      "sh -c ",
      "[ -f ",
      " ]",
      ". /f",
    ],
    ...["\r\n", "\\\n", "#!/bin/sh\n", "\u{1f600} ", "\0", "smtp stream tcp nowait root tcp-env "],
  );

  it("is read without failing, and each place is within it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string({ unit: "binary" }))),
        (pieces) => {
          const text = pieces.join("");
          const lines = text.split("\n");
          const { servers, unknowns, trouble } = read(text);
          for (const { line, column } of [...servers, ...unknowns]
            .map(({ place }) => place)
            .concat(trouble ?? []))
            expect((lines[line - 1] ?? "").length + 2).toBeGreaterThan(column);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["commands", "tcpserver 0 25 qmail-smtpd; "],
    ["decisions", "grep -q x y && A=$B$RANDOM tcpserver 0 25 qmail-smtpd\n"],
    ["variables", "a$(x)=1; "],
    ["variables that differ", "grep x || A0=1; grep y || export B=$C\n"],
    ["loops", "for a in 1 2 3 4 5 6 7 8 9; do "],
    ["expansions", "${a:-b} "],
    ["marks", "a & "],
    ["substitutions", "`cat /var/qmail/control/me` "],
    ["quotes", "$("],
  ])("of very many %s takes a moment", (_what, repeated) => {
    const text = `#!/bin/sh\n${repeated.repeat(200_000)}`;
    expect(read(text).unknowns.at(-1)?.reason.kind).toBe("too long");
  });

  it("with loops within loops is followed as far as it goes", () => {
    const loops = "for a in 1 2 3 4 5 6 7 8 9; do ".repeat(9);
    const script = `${loops}tcpserver 0 25 qmail-smtpd${"; done".repeat(9)}\n`;
    expect(told(read(`#!/bin/sh\n${script}`)).at(-1)).toBe("unknown script 1:1 too long");
  });
});
