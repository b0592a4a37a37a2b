import { describe, expect, it } from "vitest";
import { read, told } from "./run-script.test-kit.ts";

const usual = "tcpserver -x /etc/tcp.smtp.cdb 0 smtp /var/qmail/bin/qmail-smtpd 2>&1";
const usualTold = "/etc/tcp.smtp.cdb, 2>&1, (tcpserver qmail-smtpd)";

describe("scripts as guides have them", () => {
  it.each<[title: string, script: string, expected: readonly string[]]>([
    [
      "the common world's",
      `#!/bin/sh
exec tcpserver -v -H -R -l mail.yourdomain.example -x /etc/tcp.smtp.cdb -u 7791 -g 2108 0 smtp /var/qmail/bin/qmail-smtpd 2>&1
`,
      ["2:6 /etc/tcp.smtp.cdb, names unasked, no ident, 2>&1, (tcpserver qmail-smtpd)"],
    ],
    [
      "Life with qmail's",
      `#!/bin/sh
# who it becomes
DUID=\`id -u qmaild\`
NGID=\`id -g qmaild\`
MAX=\`cat /var/qmail/control/concurrencyincoming\`
NAME=\`head -1 /var/qmail/control/me\`
if [ -z "$DUID" -o -z "$NGID" -o -z "$MAX" -o -z "$NAME" ]; then
    echo something is unset
    exit 1
fi
if [ ! -f /var/qmail/control/rcpthosts ]; then
    echo "it would be an open relay"
    exit 1
fi
exec /usr/local/bin/softlimit -m 2000000 \\
    /usr/local/bin/tcpserver -v -R -l "$NAME" -x /etc/tcp.smtp.cdb -c "$MAX" \\
        -u "$DUID" -g "$NGID" 0 smtp /var/qmail/bin/qmail-smtpd 2>&1
`,
      ["16:5 /etc/tcp.smtp.cdb, no ident, 2>&1, (softlimit tcpserver qmail-smtpd)"],
    ],
    [
      "the FAQ's, from a boot script",
      `#!/bin/sh
csh -cf 'qmail-start ./Mailbox splogger qmail &'
tcpserver -u 7770 -g 2108 -x /etc/tcp.smtp.cdb 0 smtp /var/qmail/bin/qmail-smtpd 2>&1 | splogger smtpd 3 &
tcpserver 0 pop3 qmail-popup mail checkpassword qmail-pop3d Maildir &
`,
      ["3:1 /etc/tcp.smtp.cdb, background, 2>&1, (tcpserver qmail-smtpd)"],
    ],
    [
      "a toaster's, with vpopmail",
      `#!/bin/sh
QMAILDUID=\`id -u vpopmail\`
NOFILESGID=\`id -g vpopmail\`
MAXSMTPD=\`cat /var/qmail/control/concurrencyincoming\`
LOCAL=\`head -1 /var/qmail/control/me\`
BLACKLIST=\`cat /var/qmail/control/blacklists\`
SMTPD=/var/qmail/bin/qmail-smtpd
RULES=/home/vpopmail/etc/tcp.smtp.cdb
RBLSMTPD=/usr/local/bin/rblsmtpd
VCHKPW=/home/vpopmail/bin/vchkpw
export SMTPAUTH="!"
exec softlimit -m 30000000 tcpserver -v -R -l "$LOCAL" -x "$RULES" -c "$MAXSMTPD" -u "$QMAILDUID" \\
  -g "$NOFILESGID" 0 smtp $RBLSMTPD -b $BLACKLIST -c -a friends.example $SMTPD $VCHKPW /usr/bin/true 2>&1
`,
      [
        "12:28 /home/vpopmail/etc/tcp.smtp.cdb, no ident, SMTPAUTH=!, block dialup.example for good, block relays.example for good, allow friends.example for good closed, passwords checked: /home/vpopmail/bin/vchkpw /usr/bin/true, netqmail-smtp-auth, 2>&1, (softlimit tcpserver rblsmtpd qmail-smtpd)",
      ],
    ],
    [
      "relay-ctrl's",
      `#!/bin/sh
exec envdir /etc/relay-ctrl relay-ctrl-chdir \\
  envuidgid qmaild tcpserver -U -x/etc/tcp.smtp.cdb 0 25 \\
  relay-ctrl-check recordio fixcrio qmail-smtpd 2>&1
`,
      [
        "3:20 /etc/tcp.smtp.cdb, port 25, RELAY_CTRL_DIR=/var/spool/relay-ctrl/allow, UID=?, GID=?, 2>&1, (envdir relay-ctrl-chdir envuidgid tcpserver relay-ctrl-check recordio fixcrio qmail-smtpd)",
      ],
    ],
    [
      "several instances",
      `#!/bin/sh
env RELAYCLIENT= tcpserver 192.0.2.25 2525 qmail-smtpd &
exec ${usual}
`,
      [
        "2:18 no rules, background, host 192.0.2.25, port 2525, RELAYCLIENT=, (env tcpserver qmail-smtpd)",
        `3:6 ${usualTold}`,
      ],
    ],
    ["a log's", "#!/bin/sh\nexec setuidgid qmaill multilog t /var/log/qmail/smtpd\n", []],
    [
      "another program's",
      "#!/bin/sh\nexec tcpserver 0 pop3 qmail-popup mail checkpassword qmail-pop3d Maildir\n",
      [],
    ],
    [
      "inetd's",
      `# mail
smtp stream tcp nowait qmaild /var/qmail/bin/tcp-env tcp-env -R /var/qmail/bin/qmail-smtpd
pop3 stream tcp nowait root /var/qmail/bin/qmail-popup qmail-popup mail checkpassword
`,
      ["2:31 no rules, inetd, no ident, 2>&1, (tcp-env qmail-smtpd)"],
    ],
    [
      "inetd's, with tcpd",
      "smtp stream tcp nowait qmaild /usr/sbin/tcpd /var/qmail/bin/tcp-env /var/qmail/bin/qmail-smtpd\n",
      ["1:46 no rules, inetd, 2>&1, (tcpd tcp-env qmail-smtpd)", "unknown environment 1:31 /etc/hosts.allow"],
    ],
  ])("%s", (_title, script, expected) => {
    expect(told(read(script))).toEqual(expected);
  });
});

