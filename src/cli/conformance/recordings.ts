import * as v from "valibot";
import { PROFILE_NAMES } from "../../engine/smtpd/index.ts";

// The recordings' format, conformance/README.md. All strings are byte strings: one character U+0000 to U+00FF a byte.
// Unknown fields are refused, since what a player doesn't know of it can't take into account.

const byteString = v.pipe(
  v.string(),
  v.check((text) => !/[^\0-\xff]/.test(text), "not a byte string: a character is above U+00FF"),
);
const byteStrings = v.record(v.string(), byteString);

/** What the real program did. It's compared as it is, field by field, so nothing about it is assumed here. */
const expectation = v.record(v.string(), v.unknown());

const probe = v.strictObject({
  remoteIp: v.optional(byteString),
  remoteHost: v.optional(byteString),
  remoteInfo: v.optional(byteString),
  expect: expectation,
});

const profile = v.picklist(PROFILE_NAMES);

const head = { id: v.string(), expect: expectation };

/** tcprules, then tcprulescheck for each probe. */
export const tcprulesRecording = v.strictObject({
  ...head,
  kind: v.literal("tcprules"),
  rules: byteString,
  probes: v.array(probe),
});
export type TcprulesRecording = v.InferOutput<typeof tcprulesRecording>;

/** qmail-newmrh. */
export const newmrhRecording = v.strictObject({
  ...head,
  kind: v.literal("newmrh"),
  profile,
  text: byteString,
});
export type NewmrhRecording = v.InferOutput<typeof newmrhRecording>;

/** rblsmtpd, in front of `/bin/echo let in`. */
export const rblsmtpdRecording = v.strictObject({
  ...head,
  kind: v.literal("rblsmtpd"),
  args: v.array(byteString),
  /** The whole environment. */
  env: byteStrings,
  /** All that the client says. */
  input: byteString,
});
export type RblsmtpdRecording = v.InferOutput<typeof rblsmtpdRecording>;

const session = {
  ...head,
  profile,
  /** Seconds since 1970. */
  now: v.number(),
  /** By name, below control/; `morercpthosts` is compiled first. */
  files: byteStrings,
  /** All that the client says. */
  input: byteString,
  /** The host's own addresses. */
  ipme: v.array(v.string()),
  /** After its input the client stays, in silence, until the server's timeout. */
  stall: v.optional(v.boolean(), false),
  /** The exit code of qmail-queue. */
  queueExit: v.optional(v.number(), 0),
};

/** qmail-smtpd alone. */
export const smtpRecording = v.strictObject({
  ...session,
  kind: v.literal("smtp"),
  /** The whole environment. */
  env: byteStrings,
  /** What checkpassword accepts, name to password; null when none is given to qmail-smtpd. */
  accounts: v.optional(v.nullable(byteStrings), null),
});
export type SmtpRecording = v.InferOutput<typeof smtpRecording>;

/** tcpserver's rules, then qmail-smtpd. */
export const chainRecording = v.strictObject({
  ...session,
  kind: v.literal("chain"),
  rules: byteString,
  connection: v.strictObject({
    remoteIp: byteString,
    remotePort: v.number(),
    localIp: byteString,
    localPort: v.number(),
    localHost: v.optional(v.nullable(byteString), null),
    remoteHost: v.optional(v.nullable(byteString), null),
    remoteInfo: v.optional(v.nullable(byteString), null),
  }),
});
export type ChainRecording = v.InferOutput<typeof chainRecording>;
