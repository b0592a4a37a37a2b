/** A control file, and the words around what is in it, or around `otherwise` if it isn't there. */
export type Shown = { readonly name: string; readonly before?: string; readonly behind?: string } & (
  | { readonly kind: "number"; readonly otherwise: string }
  /** `isMe`: it's control/me that counts if this isn't there, and `otherwise` only if that isn't either. */
  | { readonly kind: "text"; readonly isMe: boolean; readonly otherwise: string }
  /** Each line of it is told; `otherwise` is a whole sentence. `pointless` goes for all that while there's no rcpthosts. */
  | { readonly kind: "list"; readonly otherwise: string; readonly pointless?: Words }
);

interface Words {
  readonly otherwise: string;
  readonly before: string;
  readonly behind: string;
}

const number = (name: string, otherwise: string, before: string, behind: string): Shown => ({
  kind: "number",
  name,
  otherwise,
  before,
  behind,
});
const text = (name: string, otherwise: string, before: string): Shown => ({
  kind: "text",
  isMe: false,
  name,
  otherwise,
  before,
});
/** A name that is the host's own where nothing else is said. */
const host = (name: string, before: string): Shown => ({
  kind: "text",
  isMe: true,
  name,
  otherwise: name,
  before,
});
const list = (name: string, otherwise: string, before: string, behind: string): Shown => ({
  kind: "list",
  name,
  otherwise,
  before,
  behind,
});

const takesMail = "SMTP clients may send messages to recipients at ";

// qmail-1.03 qmail-showctl.c main

/** The files up to morercpthosts, in their order. */
export const beforeMore: readonly Shown[] = [
  list("badmailfrom", "Any MAIL FROM is allowed.", "", " not accepted in MAIL FROM."),
  text("bouncefrom", "MAILER-DAEMON", "Bounce user name is "),
  host("bouncehost", "Bounce host name is "),
  number("concurrencylocal", "10", "Local concurrency is ", ""),
  number("concurrencyremote", "20", "Remote concurrency is ", ""),
  number("databytes", "0", "SMTP DATA limit is ", " bytes"),
  host("defaultdomain", "Default domain name is "),
  host("defaulthost", "Default host name is "),
  host("doublebouncehost", "2B recipient host: "),
  text("doublebounceto", "postmaster", "2B recipient user: "),
  host("envnoathost", "Presumed domain name is "),
  host("helohost", "SMTP client HELO host name is "),
  host("idhost", "Message-ID host name is "),
  host("localiphost", "Local IP address becomes "),
  list("locals", "Messages for me are delivered locally.", "Messages for ", " are delivered locally."),
  text("me", "undefined! Uh-oh", "My name is "),
  list("percenthack", "The percent hack is not allowed.", "The percent hack is allowed for user%host@", "."),
  host("plusdomain", "Plus domain name is "),
  list("qmqpservers", "No QMQP servers.", "QMQP server: ", "."),
  number("queuelifetime", "604800", "Message lifetime in the queue is ", " seconds"),
  list("rcpthosts", "SMTP clients may send messages to any recipient.", takesMail, "."),
  {
    kind: "list",
    name: "morercpthosts",
    otherwise: "No effect.",
    before: takesMail,
    behind: ".",
    pointless: {
      otherwise: "No rcpthosts; morercpthosts is irrelevant.",
      before: "No rcpthosts; doesn't matter that morercpthosts has ",
      behind: ".",
    },
  },
];

/** The files behind morercpthosts.cdb, in their order. */
export const behindMore: readonly Shown[] = [
  host("smtpgreeting", "SMTP greeting: 220 "),
  list("smtproutes", "No artificial SMTP routes.", "SMTP route: ", ""),
  number("timeoutconnect", "60", "SMTP client connection timeout is ", " seconds"),
  number("timeoutremote", "1200", "SMTP client data timeout is ", " seconds"),
  number("timeoutsmtpd", "1200", "SMTP server data timeout is ", " seconds"),
  list("virtualdomains", "No virtual domains.", "Virtual domain: ", ""),
];

/** Names of which it isn't said that nobody knows what they do; the original forgets doublebounceto among them. */
export const mentioned: ReadonlySet<string> = new Set(
  [...beforeMore, ...behindMore, { name: "morercpthosts.cdb" }]
    .map(({ name }) => name)
    .filter((name) => name !== "doublebounceto"),
);