describe("options of tcpserver", () => {
  it.each<[command: string, expected: readonly string[]]>([
    ["tcpserver 0 smtp qmail-smtpd", ["no rules, (tcpserver qmail-smtpd)"]],
    ["tcpserver -x a.cdb -X -x /b.cdb 0 smtp qmail-smtpd", ["/b.cdb or none, (tcpserver qmail-smtpd)"]],
    ["tcpserver -Hhp -Rr 0 smtp qmail-smtpd", ["no rules, names proven, (tcpserver qmail-smtpd)"]],
    ["tcpserver -z 0 smtp qmail-smtpd", ["2:16 tcpserver fails: illegal option -- z"]],
    ["tcpserver 0 smtp", ["2:6 tcpserver fails: "]],
    [
      "tcpserver 0 smtp -x a.cdb qmail-smtpd",
      ["no rules, (tcpserver -x qmail-smtpd)", "unknown program 2:23 program -x"],
    ],
    [
      "tcpserver 0 25 greet qmail-smtpd",
      ["no rules, port 25, (tcpserver greet qmail-smtpd)", "unknown program 2:21 program greet"],
    ],
    [
      "tcpserver 0 25 smtpfront",
      ["no rules, port 25, (tcpserver smtpfront)", "unknown program 2:21 program smtpfront"],
    ],
    ["sslserver 0 465 qmail-smtpd", ["unknown server 2:6 program sslserver"]],
    ["killall tcpserver", []],
  ])("%s", (command, expected) => {
    const first = expected[0] ?? "";
    const isServer = /^(no rules|\/)/.test(first);
    expect(told(read(`#!/bin/sh\nexec ${command}\n`))).toEqual(
      isServer ? [`2:6 ${first}`, ...expected.slice(1)] : expected,
    );
  });
});

