import type { ByteString } from "../bytes/index.ts";
import {
  constmap_init,
  control_readfile,
  control_readline,
  control_rldef,
  type ConstMap,
  type ControlSource,
} from "../control/index.ts";
import type { Environment } from "../program/index.ts";
import type { Defaults } from "./rwgeneric.ts";
import { readError, unparsable, type Fatal } from "./replies.ts";
import { token822_parse, type Token } from "./token822.ts";

/** What qmail-inject knows before it reads a message: from control files, and from the environment of whoever sends. */
export interface Settings {
  readonly defaults: Defaults;
  readonly idhost: ByteString;
  /** Of the From field: who, at which host (null: the default), called how. */
  readonly user: ByteString;
  readonly host: ByteString | null;
  readonly fullName: ByteString | null;
  /** Of the sender in the envelope. */
  readonly senderUser: ByteString;
  readonly senderHost: ByteString | null;
  /** The letters of $QMAILINJECT. */
  readonly options: ReadonlySet<string>;
  /** Mailing lists that answers are to go to; null if nobody has asked for that. */
  readonly lists: ConstMap | null;
}

/** Reads the settings, or tells why they can't be. */
// qmail-1.03 qmail-inject.c getcontrols, main
export function readSettings(source: ControlSource, environment: Environment): Settings | Fatal {
  const variable = (...names: readonly string[]): ByteString | null => {
    for (const name of names) {
      const value = environment.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
  const listFile = variable("QMAILMFTFILE");
  const lists = listFile === null ? null : control_readfile(source, listFile);
  if (lists?.kind === "unreadable") return readError;
  const me = control_readline(source, "control/me");
  if (me.kind === "unreadable") return readError;
  const line = (name: string): ByteString | null => {
    const read = control_rldef(source, `control/${name}`, me);
    if (read.kind === "unreadable") return null;
    return variable(`QMAIL${name.toUpperCase()}`) ?? (read.kind === "present" ? read.value : name);
  };
  const ending = (mark: ByteString, name: string): readonly Token[] | Fatal => {
    const value = line(name);
    if (value === null) return readError;
    return token822_parse(mark + value) ?? unparsable(mark + value);
  };
  const defaultdomain = ending(".", "defaultdomain");
  if ("code" in defaultdomain) return defaultdomain;
  const defaulthost = ending("@", "defaulthost");
  if ("code" in defaulthost) return defaulthost;
  const plusdomain = ending(".", "plusdomain");
  if ("code" in plusdomain) return plusdomain;
  const idhost = line("idhost");
  if (idhost === null) return readError;
  const user = variable("QMAILUSER", "MAILUSER", "USER", "LOGNAME") ?? "anonymous";
  const host = variable("QMAILHOST", "MAILHOST");
  return {
    defaults: { defaultdomain, defaulthost, plusdomain },
    idhost,
    user,
    host,
    fullName: variable("QMAILNAME", "MAILNAME", "NAME"),
    senderUser: variable("QMAILSUSER") ?? user,
    senderHost: variable("QMAILSHOST") ?? host,
    options: new Set(variable("QMAILINJECT") ?? ""),
    lists: lists?.kind === "present" ? constmap_init(lists.value) : null,
  };
}
