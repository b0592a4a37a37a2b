import { atFile, atLine, type ControlKnown, type Examined } from "./examined.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { appendLines, controlPath } from "./fix.ts";
import { hostedDomains } from "./hosted.ts";
import { strangersCome } from "./strangers-denied.ts";

/** What holds for all mail: no list at all, an empty one, the percent hack, and a server without a name. */
export function* rcpthosts(examined: Examined): Generator<Finding, void> {
  const { control, audit } = examined;
  const isForStrangers = strangersCome(examined);
  const { recipients } = audit;
  if (control === null || recipients === null) return;
  const path = controlPath(control.files, "rcpthosts");
  if (recipients.session === "fails") {
    const file = controlPath(control.files, "me");
    const message =
      "There's neither me nor smtpgreeting, so every client gets 421 instead of a greeting, and no mail comes in.";
    yield { id: "greeting-missing", severity: "error", ...atFile(file), message, fix: null };
  }
  if (recipients.reached === "everything" && isForStrangers) {
    const message = "Without this file every recipient is taken from everybody: this is an open relay.";
    yield { id: "rcpthosts-missing", severity: "error", ...atFile(path), message, fix: hostedFix(control) };
  }
  if (control.files.rcpthosts !== undefined && recipients.reached.length === 0 && isForStrangers) {
    const message =
      "It lists no domain, so mail from outside is refused for every domain, those of this host too.";
    yield { id: "rcpthosts-empty", severity: "error", ...atFile(path), message, fix: hostedFix(control) };
  }
  yield* percentHack(examined, control);
}

/** The list of what is hosted here; null if nothing is known to be. */
function hostedFix(control: ControlKnown): FindingFix | null {
  const domains = [...new Set(hostedDomains(control).map(({ domain }) => domain))];
  if (domains.length === 0) return null;
  const path = controlPath(control.files, "rcpthosts");
  return appendLines(path, control.files.rcpthosts ?? null, {
    title: "List the domains that are hosted here",
    lines: domains,
  });
}

// qmail-1.03 qmail-send.c rewrite
function* percentHack(
  { audit: { recipients } }: Examined,
  { files }: ControlKnown,
): Generator<Finding, void> {
  const file = files.percenthack;
  if (recipients === null || file === undefined) return;
  for (const { domain, source, letInBy } of recipients.percentHack) {
    const at = atLine(file, source.line);
    const edits = [{ line: source.line, removes: 1, inserts: [] }];
    const fix = { title: `Remove ${domain}`, file: file.path, edits };
    const isOpen = letInBy !== null;
    const message = isOpen
      ? `Anybody may write to user%elsewhere.example@${domain}, and it's sent on to user@elsewhere.example: this is an open relay.`
      : `Strangers can't write to ${domain}, so only clients that may relay have their user%elsewhere@${domain} sent on.`;
    yield {
      id: isOpen ? "percent-hack" : "percent-hack-of-clients",
      severity: isOpen ? "error" : "info",
      ...at,
      message,
      fix,
    };
  }
}