describe("what a server is started with", () => {
  it.each<[script: string, expected: readonly string[]]>([
    [`export RELAYCLIENT=""\nexec ${usual}`, [`3:6 ${usualTold.replace(", 2", ", RELAYCLIENT=, 2")}`]],
    [`RELAYCLIENT=@fixme ${usual}`, [`2:20 ${usualTold.replace(", 2", ", child, RELAYCLIENT=@fixme, 2")}`]],
    [`RELAYCLIENT=\nexec ${usual}`, [`3:6 ${usualTold}`, "not exported 2:1"]],
    [
      `export RELAYCLIENT\nRELAYCLIENT=\nexec ${usual}`,
      [`4:6 ${usualTold.replace(", 2", ", RELAYCLIENT=, 2")}`],
    ],
    [`export RELAYCLIENT=\nunset RELAYCLIENT\nexec ${usual}`, [`4:6 ${usualTold}`]],
    [
      `export RELAYCLIENT=\nexec env -i ${usual}`,
      ["3:13 /etc/tcp.smtp.cdb, 2>&1, (env tcpserver qmail-smtpd)"],
    ],
    [
      `export RELAYCLIENT=\nexec env -u RELAYCLIENT ${usual}`,
      ["3:25 /etc/tcp.smtp.cdb, 2>&1, (env tcpserver qmail-smtpd)"],
    ],
    [
      "exec tcpserver -x /r.cdb 0 smtp env RELAYCLIENT= qmail-smtpd",
      ["2:6 /r.cdb, behind:RELAYCLIENT=, (tcpserver env qmail-smtpd)"],
    ],
    [
      "exec tcpserver 0 smtp env -u RELAYCLIENT qmail-smtpd",
      ["2:6 no rules, behind:without RELAYCLIENT, (tcpserver env qmail-smtpd)"],
    ],
    [
      "export RELAYCLIENT=@a OTHER=b; exec tcpserver 0 smtp env - RELAYCLIENT=@c qmail-smtpd",
      ["2:37 no rules, behind:RELAYCLIENT=@c, behind:without all, (tcpserver env qmail-smtpd)"],
    ],
    [
      "exec tcpserver 0 smtp envdir /etc/relay-ctrl env -u RELAY_CTRL_DIR envdir /unknown qmail-smtpd",
      [
        "2:6 no rules, behind:without RELAY_CTRL_DIR, (tcpserver envdir env envdir qmail-smtpd)",
        "unknown environment 2:75 /unknown",
      ],
    ],
    [
      "exec tcpserver 0 smtp envdir /missing qmail-smtpd",
      ["2:6 no rules, behind:envdir fails: folder missing, (tcpserver envdir qmail-smtpd)"],
    ],
    [`exec envdir /missing ${usual}`, ["2:13 envdir fails: /missing"]],
    ["exec envdir /missing tcpserver 0 pop3 qmail-popup", []],
    [
      "exec tcpserver 0 smtp env -Z qmail-smtpd",
      ["2:6 no rules, behind:env fails: usage, (tcpserver env qmail-smtpd)"],
    ],
    [
      "exec tcpserver 0 smtp rblsmtpd -r bl.example sh -c 'unset RELAYCLIENT; exec recordio qmail-smtpd true'",
      [
        "2:6 no rules, behind:without RELAYCLIENT, block bl.example, passwords unchecked: true, (tcpserver rblsmtpd sh recordio qmail-smtpd)",
      ],
    ],
    [
      "exec tcpserver 0 smtp sh -c 'RELAYCLIENT=; exec qmail-smtpd'",
      ["2:6 no rules, (tcpserver sh qmail-smtpd)", "unknown environment 2:29 $RELAYCLIENT"],
    ],
    [
      `exec tcpserver 0 smtp sh -c 'if [ "$TCPREMOTEIP" = 192.0.2.1 ]; then export RELAYCLIENT=; fi; exec qmail-smtpd'`,
      [
        "2:6 no rules, behind:RELAYCLIENT=, (tcpserver sh qmail-smtpd)",
        "unknown environment 2:23 program sh",
      ],
    ],
    [
      "exec tcpserver 0 smtp sh -c 'exec smtpfront'",
      ["2:6 no rules, (tcpserver sh)", "unknown program 2:23 program sh"],
    ],
    [
      `export RELAYCLIENT=$WHO\nexec ${usual}`,
      [`3:6 ${usualTold.replace(", 2", ", RELAYCLIENT=?, 2")}`, "unknown variable 2:8 $WHO"],
    ],
    [
      `exec envdir /etc/smtpd ${usual}`,
      ["2:24 /etc/tcp.smtp.cdb, 2>&1, (envdir tcpserver qmail-smtpd)", "unknown environment 2:13 /etc/smtpd"],
    ],
    [`. /etc/unknown\nexec ${usual}`, [`3:6 ${usualTold}`, "unknown environment 2:1 /etc/unknown"]],
    [
      ". /etc/defaults\nexec tcpserver -x $RULES 0 smtp qmail-smtpd",
      ["3:6 /etc/other.cdb, (tcpserver qmail-smtpd)"],
    ],
    [
      "exec tcpserver 0 smtp qmail-smtpd /bin/true",
      ["2:6 no rules, passwords unchecked: /bin/true, (tcpserver qmail-smtpd)"],
    ],
    [
      "exec tcpserver 0 smtp qmail-smtpd mail.example /bin/true",
      ["2:6 no rules, passwords unchecked: mail.example /bin/true, (tcpserver qmail-smtpd)"],
    ],
    [`export SMTPAUTH=-\nexec ${usual}`, [`3:6 ${usualTold.replace(", 2", ", SMTPAUTH=-, 2")}`]],
  ])("%s", (script, expected) => {
    expect(told(read(`#!/bin/sh\n${script}\n`))).toEqual(expected);
  });
});

