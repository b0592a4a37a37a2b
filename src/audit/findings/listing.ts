import { lowerAscii, type ByteString } from "../../engine/bytes/index.ts";
import { rewrite } from "../../engine/send/index.ts";
import { entryFault, mendedEntry } from "../faults/index.ts";
import { atLine, type ControlKnown, type Examined } from "./examined.ts";
import { fileLines } from "../file-lines.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { appendLines, controlPath } from "./fix.ts";
import { hostedDomains, type HostedDomain } from "./hosted.ts";
import { PROVIDERS } from "./providers.ts";

/** Whether the domains that are hosted here are those that strangers may write to. */
export function* listing(examined: Examined): Generator<Finding, void> {
  const { control, audit } = examined;
  if (control === null || audit.recipients === null || control.routing === null) return;
  yield* bothLists(control);
  if (control.files.rcpthosts === undefined) return;
  const hosted = hostedDomains(control);
  if (control.entries("rcpthosts").length > 0) yield* unlisted(control, hosted);
  yield* unhosted(examined, hosted);
}

/** Domains that are hosted, and whose mail is refused. */
function* unlisted(control: ControlKnown, hosted: readonly HostedDomain[]): Generator<Finding, void> {
  const me = lowerAscii(firstLine(control));
  const pending = mendedNames(control);
  const entries = new Set(control.entries("rcpthosts").map(({ text }) => lowerAscii(text)));
  for (const { domain, file, line } of hosted) {
    const isSuffix = domain.startsWith(".");
    if (control.isReached(isSuffix ? `x${domain}` : domain) || pending.has(domain)) continue;
    const at = atLine(file, line);
    const fix = listFix(control, domain);
    if (domain === me) {
      const message = `Mail for ${domain} is refused when it comes from outside, which matters only if somebody writes to users at the server's own name.`;
      yield { id: "own-name-not-listed", severity: "info", ...at, message, fix };
      continue;
    }
    const other = isSuffix ? domain.slice(1) : `.${domain}`;
    const parent = domain.slice(domain.indexOf(".", 1) + 1);
    const severity = "error";
    if (!isSuffix && entries.has(other)) {
      const message = `Mail for ${domain} is refused: rcpthosts has ${other}, which is for the names below it only.`;
      yield { id: "suffix-without-plain", severity, ...at, message, fix };
    } else if (entries.has(isSuffix ? other : parent)) {
      const message = `Mail for ${isSuffix ? `names below ${other}` : domain} is refused: rcpthosts has ${isSuffix ? other : parent}, which isn't for the names below it.`;
      yield { id: "plain-without-suffix", severity, ...at, message, fix };
    } else {
      const message = `Mail for ${isSuffix ? `names below ${other}` : domain} is refused when it comes from outside, since rcpthosts doesn't list it.`;
      yield { id: "hosted-not-listed", severity, ...at, message, fix };
    }
  }
}

/** What broken entries of rcpthosts and morercpthosts are meant as, which is told of there. */
function mendedNames({ files, entries }: ControlKnown): ReadonlySet<ByteString> {
  const lists = (["rcpthosts", "morercpthosts"] as const).filter((list) => files[list] !== undefined);
  const names = lists.flatMap((list) =>
    entries(list).flatMap(({ text }) => {
      const entry = text.replace(/\r+$/, "");
      const isBroken = entry !== text || entryFault(list, entry) !== null || list === "morercpthosts";
      return isBroken ? (mendedEntry(list, entry) ?? []).map(lowerAscii) : [];
    }),
  );
  return new Set(names);
}

function listFix({ files }: ControlKnown, domain: ByteString): FindingFix {
  const path = controlPath(files, "rcpthosts");
  return appendLines(path, files.rcpthosts ?? null, {
    title: `List ${domain} in rcpthosts`,
    lines: [domain],
  });
}

/** Domains that anybody may write to, and whose mail goes on from here. */
function* unhosted(
  { audit: { recipients }, control, configuration }: Examined,
  hosted: readonly HostedDomain[],
): Generator<Finding, void> {
  const routing = control?.routing ?? null;
  const file = configuration.control?.rcpthosts;
  if (recipients === null || recipients.reached === "everything" || routing === null || file === undefined)
    return;
  const routes = new Set(
    control?.entries("smtproutes").map(({ text }) => lowerAscii(text.split(":", 1)[0] ?? "")),
  );
  const isAlone = hosted.every(({ domain }) => control?.isReached(domain) !== true);
  for (const { text, use, where, source } of recipients.reached) {
    if (use !== "matches" || where !== "rcpthosts" || source === null) continue;
    if (entryFault("rcpthosts", text) !== null) continue;
    const at = atLine(file, source.line);
    if (text.startsWith(".")) {
      const plain = text.slice(1);
      const isBelow = hosted.some(({ domain }) => domain === plain || domain.endsWith(text));
      if (isBelow || routes.has(text) || control?.isReached(plain) === true || plain === "") continue;
      const message = `Mail for names below ${plain} is taken, but mail for ${plain} itself is refused.`;
      yield { id: "suffix-without-plain", severity: "info", ...at, message, fix: null };
      continue;
    }
    if (routes.has(text) || text === "localhost" || rewrite(`x@${text}`, routing).channel === "local")
      continue;
    if (PROVIDERS.has(text)) {
      const message = `Anybody may send mail to ${text} through this server; to let customers write there, set RELAYCLIENT for them.`;
      const edits = [{ line: source.line, removes: 1, inserts: [] }];
      const fix = { title: `Remove ${text}`, file: file.path, edits };
      yield { id: "foreign-domain-listed", severity: "warning", ...at, message, fix };
      continue;
    }
    const message = `Mail for ${text} is taken and sent on to its mail exchangers: right for a secondary, but it bounces if this is the first one.`;
    yield {
      id: "listed-not-hosted",
      severity: isAlone && hosted.length > 0 ? "warning" : "info",
      ...at,
      message,
      fix: null,
    };
  }
}

/** Of a domain in both lists locals counts. */
// qmail-1.03 qmail-send.c rewrite
function* bothLists({ files, routing }: ControlKnown): Generator<Finding, void> {
  if (routing === null || files.virtualdomains === undefined || files.locals === undefined) return;
  for (const [domain, { line }] of routing.virtualdomains.values) {
    const localsLine = routing.locals.lineOf.get(domain);
    if (localsLine === undefined) continue;
    const edits = [{ line: localsLine, removes: 1, inserts: [] }];
    yield {
      id: "locals-and-virtualdomains",
      severity: "warning",
      ...atLine(files.virtualdomains, line),
      message: `Line ${localsLine} of locals has ${domain} too, and counts first, so this line does nothing.`,
      fix: { title: `Remove ${domain} from locals`, file: files.locals.path, edits },
    };
  }
}

function firstLine({ files }: ControlKnown): ByteString {
  return files.me === undefined ? "" : fileLines(files.me).line(1).trimEnd();
}
