export const usage = `usage: lab audit [OPTION...] DIR
       lab audit [OPTION...] [--rules FILE] [--control DIR] [--run FILE]
       lab audit [--json] --diff OLD NEW`;

/** What `lab audit --help` prints. */
export const help = `lab audit: who may relay through a server, by its own files, and what is wrong with them

${usage}

DIR holds tcp.smtp, tcp.smtp.cdb, control/ and run (the script that starts
tcpserver), each of which may be missing; or it's the root of a server, or of
what tar has unpacked from one, with etc/tcp.smtp, var/qmail/control/ and
service/qmail-smtpd/run. Nothing is changed, and nothing leaves the machine.

  --rules FILE     the rules: tcp.smtp, or what it was compiled to (.cdb).
                   FILE.cdb is read too, if there is one
  --control DIR    the folder control/
  --run FILE       the run script, or inetd.conf
  --diff OLD NEW   what is otherwise for clients and recipients after a change;
                   both are folders
  --json           for programs: docs/audit-json.md describes it
  --sarif          for code hosts: SARIF 2.1.0
  --fail-on LEVEL  which findings make the exit code 1: error, warning, info
                   (which is the default), never

Exits 0 if there is nothing of that kind, or no difference; 1 if there is; 2 if
a file can't be read, or isn't there, with its path and the reason.
`;
