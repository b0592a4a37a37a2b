import type { ByteString } from "../../engine/bytes/index.ts";
import { rewrite } from "../../engine/send/index.ts";
import { isTopLevel } from "../top-level.ts";
import { atFile, atLine, type ControlKnown, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";
import { replaceLine } from "./fix.ts";
import { hostedDomains } from "./hosted.ts";
import { strangersCome } from "./strangers-denied.ts";

/** Entries by which strangers reach a part of the Internet that no one server is for. */
export function* wideEntries(examined: Examined): Generator<Finding, void> {
  const { control, audit } = examined;
  const reached = audit.recipients?.reached ?? "everything";
  if (control === null || reached === "everything" || !strangersCome(examined)) return;
  for (const { text, use, where, source } of reached) {
    const isDot = text === ".";
    if (use !== "matches" || !(isDot || isTopLevel(text)) || isKept(control, text)) continue;
    const id = "entry-too-wide";
    const severity = "error";
    const message = isDot
      ? "A dot alone stands for every domain that is written with a dot at its end, so anybody may write to everybody: this is an open relay."
      : `It stands for all names that end in ${text}, so anybody may write to everybody there: this is an open relay for them.`;
    const file = control.files.rcpthosts;
    if (where !== "rcpthosts" || source === null || file === undefined) {
      const compiled = control.files["morercpthosts.cdb"]?.path ?? "control/morercpthosts.cdb";
      yield { id, severity, ...atFile(compiled), message, fix: null };
      continue;
    }
    const becomes = hostedBelow(control, text);
    const title = becomes.length === 0 ? `Remove ${text}` : "List what is hosted here in its place";
    const fix = replaceLine(file, source.line, { title, becomes });
    yield { id, severity, ...atLine(file, source.line), message, fix };
  }
}

/** Whether this server keeps all mail for such names, by an entry of virtualdomains. */
function isKept({ routing }: ControlKnown, suffix: ByteString): boolean {
  const name = suffix === "." ? "x.example." : `x${suffix}`;
  return routing !== null && rewrite(`x@${name}`, routing).channel === "local";
}

/** What is hosted here and would be reached no more; names below a domain have its entry with the dot. */
function hostedBelow(control: ControlKnown, suffix: ByteString): readonly ByteString[] {
  const listed = new Set(control.entries("rcpthosts").map(({ text }) => text.toLowerCase()));
  const below = hostedDomains(control).map(({ domain }) => domain);
  return below.filter((domain) => suffix !== "." && domain.endsWith(suffix) && !listed.has(domain));
}
