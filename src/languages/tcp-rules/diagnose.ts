import { ruleFaults } from "../../audit/index.ts";
import { encodeText } from "../../engine/bytes/index.ts";
import { faultDiagnostics } from "../faults.ts";
import type { Diagnostic } from "../language.ts";

/** What tcprules and tcpserver make of each line, in words. */
export function diagnose(text: string): readonly Diagnostic[] {
  const diagnosticOf = faultDiagnostics(text.split("\n"));
  return Array.from(ruleFaults(encodeText(text)), diagnosticOf);
}
