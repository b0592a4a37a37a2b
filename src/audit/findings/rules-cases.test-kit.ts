import { control, compiled, lan, rules, tcp, x, type Case } from "./findings.test-kit.ts";

/** What the rules come to, and the compiled rules. */
export const rulesCases: readonly Case[] = [
  {
    expected: "warning rule-zero-address /etc/tcp.smtp:1:1",
    fires: rules("0.0.0.0:deny\n"),
    quiet: rules("10.0.0.0:deny\n"),
    fixed: [tcp, ""],
  },
  {
    expected: "warning rule-matches-nobody /etc/tcp.smtp:1:1",
    fires: rules("=pc.a.example.:deny\n"),
    quiet: rules("=pc.a.example:deny\n"),
    fixed: [tcp, ""],
  },
  {
    expected: "warning rule-matches-nobody /etc/tcp.smtp.cdb",
    fires: { cdb: "10.0.0.0/8:allow\n" },
    quiet: { cdb: "10.:allow\n" },
    fixed: null,
  },
  {
    expected: "warning rule-shadowed /etc/tcp.smtp:1:1",
    fires: rules('10.1.1.:allow,RELAYCLIENT=""\n10.1.1.0-255:allow,RELAYCLIENT="",X="1"\n'),
    quiet: rules('10.1.1.:allow,RELAYCLIENT=""\n10.1.1.1-255:allow,RELAYCLIENT="",X="1"\n'),
    fixed: [tcp, '10.1.1.0-255:allow,RELAYCLIENT="",X="1"\n'],
  },
  {
    expected: "info rule-forgets-relayclient /etc/tcp.smtp:2:1",
    fires: rules(`${lan}192.168.5.66:allow\n`),
    quiet: rules(`${lan}192.168.6.66:allow\n`),
    fixed: null,
  },
  {
    expected: "warning rule-forgets-relayclient /etc/tcp.smtp:2:1",
    fires: rules(`${lan}192.168.5.66:allow,DATABYTES="0"\n`),
    quiet: rules(`${lan}192.168.5.66:deny\n`),
    fixed: [tcp, `${lan}192.168.5.66:allow,DATABYTES="0",RELAYCLIENT=""\n`],
  },
  {
    expected: "warning name-rule-unasked /etc/tcp.smtp:1:1",
    fires: { rules: "=.a.example:deny\n", run: x },
    quiet: { rules: "=.a.example:deny\n", run: x.replace(" -H", "") },
    fixed: null,
  },
  {
    expected: "warning ident-rule-unasked /etc/tcp.smtp:1:1",
    fires: { rules: "joe@10.1.1.1:deny\n", run: x },
    quiet: { rules: "joe@10.1.1.1:deny\n", run: x.replace(" -R", "") },
    fixed: null,
  },
  {
    expected: "error strangers-denied /etc/tcp.smtp:2:1",
    fires: { ...rules(`${lan}:deny\n`), ...control({}) },
    quiet: { ...rules(`1-99.:deny\n${lan}:allow\n`), ...control({}) },
    fixed: [tcp, `${lan}:allow\n`],
  },
  {
    // On a port for one's own clients that's what one wants.
    expected: "warning strangers-denied /etc/tcp.smtp:2:1",
    fires: { rules: `${lan}:deny\n`, run: x },
    quiet: { rules: `${lan}:deny\n`, run: x.replace("0 smtp", "0 587") },
    fixed: [tcp, `${lan}:allow\n`],
  },
  // The compiled rules
  {
    // What vpopmail does once somebody has fetched mail.
    expected: "info cdb-stale /etc/tcp.smtp",
    fires: { rules: `${lan}:allow\n`, cdb: `203.0.113.9:allow,RELAYCLIENT="",RBLSMTPD=""\n${lan}:allow\n` },
    quiet: { rules: `${lan}:allow\n`, cdb: `${lan}:allow\n` },
    fixed: null,
  },
  {
    expected: "warning cdb-stale /etc/tcp.smtp",
    fires: { rules: `${lan}:allow\n`, cdb: `203.0.113.:allow,RELAYCLIENT=""\n${lan}:allow\n` },
    quiet: { rules: `${lan}:allow\n`, cdb: `${lan}:allow\n` },
    fixed: null,
  },
  {
    expected: "warning cdb-stale /etc/tcp.smtp",
    fires: { rules: `${lan}:allow\n`, cdb: ":allow\n" },
    // In another order, but to the same effect.
    quiet: { rules: `${lan}:allow\n`, cdb: `:allow\n${lan}` },
    fixed: null,
  },
  {
    expected: "error cdb-missing run:2:19",
    fires: { run: x },
    quiet: { run: x, cdb: ":allow\n" },
    fixed: null,
  },
  {
    expected: "error cdb-damaged /etc/tcp.smtp.cdb",
    fires: { cdb: compiled(lan).slice(0, 2050) },
    quiet: { cdb: lan },
    fixed: null,
  },
  {
    expected: "info cdb-not-given /etc/tcp.smtp",
    fires: { rules: lan, run: x },
    quiet: { rules: lan, cdb: lan, run: x },
    fixed: null,
  },
];
