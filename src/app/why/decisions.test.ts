import { expect, it } from "vitest";
import type { Note } from "../../engine/trace/index.ts";
import { decisionsOf } from "./decisions.ts";

const upstream = "somewhere";
const opening: readonly Note[] = [
  { kind: "rule-tried", upstream, key: "10.0.0.1", found: false, source: null },
  { kind: "rules-file", upstream, file: "/etc/tcp.smtp.cdb", found: "read" },
  { kind: "rule-decided", upstream, key: null, verdict: "allow", variables: [], source: null },
  { kind: "environment-read", upstream, name: "RELAYCLIENT", value: null },
];
const replies = [
  { text: "220 x ESMTP\r\n", notes: opening, endByte: 13 },
  {
    text: "553 sorry\r\n",
    notes: [
      { kind: "rcpthosts-tried", upstream, key: "c", where: "rcpthosts", found: false, source: null },
      {
        kind: "rcpthosts-decided",
        upstream,
        recipient: "b@c",
        domain: "c",
        verdict: "refuse",
        reason: "not listed",
      },
    ] satisfies readonly Note[],
    endByte: 24,
  },
];

it("puts what settled a reply first, then how it came to it, then the connection's beginning", () => {
  const { verdict, own, earlier } = decisionsOf({ replies, pending: [] }, 1);
  expect(verdict?.text).toContain("c isn't listed");
  expect(own.map(({ text }) => text)).toEqual(["c in rcpthosts: not there."]);
  expect(
    earlier.map(({ title, summary, decisions }) => [
      title,
      summary.map(({ text }) => text),
      decisions.length,
    ]),
  ).toEqual([
    ["The rules", ["No rule matches, so the client is let in and no variable is set."], 3],
    ["The start of qmail-smtpd", ["The variable RELAYCLIENT isn't set."], 1],
  ]);
});

it("tells of opening the rules before the look-ups in them", () => {
  const [rules] = decisionsOf({ replies, pending: [] }, 0).earlier;
  expect(rules?.decisions[0]?.text).toBe("tcpserver opens its compiled rules, /etc/tcp.smtp.cdb.");
});

it("gives the greeting no decisions of its own", () => {
  expect(decisionsOf({ replies, pending: [] }, 0)).toMatchObject({ verdict: null, own: [] });
});

it("leads to the file that was looked through, also where nothing was found", () => {
  const { verdict, own } = decisionsOf(
    {
      replies: [
        {
          ...replies[0],
          notes: [
            ...opening,
            {
              kind: "control-read",
              upstream,
              file: "/c/rcpthosts",
              found: "present",
              value: null,
              entries: 2,
            },
          ],
        } as (typeof replies)[number],
        ...replies.slice(1),
      ],
      pending: [],
    },
    1,
  );
  const place = { file: "/c/rcpthosts", line: null, key: null };
  expect([verdict?.place, own[0]?.place]).toEqual([place, place]);
});

it("tells of a connection that was closed before any reply", () => {
  const pending: readonly Note[] = [
    { kind: "rules-file", upstream, file: "/etc/tcp.smtp.cdb", found: "missing" },
  ];
  expect(decisionsOf({ replies: [], pending }, -1).earlier.map(({ summary }) => summary[0]?.text)).toEqual([
    "tcpserver can't use its rules: /etc/tcp.smtp.cdb is not there.",
  ]);
});

it("leads from RELAYCLIENT to the line of hosts.allow that set it", () => {
  const source = { file: "/etc/hosts.allow", line: 4 };
  const notes: readonly Note[] = [
    {
      kind: "server-started",
      upstream,
      source: { file: "/etc/inetd.conf", line: 1 },
      server: "/usr/local/bin/tcpd",
      isWrapped: true,
    },
    { kind: "access-tried", upstream, source, daemon: "tcp-env", mismatch: null },
    {
      kind: "access-decided",
      upstream,
      source,
      verdict: "allow",
      variables: [["RELAYCLIENT", ""]],
      trouble: null,
    },
    { kind: "environment-read", upstream, name: "RELAYCLIENT", value: "" },
  ];
  const used: Note = { kind: "relayclient-used", upstream, value: "", recipient: "b@c" };
  const traced = [
    { text: "220 x\r\n", notes, endByte: 7 },
    { text: "250 ok\r\n", notes: [used], endByte: 15 },
  ];
  const { verdict, earlier } = decisionsOf({ replies: traced, pending: [] }, 1);
  expect(verdict?.place).toEqual({ ...source, key: null });
  expect(earlier.map(({ title, summary }) => [title, summary.map(({ text }) => text)])).toEqual([
    ["The rules", ['Line 4 of /etc/hosts.allow lets the client in and sets RELAYCLIENT="".']],
    ["The start of qmail-smtpd", ['The variable RELAYCLIENT is set to "".']],
  ]);
});
