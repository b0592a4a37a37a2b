import * as v from "valibot";

const address = v.pipe(v.string(), v.ipv4("expected an IPv4 address such as 192.0.2.25"));
const hostId = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, "expected a short lower-case name such as mail"),
);
const path = v.pipe(v.string(), v.startsWith("/", "expected an absolute path such as /etc/tcp.smtp"));

/** Which qmail-smtpd a host can have. */
const profile = v.picklist(["qmail-1.03", "netqmail-1.06", "notqmail-1.09", "netqmail-smtp-auth"]);

/** What a mail server that isn't qmail takes. */
const mail = v.strictObject({
  /** Domains whose mail it takes; "*" for any. */
  accepts: v.optional(v.array(v.string()), []),
  /** What it answers to an address, to all of a domain ("@spam.example"), or to "all", in place of taking it. */
  refuses: v.optional(
    v.record(v.string(), v.pipe(v.string(), v.regex(/^[45]\d\d /, "expected a reply such as 550 no"))),
  ),
  /** The domain that each envelope sender must have. */
  requiresSender: v.optional(v.string()),
  /** How long after the world's beginning it comes up, in seconds. */
  startsAfter: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
});

export type MailServerDescription = v.InferOutput<typeof mail>;

const exchanger = v.strictObject({
  preference: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535)),
  host: v.string(),
});

const host = v.strictObject({
  name: v.string(),
  addresses: v.pipe(v.array(address), v.minLength(1, "expected at least one address")),
  user: v.optional(v.string(), "root"),
  /** Who has a home and a Maildir here besides. */
  users: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,30}$/, "expected a user's name such as ann"))),
    [],
  ),
  /** A mail server that isn't qmail listens on port 25. */
  mail: v.optional(mail),
  /** Which qmail is installed, with ucspi-tcp beside it; none if absent. */
  qmail: v.optional(profile),
  files: v.optional(v.record(path, v.string()), {}),
  /** Run scripts that are started when the world begins. */
  services: v.optional(v.array(path), []),
});

/** A world file: the hosts of a small Internet, their files, and the names by which they know each other. */
export const worldFileSchema = v.strictObject({
  /** When the world begins, in seconds since 1970-01-01 00:00:00 UTC. */
  now: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The host whose mail service probes talk to. */
  server: hostId,
  hosts: v.record(hostId, host),
  /** DNS: name to address. Each host's own name is there without being said. */
  names: v.optional(v.record(v.string(), address), {}),
  /** DNS: domain to mail exchangers. A domain without one is its own. */
  mx: v.optional(v.record(v.string(), v.array(exchanger)), {}),
});

export type WorldFile = v.InferOutput<typeof worldFileSchema>;

/** Files laid over a world: by host, then by absolute path, their text. */
export type FileOverlay = Readonly<Record<string, Readonly<Record<string, string>>>>;
