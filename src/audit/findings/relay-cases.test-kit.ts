import { control, lan, rules, runWith, tcp, x, type Case } from "./findings.test-kit.ts";

/** Who may relay. */
export const relayCases: readonly Case[] = [
  {
    expected: "error open-relay /etc/tcp.smtp:2:1",
    fires: rules(`${lan}:allow,RELAYCLIENT=""\n`),
    quiet: rules(`${lan}:allow\n`),
    fixed: [tcp, `${lan}:allow\n`],
  },
  {
    expected: "error open-relay /etc/tcp.smtp:1:1",
    fires: rules('=:allow,RELAYCLIENT=""\n'),
    quiet: { rules: '=:allow,RELAYCLIENT=""\n', run: x },
    fixed: [tcp, "=:allow\n"],
  },
  {
    expected: "error open-relay /etc/tcp.smtp:1:1",
    fires: rules('1-254.:allow,DATABYTES="9",RELAYCLIENT=""\n'),
    quiet: rules('10-10.:allow,DATABYTES="9",RELAYCLIENT=""\n'),
    fixed: [tcp, '1-254.:allow,DATABYTES="9"\n'],
  },
  {
    // The same open relay, on a server that only its own host can reach.
    expected: "error open-relay /etc/tcp.smtp.cdb",
    fires: { cdb: ':allow,RELAYCLIENT=""\n', run: x },
    quiet: { cdb: ':allow,RELAYCLIENT=""\n', run: x.replace(" 0 smtp", " 127.0.0.1 smtp") },
    fixed: null,
  },
  {
    expected: "error relay-range-huge /etc/tcp.smtp:1:1",
    fires: rules('192.:allow,RELAYCLIENT=""\n'),
    quiet: rules('192.168.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '192.168.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "error relay-range-huge /etc/tcp.smtp:1:1",
    fires: rules('172.:allow,RELAYCLIENT=""\n'),
    quiet: rules('172.16-31.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '172.16-31.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "error relay-range-huge /etc/tcp.smtp:1:1",
    fires: rules('203.0-255.:allow,RELAYCLIENT=""\n'),
    quiet: rules('203.0-15.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, "203.0-255.:allow\n"],
  },
  {
    expected: "error relay-set-huge /etc/tcp.smtp",
    fires: rules(
      Array.from(
        { length: 250 },
        (_, one) =>
          `${(one % 100) + 20}.${Math.floor(one / 100) * 85}-${Math.floor(one / 100) * 85 + 84}.:allow,RELAYCLIENT=""\n`,
      ).join("") +
        Array.from({ length: 30 }, (_, one) => `${one + 130}.0-200.:allow,RELAYCLIENT=""\n`).join(""),
    ),
    quiet: rules(Array.from({ length: 20 }, (_, one) => `203.${one}.:allow,RELAYCLIENT=""\n`).join("")),
    fixed: null,
  },
  {
    // 100.64.0.0/10 is between a provider and its own clients.
    expected: "error relay-range-huge /etc/tcp.smtp:1:1",
    fires: rules('101.0-239.:allow,RELAYCLIENT=""\n'),
    quiet: rules('100.0-255.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, "101.0-239.:allow\n"],
  },
  {
    // Neither rule alone is for half of all.
    expected: "error open-relay /etc/tcp.smtp",
    fires: rules('0-127.:allow,RELAYCLIENT=""\n128-255.:allow,RELAYCLIENT=""\n'),
    quiet: rules('0-127.:allow,RELAYCLIENT=""\n128-255.:allow\n'),
    fixed: null,
  },
  {
    // Of a cdb alone the rules are known by their keys.
    expected: "error open-relay /etc/tcp.smtp.cdb",
    fires: { cdb: '0-255.:allow,RELAYCLIENT=""\n' },
    quiet: { cdb: '10-10.:allow,RELAYCLIENT=""\n' },
    fixed: null,
  },
  {
    expected: "error relay-set-huge /etc/tcp.smtp.cdb",
    fires: { cdb: '20-24.:allow,RELAYCLIENT=""\n' },
    quiet: { cdb: '20.24.:allow,RELAYCLIENT=""\n' },
    fixed: null,
  },
  {
    // Proven or not, everybody can have such a name.
    expected: "error relay-range-huge /etc/tcp.smtp:1:1",
    fires: { rules: '=.co.uk:allow,RELAYCLIENT=""\n', run: runWith("-p -x /etc/tcp.smtp.cdb") },
    quiet: { rules: '=.a.co.uk:allow,RELAYCLIENT=""\n', run: runWith("-p -x /etc/tcp.smtp.cdb") },
    fixed: [tcp, "=.co.uk:allow\n"],
  },
  {
    expected: "error entry-too-wide control/rcpthosts:2:1",
    fires: {
      control: {
        me: "mail.a.com\n",
        locals: "a.com\nb.com\n",
        virtualdomains: ".c.com:c\n",
        rcpthosts: "a.com\n.com\n",
      },
    },
    quiet: { control: { me: "mail.a.com\n", locals: "a.com\n", rcpthosts: "a.com\n.a.com\n.local\n" } },
    fixed: ["control/rcpthosts", "a.com\nb.com\n.c.com\n"],
  },
  {
    // x@elsewhere.example. is sent on.
    expected: "error entry-too-wide control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\n.\n" }),
    quiet: control({ rcpthosts: "a.example\n.\n", virtualdomains: ":alias-all\n" }),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "error rcpthosts-missing control/rcpthosts",
    fires: { rules: "=:allow\n:deny\n", control: { me: "mail.a.example\n", locals: "a.example\n" } },
    quiet: { rules: ":deny\n", control: { me: "mail.a.example\n", locals: "a.example\n" } },
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "error relayclient-for-all run:2:22",
    fires: {
      rules: `${lan}:allow\n`,
      run: runWith("-x /etc/tcp.smtp.cdb", { before: "export RELAYCLIENT=\n" }).replace(
        "export RELAYCLIENT=",
        "RELAYCLIENT=; export RELAYCLIENT",
      ),
    },
    quiet: {
      rules: `${lan}:allow\n`,
      run: runWith("-x /etc/tcp.smtp.cdb", { before: "RELAYCLIENTS=; export RELAYCLIENTS\n" }),
    },
    fixed: null,
  },
  {
    expected: "error relayclient-for-all run:2:60",
    fires: {
      rules: ":allow\n",
      run: runWith("-x /etc/tcp.smtp.cdb -H -R -c 40", { behind: "env RELAYCLIENT= " }),
    },
    quiet: {
      rules: ":deny\n",
      run: runWith("-x /etc/tcp.smtp.cdb -H -R -c 40", { behind: "env RELAYCLIENT= " }),
    },
    fixed: null,
  },
  {
    expected: "warning relayclient-taken-away run:2:54",
    fires: {
      rules: `${lan}:allow\n`,
      run: runWith("-x /etc/tcp.smtp.cdb -H -R", { behind: "env -u RELAYCLIENT " }),
    },
    quiet: {
      rules: ":allow\n",
      run: runWith("-x /etc/tcp.smtp.cdb -H -R", { behind: "env -u RELAYCLIENT " }),
    },
    fixed: ["run", runWith("-x /etc/tcp.smtp.cdb -H -R", { behind: "env " })],
  },
  {
    expected: "warning relayclient-taken-away run:2:54",
    fires: { rules: `${lan}:allow\n`, run: runWith("-x /etc/tcp.smtp.cdb -H -R", { behind: "env -i " }) },
    quiet: {
      rules: `${lan}:allow\n`,
      run: runWith("-x /etc/tcp.smtp.cdb -H -R", { behind: "env -i RELAYCLIENT=@x " }),
    },
    fixed: null,
  },
  {
    expected: "error rcpthosts-missing control/rcpthosts",
    fires: {
      control: {
        me: "mail.a.example\n",
        locals: "a.example\nmail.a.example\n",
        virtualdomains: "b.example:b\n",
      },
    },
    quiet: control({}),
    fixed: ["control/rcpthosts", "a.example\nmail.a.example\nb.example\n"],
  },
  {
    expected: "error percent-hack control/percenthack:2:1",
    fires: control({ percenthack: "# old\na.example\n" }),
    quiet: control({ percenthack: "# old\nb.example\n" }),
    fixed: ["control/percenthack", "# old\n"],
  },
  {
    expected: "info percent-hack-of-clients control/percenthack:1:1",
    fires: control({ percenthack: "b.example\n" }),
    quiet: control({ percenthack: "a.example\n" }),
    fixed: ["control/percenthack", ""],
  },
  {
    expected: "error name-rule-forgeable /etc/tcp.smtp:1:1",
    fires: { rules: '=.a.example:allow,RELAYCLIENT=""\n', run: runWith("-x /etc/tcp.smtp.cdb -R") },
    quiet: { rules: "=.a.example:allow\n", run: runWith("-x /etc/tcp.smtp.cdb -R") },
    fixed: [
      "run",
      "#!/bin/sh\nexec tcpserver -p -x /etc/tcp.smtp.cdb -R 0 smtp /var/qmail/bin/qmail-smtpd 2>&1\n",
    ],
  },
  {
    expected: "warning name-rule-forgeable /etc/tcp.smtp:1:1",
    fires: rules('=pc.a.example:allow,RELAYCLIENT=""\n'),
    quiet: rules("=pc.a.example:deny\n"),
    fixed: null,
  },
  {
    expected: "error passwords-unchecked run:2:71",
    fires: { run: runWith("-H -R").replace("qmail-smtpd", "qmail-smtpd mail.a.example /bin/true /bin/true") },
    quiet: { run: runWith("-H -R").replace("qmail-smtpd", "qmail-smtpd /bin/checkpassword /bin/true") },
    fixed: null,
  },
];
