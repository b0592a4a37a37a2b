import { qmailNewmrh } from "../../engine/newmrh/index.ts";
import { qmailInject } from "../../engine/inject/index.ts";
import { PROFILES } from "../../engine/smtpd/index.ts";
import { tcprulescheck } from "../../engine/tcprules/index.ts";
import { addPrograms, bringCopying } from "../processes/index.ts";
import { hosted } from "../hosted.ts";
import { keptWorlds, recorded } from "../copies/index.ts";
import { addBuiltins, bringCompletion } from "../shell/index.ts";
import { addCompletions, completeLine } from "./shell/completion.ts";
import { moreBuiltins } from "./shell/more-builtins.ts";
import { atQmailHome } from "./at-qmail-home.ts";
import { bash } from "./base/bash.ts";
import { find } from "./base/find.ts";
import { basename, dirname } from "./base/path-names.ts";
import { cat } from "./base/cat.ts";
import { cp } from "./base/copying.ts";
import { mv } from "./base/moving.ts";
import { rm, rmdir } from "./base/removing.ts";
import { date } from "./base/date.ts";
import { failing, succeed, test } from "./base/deciding.ts";
import { editor } from "./base/editor.ts";
import { env } from "./base/env.ts";
import { which } from "./base/which.ts";
import { mkdir, touch } from "./base/folders.ts";
import { help } from "./base/help.ts";
import { hostname } from "./base/hostname.ts";
import { id, su, whoami } from "./base/identity.ts";
import { kill, killall } from "./base/kill.ts";
import { chgrp, chmod, chown } from "./base/ownership.ts";
import { ls } from "./base/ls.ts";
import { pager } from "./base/pager.ts";
import { printf } from "./base/printf.ts";
import { ps } from "./base/ps.ts";
import { sleep } from "./base/sleep.ts";
import { envdir, envuidgid, setuidgid, softlimit } from "./daemontools/chaining.ts";
import { multilog } from "./daemontools/multilog.ts";
import { svc, svok, svstat } from "./daemontools/svc.ts";
import { tai64n, tai64nlocal } from "./daemontools/tai64n.ts";
import { mail } from "./mail/mail.ts";
import { apropos, man, whatis } from "./man/man.ts";
import { wordsOfCommands } from "./man/shelf.ts";
import { inetd } from "./inetd/inetd.ts";
import { tcpd } from "./inetd/tcpd.ts";
import { dnsip, dnsmx, dnsname, dnstxt } from "./net/djbdns.ts";
import { dnsqr } from "./net/dnsqr.ts";
import { host } from "./net/host.ts";
import { mailServer } from "./net/mail-server.ts";
import { netstat } from "./net/netstat.ts";
import { nc } from "./net/nc.ts";
import { ping } from "./net/ping.ts";
import { bouncesaying, condredirect, except, forward, preline } from "./qmail/dot-qmail-programs.ts";
import { maildirmake } from "./qmail/maildirmake.ts";
import { qmailctl } from "./qmail/qmailctl.ts";
import { qmailLocal } from "./qmail/qmail-local.ts";
import { qmailQread, qmailQstat } from "./qmail/qmail-qread.ts";
import { qmailRemote } from "./qmail/qmail-remote.ts";
import { qmailSend, qmailStart } from "./qmail/qmail-send.ts";
import { qmailShowctl } from "./qmail/qmail-showctl.ts";
import { cut } from "./text/cut.ts";
import { sendmail } from "./qmail/sendmail.ts";
import { splogger } from "./qmail/splogger.ts";
import { commandNotFound } from "./slips/command-not-found.ts";
import { tcpEnv } from "./qmail/tcp-env.ts";
import { xargs } from "./text/xargs.ts";
import { diff } from "./text/diff.ts";
import { grep } from "./text/grep.ts";
import { head, tail } from "./text/head-tail.ts";
import { sed } from "./text/sed.ts";
import { seq } from "./text/seq.ts";
import { uniq, wc } from "./text/counting.ts";
import { sort } from "./text/sort.ts";
import { tee } from "./text/tee.ts";
import { dos2unix, tr } from "./text/tr.ts";
import { swaks } from "./swaks/swaks.ts";
import { rblsmtpd } from "./ucspi-tcp/rblsmtpd.ts";
import { fixcrio, recordio } from "./ucspi-tcp/recordio.ts";

bringCopying({ recorded, keptWorlds });

// All the other programs, and the manual. A page fetches them once it's painted; whoever isn't a page imports this at its start.
addPrograms({
  "[": test,
  which,
  envdir,
  envuidgid,
  id,
  setuidgid,
  softlimit,
  bouncesaying,
  apropos,
  basename,
  bash,
  cat,
  chgrp,
  chmod,
  chown,
  condredirect,
  "command-not-found": commandNotFound,
  cp,
  cut,
  date,
  diff,
  dirname,
  dos2unix,
  env,
  except,
  dnsip,
  dnsmx,
  dnsname,
  dnsqr,
  dnstxt,
  emacs: editor,
  false: failing,
  find,
  fixcrio,
  forward,
  grep,
  head,
  help,
  host,
  hostname,
  mail,
  inetd,
  kill,
  killall,
  joe: editor,
  less: pager,
  ls,
  "mail-server": mailServer,
  maildirmake,
  mailq: atQmailHome(sendmail),
  man,
  mkdir,
  more: pager,
  multilog,
  mv,
  nano: editor,
  nc,
  netstat,
  pico: editor,
  ping,
  preline,
  printf,
  ps,
  "qmail-inject": (system) => {
    const qmail = system.host.qmail ?? PROFILES["netqmail-1.06"];
    const unparsableRecipients = qmail.name === "notqmail-1.09" ? "kept" : "fatal";
    return atQmailHome(hosted(qmailInject({ ...qmail, unparsableRecipients })))(system);
  },
  "qmail-local": qmailLocal,
  "qmail-newmrh": atQmailHome(hosted(qmailNewmrh)),
  "qmail-qread": qmailQread,
  "qmail-qstat": qmailQstat,
  "qmail-remote": atQmailHome(qmailRemote),
  "qmail-send": qmailSend,
  "qmail-showctl": qmailShowctl,
  "qmail-start": qmailStart,
  qmailctl,
  rblsmtpd,
  recordio,
  rm,
  rmdir,
  sed,
  seq,
  sendmail: atQmailHome(sendmail),
  sleep,
  sort,
  splogger,
  su,
  swaks,
  svc,
  svok,
  svstat,
  tai64n,
  tai64nlocal,
  tail,
  tee,
  "tcp-env": tcpEnv,
  tcpd,
  tcprulescheck: hosted(tcprulescheck),
  test,
  touch,
  tr,
  true: succeed,
  uniq,
  vi: editor,
  view: pager,
  wc,
  whatis,
  whoami,
  xargs,
});

addBuiltins(moreBuiltins);
bringCompletion(completeLine);
addCompletions(wordsOfCommands());
