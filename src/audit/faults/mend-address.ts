import type { FaultyRule } from "./faulty-rule.ts";
import type { Mending } from "./mending.ts";
import { networkRange, prefixRange, ruleAddresses } from "./rule-addresses.ts";

/** For an address that no client has. */
export function addressMendings(rule: FaultyRule): readonly Mending[] {
  const { id, address } = rule;
  switch (id) {
    case "leading-blank":
      return [readdressed(rule, "Start in column 1", [address.trimStart()])];
    case "blank-in-address":
      return [readdressed(rule, "Take the blank out", [address.replace(/[ \t]+/g, "")])];
    case "prefix-without-dot":
      return [readdressed(rule, `Add the dot: ${address}.`, [`${address}.`])];
    case "cidr":
      return written(rule, addressesOfNetwork(address));
    case "glob":
      return globMendings(rule);
    case "range-across-dots":
      return written(rule, addressesOfRange(address));
    case "reversed-range":
      // Without a second end it could be any.
      return written(rule, turnedRange(address)).map((mending) =>
        /-(?![0-9])/.test(address) ? { ...mending, isGuess: true } : mending,
      );
    case "not-an-address":
      return written(rule, numbersMended(address));
    case "name-without-equals":
      return written(rule, asName(address));
    case "capital-in-name":
      return [readdressed(rule, "Use small letters", [lowered(address)])];
    case "range-not-number":
      return written(
        rule,
        /[a-z]/i.test(address) ? asName(address) : addressesOfRange(address.replace(/[ \t]+/g, "")),
      );
    default:
      return [];
  }
}

function readdressed({ instructions }: FaultyRule, title: string, addresses: readonly string[]): Mending {
  return { title, becomes: addresses.map((address) => address + instructions).join("\n") };
}

/** The same rule for other addresses, one line each. */
function written(rule: FaultyRule, addresses: readonly string[] | null): readonly Mending[] {
  if (addresses === null || addresses.length === 0) return [];
  const shown = addresses.map((address) => (address === "" ? "no address, for everybody" : address));
  return [readdressed(rule, `Write ${shown.join(" and ")}`, addresses)];
}

function globMendings(rule: FaultyRule): readonly Mending[] {
  const { address } = rule;
  const numbers = /^((?:[0-9]{1,3}\.){0,3})(?:[0-9]{0,2}\*)(?:\.\*)*\.?$/.exec(address);
  if (numbers !== null) return written(rule, [numbers[1] ?? ""]);
  const name = /^(?:[^@]*@)?=?\*?(\.[^*?]+)$/.exec(address);
  return name === null ? [] : written(rule, asName(address.replace("*", "")));
}

/** `=name` in small letters for what looks like the name of a host, behind what the ident server says. */
function asName(address: string): readonly string[] | null {
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1).trim();
  if (!/^=?\.?[a-z0-9_][a-z0-9_.-]*$/i.test(host) || !/[a-z]/i.test(host)) return null;
  return [`${address.slice(0, at + 1)}=${host.replace(/^=/, "").toLowerCase()}`];
}

function lowered(address: string): string {
  const at = address.lastIndexOf("@");
  return (
    address.slice(0, at + 1) + address.slice(at + 1).replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
  );
}

/** The addresses of a network that is written with a mask. */
export function addressesOfNetwork(address: string): readonly string[] | null {
  const range = networkRange(address);
  return range === null ? null : ruleAddresses(range);
}

/** `10.0.0.1-10.0.0.5` and the like; both ends may be prefixes. */
function addressesOfRange(address: string): readonly string[] | null {
  const [from = "", to = "", ...more] = address.split("-");
  const first = prefixRange(from)?.first ?? null;
  const last = prefixRange(to)?.last ?? null;
  if (first === null || last === null || last < first || more.length > 0) return null;
  return ruleAddresses({ first, last });
}

/** The ends of a range the other way round; one without a second end goes up to the last number. */
function turnedRange(address: string): readonly string[] | null {
  const found = /^((?:[0-9]+\.)*)([0-9]+)-([0-9]*)((?:\.[0-9]+)*\.?)$/.exec(address);
  if (found === null) return null;
  const [, before = "", bottom = "", top = "", after = ""] = found;
  if (Number(bottom) > 255 || Number(top) > 255) return null;
  return [top === "" ? `${before}${bottom}-255${after}` : `${before}${top}-${bottom}${after}`];
}

/** Numbers without the zeros in front, and without the dots or commas that are in the way. */
function numbersMended(address: string): readonly string[] | null {
  const at = address.lastIndexOf("@");
  const host = address
    .slice(at + 1)
    .replace(/,/g, ".")
    .replace(/\.{2,}/g, ".")
    .replace(/^\./, "")
    .replace(/^((?:[0-9]+\.){3}[0-9]+)\.$/, "$1")
    .replace(/\b0+(?=[0-9])/g, "");
  return host === "" ? null : [address.slice(0, at + 1) + host];
}
