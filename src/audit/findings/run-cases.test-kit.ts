import { chain, lan, runWith, x, type Case } from "./findings.test-kit.ts";

/** The run script. */
export const runCases: readonly Case[] = [
  {
    expected: "warning run-without-rules run:2:6",
    fires: { cdb: lan, run: runWith("-H -R") },
    quiet: { cdb: lan, run: x },
    fixed: [
      "run",
      "#!/bin/sh\nexec tcpserver -x /etc/tcp.smtp.cdb -H -R 0 smtp /var/qmail/bin/qmail-smtpd 2>&1\n",
    ],
  },
  {
    expected: "warning run-other-rules run:2:19",
    fires: { cdb: lan, run: runWith("-x /home/vpopmail/etc/tcp.smtp.cdb") },
    quiet: {
      cdb: lan,
      cdbPath: "/home/vpopmail/etc/tcp.smtp.cdb",
      run: runWith("-x /home/vpopmail/etc/tcp.smtp.cdb"),
    },
    fixed: null,
  },
  {
    expected: "warning run-rules-replaced run:2:19",
    fires: { cdb: lan, run: runWith("-x /etc/smtp.cdb -x /etc/tcp.smtp.cdb") },
    quiet: { cdb: lan, run: x },
    fixed: null,
  },
  {
    expected: "error run-not-startable run:1:1",
    fires: { run: runWith("-H -R").replace("#!/bin/sh\n", "") },
    quiet: { run: runWith("-H -R") },
    fixed: ["run", runWith("-H -R")],
  },
  {
    expected: "error run-not-startable run:1:10",
    fires: { run: runWith("-H -R").replaceAll("\n", "\r\n") },
    quiet: { run: runWith("-H -R") },
    fixed: ["run", runWith("-H -R")],
  },
  {
    expected: "warning run-unreadable run:2:1",
    fires: { run: "#!/bin/sh\nif true; then exec tcpserver 0 smtp qmail-smtpd\n" },
    quiet: { run: "#!/bin/sh\nif true; then exec tcpserver 0 smtp qmail-smtpd; fi\n" },
    fixed: null,
  },
  {
    expected: "info run-no-server run:1:1",
    fires: { run: "#!/bin/sh\nexec multilog t ./main\n" },
    quiet: { run: runWith("-H") },
    fixed: null,
  },
  {
    expected: "error run-server-fails run:2:16",
    fires: { run: runWith("-Z") },
    quiet: { run: runWith("-H") },
    fixed: null,
  },
  {
    expected: "warning run-not-exported run:2:1",
    fires: { rules: ":allow\n", run: runWith("-x /etc/tcp.smtp.cdb", { before: "RELAYCLIENT=\n" }) },
    quiet: { rules: ":allow\n", run: runWith("-x /etc/tcp.smtp.cdb", { before: "RELAY=\n" }) },
    fixed: null,
  },
  {
    expected: "warning run-relay-ctrl-folder run:2:29",
    fires: chain("relay-ctrl-check "),
    quiet: chain("relay-ctrl-chdir relay-ctrl-check "),
    fixed: null,
  },
  {
    expected: "info run-further-server run:2:1",
    fires: { run: `#!/bin/sh\ntcpserver -H 0 587 qmail-smtpd &\nexec tcpserver -H 0 smtp qmail-smtpd\n` },
    quiet: { run: "#!/bin/sh\nexec tcpserver -H 0 smtp qmail-smtpd\n" },
    fixed: null,
  },
  {
    expected: "error run-further-server run:2:18",
    fires: {
      run: `#!/bin/sh\nenv RELAYCLIENT= tcpserver -H 0 2525 qmail-smtpd &\nexec tcpserver -H 0 smtp qmail-smtpd\n`,
    },
    quiet: {
      run: `#!/bin/sh\nenv RELAYCLIENT= tcpserver -H 127.0.0.1 2525 qmail-smtpd &\nexec tcpserver -H 0 smtp qmail-smtpd\n`,
    },
    fixed: null,
  },
  {
    expected: "warning run-further-server run:2:18",
    fires: {
      run: `#!/bin/sh\nenv RELAYCLIENT= tcpserver -x /etc/b.cdb 0 2525 qmail-smtpd &\nexec tcpserver -H 0 smtp qmail-smtpd\n`,
    },
    quiet: { run: "#!/bin/sh\nexec tcpserver -H 0 smtp qmail-smtpd\n" },
    fixed: null,
  },
  {
    expected: "info run-branches run:2:1",
    fires: {
      run: `#!/bin/sh\nif test -f /tmp/x; then exec tcpserver -H 0 smtp qmail-smtpd; else exec tcpserver -x /etc/a.cdb 0 smtp qmail-smtpd; fi\n`,
    },
    quiet: { run: runWith("-H") },
    fixed: null,
  },
  {
    expected: "info run-unknown run:2:16",
    fires: { run: runWith("$OPTIONS") },
    quiet: { run: runWith("-H") },
    fixed: null,
  },
  {
    expected: "error dead-list run:2:61",
    fires: chain("rblsmtpd -r zen.spamhaus.org -r relays.ordb.org "),
    quiet: chain("rblsmtpd -r zen.spamhaus.org "),
    fixed: ["run", runWith("-H -R", { behind: "rblsmtpd -r zen.spamhaus.org " })],
  },
  {
    expected: "warning dead-list run:2:29",
    fires: chain("rblsmtpd "),
    quiet: chain("rblsmtpd -r bl.spamcop.net "),
    fixed: null,
  },
];
