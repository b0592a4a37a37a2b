import { PROFILES, qmailSmtpd } from "../../engine/smtpd/index.ts";
import { tcprules } from "../../engine/tcprules/index.ts";
import { hosted } from "../hosted.ts";
import type { Programs } from "../process.ts";
import { sh } from "../shell/index.ts";
import { atQmailHome } from "./at-qmail-home.ts";
import { echo } from "./base/echo.ts";
import { withKeyboardNote } from "./base/keyboard-note.ts";
import { readproctitle } from "./daemontools/readproctitle.ts";
import { supervise } from "./daemontools/supervise.ts";
import { svscan } from "./daemontools/svscan.ts";
import { telnet } from "./net/telnet.ts";
import { qmailQueue } from "./qmail/qmail-queue.ts";
import { tcpserver } from "./ucspi-tcp/tcpserver.ts";

/** The programs that a page has from its first paint on: what the first verdict needs. */
export const firstPrograms: Programs = {
  echo,
  "qmail-queue": atQmailHome(qmailQueue),
  "qmail-smtpd": (system) =>
    atQmailHome(hosted(qmailSmtpd(system.host.qmail ?? PROFILES["netqmail-1.06"])))(system),
  readproctitle,
  sh,
  supervise,
  svscan,
  tcprules: withKeyboardNote(hosted(tcprules), { argumentCount: 2, usual: "< /etc/tcp.smtp" }),
  tcpserver,
  telnet,
};
