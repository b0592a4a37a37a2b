/** What the variables mean that people set in rules, to the programs that look at them. */
export const VARIABLES: ReadonlyMap<string, string> = new Map([
  [
    "RELAYCLIENT",
    "RELAYCLIENT: when it is set, even to nothing, qmail-smtpd does not ask rcpthosts: the client may send anywhere. Its value is glued to each recipient.",
  ],
  [
    "RBLSMTPD",
    "RBLSMTPD: rblsmtpd looks at it. Empty lets the client in without asking a block list; a text refuses it, for good if it starts with a hyphen.",
  ],
  [
    "DATABYTES",
    "DATABYTES: the largest message in bytes that qmail-smtpd takes from this client, in place of control/databytes. 0 means no limit.",
  ],
  [
    "QMAILQUEUE",
    "QMAILQUEUE: the program that takes the message in place of qmail-queue (netqmail and later).",
  ],
  [
    "TCPREMOTEHOST",
    "TCPREMOTEHOST: the client's DNS name, as tcpserver found it. A rule can put another one in its place.",
  ],
  [
    "TCPREMOTEINFO",
    "TCPREMOTEINFO: what the client's ident server said. A rule can put another text in its place.",
  ],
]);
