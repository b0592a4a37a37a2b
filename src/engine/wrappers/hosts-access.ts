import type { ByteString } from "../bytes/index.ts";
import { errorText, type FileRead } from "../program/index.ts";
import { client_match, list_match, server_match } from "./match.ts";
import { process_options, type Options } from "./options.ts";
import { cannotOpen } from "./replies.ts";
import { warn, type Asking, type Request } from "./request.ts";
import { parseTable } from "./table.ts";

/** A table of access rules, as it's read when a connection comes. A missing one counts as empty. */
export interface AccessTable {
  readonly file: ByteString;
  readonly read: FileRead;
}

/** hosts.allow and hosts.deny. */
export interface AccessTables {
  readonly allow: AccessTable;
  readonly deny: AccessTable;
}

/**
 * Whether a client may connect to a daemon. The first rule of hosts.allow that names both lets it in, else the first of
 * hosts.deny refuses it, else it's let in; unless the rule's options say otherwise. What they set is then in the request's
 * `variables`.
 */
// tcp_wrappers-7.6 hosts_access.c hosts_access, built with PROCESS_OPTIONS
export function* hosts_access(request: Request, { allow, deny }: AccessTables): Asking<"allow" | "deny"> {
  for (const [table, verdict] of [
    [allow, "allow"],
    [deny, "deny"],
  ] as const) {
    const options = yield* table_match(table, request);
    const source = request.context;
    if (options === null) continue;
    const isDecided = options.kind === "decided";
    // An option that decides jumps out of the table, so the log goes on telling its line.
    if (!isDecided) request.context = null;
    return decided(request, {
      source,
      verdict: isDecided ? options.verdict : verdict,
      trouble: isDecided ? options.why : null,
    });
  }
  return decided(request, { source: null, verdict: "allow", trouble: null });
}

type Decision = Pick<
  Extract<Parameters<Request["note"]>[0], { kind: "access-decided" }>,
  "source" | "verdict" | "trouble"
>;

function decided(request: Request, decision: Decision): "allow" | "deny" {
  request.note({
    kind: "access-decided",
    ...decision,
    variables: [...request.variables],
    upstream: "hosts_access.c hosts_access",
  });
  return decision.verdict;
}

/** What the options of the first rule decide that names the request, whose place is then its context; null if none does. */
// tcp_wrappers-7.6 hosts_access.c table_match
function* table_match({ file, read }: AccessTable, request: Request): Asking<Options | null> {
  if (read.kind === "failed") {
    // A folder can be opened, and then has no lines.
    if (read.error === "ENOENT" || read.error === "EISDIR") return null;
    warn(request, cannotOpen(file, read.error === "EACCES" ? "Permission denied" : errorText(read.error)));
    return null;
  }
  for (const entry of parseTable(read.bytes)) {
    const source = { file, line: entry.line };
    request.context = source;
    if (entry.kind === "trouble") {
      warn(request, entry.text);
      continue;
    }
    const mismatch = !(yield* list_match(entry.daemons, request, server_match))
      ? "daemon"
      : (yield* list_match(entry.clients, request, client_match))
        ? null
        : "client";
    request.note({
      kind: "access-tried",
      source,
      daemon: request.connection.daemon,
      mismatch,
      upstream: "hosts_access.c table_match",
    });
    if (mismatch !== null) continue;
    return entry.options === null ? { kind: "nothing" } : yield* process_options(entry.options, request);
  }
  request.context = null;
  return null;
}
