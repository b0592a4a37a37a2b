import type { EditCommand } from "./line-buffer.ts";
import { limits } from "./limits.ts";

/** What the person did, as far as a line of input cares. */
export type Key =
  /** Characters typed; none of them is a control character of C0. */
  | { readonly kind: "text"; readonly text: string }
  /** Characters pasted; may hold anything. Long pastes come in pieces. */
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "edit"; readonly command: EditCommand }
  | { readonly kind: "enter" | "interrupt" | "end-input" | "clear" | "complete" };

/**
 * Turns what a terminal sends into keys. Data may be cut anywhere, inside an escape sequence too. Unknown sequences and
 * control characters without a meaning are dropped. As in a real terminal, Escape followed by a letter is Alt with it.
 */
export class KeyDecoder {
  #pending = "";
  #isPasting = false;
  #wasCarriageReturn = false;

  /** The keys that `data` completes, in order. */
  decode(data: string): Key[] {
    const keys: Key[] = [];
    let rest = this.#pending + data;
    this.#pending = "";
    while (rest !== "") {
      const taken = this.#isPasting ? this.#takePaste(rest, keys) : this.#take(rest, keys);
      if (taken === 0) {
        this.#pending = rest;
        break;
      }
      rest = rest.slice(taken);
    }
    return keys;
  }

  /** Forgets an Escape that waits for what follows it: the person has turned to something else. */
  forgetPending(): void {
    if (!this.#isPasting) this.#pending = "";
  }

  /** Takes one key from the front of `rest`; gives the characters used, 0 when it needs to see more. */
  #take(rest: string, keys: Key[]): number {
    const first = rest.charAt(0);
    const followsCarriageReturn = this.#wasCarriageReturn;
    this.#wasCarriageReturn = first === "\r";
    if (first === ESC) return this.#takeEscape(rest, keys);
    if (first === "\n" && followsCarriageReturn) return 1;
    const control = CONTROLS.get(first);
    if (control !== undefined) {
      keys.push(control);
      return 1;
    }
    if (first < " ") return 1;
    const text = TYPED.exec(rest)?.[0] ?? first;
    keys.push({ kind: "text", text });
    return text.length;
  }

  #takeEscape(rest: string, keys: Key[]): number {
    if (rest.length === 1) return 0;
    const second = rest.charAt(1);
    if (second !== "[" && second !== "O") {
      const command = ALTS.get(second);
      if (command === undefined) return second < " " ? 1 : 2;
      keys.push({ kind: "edit", command });
      return 2;
    }
    const sequence = (second === "[" ? CSI : SS3).exec(rest)?.[0];
    if (sequence === undefined) return 1;
    if (sequence.length > limits.escapeCharactersMax) return sequence.length;
    const last = sequence.charCodeAt(sequence.length - 1);
    const isWhole = sequence.length > 2 && last >= 0x40 && last <= 0x7e;
    // Cut short by the end of the data, or by a character that no sequence holds.
    if (!isWhole) return sequence.length === rest.length ? 0 : sequence.length;
    if (sequence === PASTE_START) this.#isPasting = true;
    const command = SEQUENCES.get(sequence);
    if (command !== undefined) keys.push({ kind: "edit", command });
    return sequence.length;
  }

  #takePaste(rest: string, keys: Key[]): number {
    const end = rest.indexOf(PASTE_END);
    if (end !== -1) {
      if (end > 0) keys.push({ kind: "paste", text: rest.slice(0, end) });
      this.#isPasting = false;
      return end + PASTE_END.length;
    }
    // The end mark may be cut, and so may a CR LF: what may be its front waits.
    let plain = rest.length;
    for (let length = PASTE_END.length - 1; length > 0; length--) {
      if (rest.endsWith(PASTE_END.slice(0, length))) {
        plain = rest.length - length;
        break;
      }
    }
    if (plain > 0 && rest.charAt(plain - 1) === "\r") plain--;
    if (plain > 0) keys.push({ kind: "paste", text: rest.slice(0, plain) });
    return plain;
  }
}

const ESC = "\u001b";
const PASTE_START = "\u001b[200~";
const PASTE_END = "\u001b[201~";
// eslint-disable-next-line no-control-regex -- C0 and DEL are what ends typed text
const TYPED = /^[^\u0000-\u001f\u007f]+/;
// eslint-disable-next-line no-control-regex -- ECMA-48 5.4: parameters, intermediates, final
const CSI = /^\u001b\[[\u0020-\u003f]*[\u0040-\u007e]?/;
// eslint-disable-next-line no-control-regex -- ECMA-48 8.3.143 single shift three, as keypads send it
const SS3 = /^\u001bO[\u0020-\u007e]?/;

const edit = (command: EditCommand): Key => ({ kind: "edit", command });

const CONTROLS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ["\u0001", edit("home")],
  ["\u0002", edit("left")],
  ["\u0003", { kind: "interrupt" }],
  ["\u0004", { kind: "end-input" }],
  ["\u0005", edit("end")],
  ["\u0006", edit("right")],
  ["\u0008", edit("erase-left")],
  ["\t", { kind: "complete" }],
  ["\n", { kind: "enter" }],
  ["\u000b", edit("kill-to-end")],
  ["\u000c", { kind: "clear" }],
  ["\r", { kind: "enter" }],
  ["\u000e", edit("newer")],
  ["\u0010", edit("older")],
  ["\u0015", edit("kill-to-start")],
  ["\u0017", edit("kill-blank-word")],
  ["\u0019", edit("yank")],
  ["\u007f", edit("erase-left")],
]);

const ALTS: ReadonlyMap<string, EditCommand> = new Map<string, EditCommand>([
  ["b", "word-left"],
  ["f", "word-right"],
  ["d", "kill-word-right"],
  ["\u007f", "kill-word-left"],
]);

const SEQUENCES: ReadonlyMap<string, EditCommand> = new Map<string, EditCommand>([
  ...arrows("\u001b["),
  ...arrows("\u001bO"),
  ["\u001b[1~", "home"],
  ["\u001b[7~", "home"],
  ["\u001b[4~", "end"],
  ["\u001b[8~", "end"],
  ["\u001b[3~", "erase-right"],
  ["\u001b[3;5~", "kill-word-right"],
  ["\u001b[1;3C", "word-right"],
  ["\u001b[1;5C", "word-right"],
  ["\u001b[1;3D", "word-left"],
  ["\u001b[1;5D", "word-left"],
]);

function arrows(introducer: string): [string, EditCommand][] {
  return [
    [`${introducer}A`, "older"],
    [`${introducer}B`, "newer"],
    [`${introducer}C`, "right"],
    [`${introducer}D`, "left"],
    [`${introducer}H`, "home"],
    [`${introducer}F`, "end"],
  ];
}
