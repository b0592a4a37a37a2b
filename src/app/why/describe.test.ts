import { describe as suite, expect, it } from "vitest";
import type { Note } from "../../engine/trace/index.ts";
import { describe } from "./describe.ts";

const upstream = "qmail-smtpd.c somewhere";
const nothingRead = { rcpthosts: null, rules: null, rule: null };
const source = { file: "/etc/tcp.smtp", line: 2 };
const allow = { file: "/etc/hosts.allow", line: 3 };

suite("a decision in plain words", () => {
  it.each<[Note, string, string]>([
    [
      { kind: "rules-file", upstream, file: "/etc/tcp.smtp.cdb", found: "missing" },
      "tcpserver can't use its rules: /etc/tcp.smtp.cdb is not there.",
      "against",
    ],
    [
      { kind: "rule-tried", upstream, key: "10.", found: false, source: null },
      "The rule for 10.: no such rule.",
      "neutral",
    ],
    [
      { kind: "rule-decided", upstream, key: "", verdict: "allow", variables: [["RELAYCLIENT", ""]], source },
      'The rule for everybody else lets the client in and sets RELAYCLIENT="".',
      "neutral",
    ],
    [
      { kind: "rule-decided", upstream, key: "10.", verdict: "deny", variables: [], source },
      "The rule 10. refuses the connection.",
      "against",
    ],
    [
      { kind: "server-started", upstream, source, server: "/usr/local/bin/tcpd", isWrapped: true },
      "inetd starts /usr/local/bin/tcpd.",
      "neutral",
    ],
    [
      { kind: "server-started", upstream, source, server: "/var/qmail/bin/tcp-env", isWrapped: false },
      "inetd starts /var/qmail/bin/tcp-env. That isn't tcpd, so hosts.allow isn't asked.",
      "neutral",
    ],
    [
      { kind: "access-tried", upstream, source: allow, daemon: "tcp-env", mismatch: "daemon" },
      "Line 3 of /etc/hosts.allow isn't for tcp-env.",
      "neutral",
    ],
    [
      { kind: "access-tried", upstream, source: allow, daemon: "tcp-env", mismatch: "client" },
      "Line 3 of /etc/hosts.allow is for other clients.",
      "neutral",
    ],
    [
      { kind: "access-tried", upstream, source: allow, daemon: "tcp-env", mismatch: null },
      "Line 3 of /etc/hosts.allow is for this client.",
      "neutral",
    ],
    [
      {
        kind: "access-decided",
        upstream,
        source: allow,
        verdict: "allow",
        variables: [["RELAYCLIENT", ""]],
        trouble: null,
      },
      'Line 3 of /etc/hosts.allow lets the client in and sets RELAYCLIENT="".',
      "neutral",
    ],
    [
      { kind: "access-decided", upstream, source: allow, verdict: "deny", variables: [], trouble: null },
      "Line 3 of /etc/hosts.allow refuses the connection.",
      "against",
    ],
    [
      {
        kind: "access-decided",
        upstream,
        source: allow,
        verdict: "deny",
        variables: [],
        trouble: 'bad option name: "RELAYCLIENT"',
      },
      'Line 3 of /etc/hosts.allow has an error, so tcpd refuses the client: bad option name: "RELAYCLIENT".',
      "against",
    ],
    [
      { kind: "access-decided", upstream, source: null, verdict: "allow", variables: [], trouble: null },
      "No line matches, so tcpd lets the client in and no variable is set.",
      "neutral",
    ],
    [
      {
        kind: "control-read",
        upstream,
        file: "/var/qmail/control/rcpthosts",
        found: "present",
        value: null,
        entries: 1,
      },
      "control/rcpthosts has 1 entry.",
      "neutral",
    ],
    [
      { kind: "environment-read", upstream, name: "RELAYCLIENT", value: "" },
      'The variable RELAYCLIENT is set to "".',
      "for",
    ],
    [
      {
        kind: "address-parsed",
        upstream,
        argument: "<@a:b@c>",
        steps: [
          { step: "bracket", rest: "@a:b@c>" },
          { step: "source-route", rest: "b@c>" },
          { step: "terminator", rest: "b@c" },
        ],
        address: "b@c",
      },
      "The address: b@c. The route before the colon is dropped.",
      "neutral",
    ],
    [
      { kind: "relayclient-used", upstream, value: "yes", recipient: "b@c.exampleyes" },
      "RELAYCLIENT is set, so rcpthosts isn't asked, and its value is glued to the address: b@c.exampleyes.",
      "for",
    ],
    [
      {
        kind: "rcpthosts-decided",
        upstream,
        recipient: "b@c",
        domain: "c",
        verdict: "refuse",
        reason: "not listed",
      },
      "c isn't listed, and RELAYCLIENT isn't set for this client, so the recipient is refused.",
      "against",
    ],
    [
      { kind: "out-of-order", upstream, command: "DATA", needs: "RCPT" },
      "DATA came too early: RCPT has to come first.",
      "against",
    ],
    [
      { kind: "queue-ended", upstream, exitCode: 53, processId: 7 },
      "qmail-queue failed, with exit code 53.",
      "against",
    ],
  ])("%o", (note, text, tone) => {
    expect(describe(note, nothingRead)).toMatchObject({ text, tone, upstream });
  });

  it("keeps the line that a decision came from", () => {
    const found: Note = {
      kind: "rcpthosts-tried",
      upstream,
      key: "c",
      where: "rcpthosts",
      found: true,
      source,
    };
    const place = { ...source, key: "c" };
    expect(describe(found, nothingRead)).toEqual({
      text: "c in rcpthosts: found.",
      tone: "for",
      place,
      upstream,
    });
  });

  it("shows bytes that are no text as they are", () => {
    const odd: Note = { kind: "rule-tried", upstream, key: "\xe9", found: false, source: null };
    expect(describe(odd, nothingRead)?.text).toBe("The rule for \udce9: no such rule.");
  });

  it("says nothing of a reply itself, which stands above", () => {
    expect(describe({ kind: "replied", upstream, text: "250 ok\r\n" }, nothingRead)).toBeNull();
  });
});
