import type { ServerStart } from "../../audit/index.ts";
import { decodeText, encodeText } from "../../engine/bytes/index.ts";
import type { Fix, LanguageContext } from "../language.ts";
import type { Problem } from "./problem.ts";

/** The script, and the files of its server. */
interface Beside {
  readonly file: LanguageContext["file"];
  readonly lines: readonly string[];
}

/** What of a server is other than it seems, or than it should be. */
export function serverProblems(server: ServerStart, { lines, file }: Beside): readonly Problem[] {
  const { place, how, environment, passwords, options, rules, host } = server;
  const problems: Problem[] = [...rulesProblems(server, { lines, file })];
  const missing = options.findLast(({ letter }) => letter === "X");
  if (missing !== undefined && rules !== null)
    problems.push({
      place: missing.place,
      severity: "info",
      id: "missing-rules-let-in",
      message: "-X: while the rules' file is missing, everybody is let in, as if there were no rules.",
    });
  const relay = environment.find(({ name }) => name === "RELAYCLIENT");
  if (relay !== undefined && host?.text !== "127.0.0.1")
    problems.push({
      place: relay.place,
      severity: "error",
      id: "relay-for-all",
      message:
        "RELAYCLIENT is set for all clients of this server, so all of them may send anywhere: an open relay. No rule takes it away. Set it in tcp.smtp, for your own clients.",
    });
  if (passwords?.kind === "unchecked")
    problems.push({
      place: passwords.place,
      severity: "error",
      id: "passwords-unchecked",
      message:
        "true stands where the program belongs that checks passwords, so every name and password is right, and whoever gives any may send anywhere.",
    });
  if (how !== "exec" && how !== "inetd")
    problems.push({
      place,
      severity: "warning",
      id: how === "child" ? "exec-missing" : "not-supervised",
      message:
        how === "child"
          ? "Without exec, the shell waits beside tcpserver: svc -t ends the shell, and tcpserver keeps the port, so that the next one can't have it."
          : "supervise has to do with the shell, not with tcpserver: svc doesn't reach it. Write exec in front, and let multilog do the logging.",
      fixes: how === "child" ? execFix(server, lines) : [],
    });
  return problems;
}

/** Only where a line begins with the command, so that there's nothing that the shell would have to do after it. */
function execFix({ chain, place }: ServerStart, lines: readonly string[]): readonly Fix[] {
  const { line, column } = chain[0]?.place ?? place;
  if ((lines[line - 1] ?? "").slice(0, column - 1).trim() !== "") return [];
  return [
    {
      title: "Write exec in front",
      edits: [{ line, column, lineEnd: line, columnEnd: column, text: "exec " }],
    },
  ];
}

function rulesProblems(
  { place, rules, options, chain }: ServerStart,
  { lines, file }: Beside,
): readonly Problem[] {
  if (rules === null) {
    if (!chain.some(({ name }) => name === "tcpserver")) return [];
    const end =
      place.column +
      (/^[^ \t]*/.exec((lines[place.line - 1] ?? "").slice(place.column - 1))?.[0].length ?? 0);
    const insertion = {
      line: place.line,
      column: end,
      lineEnd: place.line,
      columnEnd: end,
      text: " -x /etc/tcp.smtp.cdb",
    };
    return [
      {
        place,
        severity: "warning",
        id: "no-rules",
        message:
          "Without -x no rules count: whatever tcp.smtp says, nobody is refused, and nobody gets RELAYCLIENT.",
        fixes: [{ title: "Add -x /etc/tcp.smtp.cdb", edits: [insertion] }],
      },
    ];
  }
  const problems: Problem[] = options
    .filter((option) => option.letter === "x" && option.place !== rules.place)
    .map((option) => ({
      place: option.place,
      severity: "warning",
      id: "rules-replaced",
      message: "Of several -x the last one counts, so these rules don't.",
    }));
  const { text } = rules;
  if (text === null || !text.startsWith("/")) return problems;
  const path = decodeText(encodeText(text));
  const found = file?.(path);
  if (found === null) {
    const isDropping = !options.some(({ letter }) => letter === "X");
    problems.push({
      place: rules.place,
      severity: isDropping ? "error" : "warning",
      id: "rules-missing",
      message: `There is no ${path}, so ${isDropping ? "every client is dropped" : "everybody is let in"}. tcprules makes it.`,
    });
  } else if (/\/tcp\.[a-z0-9-]+$/.test(text) && !text.endsWith(".cdb")) {
    const isWhole = rules.written === text;
    const end = rules.place.column + rules.written.length;
    const insertion = {
      line: rules.place.line,
      column: end,
      lineEnd: rules.place.line,
      columnEnd: end,
      text: ".cdb",
    };
    problems.push({
      place: rules.place,
      severity: "warning",
      id: "rules-text",
      message: `tcpserver reads what tcprules makes, not the text that it's made from: with a text here, every client is dropped. That's ${path}.cdb, as a rule.`,
      fixes: isWhole ? [{ title: `Write ${path}.cdb`, edits: [insertion] }] : [],
    });
  }
  return problems;
}
