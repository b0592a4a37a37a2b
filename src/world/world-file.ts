import * as v from "valibot";
import { PROFILE_NAMES } from "../engine/smtpd/index.ts";

const address = v.pipe(v.string(), v.ipv4("expected an IPv4 address such as 192.0.2.25"));
const hostId = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, "expected a short lower-case name such as mail"),
);
const path = v.pipe(
  v.string(),
  v.regex(
    /^(\/(?!\.\.?(\/|$))[^/\0]+)+$/,
    "expected a file's absolute path such as /etc/tcp.smtp, without . and .. in it",
  ),
);

const userName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,30}$/, "expected a user's name such as ann"));

/** Which qmail-smtpd a host can have. */
const profile = v.picklist(PROFILE_NAMES);

const port = v.pipe(
  v.number("expected a port from 1 to 65535"),
  v.check(
    (number) => Number.isInteger(number) && number >= 1 && number <= 65535,
    "expected a port from 1 to 65535",
  ),
);

const preference = v.pipe(
  v.number("expected a preference from 0 to 65535"),
  v.check(
    (number) => Number.isInteger(number) && number >= 0 && number <= 65535,
    "expected a preference from 0 to 65535",
  ),
);

const seconds = v.pipe(
  v.number("expected a number of seconds, 0 or more"),
  v.check((number) => Number.isFinite(number) && number >= 0, "expected a number of seconds, 0 or more"),
);

const domainName = v.pipe(
  v.string(),
  v.regex(/^\w[\w-]{0,62}(\.\w[\w-]{0,62})*$/, "expected a domain name such as mail.yourdomain.example"),
);

/** A name, or "*." and the name that it stands below, for all that isn't there otherwise. */
const recordName = v.pipe(
  v.string(),
  v.regex(
    /^(\*\.)?\w[\w-]{0,62}(\.\w[\w-]{0,62})*$/,
    "expected a domain name such as mail.yourdomain.example, or *.yourdomain.example for all below it",
  ),
);

const records = v.strictObject({
  a: v.optional(v.array(address), []),
  /** Of an address: its names, as whoever owns its network says. */
  ptr: v.optional(v.array(domainName), []),
  mx: v.optional(
    v.array(
      v.strictObject({
        preference,
        host: domainName,
      }),
    ),
    [],
  ),
  txt: v.optional(v.array(v.string()), []),
  cname: v.optional(domainName),
  /** How many seconds its server takes to answer. */
  delay: v.optional(seconds),
  /** Bytes of an answer with all records of the name, if they matter: qmail-remote has room for 512. */
  anyBytes: v.optional(
    v.pipe(
      v.number("expected a number of bytes, at least 12, a DNS header"),
      v.integer("expected a whole number of bytes"),
      v.minValue(12, "expected at least 12, a DNS header"),
    ),
  ),
});

/** What a mail server that isn't qmail takes. */
const mail = v.strictObject({
  /** Domains whose mail it takes; "*" for any. */
  accepts: v.optional(
    v.array(
      v.pipe(
        v.string(),
        v.regex(
          /^(\*|\w[\w-]{0,62}(\.\w[\w-]{0,62})*)$/,
          "expected a domain such as yourdomain.example, or *",
        ),
      ),
    ),
    [],
  ),
  /** What it answers to an address, to all of a domain ("@spam.example"), or to "all", in place of taking it. */
  refuses: v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^(all|[!-~]*@[!-~]+)$/, "expected an address, a domain such as @spam.example, or all"),
      ),
      v.pipe(v.string(), v.regex(/^[45]\d\d [ -~]+$/, "expected one line of a reply such as 550 no")),
    ),
  ),
  /** The domain that each envelope sender must have. */
  requiresSender: v.optional(domainName),
  /** It passes on what isn't for a domain in `accepts`, to whoever takes that. */
  relays: v.optional(v.boolean()),
  /** How long after the world's beginning it comes up, in seconds. */
  startsAfter: v.optional(seconds, 0),
});

export type MailServerDescription = v.InferOutput<typeof mail>;

