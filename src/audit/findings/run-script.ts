import type { ConfigurationFile } from "../configuration.ts";
import type { Clients } from "../audit.ts";
import { clientRanges } from "../partition.ts";
import type { RunFact } from "../run-facts.ts";
import type { ServerStart, UnknownReason } from "../run-script/index.ts";
import { isOfThisHost, type Examined } from "./examined.ts";
import { fileLines } from "../file-lines.ts";
import type { Finding } from "./finding.ts";
import { replaceLine, unixLineEnds } from "./fix.ts";

/** What a run script does about who may relay, where that's a mistake. */
export function* runScript(examined: Examined): Generator<Finding, void> {
  const { run } = examined.configuration;
  if (run === null) return;
  for (const fact of examined.facts) {
    const told = telling(examined, fact, run);
    if (told === null) continue;
    const { line, column } = fact.place;
    yield { fix: null, ...told, file: run.path, line, column };
  }
}

type Told = Pick<Finding, "id" | "severity" | "message"> & Partial<Pick<Finding, "fix">>;

function telling(examined: Examined, fact: RunFact, run: ConfigurationFile): Told | null {
  switch (fact.kind) {
    case "not startable":
      return notStartable(fact, run);
    case "unreadable":
      return warning(
        "run-unreadable",
        `The shell can't read the script from here on (${fact.message}), so it starts nothing that comes behind.`,
      );
    case "no server":
      return info("run-no-server", "No server for SMTP is started by this script, as far as can be seen.");
    case "server fails":
      return {
        id: "run-server-fails",
        severity: "error",
        message:
          "The program can't be started with these options or arguments: it says how it's used and ends, and no mail comes in.",
      };
    case "branches differ":
      return info(
        "run-branches",
        "It depends on what can't be known here which server is started; the first one is what is told about.",
      );
    case "no rules":
      return fact.given === null
        ? null
        : warning(
            "run-without-rules",
            `Without -x no rules are read, so ${fact.given.path} has no effect and RELAYCLIENT isn't set for anybody by it.`,
            withRules(examined, run),
          );
    case "rules elsewhere":
      return warning(
        "run-other-rules",
        `The server reads ${fact.path}, so ${fact.given.path} has no effect.`,
      );
    case "rules replaced":
      return warning(
        "run-rules-replaced",
        "A later -x takes the place of this one, so these rules aren't read.",
      );
    case "set for all":
      return fact.variable.name === "RELAYCLIENT" ? setForAll(examined, fact.variable.where) : null;
    case "not exported":
      return warning("run-not-exported", "RELAYCLIENT isn't exported, so no client gets it.");
    case "passwords":
      return fact.check.kind === "checked"
        ? null
        : {
            id: "passwords-unchecked",
            severity: "error",
            message:
              "The program that is to check passwords accepts each one, so whoever makes one up may relay.",
          };
    case "relay-ctrl":
      return fact.hasFolder
        ? null
        : warning(
            "run-relay-ctrl-folder",
            "Without relay-ctrl-chdir in front relay-ctrl-check doesn't find who has fetched mail, so it lets nobody relay.",
          );
    case "unknown":
      return fact.unknown.about === "list" ? null : info("run-unknown", unknownWords(fact.unknown.reason));
    case "further server":
      return furtherServer(examined, fact.server);
    case "missing rules let in":
    case "client name":
    case "ident":
    case "list asked":
    case "not become":
      return null;
    default:
      return fact satisfies never;
  }
}

function warning(id: Finding["id"], message: string, fix: Finding["fix"] = null): Told {
  return { id, severity: "warning", message, fix };
}

function info(id: Finding["id"], message: string): Told {
  return { id, severity: "info", message };
}

