import { byteString, type ByteString } from "../../../engine/bytes/index.ts";
import { limits } from "./limits.ts";

/** A line of inetd.conf. */
export interface InetdService {
  /** The number of its line, counted from 1. */
  readonly line: number;
  /** The name or number of its port, as it's written. */
  readonly name: ByteString;
  readonly protocol: ByteString;
  /** "wait": the server gets the port itself, and no other is started until it has ended. */
  readonly flow: "wait" | "nowait";
  /** Connections in a minute beyond which the service is taken for looping. */
  readonly startsMax: number;
  readonly user: ByteString;
  /** Null: the user's own. */
  readonly group: ByteString | null;
  readonly server: ByteString;
  readonly argv: readonly ByteString[];
}

/** What inetd says of a line, which it mostly passes over then. */
export interface InetdTrouble {
  readonly line: number;
  readonly text: ByteString;
}

export interface InetdConf {
  readonly services: readonly InetdService[];
  readonly troubles: readonly InetdTrouble[];
}

/** Fields that a line needs. Source: inetutils-2.4 inetd.c INETD_FIELDS_MIN. */
const fieldsMin = 6;

/**
 * Reads inetd.conf: a service a line, of fields with blanks between them; # begins a comment in the first column. What is
 * said of bad lines are the words of GNU's inetd, since BSD's says nothing.
 */
// inetutils-2.4 inetd.c getconfigent
export function parseInetdConf(bytes: Uint8Array): InetdConf {
  const services: InetdService[] = [];
  const troubles: InetdTrouble[] = [];
  for (const [index, text] of byteString(bytes).split("\n").entries()) {
    const fields = text.split(/[ \t\r]+/).filter((field) => field !== "");
    if (text.startsWith("#") || fields.length === 0) continue;
    const line = index + 1;
    const service = parseFields(fields, line, (trouble) => troubles.push({ line, text: trouble }));
    if (service !== null) services.push(service);
  }
  return { services, troubles };
}

/** The service of a line, or null for one that is passed over. */
function parseFields(
  fields: readonly ByteString[],
  line: number,
  say: (trouble: ByteString) => void,
): InetdService | null {
  const [name = "", socket = "", protocol = "", wait = "", owner = "", server = "", ...argv] = fields;
  const passOver = (why: ByteString): null => {
    say(why);
    return null;
  };
  if (fields.length < fieldsMin) return passOver("not enough fields");
  if (!["stream", "dgram", "rdm", "seqpacket", "raw"].includes(socket)) return passOver("bad socket type");
  const [flow, max] = splitAtFirst(wait, /\./);
  if (flow !== "wait" && flow !== "nowait") say("bad wait type");
  if (max !== null && !/^\d+$/.test(max)) say(`invalid number (${max})`);
  const startsMax = Number(/^\d*/.exec(max ?? "")?.[0]);
  if (server === "internal") return passOver(`internal service ${name} unknown`);
  // Gap: there are only TCP connections in the world.
  if (socket !== "stream" || protocol !== "tcp") {
    return passOver(`${name}/${protocol}: only stream and tcp are supported here`);
  }
  const [user, group] = splitAtFirst(owner, /[.:]/);
  const [base = server] = server.split("/").slice(-1);
  return {
    line,
    name,
    protocol,
    flow: flow === "wait" ? "wait" : "nowait",
    startsMax: startsMax === 0 ? limits.startsMax : startsMax,
    user,
    group,
    server,
    argv: argv.length === 0 ? [base] : argv,
  };
}

function splitAtFirst(text: ByteString, delimiter: RegExp): readonly [ByteString, ByteString | null] {
  const at = text.search(delimiter);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
