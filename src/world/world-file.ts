import * as v from "valibot";
import { PROFILE_NAMES } from "../engine/smtpd/index.ts";

const address = v.pipe(v.string(), v.ipv4("expected an IPv4 address such as 192.0.2.25"));
const hostId = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, "expected a short lower-case name such as mail"),
);
const path = v.pipe(v.string(), v.startsWith("/", "expected an absolute path such as /etc/tcp.smtp"));

/** Which qmail-smtpd a host can have. */
const profile = v.picklist(PROFILE_NAMES);

const host = v.strictObject({
  name: v.string(),
  addresses: v.pipe(v.array(address), v.minLength(1, "expected at least one address")),
  user: v.optional(v.string(), "root"),
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
});

export type WorldFile = v.InferOutput<typeof worldFileSchema>;

/** Files laid over a world: by host, then by absolute path, their text. */
export type FileOverlay = Readonly<Record<string, Readonly<Record<string, string>>>>;
