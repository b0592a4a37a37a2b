import type { FaultyRule } from "./faulty-rule.ts";
import { addressesOfNetwork } from "./mend-address.ts";
import type { Mending } from "./mending.ts";

/** For a line without a colon, or without allow or deny behind it. */
export function verdictMendings(rule: FaultyRule): readonly Mending[] {
  if (rule.id === "no-colon") return colonMendings(rule.written);
  if (rule.id !== "no-verdict") return [];
  const { address, instructions } = rule;
  const mask = /^:([0-9.]+)(:.*)$/.exec(instructions);
  if (mask !== null) {
    const addresses = addressesOfNetwork(`${address}/${mask[1] ?? ""}`) ?? [];
    const becomes = addresses.map((one) => one + (mask[2] ?? "")).join("\n");
    return addresses.length === 0 ? [] : [{ title: `Write ${addresses.join(" and ")}`, becomes }];
  }
  const said = instructions.slice(1).trimStart();
  if (said === "") return both(`${address}:`);
  if (/^,?[ \t]*[A-Za-z_]\w*=/.test(said)) {
    const becomes = `${address}:allow,${said.replace(/^,?[ \t]*/, "")}`;
    return [{ title: "Write allow in front", becomes }];
  }
  const word = /^[A-Za-z]+/.exec(said)?.[0] ?? "";
  const verdict = VERDICTS.get(word.toLowerCase());
  if (verdict === undefined) return [];
  const rest = said.slice(word.length).replace(/^[ \t;:]*,?[ \t]*(?=[A-Za-z_]\w*=)/, ",");
  return [{ title: `Write ${verdict}`, becomes: `${address}:${verdict}${rest}` }];
}

function colonMendings(written: string): readonly Mending[] {
  const comment = { title: "Make it a comment", becomes: `# ${written}`, isGuess: true };
  // Without a colon, `192.168.1. allow`.
  const rule = /^([^ \t,;=]+)[ \t,;=]+(allow|deny)(?![A-Za-z])(.*)$/i.exec(written);
  if (rule !== null) {
    const [, address = "", verdict = "", rest = ""] = rule;
    return [{ title: "Write the colon", becomes: `${address}:${verdict.toLowerCase()}${rest}` }, comment];
  }
  const isAddress = /^(?:=\S+|[0-9][0-9.-]*)$/.test(written);
  return isAddress ? [...both(`${written}:`), comment] : [comment];
}

function both(start: string): readonly Mending[] {
  return [
    { title: `Write ${start}allow`, becomes: `${start}allow`, isGuess: true },
    { title: `Write ${start}deny`, becomes: `${start}deny`, isGuess: true },
  ];
}

/** What people write, and mean. */
const VERDICTS: ReadonlyMap<string, "allow" | "deny"> = new Map([
  ...["allow", "alow", "allw", "allo", "accept", "permit", "pass", "ok", "yes"].map(
    (word) => [word, "allow"] as const,
  ),
  ...["deny", "dney", "den", "denied", "reject", "refuse", "drop", "block", "no"].map(
    (word) => [word, "deny"] as const,
  ),
]);
