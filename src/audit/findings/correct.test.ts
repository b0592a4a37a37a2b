import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileMorercpthosts } from "../../engine/newmrh/index.ts";
import { bytesOf } from "../../engine/bytes/index.ts";
import { given, runWith, told, type Given } from "./findings.test-kit.ts";

// Configurations as published guides have them, with other names and addresses. `infos` is all that is said of one.

interface Correct {
  readonly name: string;
  readonly files: Given;
  readonly infos?: readonly string[];
}

const loop = '127.:allow,RELAYCLIENT=""\n';
const lan = '192.168.5.:allow,RELAYCLIENT=""\n';
const plain = { me: "mail.a.example\n", locals: "a.example\n", rcpthosts: "a.example\n" };
const x = "-x /etc/tcp.smtp.cdb";
const compiled = (rules: string, more: Omit<Given, "rules" | "cdb"> = {}): Given => ({
  rules,
  cdb: rules,
  ...more,
});

const corpus: readonly Correct[] = [
  { name: "nothing at all", files: {} },
  { name: "this host only", files: compiled(`${loop}:allow\n`, { control: plain }) },
  {
    name: "this host and the office",
    files: compiled(`${loop}${lan}:allow\n`, { control: plain, run: runWith(x) }),
  },
  {
    name: "no line for the others",
    files: compiled(`${loop}${lan}`, { control: plain, run: runWith(`-v -H -R ${x}`) }),
  },
  {
    name: "several offices, with remarks",
    files: compiled(
      `# this host\n${loop}\n# head office\n${lan}# branch\n10.1.4-7.:allow,RELAYCLIENT=""\n# by its one address\n203.0.113.20:allow,RELAYCLIENT=""\n:allow\n`,
      { control: plain },
    ),
  },
  {
    name: "a dial-up pool as a range",
    files: compiled(`${loop}203.0.113.64-95:allow,RELAYCLIENT=""\n:allow\n`, { control: plain }),
  },
  {
    name: "a provider's larger networks",
    files: compiled(`${loop}198.18.:allow,RELAYCLIENT=""\n198.51.100-103.:allow,RELAYCLIENT=""\n:allow\n`, {
      control: plain,
    }),
  },
  {
    name: "all private networks",
    files: compiled(
      `${loop}10.:allow,RELAYCLIENT=""\n172.16-31.:allow,RELAYCLIENT=""\n192.168.:allow,RELAYCLIENT=""\n:allow\n`,
      { control: plain },
    ),
  },
  {
    name: "spammers hung up on",
    files: compiled(`${loop}198.51.100.66:deny\n203.0.113.:deny\n:allow\n`, { control: plain }),
  },
  {
    name: "one of the office that is hung up on",
    files: compiled(`${loop}${lan}192.168.5.66:deny\n:allow\n`, { control: plain }),
  },
  {
    name: "a printer that may write to this server's domains only",
    files: compiled(`${loop}${lan}192.168.5.66:allow\n:allow\n`, { control: plain }),
    infos: ["info rule-forgets-relayclient /etc/tcp.smtp:3:1"],
  },
  {
    name: "customers whom blacklists don't count for",
    files: compiled(
      `${loop}203.0.113.64-95:allow,RELAYCLIENT="",RBLSMTPD=""\n198.51.100.66:allow,RBLSMTPD="-go away"\n:allow\n`,
      {
        control: plain,
        run: runWith(`-R -H -l 0 ${x} -u 1002 -g 1001 -c 40`, {
          behind: "rblsmtpd -r bl.spamcop.net -r zen.spamhaus.org ",
        }),
      },
    ),
  },
  {
    name: "names that are proven",
    files: compiled(`${loop}=.office.a.example:allow,RELAYCLIENT=""\n:allow\n`, {
      control: plain,
      run: runWith(`-p ${x}`),
    }),
  },
  {
    name: "names that only keep out",
    files: compiled(`${loop}=.dialup.example:deny\n:allow\n`, { control: plain, run: runWith(x) }),
  },
  {
    name: "clients whose messages are mended on their way",
    files: compiled(`${loop}192.168.5.:allow,RELAYCLIENT="@fixme"\n:allow\n`, {
      control: { ...plain, virtualdomains: "fixme:alias-fixup\n" },
    }),
  },
  {
    name: "virtual domains",
    files: {
      control: {
        ...plain,
        locals: "mail.a.example\n",
        virtualdomains: "a.example:ann\nb.example:bob\n",
        rcpthosts: "mail.a.example\na.example\nb.example\n",
      },
    },
  },
  {
    name: "domains with all names below them",
    files: {
      control: { ...plain, virtualdomains: ".a.example:sub\n", rcpthosts: "a.example\n.a.example\n" },
    },
  },
  {
    name: "many domains, the most of them compiled",
    files: {
      control: {
        ...plain,
        virtualdomains: "b.example:bob\n.c.example:carl\nc.example:carl\n",
        morercpthosts: "b.example\nC.example\n.c.example\n",
        "morercpthosts.cdb": compileMorercpthosts(bytesOf("b.example\nC.example\n.c.example\n")).cdb,
      },
    },
  },
  {
    name: "domains of vpopmail",
    files: {
      cdb: `${loop}:allow,RELAYCLIENTS=""\n`.replace(',RELAYCLIENTS=""', ""),
      cdbPath: "/home/vpopmail/etc/tcp.smtp.cdb",
      run: runWith("-H -R -x /home/vpopmail/etc/tcp.smtp.cdb -c 20"),
      control: {
        me: "mail.a.example\n",
        locals: "localhost\n",
        virtualdomains: "a.example:a.example\nb.example:b.example\n",
        rcpthosts: "localhost\na.example\nb.example\n",
      },
    },
  },
  {
    name: "a secondary of a partner, by DNS",
    files: { control: { ...plain, rcpthosts: "a.example\npartner.example\n" } },
    infos: ["info listed-not-hosted control/rcpthosts:2:1"],
  },
  {
    name: "a gateway with routes to the servers behind it",
    files: {
      control: {
        me: "gate.a.example\n",
        locals: "",
        rcpthosts: "a.example\n.a.example\n",
        smtproutes: "a.example:inner.a.example\n.a.example:inner.a.example\n",
      },
    },
  },
  {
    name: "all mail to others by the provider's relay",
    files: { control: { ...plain, smtproutes: ":relay.provider.example\n" } },
  },
  {
    name: "just what config-fast writes",
    files: {
      control: {
        me: "mail.a.example\n",
        defaultdomain: "a.example\n",
        plusdomain: "a.example\n",
        locals: "mail.a.example\n",
        rcpthosts: "mail.a.example\n",
      },
      others: [
        "concurrencyremote",
        "databytes",
        "defaultdelivery",
        "idhost",
        "queuelifetime",
        "timeoutsmtpd",
      ],
    },
  },
  {
    name: "copies of the files beside them",
    files: { control: plain, others: ["rcpthosts.bak", "rcpthosts~", "locals.old", "virtualdomains.orig"] },
  },
  {
    name: "rcpthosts in capitals and with blanks behind",
    files: { control: { ...plain, rcpthosts: "A.Example  \n# others\n\nLOCALHOST\n" } },
  },
  {
    name: "a run script as Life with qmail has it",
    files: compiled(`${loop}:allow\n`, {
      control: plain,
      run: `#!/bin/sh

QMAILDUID=\`id -u qmaild\`
NOFILESGID=\`id -g qmaild\`
MAXSMTPD=\`cat /var/qmail/control/concurrencyincoming\`
LOCAL=\`head -1 /var/qmail/control/me\`

if [ -z "$QMAILDUID" -o -z "$NOFILESGID" -o -z "$MAXSMTPD" -o -z "$LOCAL" ]; then
    echo one of the variables is not set in $0
    exit 1
fi

if [ ! -f /var/qmail/control/rcpthosts ]; then
    echo "No /var/qmail/control/rcpthosts!"
    exit 1
fi

exec /usr/local/bin/softlimit -m 2000000 \\
    /usr/local/bin/tcpserver -v -R -l "$LOCAL" -x /etc/tcp.smtp.cdb -c "$MAXSMTPD" \\
        -u "$QMAILDUID" -g "$NOFILESGID" 0 smtp /var/qmail/bin/qmail-smtpd 2>&1
`,
    }),
  },
  {
    name: "mail that was fetched lets relay",
    files: compiled(`${loop}:allow\n`, {
      control: plain,
      run: runWith(`-H -R ${x}`, { behind: "envdir /etc/relay-ctrl relay-ctrl-chdir relay-ctrl-check " }),
    }),
    infos: ["info run-unknown run:2:57"],
  },
  {
    name: "passwords on a port for clients",
    files: {
      control: plain,
      run: "#!/bin/sh\nSMTPAUTH=\nexport SMTPAUTH\nexec tcpserver -H -R 0 587 qmail-smtpd /bin/checkpassword /bin/true 2>&1\n",
    },
  },
  {
    name: "everybody of this host, on its own address only",
    files: {
      control: plain,
      run: "#!/bin/sh\nexec env RELAYCLIENT= tcpserver -H -R 127.0.0.1 smtp qmail-smtpd 2>&1\n",
    },
  },
  {
    name: "by inetd, with tcpd in front",
    files: {
      control: plain,
      run: "smtp stream tcp nowait qmaild /var/qmail/bin/tcp-env tcp-env /var/qmail/bin/qmail-smtpd\n",
    },
  },
  {
    name: "clients without a name hung up on",
    files: compiled(`${loop}=:allow\n:deny\n`, { control: plain, run: runWith(`-R ${x}`) }),
  },
  {
    name: "clients without a name sent away by rblsmtpd, and scanned mail, as toasters have it",
    files: compiled(
      `127.:allow,RELAYCLIENT="",DKSIGN="/var/qmail/control/domainkeys/%/private"\n=:allow,QMAILQUEUE="/var/qmail/bin/simscan"\n:allow,RBLSMTPD="-no name"\n`,
      {
        control: plain,
        run: `#!/bin/sh
QMAILDUID=\`id -u vpopmail\`
NOFILESGID=\`id -g vpopmail\`
SMTPD="/var/qmail/bin/qmail-smtpd"
TCP_CDB="/etc/tcp.smtp.cdb"
BLACKLIST=\`cat /var/qmail/control/blacklists\`
HOSTNAME=\`hostname\`
VCHKPW="/home/vpopmail/bin/vchkpw"
REQUIRE_AUTH=0
exec /usr/bin/softlimit -m 12000000 \\
     /usr/bin/tcpserver -v -R -l $HOSTNAME -x $TCP_CDB -c 100 -u "$QMAILDUID" -g "$NOFILESGID" 0 smtp \\
     /usr/bin/rblsmtpd $BLACKLIST $SMTPD $VCHKPW /bin/true 2>&1
`,
      },
    ),
  },
  {
    name: "an old editor's copy of a file that is gone",
    files: { control: plain, others: ["smtproutes~", "percenthack~"] },
  },
  {
    name: "started by execline",
    files: compiled(`${loop}:allow\n`, {
      control: plain,
      run: "#!/usr/bin/execlineb -P\ntcpserver -vHR -x /etc/tcp.smtp.cdb 0 25\n/var/qmail/bin/qmail-smtpd\n",
    }),
    infos: ["info run-unknown run:1:1", "info run-no-server run:1:1"],
  },
  {
    name: "an inner relay of an office, which the world can't reach",
    files: compiled(`${loop}${lan}:deny\n`, {
      control: { me: "relay.a.example\n", locals: "", rcpthosts: "# none\n" },
    }),
    infos: ["info strangers-denied /etc/tcp.smtp:3:1"],
  },
];

describe("of a correct configuration nothing is said", () => {
  it.each(corpus)("$name", ({ files, infos }) => {
    expect(told(given(files))).toEqual(infos ?? []);
  });

  it("there are thirty of them", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(30);
  });
});

describe("the world that the lessons share", () => {
  const world = parse(readFileSync("lessons/worlds/common.yaml", "utf8")) as {
    hosts: { mail: { files: Record<string, string> } };
  };
  const { files } = world.hosts.mail;
  const control = Object.fromEntries(
    ["me", "locals", "virtualdomains", "rcpthosts"].map((name) => [
      name,
      files[`/var/qmail/control/${name}`],
    ]),
  ) as NonNullable<Given["control"]>;
  const run = files["/service/qmail-smtpd/run"] ?? "";

  it("has control files and a run script of which nothing is said but that the rules aren't compiled", () => {
    expect(told(given({ control, run }))).toEqual(["error cdb-missing run:2:55"]);
    expect(told(given(compiled(`${loop}${lan}:allow\n`, { control, run })))).toEqual([]);
  });
});
