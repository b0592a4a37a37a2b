import { encodeByteString, lowerAscii, type ByteString } from "../../engine/bytes/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import {
  listFaults,
  mendedEntry,
  withoutLineEnd,
  type EntryFault,
  type EntryListName,
} from "../faults/index.ts";
import { fileLines } from "../file-lines.ts";
import type { ControlKnown, Examined } from "./examined.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
import { faultFix } from "./fix.ts";
import { hostedDomains } from "./hosted.ts";

const LISTS: readonly EntryListName[] = [
  "rcpthosts",
  "morercpthosts",
  "locals",
  "virtualdomains",
  "smtproutes",
  "percenthack",
  "badmailfrom",
];

/** Entries of the lists in control/ that no mail matches, or not as it seems. */
export function* listEntries({ control }: Examined): Generator<Finding, void> {
  if (control === null) return;
  const hosted = new Set(hostedDomains(control).map(({ domain }) => domain));
  for (const list of LISTS) {
    const file = control.files[list];
    if (file !== undefined) yield* entriesOf({ control, hosted, list, file });
  }
}

interface Listed {
  readonly control: ControlKnown;
  readonly hosted: ReadonlySet<ByteString>;
  readonly list: EntryListName;
  readonly file: ConfigurationFile;
}

function* entriesOf(listed: Listed): Generator<Finding, void> {
  const { list, file } = listed;
  let hasReturns = false;
  for (const fault of listFaults(list, file.bytes)) {
    const { id, line, column, message } = fault;
    // These are told more exactly from all files together.
    if (id === "rcpthosts-empty" || id === "locals-empty" || id === "percent-hack") continue;
    if (fault.isLineEnd) {
      if (hasReturns) continue;
      hasReturns = true;
    }
    yield {
      id,
      severity: severityOf(listed, fault),
      file: file.path,
      line,
      column,
      message: encodeByteString(message),
      fix: faultFix(file, fault),
    };
  }
}

/** It's an error if mail for a domain that is hosted here is refused for it. */
function severityOf(
  { control, hosted, list, file }: Listed,
  { line, severity, isLineEnd }: EntryFault,
): FindingSeverity {
  if (isLineEnd && list === "rcpthosts") return "error";
  if (severity !== "warning" || (list !== "rcpthosts" && list !== "morercpthosts")) return severity;
  const written = withoutLineEnd(fileLines(file).line(line));
  const meant = (mendedEntry(list, written) ?? []).map(lowerAscii);
  return meant.some((one) => hosted.has(one) && !control.isReached(one)) ? "error" : severity;
}
