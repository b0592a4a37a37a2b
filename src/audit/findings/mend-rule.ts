import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { diagnoseRules, type RuleDiagnostic } from "../../engine/tcprules/index.ts";
import { networkRange, paddedAddress, ruleAddresses } from "./rule-addresses.ts";

type ProblemId = RuleDiagnostic["problem"]["id"];

/** What a rule's line with a problem should be: one line or several. */
export interface MendedRule {
  readonly title: string;
  readonly becomes: readonly ByteString[];
}

/** A mending after which the line has neither this problem nor another one; null if its author must say what was meant. */
export function mendRule(id: ProblemId, line: ByteString): MendedRule | null {
  const mended = mend(id, line);
  if (mended === null || mended.becomes.length === 0) return null;
  const { diagnostics } = diagnoseRules(bytesOf(mended.becomes.join("\n")));
  return diagnostics.some(({ problem }) => problem.kind === "failure" || problem.id === id) ? null : mended;
}

function mend(id: ProblemId, line: ByteString): MendedRule | null {
  const colon = line.indexOf(":");
  const address = colon === -1 ? line : line.slice(0, colon);
  const rest = colon === -1 ? "" : line.slice(colon);
  const readdressed = (addresses: readonly ByteString[] | null): MendedRule | null =>
    addresses === null
      ? null
      : { title: `Write ${addresses.join(" and ")}`, becomes: addresses.map((one) => one + rest) };
  switch (id) {
    case "leading-blank":
      return line.trimStart().startsWith("#")
        ? { title: "Start the comment in column 1", becomes: [line.trimStart()] }
        : { title: "Start in column 1", becomes: [line.trimStart()] };
    case "blank-in-address":
      return readdressed([address.replace(/[ \t]+/g, "")]);
    case "prefix-without-dot":
      return { title: `Add the dot: ${address}.`, becomes: [`${address}.${rest}`] };
    case "cidr": {
      const range = networkRange(address);
      return readdressed(range === null ? null : ruleAddresses(range));
    }
    case "glob":
      return readdressed(withoutWildcard(address));
    case "range-across-dots":
      return readdressed(spanned(address));
    case "name-without-equals":
      return readdressed(asName(address));
    case "capital-in-name":
      return readdressed([lowerName(address)]);
    case "no-verdict":
      return maskOrVerdict(address, rest);
    case "no-comma":
      return separated(line);
    case "no-quote":
    case "no-equals":
      return /,[ \t]*RELAYCLIENT=?$/.test(line)
        ? {
            title: 'Write RELAYCLIENT=""',
            becomes: [line.replace(/,[ \t]*RELAYCLIENT=?$/, ',RELAYCLIENT=""')],
          }
        : null;
    case "blank-in-variable":
      return { title: "Take the blank out", becomes: [line.replace(/,[ \t]+(?=[A-Za-z_]+=)/g, ",")] };
    case "variable-case":
      return {
        title: "Write RELAYCLIENT in capitals",
        becomes: [line.replace(/,relayclient=/gi, ",RELAYCLIENT=")],
      };
    case "relay-for-all":
      return {
        title: "Let everybody in, and let nobody relay",
        becomes: [withoutVariable(line, "RELAYCLIENT")],
      };
    case "variables-on-deny":
      return { title: "Remove the variables", becomes: [line.replace(/:deny,.*$/, ":deny")] };
    default:
      return null;
  }
}

/** The rule's line without a variable, wherever it's set. */
export function withoutVariable(line: ByteString, name: ByteString): ByteString {
  const colon = line.indexOf(":");
  const settings = /,([^=]*)=(.)([^]*?)\2/g;
  return (
    line.slice(0, colon) +
    line
      .slice(colon)
      .replace(settings, (setting: string, variable: string) => (variable === name ? "" : setting))
  );
}

/** The rule's line with RELAYCLIENT set to another value. */
export function withRelayclient(line: ByteString, value: ByteString): ByteString {
  const end = line.length - (/[ \t]*$/.exec(line)?.[0].length ?? 0);
  return `${withoutVariable(line.slice(0, end), "RELAYCLIENT")},RELAYCLIENT="${value}"`;
}

function withoutWildcard(address: ByteString): readonly ByteString[] | null {
  const numbers = /^((?:[0-9]{1,3}\.){1,3})\*(?:\.\*)*$/.exec(address)?.[1];
  if (numbers !== undefined) return [numbers];
  const name = /^=?\*(\.[a-z0-9.-]+)$/i.exec(address)?.[1];
  return name === undefined ? null : [`=${name.toLowerCase()}`];
}

/** `10.0.0.5-10.0.0.20` as addresses that rules have. */
function spanned(address: ByteString): readonly ByteString[] | null {
  const [from = "", to = ""] = address.split("-");
  const first = paddedAddress(from);
  const last = paddedAddress(to);
  return first === null || last === null || last < first ? null : ruleAddresses({ first, last });
}

function asName(address: ByteString): readonly ByteString[] | null {
  return /^\.?[a-z0-9_]+([.-][a-z0-9_]+)*$/i.test(address) ? [`=${address.toLowerCase()}`] : null;
}

function lowerName(address: ByteString): ByteString {
  const at = address.lastIndexOf("@") + 1;
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

const MEANT: ReadonlyMap<string, string> = new Map([
  ["allow", "allow"],
  ["accept", "allow"],
  ["deny", "deny"],
  ["reject", "deny"],
]);

function maskOrVerdict(address: ByteString, rest: ByteString): MendedRule | null {
  const [, mask, behind = ""] = /^:([0-9.]+)(:.*)$/.exec(rest) ?? [];
  const range = mask === undefined ? null : networkRange(`${address}/${mask}`);
  if (range !== null) {
    const addresses = ruleAddresses(range);
    return { title: `Write ${addresses.join(" and ")}`, becomes: addresses.map((one) => one + behind) };
  }
  const [, word = "", settings = ""] = /^:[ \t]*([A-Za-z]+)[ \t]*(,.*)?$/.exec(rest) ?? [];
  const verdict = MEANT.get(word.toLowerCase());
  return verdict === undefined
    ? null
    : { title: `Write ${verdict}`, becomes: [`${address}:${verdict}${settings}`] };
}

/** `:allow RELAYCLIENT=""` gets its comma, and a remark a line of its own. */
function separated(line: ByteString): MendedRule | null {
  const [, before, remark] = /^([^#]*?(?:allow|deny|["']))[ \t]+(#.*)$/.exec(line) ?? [];
  if (before !== undefined && remark !== undefined)
    return { title: "Put the remark on a line of its own", becomes: [remark, before] };
  const becomes = line.replace(/(?<=:allow|["'])[ \t]+(?=[A-Za-z_]+=)/g, ",");
  return becomes === line ? null : { title: "Write the comma", becomes: [becomes] };
}
