import { control, lan, rules, tcp, type Case } from "./findings.test-kit.ts";

/** The rules, line by line. */
export const ruleLineCases: readonly Case[] = [
  {
    expected: "error rule-unparsable /etc/tcp.smtp:2:9",
    fires: rules(`127.:allow\n192.168: allow\n`),
    quiet: rules("127.:allow\n"),
    fixed: [tcp, "127.:allow\n192.168:allow\n"],
  },
  {
    expected: "error rule-unparsable /etc/tcp.smtp:1:18",
    fires: rules("10.:allow,RELAYCLIENT\n".replace("10.", "192.168.5.")),
    quiet: rules(lan),
    fixed: [tcp, lan],
  },
  {
    expected: "error rule-unparsable /etc/tcp.smtp:1:10",
    fires: rules('10.:allow RELAYCLIENT=""\n'),
    quiet: rules('10.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '10.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "error rule-unparsable /etc/tcp.smtp:1:13",
    fires: rules("192.168.1.0:255.255.255.0:allow\n"),
    quiet: rules("192.168.1.:allow\n"),
    fixed: [tcp, "192.168.1.:allow\n"],
  },
  {
    expected: "error rule-unparsable /etc/tcp.smtp:1:25",
    fires: rules('10.:allow,RELAYCLIENT="" # ours\n'),
    quiet: rules('# ours\n10.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '# ours\n10.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-no-colon /etc/tcp.smtp:1:1",
    fires: rules("192.168.\n"),
    quiet: rules("#192.168.\n"),
    fixed: null,
  },
  {
    expected: "warning rule-leading-blank /etc/tcp.smtp:1:1",
    fires: rules(` ${lan}`),
    quiet: rules(lan),
    fixed: [tcp, lan],
  },
  {
    expected: "warning rule-blank-in-address /etc/tcp.smtp:1:1",
    fires: rules("10. :deny\n"),
    quiet: rules("10.:deny \n"),
    fixed: [tcp, "10.:deny\n"],
  },
  {
    expected: "warning rule-missing-dot /etc/tcp.smtp:2:1",
    fires: rules('127.:allow\n192.168.1:allow,RELAYCLIENT=""\n'),
    quiet: rules('127.:allow\n192.168.1.1:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '127.:allow\n192.168.1.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-mask /etc/tcp.smtp:1:1",
    fires: rules('198.51.100.0/22:allow,RELAYCLIENT=""\n'),
    quiet: rules('198.51.100-103.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '198.51.100-103.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-wildcard /etc/tcp.smtp:1:1",
    fires: rules('192.168.1.*:allow,RELAYCLIENT=""\n'),
    quiet: rules('192.168.1.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '192.168.1.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-not-an-address /etc/tcp.smtp:1:1",
    fires: rules("192.168.300.:allow\n"),
    quiet: rules("192.168.30.:allow\n"),
    fixed: null,
  },
  {
    expected: "warning rule-name-without-equals /etc/tcp.smtp:1:1",
    fires: rules("PC.a.example:deny\n"),
    quiet: rules("=pc.a.example:deny\n"),
    fixed: [tcp, "=pc.a.example:deny\n"],
  },
  {
    expected: "warning rule-capital-in-name /etc/tcp.smtp:1:1",
    fires: rules("=PC.a.example:deny\n"),
    quiet: rules("=pc.a.example:deny\n"),
    fixed: [tcp, "=pc.a.example:deny\n"],
  },
  {
    expected: "warning rule-range-across-dots /etc/tcp.smtp:1:1",
    fires: rules("10.0.0.5-10.0.0.20:allow\n"),
    quiet: rules("10.0.0.5-20:allow\n"),
    fixed: [tcp, "10.0.0.5-20:allow\n"],
  },
  {
    expected: "warning rule-reversed-range /etc/tcp.smtp:1:1",
    fires: rules("10.0.0.20-5:allow\n"),
    quiet: rules("10.0.0.5-20:allow\n"),
    fixed: [tcp, "10.0.0.5-20:allow\n"],
  },
  {
    expected: "warning rule-blank-in-variable /etc/tcp.smtp:1:11",
    fires: rules('10.:allow, RELAYCLIENT=""\n'),
    quiet: rules('10.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '10.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-variable-case /etc/tcp.smtp:1:11",
    fires: rules('10.:allow,relayclient=""\n'),
    quiet: rules("10.:deny\n"),
    fixed: [tcp, '10.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-relayclient-value /etc/tcp.smtp:1:24",
    fires: rules('10.:allow,RELAYCLIENT=" "\n'),
    quiet: rules('10.:allow,RELAYCLIENT=""\n'),
    fixed: [tcp, '10.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "warning rule-relayclient-value /etc/tcp.smtp:1:24",
    fires: { ...rules('10.:allow,RELAYCLIENT="@fixme"\n'), ...control({}) },
    quiet: { ...rules('10.:allow,RELAYCLIENT="@fixme"\n'), ...control({ virtualdomains: "fixme:fixup\n" }) },
    fixed: [tcp, '10.:allow,RELAYCLIENT=""\n'],
  },
  {
    expected: "error rule-relayclient-no /etc/tcp.smtp:1:24",
    fires: rules('10.:allow,RELAYCLIENT="no"\n'),
    quiet: rules('10.:allow,RELAY="no"\n'),
    fixed: [tcp, "10.:allow\n"],
  },
  {
    expected: "warning rule-variable-misspelt /etc/tcp.smtp:2:11",
    fires: rules('# 10.:allow,RELAYCLEINT=""\n10.:allow,RELAY_CLIENT=""\n'),
    quiet: rules('10.:allow,RELAYCLIENT="",RELAYCLIENTS="",RBLSMTPD="a, RELAYCLENT="\n'),
    fixed: [tcp, '# 10.:allow,RELAYCLEINT=""\n10.:allow,RELAYCLIENT=""\n'],
  },
  {
    // Right letters would open the relay.
    expected: "warning rule-variable-misspelt /etc/tcp.smtp:1:8",
    fires: rules(':allow,RELAYCLEINT=""\n'),
    quiet: rules(':allow,QMAILQUEUE=""\n'),
    fixed: null,
  },
  {
    // A fix of this would open the relay.
    expected: "warning rule-mask /etc/tcp.smtp:1:1",
    fires: rules('0.0.0.0/0:allow,RELAYCLIENT=""\n'),
    quiet: rules(":allow\n"),
    fixed: null,
  },
  {
    expected: "warning rule-missing-dot /etc/tcp.smtp:1:1",
    fires: rules('192:allow,RELAYCLIENT=""\n'),
    quiet: rules('192.168.:allow,RELAYCLIENT=""\n'),
    fixed: null,
  },
  {
    expected: "error rule-carriage-return /etc/tcp.smtp:1:11",
    fires: rules("127.:allow\r\n:allow\r\n"),
    quiet: rules("127.:allow\n:allow\n"),
    fixed: [tcp, "127.:allow\n:allow\n"],
  },
  {
    expected: "warning rule-duplicate /etc/tcp.smtp:3:1",
    fires: rules(`${lan}:allow\n192.168.5.:allow\n`),
    quiet: rules(`${lan}:allow\n192.168.6.:allow\n`),
    fixed: [tcp, `${lan}:allow\n`],
  },
  {
    expected: "info rule-duplicate /etc/tcp.smtp:2:1",
    fires: rules(`${lan}${lan}`),
    quiet: rules(lan),
    fixed: [tcp, lan],
  },
  {
    expected: "warning rule-duplicate /etc/tcp.smtp:2:1",
    fires: rules("10.0.0.1-5:allow\n10.0.0.5-9:deny\n"),
    quiet: rules("10.0.0.1-5:allow\n10.0.0.6-9:deny\n"),
    fixed: null,
  },
  {
    expected: "info rule-variables-on-deny /etc/tcp.smtp:1:9",
    fires: rules('10.:deny,X="1"\n'),
    quiet: rules('10.:allow,X="1"\n'),
    fixed: [tcp, "10.:deny\n"],
  },
  {
    expected: "error rule-relays-once-compiled /etc/tcp.smtp:1:8",
    fires: { rules: ':allow,RELAYCLIENT=""\n', cdb: ":allow\n" },
    quiet: { rules: '10.:allow,RELAYCLIENT=""\n', cdb: ":allow\n" },
    fixed: [tcp, ":allow\n"],
  },
  {
    expected: "warning more-alike /etc/tcp.smtp",
    fires: rules(Array.from({ length: 10_001 }, (_, one) => `10.${one + 300}:allow\n`).join("")),
    quiet: rules(Array.from({ length: 10_000 }, (_, one) => `10.${one + 300}:allow\n`).join("")),
    fixed: null,
  },
];
