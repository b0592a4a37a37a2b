import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSoundFixes, fixesOf, textsOf } from "../fixes.test-kit.ts";
import type { LanguageContext } from "../language.ts";
import { runScript } from "./run-script.ts";

const sh = "#!/bin/sh\n";
const usual = "exec tcpserver -v -R -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd 2>&1\n";

function found(text: string, context?: LanguageContext): string[] {
  return runScript
    .diagnose(text, context)
    .map(({ line, column, columnEnd, severity, id }) => `${line}:${column}-${columnEnd} ${severity} ${id}`);
}

describe("tokenize", () => {
  it.each([
    ["#!/bin/sh", "comment[#!/bin/sh]"],
    [
      "A='b c'; export A # d",
      "variable[A] punctuation[=] value['b c'] punctuation[;] text[ ] punctuation[export] text[ A ] comment[# d]",
    ],
    [
      "exec tcpserver -vR -x $RULES 0 smtp /var/qmail/bin/qmail-smtpd 2>&1",
      "punctuation[exec] text[ ] program[tcpserver] text[ ] punctuation[-vR] text[ ] punctuation[-x] text[ ] variable[$RULES] text[ 0 smtp ] program[/var/qmail/bin/qmail-smtpd] text[ 2] punctuation[>&] text[1]",
    ],
    ["  tcpserver \\", "text[  ] program[tcpserver] text[ \\]"],
    ["echo 'open", "text[echo ] value['open]"],
    ["a & b ${c:-d} e", "text[a ] value[& ] text[b ] value[${c:-d} ] text[e]"],
    [
      "env RELAYCLIENT= sh\r",
      "program[env] text[ ] variable[RELAYCLIENT] punctuation[=] text[ sh] invalid[\r]",
    ],
    ["", ""],
  ])("takes %j apart", (line, expected) => {
    const tokens = runScript.tokenize(line).map(({ kind, from, to }) => `${kind}[${line.slice(from, to)}]`);
    expect(tokens.join(" ")).toBe(expected);
  });

  it("covers any line without gaps", () => {
    const piece = fc.constantFrom(
      "$",
      "(",
      ")",
      "{",
      "`",
      "'",
      '"',
      "\\",
      "&",
      "<",
      "a=",
      " ",
      "#",
      "\r",
      "tcpserver",
      "\u{1f600}",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary" }))), (pieces) => {
        const line = pieces.join("").replaceAll("\n", "");
        const parts = runScript.tokenize(line).map(({ from, to }) => line.slice(from, to));
        expect(parts.join("")).toBe(line);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("diagnose", () => {
  it.each<[string, string[]]>([
    [sh + usual, []],
    [`${sh}exec setuidgid qmaill multilog t /var/log/qmail/smtpd\n`, []],
    [
      `${sh}ID=\`id -u qmaild\`\nif [ -z "$ID" ]; then exit 1; fi\nexec tcpserver -u "$ID" -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd 2>&1\n`,
      [],
    ],
    [usual, ["1:1-5 error no-interpreter"]],
    ["#!/usr/bin/perl\nprint 'a", ["1:1-2 info other-interpreter"]],
    [`#!/bin/sh\r\n${usual.trim()}\r\n`, ["1:10-11 error carriage-return", "2:66-67 error carriage-return"]],
    [`${sh}exec tcpserver -z 0 smtp qmail-smtpd\n`, ["2:16-18 error tcpserver-usage"]],
    [`${sh}exec tcpserver 0 smtp\n`, ["2:6-15 error tcpserver-usage"]],
    [`${sh}exec tcpserver 0 smtp qmail-smtpd\n`, ["2:6-15 warning no-rules"]],
    [`${sh}exec tcpserver -x /a.cdb -x /b.cdb 0 smtp qmail-smtpd\n`, ["2:19-25 warning rules-replaced"]],
    [`${sh}exec tcpserver -X -x /a.cdb 0 smtp qmail-smtpd\n`, ["2:16-18 info missing-rules-let-in"]],
    [`${sh}exec tcpserver -x /etc/tcp.smtp 0 smtp qmail-smtpd\n`, ["2:19-32 warning rules-text"]],
    [`${sh}${usual.replace("exec ", "")}`, ["2:1-10 warning exec-missing"]],
    [
      `${sh}${usual.trim()} | splogger smtpd 3 &\n`,
      ["2:6-15 warning not-supervised", "2:86-87 warning not-here"],
    ],
    [`${sh}export RELAYCLIENT=""\n${usual}`, ["2:8-22 error relay-for-all"]],
    [`${sh}RELAYCLIENT=""\n${usual}`, ["2:1-15 warning not-exported"]],
    [`${sh}exec env RELAYCLIENT= tcpserver -x /a.cdb 127.0.0.1 smtp qmail-smtpd\n`, []],
    [
      `${sh}exec tcpserver -x /a.cdb 0 smtp qmail-smtpd mail.example /bin/true\n`,
      ["2:58-67 error passwords-unchecked"],
    ],
    [`${sh}exec envdir /etc/smtpd ${usual.slice(5)}`, ["2:13-23 info unknown"]],
    [`${sh}exec tcpserver -x $RULES 0 $PORT qmail-smtpd\n`, ["2:19-25 info unknown"]],
    [
      `${sh}if grep -q x /etc/y; then R=/a.cdb; else R=/b.cdb; fi\nexec tcpserver -x $R 0 smtp qmail-smtpd\n`,
      ["2:1-3 info undecided"],
    ],
    [`${sh}echo 'open\n`, ["2:6-7 error syntax"]],
    [`${sh}P=\${P:-25}\n${usual}`, ["2:3-4 warning not-here"]],
  ])("finds in %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("knows the files beside it", () => {
    const file = (path: string): Uint8Array | null =>
      path === "/etc/tcp.smtp.cdb" ? new Uint8Array() : null;
    expect(found(sh + usual, { file })).toEqual([]);
    const other = usual.replace("/etc/tcp.smtp.cdb", "/etc/other.cdb");
    expect(found(sh + other, { file })).toEqual(["2:25-39 error rules-missing"]);
    expect(found(sh + other.replace("-v", "-X"), { file })).toEqual([
      "2:16-18 info missing-rules-let-in",
      "2:25-39 warning rules-missing",
    ]);
  });
});

describe("fixes", () => {
  it.each<[string, string[]]>([
    ["exit\n", ["no-interpreter: Put #!/bin/sh in front => #!/bin/sh\nexit\n"]],
    [
      "#!/bin/sh\r\nexit\r\n",
      Array<string>(2).fill("carriage-return: Use Unix line ends in the whole file => #!/bin/sh\nexit\n"),
    ],
    [
      `${sh}exec tcpserver 0 smtp qmail-smtpd`,
      [`no-rules: Add -x /etc/tcp.smtp.cdb => ${sh}exec tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd`],
    ],
    [
      `${sh}softlimit -m 9 tcpserver -x /etc/tcp.smtp 0 smtp qmail-smtpd`,
      [
        `exec-missing: Write exec in front => ${sh}exec softlimit -m 9 tcpserver -x /etc/tcp.smtp 0 smtp qmail-smtpd`,
        `rules-text: Write /etc/tcp.smtp.cdb => ${sh}softlimit -m 9 tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd`,
      ],
    ],
    [`${sh}A=1 tcpserver -x /a.cdb 0 smtp qmail-smtpd`, []],
  ])("of %j", (text, expected) => {
    expect(fixesOf(runScript, text)).toEqual(expected);
  });

  it("take their problem away, whatever the script", () => {
    const texts = textsOf(
      ...[
        "exec ",
        "tcpserver ",
        "-v ",
        "-x /etc/tcp.smtp ",
        "-x /a.cdb ",
        "0 smtp ",
        "qmail-smtpd ",
        "/bin/true ",
        "2>&1",
      ],
      ...["export ", "RELAYCLIENT= ", "; ", " & ", " | ", "if ", "env ", "$A ", "'", "`"],
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const diagnostic of runScript.diagnose(`${sh}${text}`)) {
          expect(diagnostic.columnEnd).toBeGreaterThan(diagnostic.column);
          for (const fix of diagnostic.fixes) expect(fix.edits).not.toEqual([]);
        }
        if (!text.includes("\r")) expectSoundFixesOfScript(`${sh}${text}`);
      }),
      { numRuns: 1500 },
    );
  });
});

function expectSoundFixesOfScript(text: string): void {
  expectSoundFixes(runScript, text);
}

/** What is said about the place where "^" stands below, or rather the n-th "|" in the text, which isn't part of it. */
function at(marked: string): {
  readonly text: string;
  readonly position: { readonly line: number; readonly column: number };
} {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  return {
    text: marked.replace("|", ""),
    position: { line: before.length, column: (before.at(-1) ?? "").length + 1 },
  };
}

describe("hover", () => {
  const start = (marked: string): string | undefined => {
    const { text, position } = at(marked);
    return runScript.hover(text, position)?.text.split(/[.:,] /)[0];
  };

  it.each<[string, string | undefined]>([
    ["exec |tcpserver 0 smtp qmail-smtpd", "tcpserver waits for connections to a port"],
    ["exec tcpserver |-x /a.cdb 0 smtp qmail-smtpd", "tcpserver -x rules.cdb"],
    ["exec tcpserver -x /a|.cdb 0 smtp qmail-smtpd", "tcpserver -x rules.cdb"],
    ["exec tcpserver -x/a|.cdb 0 smtp qmail-smtpd", "tcpserver -x rules.cdb"],
    ["exec tcpserver -vR|H 0 smtp qmail-smtpd", "tcpserver -H"],
    ["exec tcpserver -v|RH 0 smtp qmail-smtpd", "tcpserver -R"],
    ['exec tcpserver \\\n  -l "$LOCAL" -|p 0 smtp qmail-smtpd', "tcpserver -p"],
    ["exec tcpserver 0 smtp rblsmtpd -|b -r a qmail-smtpd", "rblsmtpd -b"],
    ["exec tcpserver -v 0 |smtp qmail-smtpd", undefined],
    ["exec softlimit -m 2|0000 tcpserver", "softlimit -m bytes"],
    ["exec tcpserver 0 smtp /var/qmail/bin/|qmail-smtpd", "qmail-smtpd takes mail by SMTP"],
    ["export |RELAYCLIENT=", "RELAYCLIENT"],
    ["env X|=1", undefined],
    ["echo | ", undefined],
  ])("at %j", (marked, expected) => {
    expect(start(marked)).toBe(expected);
  });
});

describe("complete", () => {
  const labels = (marked: string): string[] => {
    const { text, position } = at(marked);
    return runScript.complete(text, position).map(({ label }) => label);
  };

  it.each<[string, string | undefined, number]>([
    ["exec tcpserver -|", "-x rules.cdb", 24],
    ["exec tcpserver -v -| 0 smtp qmail-smtpd", "-x rules.cdb", 24],
    ["exec tcpserver -x|", "-x rules.cdb", 1],
    ["exec tcpserver -v 0 smtp rblsmtpd -|", "-r list", 7],
    ["exec tcpserver -v 0 smtp -|", undefined, 0],
    ["exec multilog -|", undefined, 0],
    ["exec tcpserver |", undefined, 0],
  ])("at %j", (marked, first, count) => {
    expect(labels(marked)[0]).toBe(first);
    expect(labels(marked)).toHaveLength(count);
  });

  it("offers each option that tcpserver knows, and no other", () => {
    const letters = labels("tcpserver -|").map((label) => label.slice(0, 2));
    for (const [index, letter] of letters.entries()) {
      expect(letters.indexOf(letter)).toBe(index);
      const value = /[xtuglbBc]/.test(letter) ? " 1" : "";
      expect(found(`${sh}exec tcpserver ${letter}${value} 0 smtp qmail-smtpd`).join()).not.toContain(
        "tcpserver-usage",
      );
    }
  });
});
