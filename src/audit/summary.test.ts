import { describe, expect, it } from "vitest";
import { compileRules } from "../engine/tcprules/index.ts";
import { bytesOf } from "../engine/bytes/index.ts";
import { controlOf, fileOf } from "./generated.test-kit.ts";
import { summary, type Configuration } from "./index.ts";

const loop = '127.:allow,RELAYCLIENT=""\n';
const lan = '192.168.5.:allow,RELAYCLIENT=""\n';
const home = { me: "mail.a.example\n", rcpthosts: "a.example\n.b.example\n" };

function server({
  rules,
  control = home,
  run,
}: {
  rules?: string;
  control?: Parameters<typeof controlOf>[0] | null;
  run?: string;
}): Configuration {
  const compilation = rules === undefined ? null : compileRules(bytesOf(rules));
  return {
    rules: rules === undefined ? null : fileOf(rules, "tcp.smtp"),
    rulesCdb: compilation?.kind === "compiled" ? fileOf(compilation.cdb, "tcp.smtp.cdb") : null,
    control: control === null ? null : controlOf(control),
    others: [],
    run: run === undefined ? null : fileOf(`#!/bin/sh\nexec ${run}\n`, "run"),
  };
}

const strangers = "Strangers may write to a.example and all names below b.example, and to nobody else.";
const usual = "No run script was given, so the usual options of tcpserver are taken for granted.";
const runs = "tcpserver -H -R -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd";

