import type { ByteString } from "../../engine/bytes/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import type { ControlKnown } from "./examined.ts";

/** A domain whose mail is delivered on this host, or with a dot in front all names below one. */
export interface HostedDomain {
  /** In small letters. */
  readonly domain: ByteString;
  readonly where: "locals" | "virtualdomains";
  readonly file: ConfigurationFile;
  readonly line: number;
}

/** The domains that are hosted, each once; those of which the entry is a name as the Internet has them. */
export function hostedDomains({ files, routing }: ControlKnown): readonly HostedDomain[] {
  if (routing === null) return [];
  const { locals, virtualdomains } = routing;
  const found: HostedDomain[] = [];
  const localsFile = files.locals ?? files.me;
  if (localsFile !== undefined) {
    for (const [domain, line] of locals.lineOf)
      if (isName(domain)) found.push({ domain, where: "locals", file: localsFile, line });
  }
  if (files.virtualdomains !== undefined) {
    for (const [domain, { value, line }] of virtualdomains.values) {
      const isHosted =
        value !== "" && (isName(domain) || (domain.startsWith(".") && isName(domain.slice(1))));
      if (isHosted && !locals.lineOf.has(domain))
        found.push({ domain, where: "virtualdomains", file: files.virtualdomains, line });
    }
  }
  return found;
}

/** A name with a dot in it, not only made up for this host such as `localhost` and `fixme`. */
function isName(domain: ByteString): boolean {
  return (
    // RFC 1035 2.3.4; what is longer would take a regular expression more than its stack.
    domain.length <= NAME_BYTES_MAX &&
    /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(domain) &&
    domain !== "localhost.localdomain" &&
    !/\.[0-9]+$/.test(domain)
  );
}

const NAME_BYTES_MAX = 255;
