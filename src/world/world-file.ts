import * as v from "valibot";

const address = v.pipe(v.string(), v.ipv4("expected an IPv4 address such as 192.0.2.25"));
const hostId = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, "expected a short lower-case name such as mail"),
);
const path = v.pipe(v.string(), v.startsWith("/", "expected an absolute path such as /etc/tcp.smtp"));

/** Which qmail-smtpd a host can have. */
const profile = v.picklist(["qmail-1.03", "netqmail-1.06", "notqmail-1.09", "netqmail-smtp-auth"]);

const host = v.strictObject({
  name: v.string(),
  addresses: v.pipe(v.array(address), v.minLength(1, "expected at least one address")),
  user: v.optional(v.string(), "root"),
  /**
   * Which qmail is installed, with ucspi-tcp and daemontools beside it; none if absent. Then each folder of /service with
   * a script `run` in it is a service that runs when the world begins, with `log/run` as its log.
   */
  qmail: v.optional(profile),
  files: v.optional(v.record(path, v.string()), {}),
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
});

export type WorldFile = v.InferOutput<typeof worldFileSchema>;

/** Files laid over a world: by host, then by absolute path, their text. */
export type FileOverlay = Readonly<Record<string, Readonly<Record<string, string>>>>;
