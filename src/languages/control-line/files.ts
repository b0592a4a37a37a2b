/** What the first line of a file in control/ is. */
export type LineKind =
  /** The name of a host, or a domain. */
  | "name"
  /** A number; what stands behind its digits doesn't count. */
  | "number"
  /** Any text. */
  | "text";

/** A file of control/ of which one line counts. */
export interface ControlLineFile {
  readonly file: string;
  readonly kind: LineKind;
  /** The program that reads it, at first hand. */
  readonly reader: string;
  /** What the line is for. */
  readonly meaning: string;
  /** What counts where the file is missing. */
  readonly fallback: string;
}

/** Those files. Source: qmail-control(5), and the readers' own pages. */
export const CONTROL_LINE_FILES: readonly ControlLineFile[] = [
  name(
    "me",
    "every program",
    "The name of this host. Many other files, where they're missing, stand for this.",
    "nothing: most programs refuse to work",
  ),
  name(
    "localiphost",
    "qmail-smtpd",
    "The domain that takes the place of this host's own address in user@[1.2.3.4], before rcpthosts is asked.",
    "the line of me",
  ),
  text(
    "smtpgreeting",
    "qmail-smtpd",
    "What qmail-smtpd says behind 220, and of itself later on. The first word should be the host's name.",
    "the line of me",
  ),
  number(
    "databytes",
    "qmail-smtpd",
    "The largest message in bytes that qmail-smtpd takes; 0 means no limit. DATABYTES in tcp.smtp goes before it.",
    "0",
  ),
  number(
    "timeoutsmtpd",
    "qmail-smtpd",
    "The seconds that qmail-smtpd waits for anything from the client.",
    "1200",
  ),
  name(
    "defaultdomain",
    "qmail-inject",
    "What is added to host names without a dot in mail that is made on this host.",
    "the line of me",
  ),
  name(
    "defaulthost",
    "qmail-inject",
    "What is added to addresses without a host in mail that is made on this host.",
    "the line of me",
  ),
  name(
    "plusdomain",
    "qmail-inject",
    "What is added to host names that end with + in mail that is made on this host.",
    "the line of me",
  ),
  name(
    "idhost",
    "qmail-inject",
    "The host in the Message-ID of mail that is made on this host.",
    "the line of me",
  ),
  name("envnoathost", "qmail-send", "The domain of recipients that have none.", "the line of me"),
  name("bouncehost", "qmail-send", "The domain of the sender of bounces.", "the line of me"),
  text("bouncefrom", "qmail-send", "The sender of bounces, without domain.", "MAILER-DAEMON"),
  name("doublebouncehost", "qmail-send", "The domain that double bounces go to.", "the line of me"),
  text("doublebounceto", "qmail-send", "Who gets double bounces, without domain.", "postmaster"),
  number("concurrencylocal", "qmail-send", "How many local deliveries run at a time, 120 at most.", "10"),
  number("concurrencyremote", "qmail-send", "How many remote deliveries run at a time, 120 at most.", "20"),
  number(
    "queuelifetime",
    "qmail-send",
    "The seconds that a message may wait in the queue.",
    "604800, a week",
  ),
  name("helohost", "qmail-remote", "The name that qmail-remote gives in HELO.", "the line of me"),
  number("timeoutconnect", "qmail-remote", "The seconds that qmail-remote waits for a connection.", "60"),
  number("timeoutremote", "qmail-remote", "The seconds that qmail-remote waits for each answer.", "1200"),
];

function name(file: string, reader: string, meaning: string, fallback: string): ControlLineFile {
  return { file, kind: "name", reader, meaning, fallback };
}

function text(file: string, reader: string, meaning: string, fallback: string): ControlLineFile {
  return { file, kind: "text", reader, meaning, fallback };
}

function number(file: string, reader: string, meaning: string, fallback: string): ControlLineFile {
  return { file, kind: "number", reader, meaning, fallback };
}
