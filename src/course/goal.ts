import * as v from "valibot";
import { parseRange } from "../audit/index.ts";

const address = v.pipe(v.string(), v.ipv4("expected an IPv4 address such as 198.51.100.66"));

/** A fresh connection from an address: what must come back for RCPT. */
const probeCheck = v.strictObject({
  probe: v.strictObject({
    from: address,
    sender: v.optional(v.string(), "joe@somewhere.example"),
    recipient: v.string(),
    port: v.optional(v.number(), 25),
    /** What the reply begins with ("250", "553 sorry, that domain"), or "closed": no reply, hung up. */
    reply: v.string(),
    /** The recipient that the mail would be queued for, if that matters. */
    queuedAs: v.optional(v.string()),
  }),
});

/** A recipient is taken from a client, but queued as another address than the client gave. */
const changedCheck = v.strictObject({
  changed: v.strictObject({ from: address, recipient: v.string() }),
});

/** How a text of rules stands to its compiled form: the same, something else, or beyond tcprules. */
const rulesCheck = v.strictObject({
  rules: v.strictObject({
    host: v.string(),
    text: v.string(),
    cdb: v.string(),
    are: v.picklist(["compiled", "stale", "unparsable"]),
  }),
});

/** A server's reply that has been seen on a host's console. */
const saidCheck = v.strictObject({
  said: v.strictObject({
    host: v.string(),
    /** What the reply begins with. */
    reply: v.string(),
    /** The command that it answers, such as RCPT; any if left out. */
    command: v.optional(v.string()),
    /** A file of the mail server: only connections count that were opened after it last changed. */
    since: v.optional(v.string()),
  }),
});

const range = v.pipe(
  v.string(),
  v.check(
    (text) => parseRange(text) !== null,
    "expected addresses such as 192.168.5.0/24 or 192.0.2.1-192.0.2.9",
  ),
);

/** The exact set of clients that the server's rules let relay lies within these addresses. */
const relayCheck = v.strictObject({ relay: v.strictObject({ within: v.array(range) }) });

/** The exact set of clients that the server's rules hang up on lies within these addresses. */
const deniesCheck = v.strictObject({ denies: v.strictObject({ within: v.array(range) }) });

/** The exact set of domains that a stranger may write to lies within these; a leading dot stands for all below. */
const reachesCheck = v.strictObject({ reaches: v.strictObject({ within: v.array(v.string()) }) });

/** A file of a host is there, or isn't. */
const fileCheck = v.strictObject({
  file: v.strictObject({ host: v.string(), path: v.string(), is: v.picklist(["there", "absent"]) }),
});

/** A whole message, and who sends it from where. */
const message = {
  from: address,
  sender: v.optional(v.string(), "joe@somewhere.example"),
  recipient: v.string(),
  port: v.optional(v.number(), 25),
};

/** A whole message from an address: where a copy of it has ended up once all is quiet. */
const deliveredCheck = v.strictObject({
  delivered: v.strictObject({
    ...message,
    /**
     * In a mailbox of the mail server, or of another host; in a failure notice in anybody's mailbox; in a queue, itself or
     * in a notice; nowhere, since it was refused; nowhere, though it was taken.
     */
    ends: v.picklist(["mailbox", "elsewhere", "bounced", "queued", "refused", "discarded"]),
    /** What the path of that copy begins with, such as /home/ann/, or elsewhere:/var/mail/ on a host of that id. */
    in: v.optional(v.string()),
  }),
});

/**
 * A whole message from an address isn't in any mailbox once all is quiet, and no connection has carried it, or a failure
 * notice with it inside, off the mail server: it's still in the queue there, or was refused, discarded, or bounced to
 * somebody of that server.
 */
const neverLeftCheck = v.strictObject({ neverLeft: v.strictObject(message) });

const plainChecks = [
  probeCheck,
  deliveredCheck,
  neverLeftCheck,
  changedCheck,
  relayCheck,
  deniesCheck,
  reachesCheck,
  saidCheck,
  fileCheck,
  rulesCheck,
] as const;

/** The opposite of another check, for telling a mistake by what it has made untrue. */
const notCheck = v.strictObject({ not: v.union(plainChecks) });

/** Something about the world that holds or doesn't. Behaviour, never a comparison of texts. */
export const checkSchema = v.union(
  [...plainChecks, notCheck],
  "expected one of probe, delivered, neverLeft, changed, relay, denies, reaches, said, file, rules, not",
);

export type Check = v.InferOutput<typeof checkSchema>;

const goalNames = {
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, "expected a short name such as customer-relays")),
  /** What the learner is to reach, in one sentence. */
  text: v.string(),
};

export const goalSchema = v.strictObject({
  ...goalNames,
  /** The step of the lesson that it belongs to, from 1. */
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
  all: v.pipe(v.array(checkSchema), v.minLength(1)),
});

/** Something to reach: all its checks hold. */
export type Goal = v.InferOutput<typeof goalSchema>;

export const invariantSchema = v.strictObject({
  ...goalNames,
  all: v.pipe(v.array(checkSchema), v.minLength(1)),
});

/** Something that must hold at the end of every lesson. */
export type Invariant = v.InferOutput<typeof invariantSchema>;

export const mistakeSchema = v.strictObject({
  id: goalNames.id,
  /** All of these hold when somebody has made this mistake. */
  when: v.pipe(v.array(checkSchema), v.minLength(1)),
  /** What to tell them. */
  say: v.string(),
});

/** A wrong turn that the lesson knows, with what to say about it. */
export type Mistake = v.InferOutput<typeof mistakeSchema>;
