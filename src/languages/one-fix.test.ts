import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFix as applyFindingFix, findings, fileAt, type Configuration } from "../audit/index.ts";
import { decodeByteString, decodeText, encodeText } from "../engine/bytes/index.ts";
import { applyFix } from "./fixes.ts";
import { textsOf } from "./fixes.test-kit.ts";
import type { Diagnostic } from "./language.ts";
import { languageOf } from "./registry.ts";

// What is beside the file that is looked at.
const beside: Readonly<Record<string, string>> = {
  "control/me": "mail.a.example\n",
  "control/locals": "a.example\nb.example\n",
  "control/virtualdomains": "c.example:carl\n.d.example:dora\n",
  "control/rcpthosts": "a.example\n",
  "control/percenthack": "a.example\n",
  "control/smtproutes": "e.example:relay.example\n",
};
const paths = [
  "tcp.smtp",
  ...[
    "rcpthosts",
    "morercpthosts",
    "locals",
    "virtualdomains",
    "smtproutes",
    "percenthack",
    "badmailfrom",
  ].map((name) => `control/${name}`),
];

interface Told {
  readonly place: string;
  readonly severity: string;
  readonly message: string;
  /** What the fix is called and makes of the file; null where there's none. */
  readonly fix: { readonly title: string; readonly text: string } | null;
}

/** The exact audit tells of a rule, and an editor of the variable in it. */
function placeOf(id: string, line: number, column: number): string {
  return id === "open-relay" ? `${id} ${line}` : `${id} ${line}:${column}`;
}

/** The findings of one file, each with what its fix makes of that. */
function found(path: string, text: string): readonly Told[] {
  const files = { ...beside, [path]: text };
  const fileOf = (one: string, content: string) => ({
    path: one,
    bytes: encodeText(content),
    modifiedAt: null,
  });
  const control = Object.fromEntries(
    Object.entries(files).flatMap(([one, content]) =>
      one.startsWith("control/") ? [[one.slice("control/".length), fileOf(one, content)] as const] : [],
    ),
  );
  const rules = path === "tcp.smtp" ? fileOf(path, text) : null;
  // Something is in force, so that of the text it's told what will be.
  const server: Configuration = { rules, rulesCdb: null, control, others: [], run: null };
  return findings(server)
    .filter(({ file, id }) => file === path && id !== "listed-not-hosted")
    .map(({ id, line, column, severity, message, fix }) => {
      const after = fix?.file === path ? fileAt(applyFindingFix(server, fix), path) : null;
      return {
        place: placeOf(id, line ?? 1, column ?? 1),
        severity,
        message: decodeByteString(message),
        fix:
          after === null || fix === null
            ? null
            : { title: decodeByteString(fix.title), text: decodeText(after.bytes) },
      };
    });
}

/** What an editor says of the same file, each with what its first fix makes of it. */
function edited(path: string, text: string): readonly Told[] {
  const files = { ...beside, [path]: text };
  const context = {
    path,
    file: (one: string) => (files[one] === undefined ? null : encodeText(files[one])),
  };
  const told = ({ id, line, column, severity, message, fixes: [fix] }: Diagnostic): Told => ({
    place: placeOf(id, line, column),
    severity,
    message,
    fix: fix === undefined ? null : { title: fix.title, text: applyFix(text, fix) },
  });
  return languageOf(path).diagnose(text, context).map(told);
}

/** Of several at one place, as of a line with a NUL, the first. */
function byPlace(all: readonly Told[]): ReadonlyMap<string, Told> {
  return new Map(all.toReversed().map((told) => [told.place, told]));
}

/** Each finding that the editor can tell is told by it in the same words, and mended in the same way. */
function expectOne(path: string, text: string): number {
  const editor = byPlace(edited(path, text));
  let fixes = 0;
  for (const finding of byPlace(found(path, text)).values()) {
    const diagnostic = editor.get(finding.place);
    if (path === "tcp.smtp" && !LINE_BY_LINE.test(finding.place)) continue;
    const why = JSON.stringify({ path, text, finding, diagnostic });
    if (diagnostic === undefined) throw new Error(why);
    expect(diagnostic.message, why).toBe(finding.message);
    expect(diagnostic.severity, why).toBe(finding.severity);
    if (finding.fix === null) continue;
    expect(diagnostic.fix, why).toEqual(finding.fix);
    fixes++;
  }
  return fixes;
}