/** Permission bits as chmod takes them. A number wouldn't do: to YAML 0644 is six hundred and forty-four. */
const mode = v.pipe(
  v.string('expected permission bits in quotes such as "0644"'),
  v.regex(/^[0-7]{3,4}$/, 'expected permission bits in quotes such as "0644"'),
  v.transform((digits) => parseInt(digits, 8)),
);

/** A file with more than its text. */
const describedFile = v.strictObject({
  text: v.string(),
  /** Whose it is: a user of the host. By default root's, but what is in the home of `user` is that one's. */
  owner: v.optional(userName),
  /** By default its owner's. */
  group: v.optional(userName),
  /** By default 0644, and 0755 for a script, which begins with "#!". */
  mode: v.optional(mode),
  /** When it was written, in seconds since 1970-01-01 00:00:00 UTC; by default when the world begins. */
  modified: v.optional(
    v.pipe(
      v.number("expected seconds since 1970 such as 1795424400"),
      v.check(
        (number) => Number.isInteger(number) && number >= 0,
        "expected whole seconds since 1970 such as 1795424400",
      ),
    ),
  ),
});

/** A file: its text, or a map of that and more. */
const file = v.union(
  [v.string(), describedFile],
  "expected a text, or a map of text, owner, group, mode, modified",
);

export type FileDescription = v.InferOutput<typeof describedFile>;

const host = v.strictObject({
  name: domainName,
  addresses: v.pipe(v.array(address), v.minLength(1, "expected at least one address")),
  user: v.optional(userName, "root"),
  /** Who has a home and a Maildir here besides. */
  users: v.optional(v.array(userName), []),
  /** A mail server that isn't qmail listens on port 25. */
  mail: v.optional(mail),
  /**
   * Which qmail is installed, with ucspi-tcp and daemontools beside it; none if absent. Then each folder of /service with
   * a script `run` in it is a service that runs when the world begins, with `log/run` as its log.
   */
  qmail: v.optional(profile),
  /** Its files besides those of what is installed, by path. The folders above them are made. */
  files: v.optional(v.record(path, file), {}),
  /** What its ident server answers: a user's name, or that there's none ("refused"), or nothing ("filtered"). By default there's none. */
  ident: v.optional(v.pipe(v.string(), v.regex(/^[!-~]+$/, "expected a user's name, refused or filtered"))),
  /** "missing": its DNS look-ups time out. */
  resolver: v.optional(v.picklist(["there", "missing"])),
  /** Ports whose callers get no answer; of other ports that nobody listens on they get a refusal. */
  filtered: v.optional(v.array(port)),
  /** Ports that whoever connects it to the Internet doesn't let it call: its calls get no answer. */
  blocked: v.optional(v.array(port)),
  /**
   * The host through which it reaches the Internet, its gateway: to others its calls come from that one's address, and
   * only the gateway, and who is behind it too, can call it. That's how a private address (RFC 1918) is reached.
   */
  behind: v.optional(hostId),
});

/** A world file: the hosts of a small Internet, their files, and the names by which they know each other. */
export const worldFileSchema = v.strictObject({
  /** When the world begins, in seconds since 1970-01-01 00:00:00 UTC. */
  now: v.pipe(
    v.number("expected seconds since 1970 such as 1795510800"),
    v.check(
      (number) => Number.isInteger(number) && number >= 0,
      "expected whole seconds since 1970 such as 1795510800",
    ),
  ),
  /** The host whose mail service probes talk to. */
  server: hostId,
  hosts: v.record(hostId, host),
  /** DNS, in short: name to address. Each host's own name is there without being said. */
  names: v.optional(v.record(domainName, address), {}),
  /** DNS: what is under a name, or under an address (ptr); or that its server fails or doesn't answer. */
  dns: v.optional(
    v.record(
      recordName,
      v.union(
        [v.picklist(["servfail", "timeout"]), records],
        "expected servfail, timeout, or a map of a, ptr, mx, txt, cname, delay, anyBytes",
      ),
    ),
  ),
});

export type WorldFile = v.InferOutput<typeof worldFileSchema>;

/**
 * Files laid over a world: by host, then by absolute path, their text. A file that the world has already keeps the owner,
 * mode and time that its world file gives it.
 */
export type FileOverlay = Readonly<Record<string, Readonly<Record<string, string>>>>;