describe("what the shell makes of it", () => {
  const where = (path: string): string => `tcpserver -x ${path} 0 smtp qmail-smtpd`;
  const plain = (path: string): string => `${path}, (tcpserver qmail-smtpd)`;

  it.each<[script: string, expected: readonly string[]]>([
    [where("/a.cdb"), [`2:1 /a.cdb, child, (tcpserver qmail-smtpd)`]],
    [`exec ${where("/a.cdb")} | cat`, [`2:6 /a.cdb, pipeline, (tcpserver qmail-smtpd)`]],
    [`exec ${where("/a.cdb")}\nexec ${where("/b.cdb")}`, [`2:6 ${plain("/a.cdb")}`]],
    [`cd /etc\nexec ${where("tcp.smtp.cdb")}`, [`3:6 ${plain("tcp.smtp.cdb")}`]],
    [`D=/etc; F="$D/tcp".smtp\nexec ${where("${F}.cdb")}`, [`3:6 ${plain("/etc/tcp.smtp.cdb")}`]],
    [
      `PORT=25 O="-v -x /a.cdb"\nexec tcpserver $O 0 $PORT qmail-smtpd`,
      ["3:6 /a.cdb, port 25, (tcpserver qmail-smtpd)"],
    ],
    [`exec ${where("$RULES")}`, [`2:6 ${plain("$RULES")}`, "unknown rules 2:19 $RULES"]],
    [
      `exec ${where("/e/`hostname`.cdb")}`,
      [`2:6 ${plain("/e/`hostname`.cdb")}`, "unknown rules 2:19 `hostname`"],
    ],
    [`exec ${where("${R:-/a.cdb}")}`, [`2:6 ${plain("${R:-/a.cdb}")}`, "unknown rules 2:19 expansion"]],
    [
      "exec tcpserver $OPTS 0 smtp qmail-smtpd",
      ["2:6 no rules, (tcpserver qmail-smtpd)", "unknown options 2:16 $OPTS"],
    ],
    [
      "exec tcpserver -v$V 0 smtp qmail-smtpd",
      ["2:6 no rules, (tcpserver qmail-smtpd)", "unknown options 2:16 $V"],
    ],
    [
      "exec tcpserver $IP 25 qmail-smtpd",
      ["2:6 no rules, host ?, port 25, (tcpserver qmail-smtpd)", "unknown host 2:16 $IP"],
    ],
    [
      'exec tcpserver 0 smtp rblsmtpd -r "$LIST" $MORE qmail-smtpd',
      [
        "2:6 no rules, block ?, (tcpserver rblsmtpd qmail-smtpd)",
        "unknown list 2:35 $LIST",
        "unknown list 2:43 $MORE",
      ],
    ],
    ["exec $PROGRAM -x /a.cdb 0 smtp qmail-smtpd", ["unknown server 2:6 $PROGRAM"]],
    [
      `exec $WRAPPER ${where("/a.cdb")}`,
      [`2:15 /a.cdb, ($WRAPPER tcpserver qmail-smtpd)`, "unknown program 2:6 $WRAPPER"],
    ],
    [`exec sh -c 'exec ${where("/a.cdb")}'`, ["2:12 /a.cdb, (sh tcpserver qmail-smtpd)"]],
    [`( ${where("/a.cdb")} )`, ["2:3 /a.cdb, child, (tcpserver qmail-smtpd)"]],
    [`{ exec ${where("/a.cdb")}; }`, [`2:8 ${plain("/a.cdb")}`]],
    [`while sleep 1; do ${where("/a.cdb")}; done`, ["2:19 /a.cdb, child, (tcpserver qmail-smtpd)"]],
    [
      `for p in 25 587; do tcpserver 0 $p qmail-smtpd & done`,
      [
        "2:21 no rules, background, port 25, (tcpserver qmail-smtpd)",
        "2:21 no rules, background, port 587, (tcpserver qmail-smtpd)",
      ],
    ],
    [`cat > /tmp/x <<END\nexec ${where("/a.cdb")}\nEND\nexec ${where("/b.cdb")}`, [`5:6 ${plain("/b.cdb")}`]],
    [`exec ${where("/a.cdb")} 2>&1 # \u00e9\u{1f600}`, ["2:6 /a.cdb, 2>&1, (tcpserver qmail-smtpd)"]],
    [`: '\u{1f600}'; exec ${where("/a.cdb")}`, [`2:14 ${plain("/a.cdb")}`]],
    [
      "start() { :; }\nexec " + where("/a.cdb"),
      ["unreadable 2:6 \"(\" can't stand behind a word; functions don't work in this shell"],
    ],
    [
      `exec ${where("/a.cdb")}\necho 'open`,
      [`2:6 ${plain("/a.cdb")}`, "unreadable 3:6 the quote (') that begins here is never closed"],
    ],
  ])("%s", (script, expected) => {
    expect(told(read(`#!/bin/sh\n${script}\n`))).toEqual(expected);
  });
});

