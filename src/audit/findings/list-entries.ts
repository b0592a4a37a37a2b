import { encodeByteString, lowerAscii, type ByteString } from "../../engine/bytes/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import {
  listFaults,
  mendedEntry,
  withoutLineEnd,
  type EntryFault,
  type Fault,
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
  for (const list of LISTS) {
    const file = control.files[list];
    let hasReturns = false;
    for (const fault of entryFaults(control, list)) {
      const { id, severity, line, column, message } = fault;
      // That all mail is for others is right for a relay.
      if (file === undefined || id === "locals-empty" || (fault.isLineEnd && hasReturns)) continue;
      hasReturns ||= fault.isLineEnd;
      const fix = faultFix(file, fault);
      yield { id, severity, file: file.path, line, column, message: encodeByteString(message), fix };
    }
  }
}

/** What one list has that is told of its entries, as bad as it is with what is hosted here. */
export function* entryFaults(control: ControlKnown, list: EntryListName): Generator<ToldFault, void> {
  const file = control.files[list];
  if (file === undefined) return;
  const hosted = new Set(hostedDomains(control).map(({ domain }) => domain));
  for (const fault of listFaults(list, file.bytes)) {
    const { id } = fault;
    // These are told more exactly from all files together.
    if (id === "rcpthosts-empty" || id === "percent-hack") continue;
    yield { ...fault, id, severity: severityOf({ control, hosted, list, file }, fault) };
  }
}

type ToldFault = Fault<Exclude<EntryFault["id"], "rcpthosts-empty" | "percent-hack">>;

interface Listed {
  readonly control: ControlKnown;
  readonly hosted: ReadonlySet<ByteString>;
  readonly list: EntryListName;
  readonly file: ConfigurationFile;
}

/** It's an error if mail for a domain that is hosted here is refused for it. */
function severityOf(
  { control, hosted, list, file }: Listed,
  { line, severity, isLineEnd }: EntryFault,
): FindingSeverity {
  if (isLineEnd && list === "rcpthosts") return "error";
  if (hosted.size === 0 || severity !== "warning" || (list !== "rcpthosts" && list !== "morercpthosts"))
    return severity;
  const written = withoutLineEnd(fileLines(file).line(line));
  const meant = (mendedEntry(list, written) ?? []).map(lowerAscii);
  return meant.some((one) => hosted.has(one) && !control.isReached(one)) ? "error" : severity;
}
