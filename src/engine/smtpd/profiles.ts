import type { ByteString } from "../bytes/index.ts";
import type { CustomErrors } from "../queue/index.ts";

/** The versions of qmail-smtpd that are known. */
export const PROFILE_NAMES = ["qmail-1.03", "netqmail-1.06", "notqmail-1.09", "netqmail-smtp-auth"] as const;

export type ProfileName = (typeof PROFILE_NAMES)[number];

/** What one version of qmail-smtpd does differently from the others. */
export interface Profile {
  readonly name: ProfileName;
  /** The reply to HELP. */
  readonly help: ByteString;
  /** The last words to a client that sends a bare newline in a message. */
  readonly straynewline: ByteString;
  /** Addresses that are the host itself besides those of its interfaces. */
  readonly selfAddresses: readonly string[];
  /** Bytes that a Received line shows as they are; every other one becomes "?". */
  readonly unsafe: RegExp;
  /** The variable that names another program in place of bin/qmail-queue. */
  readonly queueVariable: "QMAILQUEUE" | null;
  readonly customErrors: CustomErrors;
  /** Whether AUTH and SIZE are there: a patch, in none of the plain versions. */
  readonly auth: "none" | "patched";
}

// qmail-1.03 qmail-smtpd.c smtp_help, straynewline; received.c issafe
const QMAIL: Profile = {
  name: "qmail-1.03",
  help: "214 qmail home page: http://pobox.com/~djb/qmail.html\r\n",
  straynewline: "451 See http://pobox.com/~djb/docs/smtplf.html.\r\n",
  selfAddresses: [],
  unsafe: /[^.@%+/=:\-a-zA-Z0-9]/g,
  queueVariable: null,
  customErrors: "ignored",
  auth: "none",
};

// netqmail-1.06 qmail-smtpd.c smtp_help, ipme.c ipme_init, qmail.c setup_qqargs
const NETQMAIL: Profile = {
  ...QMAIL,
  name: "netqmail-1.06",
  help: "214 netqmail home page: http://qmail.org/netqmail\r\n",
  selfAddresses: ["0.0.0.0"],
  queueVariable: "QMAILQUEUE",
};

// notqmail-1.09 qmail-smtpd.c smtp_help, straynewline; received.c issafe; qmail.c qmail_close
const NOTQMAIL: Profile = {
  ...NETQMAIL,
  name: "notqmail-1.09",
  help: "214 notqmail home page: https://notqmail.org\r\n",
  straynewline: "451 See https://cr.yp.to/docs/smtplf.html.\r\n",
  unsafe: /[^.@%+/=:\-[\]a-zA-Z0-9]/g,
  customErrors: "exit code 82",
};

/** Each version by its name. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  "qmail-1.03": QMAIL,
  "netqmail-1.06": NETQMAIL,
  "notqmail-1.09": NOTQMAIL,
  "netqmail-smtp-auth": { ...NETQMAIL, name: "netqmail-smtp-auth", auth: "patched" },
};
