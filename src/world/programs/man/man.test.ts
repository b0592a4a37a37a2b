import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";
import { formatPage } from "./format.ts";
import { parsePage } from "./page.ts";

it("a page is shown with headings, filled paragraphs, items, and what stands as it is", () => {
  const page = parsePage(
    "thing.1",
    [
      "thing, object - do something",
      "SYNOPSIS",
      "  thing [-a]",
      "DESCRIPTION",
      "One line",
      "and another, which together are too long.",
      "",
      "Second.",
      "OPTIONS",
      "-a :: all of them,",
      "and then some more of all",
      "-b FILE NAME :: from a file",
      "EXAMPLES",
      "  # thing",
      "",
      "  # thing -a",
      "",
    ].join("\n"),
  );
  expect(formatPage(page, 40)).toEqual([
    "THING(1)        Commands        THING(1)",
    "",
    "NAME",
    "    thing, object - do something",
    "",
    "SYNOPSIS",
    "        thing [-a]",
    "",
    "DESCRIPTION",
    "    One line and another, which together",
    "    are too long.",
    "",
    "    Second.",
    "",
    "OPTIONS",
    "    -a        all of them, and then some",
    "              more of all",
    "    -b FILE NAME",
    "              from a file",
    "",
    "EXAMPLES",
    "        # thing",
    "",
    "        # thing -a",
  ]);
});

it("a file that doesn't begin with a name is a mistake", () => {
  expect(() => parsePage("thing.1", "NAME\nthing\n")).toThrow(/thing\.1/);
});

// From man-db 2.11, but for the hints in brackets.
it.each<readonly [string, readonly string[]]>([
  ["man", ["What manual page do you want?", "For example, try 'man man'."]],
  ["man 5", ["No manual entry for 5"]],
  ["man -z", ["man: invalid option -- 'z'"]],
  ["man qmail-smptd", ["No manual entry for qmail-smptd", "(Did you mean qmail-smtpd?)"]],
  ["man rcpthost", ["No manual entry for rcpthost", "(Did you mean rcpthosts, morercpthosts?)"]],
  [
    "man 1 qmail-send",
    ["No manual entry for qmail-send in section 1", "(There is one in section 8: man qmail-send)"],
  ],
  [
    "man bounce",
    [
      "No manual entry for bounce",
      "(Did you mean bouncesaying? These tell of it: qmail-control, qmail-send, envelope, qmail-log.)",
    ],
  ],
  ["man nosuch", ["No manual entry for nosuch", "(man -k WORD finds the pages that are about something.)"]],
  ["man xyzzy", ["No manual entry for xyzzy", "(man -k WORD finds the pages that are about something.)"]],
  [
    "man xyzzy; echo $?",
    ["No manual entry for xyzzy", "(man -k WORD finds the pages that are about something.)", "16"],
  ],
  [
    "man -f cd pwd",
    [
      "cd (1)                 - go to another folder",
      "pwd (1)                - tell in which folder you are",
    ],
  ],
  ["whatis CD", ["cd (1)                 - go to another folder"]],
  ["whatis xyzzy; echo $?", ["xyzzy: nothing appropriate.", "16"]],
  ["whatis", ["whatis what?"]],
  [
    "man -k callers",
    [
      "tcp.smtp (5)           - rules about callers, for tcpserver",
      "tcprules-rules (5)     - rules about callers, for tcpserver",
    ],
  ],
  [
    "apropos xyzzy pwd",
    ["xyzzy: nothing appropriate.", "pwd (1)                - tell in which folder you are"],
  ],
  [
    "MANWIDTH=44 man pwd",
    [
      "PWD(1)            Commands            PWD(1)",
      "",
      "NAME",
      "    pwd - tell in which folder you are",
      "",
      "SYNOPSIS",
      "        pwd",
      "",
      "EXAMPLES",
      "        $ pwd",
      "",
      "SEE ALSO",
      "    cd(1)",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});

it("several pages come one after the other, by section or by name with it", () => {
  const names = (line: string): readonly string[] =>
    output(smallWorld(), line)
      .filter((one) => /^\S+\(\d\)/.test(one))
      .map((one) => one.split(" ")[0] ?? "");
  expect([
    names("man cd pwd"),
    names("man 7 RBLSMTPD"),
    names("man rblsmtpd"),
    names("man 'RBLSMTPD(7)' 'svc(8)'"),
    names("man -s 5 rcpthosts"),
  ]).toEqual([
    ["CD(1)", "PWD(1)"],
    ["RBLSMTPD(7)"],
    ["RBLSMTPD(1)"],
    ["RBLSMTPD(7)", "SVC(8)"],
    ["RCPTHOSTS(5)"],
  ]);
});
