import type { ByteString } from "../bytes/index.ts";

/** What qmail-remote reports when there's no dialogue. "Z" is a failure for now, "D" one for good. */
// qmail-1.03 qmail-remote.c
export const texts = {
  noConnection: "ZSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n",
  dnsTrouble: "ZSorry, I couldn't find any host by that name. (#4.1.2)\n",
  cnameTrouble: "ZCNAME lookup failed temporarily. (#4.4.3)\n",
  unreadableMessage: "ZUnable to read message. (#4.3.0)\n",
  unreadableControls: "ZUnable to read control files. (#4.3.0)\n",
  partialLine: "DSMTP cannot transfer messages with partial final lines. (#5.6.2)\n",
  usage: "DI (qmail-remote) was invoked improperly. (#5.3.5)\n",
  noSuchHost: (host: ByteString): ByteString =>
    `DSorry, I couldn't find any host named ${host.replace(/[^!-~]/g, "?")}. (#5.1.2)\n`,
  noExchanger: "DSorry, I couldn't find a mail exchanger or IP address. (#5.4.4)\n",
  isMyself:
    "DSorry. Although I'm listed as a best-preference MX or A for that host,\n" +
    "it isn't in my control/locals file, so I don't treat it as local. (#5.4.6)\n",
} as const;

/** The report of a connection that ended before its time. */
// qmail-1.03 qmail-remote.c dropped
export function dropped(partner: string, message: "sent" | "not sent"): ByteString {
  const duplicate = message === "sent" ? "Possible duplicate! " : "";
  return `ZConnected to ${partner} but connection died. ${duplicate}(#4.4.2)\n`;
}
