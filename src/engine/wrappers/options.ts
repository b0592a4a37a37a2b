import type { ByteString } from "../bytes/index.ts";
import {
  badOptionName,
  badValue,
  error,
  noOptionName,
  noSuchVariable,
  optionNeeds,
  optionNotHere,
  optionNotLast,
} from "./replies.ts";
import { eval_user, percent_x, STR_EQ, type Asking, type Request } from "./request.ts";
import { split_at } from "./table.ts";

/** What the options of a rule decide; `why` is an error in them, which refuses the client. */
export type Options =
  /** Nothing: the table that the rule is in decides. */
  | { readonly kind: "nothing" }
  | { readonly kind: "decided"; readonly verdict: "allow" | "deny"; readonly why: ByteString | null };

interface Option {
  readonly takes: "a value" | "nothing" | "a value or nothing";
  readonly isLast?: true;
  readonly isExpanded?: true;
}

// tcp_wrappers-7.6 options.c option_table
const options: Readonly<Record<string, Option>> = {
  user: { takes: "a value" },
  group: { takes: "a value" },
  umask: { takes: "a value" },
  linger: { takes: "a value" },
  keepalive: { takes: "nothing" },
  spawn: { takes: "a value", isExpanded: true },
  twist: { takes: "a value", isExpanded: true, isLast: true },
  rfc931: { takes: "a value or nothing" },
  setenv: { takes: "a value", isExpanded: true },
  nice: { takes: "a value or nothing" },
  severity: { takes: "a value" },
  allow: { takes: "nothing", isLast: true },
  deny: { takes: "nothing", isLast: true },
  banners: { takes: "a value" },
};

/** Carries out the options of the rule that a request has met. An error refuses the client. */
// tcp_wrappers-7.6 options.c process_options
export function* process_options(text: ByteString, request: Request): Asking<Options> {
  const refuse = (why: ByteString): Options => {
    request.log(error(request.context, why));
    return { kind: "decided", verdict: "deny", why };
  };
  for (let field = get_field(text); field !== null;) {
    const next = get_field(field.rest);
    const { name, value } = nameAndValue(chop_string(field.text));
    if (name === "") return refuse(noOptionName);
    const [known, option] = Object.entries(options).find(([one]) => STR_EQ(one, name)) ?? [];
    if (known === undefined || option === undefined) return refuse(badOptionName(name));
    if (value === null && option.takes === "a value") return refuse(optionNeeds(name, "value"));
    if (value !== null && option.takes === "nothing") return refuse(optionNeeds(name, "no value"));
    if (next !== null && option.isLast === true) return refuse(optionNotLast(name));
    if (known === "allow" || known === "deny") return { kind: "decided", verdict: known, why: null };
    const expanded =
      value !== null && option.isExpanded === true ? chop_string(yield* percent_x(request, value)) : value;
    const trouble = yield* carryOut(known, expanded ?? "", request);
    if (trouble !== null) return refuse(trouble);
    field = next;
  }
  return { kind: "nothing" };
}

/** Does what an option says, or tells why not. What only a real machine would feel is read and left at that. */
function* carryOut(name: string, value: ByteString, request: Request): Asking<ByteString | null> {
  switch (name) {
    case "setenv":
      return setenv(value, request);
    case "rfc931":
      if (value !== "" && !/^\s*\+?0*[1-9]\d*$/.test(value)) return badValue("rfc931 timeout", value);
      if (value !== "") request.identSeconds = Number(value);
      yield* eval_user(request);
      return null;
    case "umask":
      return /^\s*\+?0*[0-7]{1,3}$/.test(value) ? null : badValue("umask value", value);
    case "linger":
      return /^\s*\+?\d+$/.test(value) ? null : badValue("linger value", value);
    case "nice":
      return value === "" || /^\s*[-+]?\d+$/.test(value) ? null : badValue("nice value", value);
    case "severity":
      return severity(value);
    case "keepalive":
      return null;
    default:
      // Gap: banners, group, spawn, twist and user refuse the client, as options of the original do that fail.
      return optionNotHere(name);
  }
}

const facilities =
  "auth authpriv cron daemon ftp kern lpr mail news syslog user uucp local0 local1 local2 local3 local4 local5 local6 local7";
const priorities = "alert crit debug emerg err error info notice panic warn warning";

// tcp_wrappers-7.6 options.c severity_option, severity_map
function severity(value: ByteString): ByteString | null {
  const [first, level] = split_at(value, ".");
  const wanted: readonly (readonly [names: string, name: ByteString])[] =
    level === null
      ? [[priorities, first]]
      : [
          [facilities, first],
          [priorities, level],
        ];
  const bad = wanted.find(([names, name]) => !names.split(" ").some((one) => STR_EQ(one, name)));
  return bad === undefined ? null : badValue("syslog facility or severity", bad[1]);
}

/** Sets a variable; one without a value becomes empty. A name with an equals sign in it can't be set. */
// tcp_wrappers-7.6 options.c setenv_option; glibc setenv(3) EINVAL
function setenv(value: ByteString, request: Request): ByteString | null {
  const at = value.search(/[ \t\r\n]/);
  const name = at === -1 ? value : value.slice(0, at);
  if (name === "" || name.includes("=")) return noSuchVariable;
  request.variables.push([name, at === -1 ? "" : chop_string(value.slice(at + 1))]);
  return null;
}

/** An option and its value, null if it has none. One equals sign between the two is ignored. */
function nameAndValue(text: ByteString): { readonly name: ByteString; readonly value: ByteString | null } {
  const [, name = "", value = ""] = /^([^= \t\r\n]*)(?:[ \t\r\n]+=?|=)?[ \t\r\n]*([^]*)$/.exec(text) ?? [];
  return { name, value: value === "" ? null : value };
}

/** The text up to the next colon, and all behind it; null if nothing is left. A colon behind a backslash is only a colon. */
// tcp_wrappers-7.6 options.c get_field
function get_field(text: ByteString): { readonly text: ByteString; readonly rest: ByteString } | null {
  if (text === "") return null;
  const [field = ""] = /^(?:\\:|[^:])*/.exec(text) ?? [];
  return { text: field.replaceAll("\\:", ":"), rest: text.slice(field.length + 1) };
}

// tcp_wrappers-7.6 options.c chop_string
function chop_string(text: ByteString): ByteString {
  return text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, "");
}