function notStartable(
  { trouble }: Extract<RunFact, { kind: "not startable" }>,
  run: ConfigurationFile,
): Told {
  const id = "run-not-startable";
  const severity = "error";
  if (trouble.kind === "carriage return")
    return {
      id,
      severity,
      message:
        "The lines end with carriage returns, which become part of words and of the shell's name, so the server doesn't start.",
      fix: unixLineEnds(run),
    };
  if (trouble.kind === "other interpreter")
    return {
      id,
      severity,
      message: `It's started by ${trouble.interpreter}, which is no shell that is known here.`,
    };
  const message = "Without #!/bin/sh in its first line the script can't be started by supervise.";
  const edits = [{ line: 1, removes: 0, inserts: ["#!/bin/sh"] }];
  return { id, severity, message, fix: { title: "Write #!/bin/sh in front", file: run.path, edits } };
}

/** With RELAYCLIENT in its environment the server lets everybody relay whom the rules let in, unless only this host can come. */
function setForAll({ audit: { clients }, exposure }: Examined, where: "before" | "behind"): Told | null {
  if (clients === null || exposure === "host" || !letsRelay(clients)) return null;
  const message =
    where === "before"
      ? "Every client that is let in may relay, since tcpserver hands its own environment on and no rule can unset RELAYCLIENT."
      : "Every client that is let in may relay, since RELAYCLIENT is set between tcpserver and qmail-smtpd.";
  return { id: "relayclient-for-all", severity: "error", message };
}

function letsRelay({ addresses, classes }: Clients): boolean {
  if (clientRanges(addresses, "relays").next().done !== true) return true;
  return classes.some(
    ({ outcomeIndex, reach }) => reach === "clients" && addresses.outcomes[outcomeIndex]?.kind === "relays",
  );
}

/** A server besides that on port 25; what its own rules say isn't known. */
function furtherServer({ facts, server: main }: Examined, server: ServerStart): Told | null {
  const isInstead = facts.some((fact) => fact.kind === "branches differ" && fact.servers.includes(server));
  if (isInstead) return null;
  const port = server.port?.text ?? null;
  const where = port === null ? "another port" : `port ${port}`;
  const variable = server.environment.find(({ name }) => name === "RELAYCLIENT");
  if (variable === undefined || isOfThisHost(server)) {
    const about = main?.port?.text ?? null;
    return info(
      "run-further-server",
      `Another server is started here, on ${where}; who may relay is told for ${about === null ? "the first one" : `the one on port ${about}`} only.`,
    );
  }
  const rules = server.rules?.text ?? null;
  const unless = rules === null ? "" : ` unless ${rules} denies it`;
  const message = `Another server is started here, on ${where}, with RELAYCLIENT set, so whoever finds the port may relay${unless}.`;
  return { id: "run-further-server", severity: rules === null ? "error" : "warning", message };
}

function withRules({ server, configuration }: Examined, run: ConfigurationFile): Finding["fix"] {
  const { rules, rulesCdb } = configuration;
  const path = rulesCdb?.path ?? (rules === null ? "" : `${rules.path}.cdb`);
  if (server === null || server.how === "inetd" || !/^\/[\w./-]+$/.test(path)) return null;
  const { line, column } = server.place;
  const text = fileLines(run).line(line);
  const word = /^\S*tcpserver(?=[ \t])/.exec(text.slice(column - 1))?.[0];
  if (word === undefined) return null;
  const end = column - 1 + word.length;
  return replaceLine(run, line, {
    title: `Start the server with -x ${path}`,
    becomes: [`${text.slice(0, end)} -x ${path}${text.slice(end)}`],
  });
}

function unknownWords(reason: UnknownReason): string {
  const what = (): string => {
    switch (reason.kind) {
      case "command":
        return `what "${reason.text}" prints`;
      case "variable":
      case "set later":
        return `the value of ${reason.name}`;
      case "file":
        return `what is in ${reason.path}`;
      case "expansion":
        return "what the shell makes of this";
      case "too long":
        return "the rest of so long a script";
      case "program":
        return `what ${reason.name} does`;
      default:
        return reason satisfies never;
    }
  };
  return `It depends on ${what()}, which isn't known here, how the server is started.`;
}
