import { readRunScript, trimmedEnd, type RunScript } from "../../audit/index.ts";
import { byteString, decodeText, encodeText } from "../../engine/bytes/index.ts";
import { parser, tokenize } from "../../engine/sh/index.ts";
import { unixLineEnds } from "../fixes.ts";
import type { Diagnostic, LanguageContext } from "../language.ts";
import type { Problem } from "./problem.ts";
import { serverProblems } from "./server-problems.ts";
import { unknownWords } from "./unknown-words.ts";

/** What keeps a script from starting its server, or opens the server further than it seems to. */
export function diagnose(text: string, { file }: LanguageContext = {}): readonly Diagnostic[] {
  const script = readRunScript(encodeText(text), {
    file: (path) => {
      const bytes = file?.(path);
      if (bytes === undefined) return { kind: "unknown" };
      return bytes === null ? { kind: "missing" } : { kind: "known", text: byteString(bytes) };
    },
    folder: () => null,
  });
  const lines = text.split("\n");
  const problems: readonly Problem[] = [
    ...startProblems(script, lines),
    ...grammarProblems(script, text),
    ...script.failures.map(({ place, problem }) => ({ place, ...failureWords(problem) })),
    ...script.servers.flatMap((server) => serverProblems(server, { lines, file })),
    ...script.notExported.map((place) => ({
      place,
      severity: "warning" as const,
      id: "not-exported",
      message: "RELAYCLIENT is set for this script only. Without export, no program that it starts has it.",
    })),
    ...script.branches.map(({ place }) => ({
      place,
      severity: "info" as const,
      id: "undecided",
      message: "It can't be foreseen which way this goes, and different servers come of it.",
    })),
    ...[...script.servers, script].flatMap(({ unknowns }) => unknownWords(unknowns)),
  ];
  const widthAt = wordWidths(text);
  const seen = new Set<string>();
  return problems
    .map(({ place: { line, column }, fixes = [], ...problem }): Diagnostic => {
      const columnEnd = column + widthAt(line, column);
      return { line, column, columnEnd, ...problem, fixes };
    })
    .filter(
      ({ line, column, id }) => !seen.has(`${line}:${column} ${id}`) && seen.add(`${line}:${column} ${id}`),
    )
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

/** How wide the word is that begins at a place; 1 where none does. */
function wordWidths(text: string): (line: number, column: number) => number {
  const widths = new Map<string, number>();
  for (const token of tokenize(text, 1)) {
    const source = token.kind === "word" ? token.source : token.kind === "operator" ? token.operator : "";
    widths.set(`${token.line}:${token.column}`, (source.split("\n", 1)[0] ?? "").length);
  }
  return (line, column) => Math.max(1, widths.get(`${line}:${column}`) ?? 1);
}

function startProblems({ start }: RunScript, lines: readonly string[]): readonly Problem[] {
  if (start === null) return [];
  const { kind, place, interpreter } = start;
  switch (kind) {
    case "carriage return": {
      const fixes = [unixLineEnds(lines)];
      const message =
        "Lines end in carriage returns, as Windows writes them. The system then looks for a shell whose name ends in one, and starts nothing.";
      return lines.flatMap((content, index) =>
        content.endsWith("\r")
          ? [
              {
                place: { line: index + 1, column: trimmedEnd(content, "\r").length + 1 },
                severity: "error",
                id: "carriage-return",
                message,
                fixes,
              },
            ]
          : [],
      );
    }
    case "no interpreter": {
      const insertion = { line: 1, column: 1, lineEnd: 1, columnEnd: 1, text: "#!/bin/sh\n" };
      return [
        {
          place,
          severity: "error",
          id: "no-interpreter",
          message:
            "The first line must be #!/bin/sh: supervise doesn't start a file that doesn't say by which program it's run.",
          fixes: [{ title: "Put #!/bin/sh in front", edits: [insertion] }],
        },
      ];
    }
    case "other interpreter":
      return [
        {
          place,
          severity: "info",
          id: "other-interpreter",
          message: `This is for ${decodeText(encodeText(interpreter))}, and isn't looked into here.`,
        },
      ];
    default:
      return kind satisfies never;
  }
}

/** What no shell can read, or only not the one of the simulated server. */
function grammarProblems({ trouble, start }: RunScript, text: string): readonly Problem[] {
  if (start?.kind === "other interpreter") return [];
  if (trouble !== null) {
    const { line, column, message } = trouble;
    return [
      {
        place: { line, column },
        severity: "error",
        id: "syntax",
        message: `The shell stops here: ${message}.`,
      },
    ];
  }
  const { next } = parser(byteString(encodeText(text)), 1);
  for (let parsed = next(); parsed.kind !== "end"; parsed = next()) {
    if (parsed.kind !== "trouble") continue;
    const { line, column, message } = parsed;
    return [
      {
        place: { line, column },
        severity: "warning",
        id: "not-here",
        message: `A real server's shell can do this; on the simulated one, ${message}.`,
      },
    ];
  }
  return [];
}

function failureWords(problem: string): Pick<Problem, "severity" | "id" | "message"> {
  const letter = problem.slice(-1);
  const what =
    problem === ""
      ? "Host, port and program must stand behind the options"
      : problem.startsWith("illegal")
        ? `There is no option -${letter}`
        : `The value of -${letter} is missing`;
  return {
    severity: "error",
    id: "tcpserver-usage",
    message: `${what}: tcpserver says how it's used, and ends, and supervise starts it again each second.`,
  };
}