/** Of the rules an editor tells what a line says by itself; what they come to is told by the audit alone. */
const LINE_BY_LINE =
  /^(open-relay|rule-(?!zero-address|matches-nobody|shadowed|forgets-relayclient|relays-once-compiled))/;

describe("a mistake is told and mended by an editor as by the audit", () => {
  it.each([
    "192.168.5:allow",
    "198.51.100.0/22:allow",
    "10.0.0.0:255.0.0.0:deny",
    "192.168.1.*:allow",
    " # mine: all",
    " 10.:allow",
    "10. :allow",
    "10.9-3.:allow",
    "192.168.01.:allow",
    "Host.example.org:allow",
    "=Host.example.org:allow",
    "10.:Allow",
    "10.:permit",
    "10.: deny",
    '10.:allow RELAYCLIENT=""',
    "10.:allow # mine",
    "10.:allow,relayclient",
    "10.:allow,RELAYCLIENT=",
    "10.:allow,X=“a”",
    '10.:allow, RELAYCLIENT=""',
    '10.:allow,relayclient=""',
    ':allow,RELAYCLIENT=""',
    ':allow,X="é",RELAYCLIENT="",Y="b"\n10.:allow',
    '10.:allow,RELAYCLIENT="yes"',
    '10.:allow,RELAYCLIENT="no"',
    '10.:deny,RELAYCLIENT=""',
    "1.:allow\n#\n1.:deny",
    "# a\r\n10.:allow\r\n:deny \r",
    "\ufeff10.:allow",
  ])("of the rules %j", (text) => {
    expect(expectOne("tcp.smtp", text)).toBeGreaterThan(0);
    expectOne("tcp.smtp", `# é\n${text}\n11.:allow\n`);
  });

  it.each<[string, string]>([
    ["rcpthosts", "# none\n"],
    ["rcpthosts", "\ufeffb.example\n"],
    ["rcpthosts", " # note\na.example"],
    ["rcpthosts", "  b.example \nc.example"],
    ["rcpthosts", "a.example # main"],
    ["rcpthosts", " *.a.example b@b.example; # all"],
    ["rcpthosts", "a.example\r\nb.example \r\n"],
    ["rcpthosts", "192.168.1.\na.example"],
    ["rcpthosts", "https://a.example/b"],
    ["rcpthosts", '"a.example"'],
    ["rcpthosts", "a.example\nA.Example\n"],
    ["rcpthosts", "a.example\ngmail.com"],
    ["morercpthosts", "@b.example"],
    ["locals", "a.example."],
    ["virtualdomains", "shop.example shop"],
    ["virtualdomains", "shop.example : shop"],
    ["virtualdomains", "b.example, c.example:x"],
    ["virtualdomains", "c.example:x-"],
    ["smtproutes", "@a.example:r"],
    ["smtproutes", ":smtp://r.example/"],
    ["percenthack", "A.example\nf.example"],
    ["badmailfrom", "<joe@a.example>"],
    ["badmailfrom", "@a.example b.example"],
  ])("of %s with %j", (name, text) => {
    expect(expectOne(`control/${name}`, text)).toBeGreaterThan(0);
  });

  it("of any text", () => {
    const texts = textsOf(
      ...[
        "10.0.0.",
        "192.168.1",
        "/22",
        "-",
        "*",
        "=",
        "Host.example.org",
        "a.example",
        "B.example",
        "@",
        ":",
      ],
      ...[
        "allow",
        "deny",
        ",",
        "RELAYCLIENT",
        "relayclient",
        '""',
        '"no"',
        ":allow",
        ':allow,RELAYCLIENT=""',
      ],
      ...["#", " # ", "\t", ".", "; ", "[", "“é”", "gmail.com", "smtp://", ":25", "<", "c.example:carl"],
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), texts, (path, text) => {
        expectOne(path, text);
      }),
      { numRuns: 1500 },
    );
  });
});
