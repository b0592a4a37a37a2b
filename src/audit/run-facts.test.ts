import { describe, expect, it } from "vitest";
import { bytesOf } from "../engine/bytes/index.ts";
import {
  audit,
  clientRanges,
  doorOf,
  rangeText,
  runFacts,
  type Configuration,
  type RunFact,
} from "./index.ts";

function configuration({
  run,
  rules,
  cdb = null,
}: {
  run: string;
  rules?: string;
  cdb?: string | null;
}): Configuration {
  const file = (path: string, text: string) => ({ path, bytes: bytesOf(text), modifiedAt: null });
  return {
    rules: rules === undefined ? null : file("/etc/tcp.smtp", rules),
    rulesCdb: cdb === null ? null : file(cdb, ""),
    control: { me: file("control/me", "mail.example\n") },
    others: [],
    run: file("run", run),
  };
}

function facts(given: Parameters<typeof configuration>[0]): string[] {
  return runFacts(configuration(given)).map(
    (fact) => `${fact.place.line}:${fact.place.column} ${fact.kind}${detail(fact)}`,
  );
}

function detail(fact: RunFact): string {
  switch (fact.kind) {
    case "not startable":
      return ` (${fact.trouble.kind})`;
    case "server fails":
      return ` (${fact.failure.problem})`;
    case "unknown":
      return ` (${fact.unknown.about})`;
    case "no rules":
      return ` (${fact.given?.path ?? "none given"})`;
    case "rules elsewhere":
      return ` (${fact.path}, not ${fact.given.path}${fact.isSameName ? ", same name" : ""})`;
    case "rules replaced":
      return ` (${fact.path ?? "?"})`;
    case "client name":
      return ` (${fact.how})`;
    case "ident":
      return fact.isAsked ? " (asked)" : " (unasked)";
    case "set for all":
      return ` (${fact.variable.name}=${fact.variable.value ?? "?"} ${fact.variable.where})`;
    case "list asked":
      return ` (${fact.list.kind} ${fact.list.zone.text ?? "?"})`;
    case "passwords":
      return ` (${fact.check.kind})`;
    case "relay-ctrl":
      return fact.hasFolder ? " (with its folder)" : " (without its folder)";
    case "not become":
      return ` (${fact.how})`;
    case "further server":
      return ` (${fact.server.port?.text ?? "?"})`;
    case "branches differ":
      return ` (${fact.servers.length})`;
    default:
      return "";
  }
}

const sh = "#!/bin/sh\n";
const plain = ["client name (believed)", "ident (asked)"];

describe("what a run script says about relaying", () => {
  it.each<[command: string, expected: readonly string[]]>([
    ["exec tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd", plain.map((fact) => `2:6 ${fact}`)],
    [
      "exec tcpserver -pRX -x/a.cdb -x /etc/b.cdb 0 smtp qmail-smtpd",
      [
        "2:16 missing rules let in",
        "2:16 client name (proven)",
        "2:16 ident (unasked)",
        "2:21 rules replaced (/a.cdb)",
        "2:33 rules elsewhere (/etc/b.cdb, not /etc/tcp.smtp)",
      ],
    ],
    [
      "exec tcpserver -x /home/vpopmail/etc/tcp.smtp.cdb 0 smtp qmail-smtpd",
      [
        ...plain.map((fact) => `2:6 ${fact}`),
        "2:19 rules elsewhere (/home/vpopmail/etc/tcp.smtp.cdb, not /etc/tcp.smtp, same name)",
      ],
    ],
    [
      "exec tcpserver -H 0 smtp rblsmtpd -r a.example relay-ctrl-check env RELAYCLIENT= qmail-smtpd true",
      [
        "2:6 no rules (/etc/tcp.smtp)",
        "2:6 ident (asked)",
        "2:16 client name (unasked)",
        "2:38 list asked (block a.example)",
        "2:48 relay-ctrl (without its folder)",
        "2:69 set for all (RELAYCLIENT= behind)",
        "2:94 passwords (unchecked)",
      ],
    ],
    ["exec multilog t ./main", ["1:1 no server"]],
    ["exec tcpserver -y 0 smtp qmail-smtpd", ["2:16 server fails (illegal option -- y)"]],
    [
      "RELAYCLIENT=\nexec $P -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd",
      ["1:1 no server", "2:1 not exported", "3:6 unknown (server)"],
    ],
    [
      "if grep -q x y; then tcpserver 0 25 qmail-smtpd; else tcpserver -R 0 25 qmail-smtpd; fi\ntcpserver 0 587 qmail-smtpd\n)",
      [
        "2:1 branches differ (4)",
        "2:22 no rules (/etc/tcp.smtp)",
        ...plain.map((fact) => `2:22 ${fact}`),
        "2:22 not become (child)",
        "2:55 further server (25)",
        "3:1 further server (587)",
        "4:1 unreadable",
      ],
    ],
  ])("%s", (command, expected) => {
    expect(facts({ run: `${sh}${command}\n`, rules: "" })).toEqual(expected);
  });

  it("counts a file that was given without its folder by its name", () => {
    const run = `${sh}exec tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd\n`;
    expect(facts({ run, cdb: "mine/tcp.smtp.cdb" })).toHaveLength(2);
    expect(facts({ run, cdb: "mine/other.cdb" })).toContain(
      "2:19 rules elsewhere (/etc/tcp.smtp.cdb, not mine/other.cdb)",
    );
  });

  it("is nothing without one", () => {
    expect(runFacts({ ...configuration({ run: "" }), run: null })).toEqual([]);
  });
});

describe("an audit with a run script", () => {
  const relays = (run: string) => {
    const { clients } = audit(
      configuration({ run: sh + run, rules: '10.:allow,RELAYCLIENT=""\n11.:deny\n' }),
    );
    return clients === null ? null : [...clientRanges(clients.addresses, "relays")].map(rangeText);
  };

  it.each<[run: string, ranges: readonly string[]]>([
    ["exec tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd\n", ["10.0.0.0-10.255.255.255"]],
    ["exec tcpserver 0 smtp qmail-smtpd\n", []],
    ["RELAYCLIENT= tcpserver 0 smtp qmail-smtpd\n", ["0.0.0.0-255.255.255.255"]],
    [
      "export RELAYCLIENT=\nexec tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd\n",
      ["0.0.0.0-10.255.255.255", "12.0.0.0-255.255.255.255"],
    ],
    [
      "tcpserver 0 587 qmail-smtpd &\nexec tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd\n",
      ["10.0.0.0-10.255.255.255"],
    ],
    ["exec multilog t ./main\n", ["10.0.0.0-10.255.255.255"]],
  ])("tells who may relay as it says: %j", (run, ranges) => {
    expect(relays(run)).toEqual(ranges);
  });

  it("takes files of control/ for what they say, and no others", () => {
    const run = `${sh}ME=\`cat /var/qmail/control/me\`
if [ "$ME" = mail.example -a ! -f /var/qmail/control/rcpthosts ]; then R=-R; fi
exec tcpserver $R -x "/etc/\`cat /var/qmail/control/rules\`" 0 smtp qmail-smtpd
`;
    const given = configuration({ run });
    expect(doorOf(given)).toMatchObject({ basis: "run script", asksIdent: false });
    expect(facts({ run })).toContain("4:22 unknown (rules)");
  });
});