describe("a decision", () => {
  const choose = (condition: string): string =>
    `#!/bin/sh\nif ${condition}; then R=/a.cdb; else R=/b.cdb; fi\nexec tcpserver -x $R 0 smtp qmail-smtpd\n`;
  const plain = (path: string): string => `3:6 ${path}, (tcpserver qmail-smtpd)`;

  it.each<[condition: string, path: string]>([
    ["true", "/a.cdb"],
    ["false", "/b.cdb"],
    ["! false", "/a.cdb"],
    ["[ -f /var/qmail/control/rcpthosts ]", "/a.cdb"],
    ["[ -s /var/qmail/control/morercpthosts ]", "/b.cdb"],
    ["test ! -e /var/qmail/control/morercpthosts", "/a.cdb"],
    ['[ "`cat /var/qmail/control/concurrencyincoming`" -gt 10 ]', "/a.cdb"],
    ["[ a = b -o c != d ]", "/a.cdb"],
    ['H=`hostname`; [ "x$H" = "x$H" ]', "/a.cdb"],
    ['[ -n "x$HOST" ] && [ 1 -eq 1 ]', "/a.cdb"],
    ["[ a = b ] || [ 1 -le 0 ]", "/b.cdb"],
    ['[ -z "$HOST" -a a = b ]', "/b.cdb"],
  ])("is foreseen where it can be: %s", (condition, path) => {
    expect(told(read(choose(condition)))).toEqual([plain(path)]);
  });

  it.each([
    '[ -z "$HOST" ]',
    "[ -f /etc/strict ]",
    "grep -q x /etc/y",
    "[ `date +%H` -gt 12 ]",
    '[ -n "$A" -o a = b ]',
  ])("that can't be is told, with what comes of both: %s", (condition) => {
    expect(told(read(choose(condition)))).toEqual([
      plain("/a.cdb"),
      plain("/b.cdb"),
      "branches differ 2:1: 2 ways",
    ]);
  });

  it("isn't told if the same comes of both, or nothing of one", () => {
    const script = `#!/bin/sh
if [ -z "$A" ]; then echo none; fi
test -d /service || exit 1
case "$B" in x|y) C=1 ;; *) C=1 ;; esac
if grep -q a b; then exit 0; fi
exec ${usual}
`;
    expect(told(read(script))).toEqual([`6:6 ${usualTold}`]);
  });

  it("by case is foreseen by its patterns", () => {
    const script = (subject: string): string => `#!/bin/sh
case ${subject} in
  mail.*) R=/a.cdb ;;
  "*"|b) R=/b.cdb ;;
  *) R=/c.cdb ;;
esac
exec tcpserver -x $R 0 smtp qmail-smtpd
`;
    const at = (path: string): string => `7:6 ${path}, (tcpserver qmail-smtpd)`;
    expect(told(read(script("`cat /var/qmail/control/me`")))).toEqual([at("/a.cdb")]);
    expect(told(read(script("'*'")))).toEqual([at("/b.cdb")]);
    expect(told(read(script("x")))).toEqual([at("/c.cdb")]);
    expect(told(read(script('"$HOST"')))).toEqual([
      at("/a.cdb"),
      at("/b.cdb"),
      at("/c.cdb"),
      "branches differ 2:1: 3 ways",
    ]);
  });
});

describe("a script that the system can't start", () => {
  it.each<[script: string, expected: readonly string[]]>([
    [`exec ${usual}\n`, ["not startable 1:1 no interpreter ", `1:6 ${usualTold}`]],
    [`#!/usr/bin/perl\nexec "tcpserver";\n`, ["not startable 1:1 other interpreter /usr/bin/perl"]],
    [`#!/usr/bin/env bash\nexec ${usual}\n`, [`2:6 ${usualTold}`]],
    [
      `#!/bin/sh\r\nexec tcpserver -x /a.cdb \\\r\n  0 smtp qmail-smtpd\r\n`,
      ["not startable 1:10 carriage return /bin/sh", "2:6 /a.cdb, (tcpserver qmail-smtpd)"],
    ],
  ])("%j", (script, expected) => {
    expect(told(read(script))).toEqual(expected);
  });
});
