/** An option of a program that run scripts have. */
export interface OptionMeaning {
  readonly letter: string;
  /** What stands behind it; null for one that takes nothing. */
  readonly value: string | null;
  readonly detail: string;
  /** More of it, where that's worth knowing. */
  readonly explanation?: string;
}

function option(letter: string, value: string | null, detail: string, explanation?: string): OptionMeaning {
  return { letter, value, detail, ...(explanation === undefined ? {} : { explanation }) };
}

/** Source: ucspi-tcp-0.88 tcpserver.c main; those that one would look for first come first. */
const TCPSERVER: readonly OptionMeaning[] = [
  option(
    "x",
    "rules.cdb",
    "look each client up in these rules",
    "tcprules makes the file from tcp.smtp. It's opened at each connection, so new rules count without a restart. Without -x no rule counts; if the file isn't there, every client is dropped. Of several -x the last counts.",
  ),
  option(
    "X",
    null,
    "let everybody in while the rules are missing",
    "Only with -x. Without it, everybody is dropped then.",
  ),
  option("v", null, "log each connection"),
  option(
    "R",
    null,
    "don't ask the client's ident server",
    "Asking can cost a client 26 seconds before it's greeted. Rules with user@ need the answer.",
  ),
  option("r", null, "ask the client's ident server, as it does anyway"),
  option(
    "H",
    null,
    "don't ask DNS for the client's name",
    "Rules with =name then match nobody, and mail is marked as from an unknown host.",
  ),
  option("h", null, "ask DNS for the client's name, as it does anyway"),
  option(
    "p",
    null,
    "believe the client's name only if it leads back to the client",
    "Whoever runs a network can give its addresses any name in DNS. With -p a rule with =name can't be had by that.",
  ),
  option("P", null, "believe the client's name as it is, as it does anyway"),
  option("l", "name", "the server's own name, rather than what DNS says", "-l 0 saves a look-up."),
  option("c", "limit", "serve so many clients at once, 40 without", "Others wait without being greeted."),
  option("b", "backlog", "let so many clients wait to be served, 20 without"),
  option("u", "uid", "become this user, once the port is taken", "A number. qmail-smtpd runs as qmaild."),
  option("g", "gid", "become this group, once the port is taken"),
  option("U", null, "become the user and group of $UID and $GID", "envuidgid sets them."),
  option("t", "seconds", "wait so long for the ident server, 26 without"),
  option(
    "B",
    "banner",
    "say this to each client first",
    "SMTP clients expect the greeting of qmail-smtpd, and nothing before.",
  ),
  option("1", null, "print the number of the port"),
  option("Q", null, "log errors only, as it does anyway"),
  option("q", null, "log nothing"),
  option("d", null, "wait for more to send where the other side is slow to confirm"),
  option("D", null, "never wait with what is to be sent"),
  option("o", null, "leave IP options as they are"),
  option(
    "O",
    null,
    "kill IP options, as it does anyway",
    "They could lead packets over another host, as if they came from it.",
  ),
];

/** Source: ucspi-tcp-0.88 rblsmtpd.c main. */
const RBLSMTPD: readonly OptionMeaning[] = [
  option(
    "r",
    "list",
    "refuse clients that this list in DNS has",
    "For now (451), so that mail waits at its sender; -b in front refuses for good. The list must have TXT records. RELAYCLIENT doesn't exempt anybody: set RBLSMTPD to nothing for your own clients.",
  ),
  option(
    "a",
    "list",
    "let clients in that this list in DNS has",
    "It counts if it comes before the -r that would refuse.",
  ),
  option("b", null, "refuse for good (553) what the next lists have"),
  option("B", null, "refuse for now (451) what the next lists have, as it does anyway"),
  option("c", null, "refuse for now if a list can't be asked"),
  option("C", null, "let clients in if a list can't be asked, as it does anyway"),
  option("t", "seconds", "end a refused client's session after so long, 60 without"),
];

/** Source: daemontools-0.76 softlimit.c main. */
const SOFTLIMIT: readonly OptionMeaning[] = [
  option(
    "m",
    "bytes",
    "memory of each kind that the program may have",
    "If it's too little, the server can't start, or ends in the middle of a session.",
  ),
  option("a", "bytes", "memory in all"),
  option("d", "bytes", "memory for data"),
  option("s", "bytes", "memory for the stack"),
  option("l", "bytes", "memory that may be locked"),
  option("f", "bytes", "size of a file that it writes"),
  option("c", "bytes", "size of a core file"),
  option("o", "files", "files that it may have open"),
  option("p", "processes", "processes that its user may have"),
  option("r", "bytes", "memory that is resident"),
  option("t", "seconds", "time of the processor"),
];

export const OPTIONS: ReadonlyMap<string, readonly OptionMeaning[]> = new Map([
  ["tcpserver", TCPSERVER],
  ["rblsmtpd", RBLSMTPD],
  ["softlimit", SOFTLIMIT],
]);

/** Letters as sgetopt takes them. */
export function lettersOf(options: readonly OptionMeaning[]): string {
  return options.map(({ letter, value }) => letter + (value === null ? "" : ":")).join("");
}

/** Programs that stand in run scripts. */
export const PROGRAMS: ReadonlyMap<string, string> = new Map([
  [
    "tcpserver",
    "tcpserver waits for connections to a port, looks each client up in the rules of -x, and runs the program behind host and port for it. What is in its environment, each client's program has too.",
  ],
  [
    "rblsmtpd",
    "rblsmtpd asks lists in DNS about the client, and refuses its mail, or becomes the program behind its options. It looks at RBLSMTPD, not at RELAYCLIENT.",
  ],
  [
    "qmail-smtpd",
    "qmail-smtpd takes mail by SMTP. Recipients must be in rcpthosts, unless RELAYCLIENT is set. Arguments mean something only with a patch for passwords: the program that checks them, and one that it becomes.",
  ],
  ["softlimit", "softlimit sets limits for memory and the like, and becomes the program behind its options."],
  ["setuidgid", "setuidgid becomes the user that is named, and then the program behind."],
  [
    "envuidgid",
    "envuidgid sets UID and GID to the numbers of the account that is named, for tcpserver -U, and becomes the program behind.",
  ],
  [
    "envdir",
    "envdir sets a variable for each file of the folder, to its first line, and becomes the program behind. An empty file unsets its variable. A file called RELAYCLIENT lets every client relay.",
  ],
  [
    "env",
    "env sets the variables that are named, and becomes the program behind. RELAYCLIENT= here lets every client relay.",
  ],
  ["recordio", "recordio logs all that is said between the client and the program behind."],
  ["fixcrio", "fixcrio puts the carriage returns that are missing into what a client sends."],
  [
    "relay-ctrl-chdir",
    "relay-ctrl-chdir opens the folder of those who have fetched mail lately, while it still has the right to.",
  ],
  [
    "relay-ctrl-check",
    "relay-ctrl-check sets RELAYCLIENT for a client that has fetched mail lately, and becomes the program behind.",
  ],
  [
    "tcp-env",
    "tcp-env sets the variables that tcpserver sets, for a server that inetd starts. There are no rules.",
  ],
  [
    "multilog",
    "multilog writes what it's told into the log of a folder, and begins a new file when one is full.",
  ],
  [
    "checkpassword",
    "checkpassword checks a name and a password, and becomes the program behind if they are right.",
  ],
  ["true", "true succeeds whatever it's told. Where a password is to be checked, it takes every one."],
  [
    "exec",
    "The shell becomes this program rather than starting it, so that supervise and svc have to do with the program itself.",
  ],
]);
