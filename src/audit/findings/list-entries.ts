import type { ConfigurationFile } from "../configuration.ts";
import { atLine, type ControlKnown, type Examined } from "./examined.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
import { replaceLine, unixLineEnds } from "./fix.ts";
import { hostedDomains } from "./hosted.ts";
import { entryDomain, entryTrouble, mendedEntry, type DomainList } from "./list-entry.ts";

const LISTS: readonly DomainList[] = ["rcpthosts", "morercpthosts", "locals", "virtualdomains"];

/** Entries of the lists in control/ that no mail matches. */
export function* listEntries({ control }: Examined): Generator<Finding, void> {
  if (control === null) return;
  const hosted = new Set(hostedDomains(control).map(({ domain }) => domain));
  for (const list of LISTS) {
    const file = control.files[list];
    if (file !== undefined) yield* entriesOf({ control, hosted, list, file });
  }
}

function* entriesOf({
  control,
  hosted,
  list,
  file,
}: {
  readonly control: ControlKnown;
  readonly hosted: ReadonlySet<string>;
  readonly list: DomainList;
  readonly file: ConfigurationFile;
}): Generator<Finding, void> {
  let hasReturns = false;
  for (const { text, line } of control.entries(list)) {
    const entry = withoutReturns(text);
    const refuses = (entries: readonly string[]): FindingSeverity => {
      const isForRecipients = list === "rcpthosts" || list === "morercpthosts";
      const domains = entries.map((one) => entryDomain(list, one));
      return isForRecipients && domains.some((one) => hosted.has(one) && !control.isReached(one))
        ? "error"
        : "warning";
    };
    if (entry !== text && !hasReturns) {
      hasReturns = true;
      const message =
        "The lines end with carriage returns, which become part of the entries, so no mail ever matches them.";
      const at = atLine(file, line, entry.length);
      const isRcpthosts = list === "rcpthosts" ? "error" : refuses([entry]);
      yield { id: "entry-carriage-return", severity: isRcpthosts, ...at, message, fix: unixLineEnds(file) };
    }
    const trouble = entryTrouble(list, entry);
    if (trouble === null) continue;
    const lines = mendedEntry(list, entry);
    const severity = refuses((lines ?? []).filter((one) => !one.startsWith("#")));
    const { id, message, offset } = trouble;
    yield {
      id,
      severity,
      ...atLine(file, line, offset),
      message,
      fix: lines === null ? null : replaceLine(file, line, { title: titleOf(lines), becomes: lines }),
    };
  }
}

function titleOf(lines: readonly string[]): string {
  if (lines.length === 0) return "Remove this line, which has no effect";
  return lines.length === 1 ? `Write ${lines[0] ?? ""}` : `Write ${lines.length} lines`;
}

/** Without the carriage returns at its end. A regular expression would take quadratic time on many. */
function withoutReturns(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === "\r") end--;
  return text.slice(0, end);
}
