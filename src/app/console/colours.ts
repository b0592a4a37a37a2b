import type { Segment } from "./layout.ts";
import type { TranscriptEntry } from "./model.ts";
import { visible, visibleInLine } from "./visible.ts";

/** How a reply turned out, by its first digit (RFC 5321 4.2.1); null for text that is no reply. */
export type ReplyTone = "ok" | "more" | "later" | "refused";

// A reply's code, which swaks puts its own mark before.
const REPLY = /^(?:<(?:- |\*\*) )?([2-5])[0-9]{2}(?:[ -]|\r?$)/m;

/** The tone of a reply's text, as it is or as swaks shows it. */
export function replyTone(text: string): ReplyTone | null {
  switch (REPLY.exec(text)?.[1]) {
    case "2":
      return "ok";
    case "3":
      return "more";
    case "4":
      return "later";
    case "5":
      return "refused";
    default:
      return null;
  }
}

/** An entry as the terminal prints it: harmless, with tabs made blanks, in the terminal's own 16 colours. */
export function entrySegments(entry: TranscriptEntry): Segment[] {
  switch (entry.kind) {
    case "input":
      return [...promptSegments(entry.prompt), { text: `${visibleInLine(entry.text)}\n`, style: INPUT }];
    case "notice":
      return [{ text: `${expandTabs(visible(entry.text)).replace(/\n$/, "")}\n`, style: NOTICE }];
    case "output": {
      const text = expandTabs(visible(entry.text));
      return entry.replyId === null ? [{ text, style: "" }] : replySegments(text);
    }
    default:
      return entry satisfies never;
  }
}

/** The prompt, paler than what follows it. */
export function promptSegments(prompt: string): Segment[] {
  return prompt === "" ? [] : [{ text: visibleInLine(prompt), style: PROMPT_STYLE }];
}

/** The style of a prompt. */
export const PROMPT_STYLE = "90";

const INPUT = "1";
const NOTICE = PROMPT_STYLE;
const TONES: Readonly<Record<ReplyTone, string>> = { ok: "32", more: "34", later: "33", refused: "31" };
const TAB_CELLS = 8;

// Only the code of a good reply is coloured; a bad one is coloured whole, since its text says what is wrong.
function replySegments(text: string): Segment[] {
  const tone = replyTone(text);
  if (tone === null) return [{ text, style: "" }];
  if (tone === "later" || tone === "refused") return [{ text, style: TONES[tone] }];
  return text
    .split(/(^(?:<- {2})?[0-9]{3}(?=[ -]|$))/m)
    .map((part, index) => ({ text: part, style: index % 2 === 1 ? TONES[tone] : "" }));
}

function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  const expandLine = (line: string) =>
    line
      .split("\t")
      .reduce((before, part) => before + " ".repeat(TAB_CELLS - (before.length % TAB_CELLS)) + part);
  return text.split("\n").map(expandLine).join("\n");
}
