import { listFaults, type EntryListName } from "../../audit/index.ts";
import { encodeText } from "../../engine/bytes/index.ts";
import { faultDiagnostics, findingDiagnostic } from "../faults.ts";
import type { Diagnostic, LanguageContext } from "../language.ts";
import { besides } from "./besides.ts";

/** Which entries never match, or not as they seem to, and what the files beside this one make of it. */
export function diagnose(name: EntryListName, text: string, context: LanguageContext): readonly Diagnostic[] {
  const bytes = encodeText(text);
  const lines = text.split("\n");
  const diagnosticOf = faultDiagnostics(lines);
  const known = besides(name, bytes, context);
  if (known === null) return Array.from(listFaults(name, bytes), diagnosticOf);
  const all = [
    ...Array.from(known.faults, diagnosticOf),
    ...known.findings.map((finding) => findingDiagnostic(lines, finding)),
  ];
  return all.sort((one, other) => one.line - other.line || one.column - other.column);
}
