import { qmailNewmrh } from "../../engine/newmrh/index.ts";
import { tcprulescheck } from "../../engine/tcprules/index.ts";
import { hosted } from "../hosted.ts";
import { addPrograms } from "../program-table.ts";
import { atQmailHome } from "./at-qmail-home.ts";
import { cp, mv, rm } from "./base/copying.ts";
import { date } from "./base/date.ts";
import { failing, succeed } from "./base/deciding.ts";
import { editor } from "./base/editor.ts";
import { mkdir, rmdir, touch } from "./base/folders.ts";
import { help } from "./base/help.ts";
import { hostname } from "./base/hostname.ts";
import { su, whoami } from "./base/identity.ts";
import { chmod, chown } from "./base/ownership.ts";
import { pager } from "./base/pager.ts";
import { printf } from "./base/printf.ts";
import { ps } from "./base/ps.ts";
import { sleep } from "./base/sleep.ts";
import { svc, svok, svstat } from "./daemontools/svc.ts";
import { tai64n, tai64nlocal } from "./daemontools/tai64n.ts";
import { dnsip, dnsmx, dnsname, dnstxt } from "./net/djbdns.ts";
import { dnsqr } from "./net/dnsqr.ts";
import { host } from "./net/host.ts";
import { mailServer } from "./net/mail-server.ts";
import { netstat } from "./net/netstat.ts";
import { nc } from "./net/nc.ts";
import { ping } from "./net/ping.ts";
import { qmailctl } from "./qmail/qmailctl.ts";
import { qmailLocal } from "./qmail/qmail-local.ts";
import { qmailRemote } from "./qmail/qmail-remote.ts";
import { qmailSend, qmailStart } from "./qmail/qmail-send.ts";
import { qmailShowctl } from "./qmail/qmail-showctl.ts";
import { diff } from "./text/diff.ts";
import { grep } from "./text/grep.ts";
import { head, tail } from "./text/head-tail.ts";
import { sed } from "./text/sed.ts";
import { sort, uniq, wc } from "./text/sorting.ts";
import { swaks } from "./swaks/swaks.ts";
import { rblsmtpd } from "./ucspi-tcp/rblsmtpd.ts";
import { fixcrio, recordio } from "./ucspi-tcp/recordio.ts";

// All the other programs. A page fetches them once it's painted; whoever isn't a page imports this at its start.
addPrograms({
  chmod,
  chown,
  cp,
  date,
  diff,
  dnsip,
  dnsmx,
  dnsname,
  dnsqr,
  dnstxt,
  emacs: editor,
  false: failing,
  fixcrio,
  grep,
  head,
  help,
  host,
  hostname,
  joe: editor,
  less: pager,
  "mail-server": mailServer,
  mkdir,
  more: pager,
  mv,
  nano: editor,
  nc,
  netstat,
  pico: editor,
  ping,
  printf,
  ps,
  "qmail-local": qmailLocal,
  "qmail-newmrh": atQmailHome(hosted(qmailNewmrh)),
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
  sleep,
  sort,
  su,
  swaks,
  svc,
  svok,
  svstat,
  tai64n,
  tai64nlocal,
  tail,
  tcprulescheck: hosted(tcprulescheck),
  touch,
  true: succeed,
  uniq,
  vi: editor,
  view: pager,
  vim: editor,
  wc,
  whoami,
});