describe("a server's summary", () => {
  it("says who may relay, how many addresses that are, and what strangers reach", () => {
    expect(summary(server({ rules: `${loop}${lan}:allow\n` }))).toEqual({
      verdict: "closed",
      relayAddresses: 16_777_472,
      sentences: [
        "Nobody but 127.0.0.0/8 and 192.168.5.0/24 may relay: 16,777,472 addresses.",
        strangers,
        usual,
      ],
    });
  });

  it.each<[name: string, given: Parameters<typeof server>[0], verdict: string, sentences: readonly string[]]>(
    [
      ["nobody", { rules: ":allow\n", run: runs }, "closed", ["Nobody may relay by address.", strangers]],
      [
        "one address, and a range that is no block",
        { rules: '10.0.0.1:allow,RELAYCLIENT=""\n203.0.113.60-95:allow,RELAYCLIENT=""\n', run: runs },
        "closed",
        ["Nobody but 10.0.0.1 and 203.0.113.60-203.0.113.95 may relay: 37 addresses.", strangers],
      ],
      [
        "a RELAYCLIENT that is taken away",
        { rules: lan, run: runs.replace("qmail", "relay-ctrl-check env -u RELAYCLIENT qmail") },
        "closed",
        [
          "Nobody may relay by address.",
          strangers,
          "RELAYCLIENT is taken away between tcpserver and qmail-smtpd, so no rule lets anybody relay by it.",
        ],
      ],
      [
        "one that is set again for some",
        { rules: lan, run: runs.replace("qmail", "env -i relay-ctrl-check qmail") },
        "closed",
        [
          "Nobody may relay by address.",
          strangers,
          "RELAYCLIENT is taken away between tcpserver and qmail-smtpd, so no rule lets anybody relay by it.",
          "Whoever has fetched mail lately from the same address may relay too.",
        ],
      ],
      [
        "a folder that nobody gave",
        { rules: lan, run: `envdir /etc/smtpd ${runs}` },
        "closed",
        [
          "Nobody but 192.168.5.0/24 may relay: 256 addresses.",
          strangers,
          "The folder /etc/smtpd wasn't given, so it isn't known whether envdir sets or unsets RELAYCLIENT there.",
        ],
      ],
      [
        "a program that fails",
        { rules: lan, run: runs.replace("qmail", "env -Z qmail") },
        "no mail",
        ["Nobody is served: a program that stands before qmail-smtpd in the run script fails.", strangers],
      ],
      [
        "a server that isn't started",
        { rules: lan, run: runs.replace("-H", "-Z") },
        "no mail",
        ["Nobody is served: a program that stands before qmail-smtpd in the run script fails.", strangers],
      ],
      [
        "an open rule",
        { rules: ':allow,RELAYCLIENT=""\n', run: runs },
        "open",
        ["This is an open relay: everybody may write to everybody."],
      ],
      [
        "an open rule with an exception",
        { rules: ':allow,RELAYCLIENT=""\n198.51.100.66:deny\n', run: runs },
        "open",
        [
          "This is an open relay: 4,294,967,295 addresses may write to everybody.",
          "Hung up on is 198.51.100.66.",
          strangers.replace("Strangers", "Whoever may not relay"),
        ],
      ],
      [
        "no rcpthosts",
        { rules: lan, control: { me: "a.example\n" }, run: runs },
        "open",
        ["This is an open relay: there is no rcpthosts, so everybody may write to everybody."],
      ],
      [
        "a dot alone in rcpthosts",
        { rules: lan, control: { ...home, rcpthosts: "a.example\n.\n" }, run: runs },
        "open",
        [
          "This is an open relay: everybody may write to every domain, with a dot at its end.",
          "Strangers may write to a.example and every domain with a dot at its end, and to nobody else.",
        ],
      ],
      [
        "the percent hack",
        { rules: lan, control: { ...home, percenthack: "a.example\n" }, run: runs },
        "open",
        [
          "This is an open relay: user%elsewhere@a.example is sent on to user@elsewhere, whoever asks.",
          strangers,
        ],
      ],
      [
        "a rule for all names",
        { rules: '=:allow,RELAYCLIENT=""\n', run: runs.replace("-H", "-p") },
        "open",
        [
          "This is an open relay: whoever has a name in DNS may write to everybody.",
          "Clients with a name may relay as well.",
          strangers,
        ],
      ],
      [
        "names and users",
        {
          rules: `${lan}=.a.example:allow,RELAYCLIENT=""\n=pc.b.example:deny\njoe@10.0.0.1:allow,RELAYCLIENT=""\n`,
          run: "tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd",
        },
        "closed",
        [
          "Nobody but 192.168.5.0/24 may relay: 256 addresses.",
          "Joe at 10.0.0.1 and clients with a name below a.example may relay as well; such a name can be claimed by anybody, since it isn't proven with -p.",
          "Clients named pc.b.example are hung up on.",
          strangers,
        ],
      ],
      [
        "what is put behind recipients",
        { rules: '10.:allow,RELAYCLIENT="@fixme"\n', run: runs },
        "closed",
        [
          "Nobody but 10.0.0.0/8 may relay: 16,777,216 addresses.",
          'Recipients of 10.0.0.0/8 have "@fixme" put behind them.',
          strangers,
        ],
      ],
      [
        "many ranges",
        {
          rules: Array.from({ length: 12 }, (_, one) => `10.${one * 2}.:allow,RELAYCLIENT=""\n`).join(""),
          run: runs,
        },
        "closed",
        [
          "Nobody but 10.0.0.0/16, 10.2.0.0/16, 10.4.0.0/16, 10.6.0.0/16, 10.8.0.0/16, 10.10.0.0/16, 10.12.0.0/16 and 5 others may relay: 786,432 addresses.",
          strangers,
        ],
      ],
      [
        "passwords, lists and mail that was fetched",
        {
          run: "env SMTPAUTH= tcpserver -H -R 0 25 rblsmtpd -r zen.spamhaus.org relay-ctrl-chdir relay-ctrl-check qmail-smtpd /bin/checkpassword /bin/true",
        },
        "closed",
        [
          "Nobody may relay by address.",
          strangers,
          "Whoever gives a right password may relay too.",
          "Whoever has fetched mail lately from the same address may relay too.",
          "Clients that a blacklist names are refused before that, whatever else holds.",
        ],
      ],
      [
        "a text that can't be compiled, where nothing else was given",
        { rules: ":allow\n:alow\n", run: runs },
        "unknown",
        [
          "Who may relay can't be told: tcprules stops at line 2 of the text, so rules that were compiled earlier are in force, which weren't given.",
          strangers,
        ],
      ],
      [
        "rules that are missing",
        { run: runs },
        "no mail",
        ["Nobody is served: the compiled rules are missing, so every connection is dropped.", strangers],
      ],
      [
        "no name",
        { rules: lan, control: { rcpthosts: "" }, run: runs },
        "no mail",
        [
          "Nobody is served: the server has no name to greet with, so every client gets 421.",
          "Strangers may write to no domain at all.",
        ],
      ],
      [
        "nothing known of clients",
        { control: { ...home, badmailfrom: "@spam.example\n" } },
        "unknown",
        [
          "Who may relay isn't known: no rules and no run script were given.",
          strangers,
          "Mail from anybody at spam.example is refused from everybody.",
        ],
      ],
      [
        "nothing known of control/",
        { rules: lan, control: null, run: runs },
        "closed",
        [
          "Nobody but 192.168.5.0/24 may relay: 256 addresses.",
          "control/ wasn't given, so it isn't known to which domains strangers may write.",
        ],
      ],
    ],
  )("tells of %s", (_, given, verdict, sentences) => {
    const found = summary(server(given));
    expect([found.verdict, ...found.sentences]).toEqual([verdict, ...sentences]);
  });

  it("says that the text of the rules is taken for compiled where there's no cdb", () => {
    const { sentences } = summary({ ...server({ rules: lan, run: runs }), rulesCdb: null });
    expect(sentences).toEqual([
      "Nobody but 192.168.5.0/24 may relay: 256 addresses.",
      strangers,
      "Only the text of the rules was given, and it's taken for granted that it has been compiled.",
    ]);
  });

  it("can't tell who may relay by damaged rules", () => {
    const compilation = compileRules(bytesOf(lan));
    if (compilation.kind !== "compiled") throw new Error(lan);
    const damaged = {
      ...server({ run: runs }),
      rulesCdb: fileOf(compilation.cdb.slice(0, 2060), "tcp.smtp.cdb"),
    };
    const { verdict, sentences } = summary(damaged);
    expect([verdict, sentences[0]]).toEqual([
      "unknown",
      "Who may relay can't be told: the compiled rules are damaged.",
    ]);
  });
});
