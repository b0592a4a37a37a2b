import { bytesOf, encodeByteString } from "../../engine/bytes/index.ts";
import { readRunScript, type RunScript, type ServerStart, type Surroundings } from "./index.ts";
import type { UnknownReason } from "./partly-known.ts";

/** A server whose files are these, and none else under /var/qmail/control and /etc/relay-ctrl. */
function server(files: Readonly<Record<string, string>>): Surroundings {
  return {
    workingFolder: null,
    file: (path) => {
      const text = files[path];
      if (text !== undefined) return { kind: "known", text };
      return path.startsWith("/var/qmail/control/") ? { kind: "missing" } : { kind: "unknown" };
    },
    folder: (path) => {
      const inside = Object.entries(files).filter(([name]) => name.startsWith(`${path}/`));
      if (inside.length === 0) return { kind: path.startsWith("/missing") ? "missing" : "unknown" };
      return {
        kind: "known",
        files: new Map(inside.map(([name, text]) => [name.slice(path.length + 1), text])),
      };
    },
  };
}

const control = server({
  "/var/qmail/control/me": "mail.yourdomain.example\n",
  "/var/qmail/control/rcpthosts": "yourdomain.example\n",
  "/var/qmail/control/concurrencyincoming": "20\n",
  "/var/qmail/control/blacklists": "-r dialup.example -r relays.example\n",
  "/etc/relay-ctrl/RELAY_CTRL_DIR": "/var/spool/relay-ctrl/allow\n",
  "/etc/defaults": "RULES=/etc/other.cdb\n",
});

export function read(script: string, surroundings: Surroundings = control): RunScript {
  return readRunScript(bytesOf(encodeByteString(script)), surroundings);
}

/** What is known, as lines. What's as usual isn't told: started by exec, names believed, ident asked, at 0 and smtp. */
export function told(script: RunScript): string[] {
  const { servers, failures, unknowns, branches, trouble, start, notExported } = script;
  const at = ({ line, column }: { line: number; column: number }): string => `${line}:${column}`;
  return [
    ...(start === null ? [] : [`not startable ${at(start.place)} ${start.kind} ${start.interpreter}`]),
    ...servers.map((one) => `${at(one.place)} ${toldServer(one)}`),
    ...failures.map(({ place, program, problem }) => `${at(place)} ${program} fails: ${problem}`),
    ...[...servers, { unknowns }].flatMap((one) =>
      one.unknowns.map(({ about, reason, place }) => `unknown ${about} ${at(place)} ${toldReason(reason)}`),
    ),
    ...branches.map(({ place, ways }) => `branches differ ${at(place)}: ${ways.length} ways`),
    ...notExported.map((place) => `not exported ${at(place)}`),
    ...(trouble === null ? [] : [`unreadable ${at(trouble)} ${trouble.message}`]),
  ];
}

function toldServer({
  door,
  how,
  host,
  port,
  environment,
  taken,
  failsBehind,
  chain,
  lists,
  passwords,
  logsErrors,
}: ServerStart): string {
  const rules =
    door.rules === null
      ? "no rules"
      : `${door.rules.path}${door.rules.whenMissing === "allow" ? " or none" : ""}`;
  const parts = [
    rules,
    how === "exec" ? "" : how,
    door.clientName === "believed" ? "" : `names ${door.clientName}`,
    door.asksIdent ? "" : "no ident",
    host === null || host.text === "0" ? "" : `host ${host.text ?? "?"}`,
    port === null || port.text === "smtp" ? "" : `port ${port.text ?? "?"}`,
    ...environment.map(
      ({ name, value, where }) => `${where === "behind" ? "behind:" : ""}${name}=${value ?? "?"}`,
    ),
    ...taken.map(({ name }) => `behind:without ${name ?? "all"}`),
    failsBehind === null ? "" : `behind:${failsBehind.program} fails: ${failsBehind.kind}`,
    ...lists.map(
      ({ kind, zone, refuses, failsClosed }) =>
        `${kind} ${zone.text ?? "?"}${refuses === "for good" ? " for good" : ""}${failsClosed ? " closed" : ""}`,
    ),
    passwords === null
      ? ""
      : `passwords ${passwords.kind}: ${passwords.words.map(({ text }) => text).join(" ")}`,
    door.smtpd === "netqmail-1.06" ? "" : door.smtpd,
    logsErrors ? "2>&1" : "",
    `(${chain.map(({ name }) => name).join(" ")})`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function toldReason(reason: UnknownReason): string {
  switch (reason.kind) {
    case "command":
      return `\`${reason.text}\``;
    case "variable":
      return `$${reason.name}`;
    case "file":
    case "folder":
      return reason.path;
    case "set later":
      return `set later ${reason.name}`;
    case "program":
      return `program ${reason.name}`;
    case "too long":
      return "too long";
    case "expansion":
      return "expansion";
  }
}
