import type { Mending } from "./mending.ts";

/** Whether a value was written by somebody who wanted its clients not to relay. */
export function isMeantAsNo(value: string): boolean {
  return /^(?:no|n|0|off|false|none|deny|never)$/i.test(value);
}

/** For a rule that lets strangers relay. */
export function notRelaying(line: string): Mending & { readonly becomes: string } {
  return { title: "Let them in, and let them not relay", becomes: withoutVariable(line, "RELAYCLIENT") };
}

/** The rule's line without a variable, wherever it's set. */
export function withoutVariable(line: string, name: string): string {
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
export function withRelayclient(line: string, value: string): string {
  const end = line.length - (/[ \t]*$/.exec(line)?.[0].length ?? 0);
  return `${withoutVariable(line.slice(0, end), "RELAYCLIENT")},RELAYCLIENT="${value}"`;
}
