import { Bash } from "just-bash/browser";

/** Whether a text is all that bash needs to run it, or goes on in the next line. A mistake is complete. */
export function isComplete(text: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return false;
  try {
    const { ast } = parser().transform(`${text}\n`);
    return !/(?:&&|\|\|?|\|&)\s*$/.test(ast.statements.at(-1)?.sourceText ?? "");
  } catch (error) {
    return !isEndOfInput(error);
  }
}

function isEndOfInput(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("token" in error && isEndToken(error.token)) return true;
  return /unexpected EOF while looking for|unterminated here-document/.test(error.message);
}

function isEndToken(token: unknown): boolean {
  return typeof token === "object" && token !== null && "type" in token && token.type === "EOF";
}

/**
 * A script cut into its statements, so that what one prints is shown before the next one is run. A text that can't be
 * parsed is cut where the mistake's line begins, at the latest.
 */
export function statementsOf(text: string): readonly string[] {
  let sources: readonly string[];
  try {
    sources = parser()
      .transform(text)
      .ast.statements.map(({ sourceText = "" }) => sourceText.trim());
  } catch {
    return [text];
  }
  const pieces: string[] = [];
  let start = 0;
  let from = (sources[0] ?? "").length;
  for (const source of sources.slice(1)) {
    if (source === "") return [...pieces, text.slice(start)];
    let at = text.indexOf(source, from);
    // A here-document may hold the text of the next statement.
    while (at !== -1 && !isComplete(text.slice(start, at).trimEnd())) at = text.indexOf(source, at + 1);
    if (at === -1) return [...pieces, text.slice(start)];
    pieces.push(text.slice(start, at));
    start = at;
    from = at + source.length;
  }
  return [...pieces, text.slice(start)];
}

/** The program that a line runs and nothing else, so that it can have the keyboard; null for any other line. */
export function programAlone(text: string): string | null {
  try {
    const { ast } = parser().transform(text);
    const [statement, ...statements] = ast.statements;
    const [pipeline, ...pipelines] = statement?.pipelines ?? [];
    const [command, ...commands] = pipeline?.commands ?? [];
    if (statements.length + pipelines.length + commands.length > 0 || statement?.background === true)
      return null;
    if (command?.type !== "SimpleCommand" || command.redirections.length > 0) return null;
    if (/"(?:Command|Process)Substitution"/.test(JSON.stringify(command))) return null;
    const [part, ...parts] = command.name?.parts ?? [];
    return part?.type === "Literal" && parts.length === 0 ? part.value : null;
  } catch {
    return null;
  }
}

let shared: Bash | null = null;

function parser(): Bash {
  return (shared ??= new Bash({ defenseInDepth: false, commands: [] }));
}
