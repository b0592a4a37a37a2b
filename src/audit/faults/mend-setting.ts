import type { FaultyRule } from "./faulty-rule.ts";
import type { Mending } from "./mending.ts";
import { isMeantAsNo, notRelaying } from "./relayclient.ts";

/** For what follows the verdict: the commas, the variables, their values. */
export function settingMendings(rule: FaultyRule): readonly Mending[] {
  const { id, written, from, to } = rule;
  const before = written.slice(0, from);
  const rest = written.slice(from);
  switch (id) {
    case "no-comma":
      return [...straightened(written), ...commaMendings(before, rest)];
    case "no-equals":
      return equalsMendings(before, rest);
    case "no-quote":
      return [
        {
          title: 'Write the empty value: ""',
          becomes: `${before}""`,
          isGuess: !before.endsWith(",RELAYCLIENT="),
        },
      ];
    case "unclosed-quote":
      return quoteMendings(before, rest);
    case "blank-in-variable":
    case "variable-case": {
      const name = properName(written.slice(from, to));
      return [
        {
          title: id === "variable-case" ? `Write ${name}` : "Take the blank out",
          becomes: before + name + written.slice(to),
        },
        ...withoutThis(rule),
      ];
    }
    case "relay-for-all":
      return [notRelaying(written)];
    case "relayclient-value":
      return valueMendings(rule);
    case "variables-on-deny":
      return [{ title: "Remove the variables", becomes: before + written.slice(to) }];
    default:
      return [];
  }
}

/** With the quotes that tcprules takes, where those of word processors and web pages are. */
function straightened(written: string): readonly Mending[] {
  const becomes = written.replace(/(?<==)[“”„«»]([^"“”„«»]*)[“”„«»]/g, '"$1"');
  return becomes === written ? [] : [{ title: "Write straight quotes", becomes }];
}

function commaMendings(before: string, rest: string): readonly Mending[] {
  const variables = /^[ \t;:.]*,?[ \t]*([A-Za-z_]\w*(?:=.*)?)$/.exec(rest)?.[1];
  const comma =
    variables === undefined ? [] : [{ title: "Write a comma", becomes: `${before},${variables}` }];
  return [...comma, { title: `Remove ${shortened(rest)}`, becomes: before, isGuess: true }];
}

function equalsMendings(before: string, rest: string): readonly Mending[] {
  const withoutComma = before.slice(0, -1);
  if (rest.trim() === "") return [{ title: "Remove the comma", becomes: withoutComma }];
  const found = /^[ \t]*([A-Za-z_]\w*)[ \t:]*(""|'')?(,.*)?$/.exec(rest);
  const removed = { title: `Remove ${shortened(rest)}`, becomes: withoutComma, isGuess: true };
  if (found === null) return [removed];
  const setting = `${properName(found[1] ?? "")}=""`;
  const isGuess = !setting.startsWith("RELAYCLIENT=");
  return [{ title: `Write ${setting}`, becomes: before + setting + (found[3] ?? ""), isGuess }, removed];
}

function quoteMendings(before: string, rest: string): readonly Mending[] {
  const isRelayclient = before.endsWith("RELAYCLIENT=");
  const next = /,[ \t]*[A-Za-z_]\w*=/.exec(rest)?.index ?? rest.length;
  const value = rest.slice(0, next).replace(/^["'`“”„«»‘’]+|(?<!["'`“”„«»‘’])["'`“”„«»‘’]+$/g, "");
  const quote = value.includes('"') ? "'" : '"';
  const quoted = quote + value + quote;
  const after = rest.slice(next);
  return [
    ...(isRelayclient
      ? [{ title: 'Write RELAYCLIENT=""', becomes: `${before}""${after}`, isGuess: true }]
      : []),
    { title: `Write ${shortened(quoted)}`, becomes: before + quoted + after, isGuess: true },
  ];
}

function valueMendings(rule: FaultyRule): readonly Mending[] {
  const { written, from, to } = rule;
  const empty = { title: 'Write RELAYCLIENT=""', becomes: written.slice(0, from) + written.slice(to) };
  const isNo = isMeantAsNo(written.slice(from, to));
  return isNo ? [...withoutThis(rule), empty] : [empty];
}

/** The variable goes that has the problem, with its comma; a rule without RELAYCLIENT lets connect and not relay. */
function withoutThis({ written, from }: FaultyRule): readonly Mending[] {
  const colon = written.indexOf(":");
  const setting = /,[ \t]*([^=,]*)=(.)[^]*?\2/g;
  setting.lastIndex = colon;
  for (let found = setting.exec(written); found !== null; found = setting.exec(written)) {
    if (setting.lastIndex <= from) continue;
    const becomes = written.slice(0, found.index) + written.slice(setting.lastIndex);
    return found.index <= from ? [{ title: `Remove ${(found[1] ?? "").trim()}`, becomes }] : [];
  }
  return [];
}

/** A variable's name without blanks, and RELAYCLIENT in capitals. */
function properName(name: string): string {
  const joined = name.replace(/[ \t]+/g, "");
  return joined.toUpperCase() === "RELAYCLIENT" ? "RELAYCLIENT" : joined;
}

function shortened(text: string): string {
  const shown = text.trim();
  return shown.length > 30 ? `${shown.slice(0, 29)}…` : shown;
}
