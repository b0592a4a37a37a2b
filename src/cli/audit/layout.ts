/** Where a server's files are below the folder that was given, and what their paths are on the server; the first wins. */
export interface Layout {
  /** Below the folder. */
  readonly at: string;
  /** On the server; a path that isn't absolute is one of which only the name is known. */
  readonly path: string;
}

/** Both a folder with just these files and the root of a server, as it is or as it was packed with tar. */
export const RULES: readonly Layout[] = [
  { at: "tcp.smtp", path: "tcp.smtp" },
  { at: "etc/tcp.smtp", path: "/etc/tcp.smtp" },
  { at: "home/vpopmail/etc/tcp.smtp", path: "/home/vpopmail/etc/tcp.smtp" },
  { at: "var/qmail/control/tcp.smtp", path: "/var/qmail/control/tcp.smtp" },
  { at: "var/qmail/etc/tcp.smtp", path: "/var/qmail/etc/tcp.smtp" },
  { at: "control/tcp.smtp", path: "/var/qmail/control/tcp.smtp" },
];

export const CONTROL: readonly Layout[] = [
  { at: "control", path: "control" },
  { at: "var/qmail/control", path: "/var/qmail/control" },
  { at: "qmail/control", path: "/var/qmail/control" },
];

export const RUN: readonly Layout[] = [
  { at: "run", path: "run" },
  ...["service/qmail-smtpd", "service/smtpd", "service/smtp"].map(serviceAt),
  ...["var/service/qmail-smtpd", "var/service/smtpd", "var/service/smtp"].map(serviceAt),
  ...["var/qmail/supervise/qmail-smtpd", "var/qmail/service/qmail-smtpd", "supervise/qmail-smtpd"].map(
    serviceAt,
  ),
  { at: "etc/inetd.conf", path: "/etc/inetd.conf" },
];

function serviceAt(folder: string): Layout {
  return { at: `${folder}/run`, path: `/${folder}/run` };
}
