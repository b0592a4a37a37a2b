import type { ByteString } from "../../../engine/bytes/index.ts";
import { anyByte, bracketSet, characterSet, escapedSet, type ByteSet } from "./byte-set.ts";

/**
 * A regular expression as a list of instructions, from the first one on. What matches is what leads to `match`; where
 * there are two ways the longer match counts.
 */
export type Instruction =
  | { readonly kind: "set"; readonly bytes: ByteSet }
  | { readonly kind: "fork"; to: number }
  | { readonly kind: "jump"; to: number }
  /** Keeps where in the text it is: 2n for the start of group n, 2n + 1 for its end. */
  | { readonly kind: "save"; readonly slot: number }
  | { readonly kind: "where"; readonly place: Place }
  /** What group n has matched, once more. */
  | { readonly kind: "again"; readonly group: number }
  /** Ends a way that has come round without a byte, as `(a*)*` could for ever. */
  | { readonly kind: "moved"; readonly slot: number }
  | { readonly kind: "match" };

/** A place between two bytes. */
export type Place =
  | "line start"
  | "line end"
  | "word start"
  | "word end"
  | "word edge"
  | "no word edge"
  | "not behind word"
  | "not before word";

export interface RegularExpression {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
  /** Slots that `save` and `moved` use. */
  readonly slots: number;
  /** Whether a group is matched again: there's no bound then but the number of steps. */
  readonly hasAgain: boolean;
  readonly ignoresCase: boolean;
}

export interface Syntax {
  readonly syntax: "basic" | "extended" | "fixed";
  readonly ignoresCase: boolean;
  /** What the match must be: all of a line (grep -x), or words (grep -w). */
  readonly whole?: "line" | "words" | null;
}

/** Why an expression can't be used, in GNU's words. */
export type ExpressionTrouble = "Invalid regular expression" | "Regular expression too big";

/** Instructions of one expression: far more than anybody writes, few enough for each byte of a text. */
const instructionsMax = 2000;

/** Source: POSIX.1-2017 limits.h RE_DUP_MAX. */
const repetitionsMax = 255;

/** How deep groups may stand within groups. */
const depthMax = 50;

/** A regular expression as grep and sed know it. */
// POSIX.1-2017 XBD 9; glibc regcomp.c for what GNU adds
export function regularExpression(source: ByteString, how: Syntax): RegularExpression | ExpressionTrouble {
  const parsed = new Parser(source, how).parse();
  if (typeof parsed === "string") return parsed;
  const around: Readonly<Record<"line" | "words", readonly [Place, Place]>> = {
    line: ["line start", "line end"],
    words: ["not behind word", "not before word"],
  };
  const [before, after] = how.whole === null || how.whole === undefined ? [] : around[how.whole];
  const instructions: readonly Instruction[] = [
    ...(before === undefined ? [] : [{ kind: "where", place: before } as const]),
    ...shifted(parsed.code, before === undefined ? 0 : 1),
    ...(after === undefined ? [] : [{ kind: "where", place: after } as const]),
    { kind: "match" },
  ];
  return {
    instructions,
    groups: parsed.groups,
    slots: parsed.slots,
    hasAgain: instructions.some(({ kind }) => kind === "again"),
    ignoresCase: how.ignoresCase,
  };
}

type Code = readonly Instruction[];

/** The same code at another place. */
function shifted(code: Code, by: number): Instruction[] {
  return code.map((one) => (one.kind === "fork" || one.kind === "jump" ? { ...one, to: one.to + by } : one));
}

function joined(...codes: readonly Code[]): Code {
  const all: Instruction[] = [];
  for (const code of codes) for (const one of shifted(code, all.length)) all.push(one);
  return all;
}

/** Letters behind a backslash that stand for a byte. sed-4.9 has these; `Differs:` so has grep here. */
const controls: Readonly<Record<string, string>> = { f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A recursive descent, whose first trouble ends it. */
class Parser {
  readonly #source: ByteString;
  readonly #how: Syntax;
  #at = 0;
  #groups = 0;
  #closed = new Set<number>();
  #marks = 0;
  #depth = 0;
  #size = 0;
  #trouble: ExpressionTrouble | null = null;

  constructor(source: ByteString, how: Syntax) {
    this.#source = source;
    this.#how = how;
  }

  parse(): { readonly code: Code; readonly groups: number; readonly slots: number } | ExpressionTrouble {
    const code = this.#how.syntax === "fixed" ? this.#fixed() : this.#alternatives();
    if (this.#at < this.#source.length) this.#fail("Invalid regular expression");
    if (this.#trouble !== null) return this.#trouble;
    // Marks come behind the groups, whose number is known only now.
    const base = (this.#groups + 1) * 2;
    const moved = code.map((one) => (one.kind === "moved" ? { ...one, slot: one.slot + base } : one));
    return { code: moved, groups: this.#groups, slots: base + this.#marks };
  }

  #fail(why: ExpressionTrouble): Code {
    this.#trouble ??= why;
    this.#at = this.#source.length;
    return [];
  }

  /** Whether this operator is next: behind a backslash, in a basic expression. */
  #isNext(operator: string): boolean {
    return this.#source.startsWith(this.#how.syntax === "basic" ? `\\${operator}` : operator, this.#at);
  }

  #take(operator: string): boolean {
    const isNext = this.#isNext(operator);
    if (isNext) this.#at += this.#how.syntax === "basic" ? 2 : 1;
    return isNext;
  }

  #sized(code: Code): Code {
    this.#size = Math.max(this.#size, code.length);
    return this.#size > instructionsMax ? this.#fail("Regular expression too big") : code;
  }

  #fixed(): Code {
    this.#at = this.#source.length;
    return this.#sized(Array.from(this.#source, (one) => this.#one(one)));
  }

  #one(character: string): Instruction {
    return { kind: "set", bytes: characterSet(character, this.#how) };
  }

  #alternatives(): Code {
    let code = this.#sequence();
    while (this.#take("|")) {
      const next = this.#sequence();
      code = this.#sized(
        joined([{ kind: "fork", to: code.length + 2 }], code, [{ kind: "jump", to: next.length + 1 }], next),
      );
    }
    return code;
  }

  #sequence(): Code {
    const all: Instruction[] = [];
    for (let isFirst = true; this.#at < this.#source.length; isFirst = false) {
      if (this.#isNext("|") || (this.#isNext(")") && (this.#depth > 0 || this.#how.syntax === "basic")))
        break;
      for (const one of shifted(this.#repeated(isFirst ? "first" : "later"), all.length)) all.push(one);
      if (all.length > instructionsMax) return this.#fail("Regular expression too big");
    }
    return all;
  }

  #repeated(place: "first" | "later"): Code {
    const start = this.#at;
    let code = this.#atom(place);
    const isAnchor = this.#source.slice(start, this.#at) === "^" && this.#how.syntax === "basic";
    for (;;) {
      if (this.#source[this.#at] === "*" && !isAnchor) {
        this.#at++;
        code = this.#loop(code);
      } else if (this.#take("+")) code = joined(code, this.#loop(code));
      else if (this.#take("?")) code = optional(code);
      else if (this.#isNext("{")) {
        const times = this.#interval();
        if (times === null) return code;
        code = this.#times(code, times);
      } else return code;
      this.#sized(code);
      if (this.#trouble !== null) return [];
    }
  }

  #loop(code: Code): Code {
    const slot = this.#marks++;
    return joined(
      [{ kind: "fork", to: code.length + 3 }],
      code,
      [{ kind: "moved", slot }],
      [{ kind: "jump", to: -code.length - 2 }],
    );
  }

  #interval(): { readonly least: number; readonly most: number | null } | null {
    const end = this.#how.syntax === "basic" ? /^\\\{(\d*)(,?)(\d*)\\\}/ : /^\{(\d*)(,?)(\d*)\}/;
    const [found, least = "", comma, most = ""] = end.exec(this.#source.slice(this.#at, this.#at + 32)) ?? [];
    if (found === undefined || (least === "" && comma === "")) {
      if (this.#how.syntax === "basic") this.#fail("Invalid regular expression");
      return null;
    }
    this.#at += found.length;
    const from = Number(least);
    const to = comma === "" ? from : most === "" ? null : Number(most);
    if (from > repetitionsMax || (to ?? 0) > repetitionsMax) this.#fail("Regular expression too big");
    else if (to !== null && to < from) this.#fail("Invalid regular expression");
    return { least: from, most: to };
  }

  #times(code: Code, { least, most }: { readonly least: number; readonly most: number | null }): Code {
    const copies = most ?? least + 1;
    if (this.#trouble !== null) return [];
    if (code.length * copies > instructionsMax) return this.#fail("Regular expression too big");
    let rest: Code = [];
    if (most === null) rest = this.#loop(code);
    else for (let count = least; count < most; count++) rest = optional(joined(code, rest));
    for (let count = 0; count < least; count++) rest = joined(code, rest);
    return rest;
  }

  #atom(place: "first" | "later"): Code {
    const { syntax } = this.#how;
    if (this.#take("(")) return this.#group();
    const character = this.#source.charAt(this.#at);
    // glibc regcomp.c parse_expression: an operator with nothing before it repeats nothing.
    if (
      syntax === "extended" &&
      place === "first" &&
      /^(?:[*+?]|\{\d*,?\d*\})/.test(this.#source.slice(this.#at, this.#at + 32))
    )
      return [];
    if (character === "^" && (syntax === "extended" || place === "first")) return this.#where("line start");
    if (character === "$" && (syntax === "extended" || this.#isLast())) return this.#where("line end");
    if (character === "[") return this.#bracket();
    if (character === ".") return [{ kind: "set", bytes: this.#advance(anyByte) }];
    return character === "\\" ? this.#escaped() : this.#plain();
  }

  #advance<T>(value: T): T {
    this.#at++;
    return value;
  }

  #plain(): Code {
    return [this.#advance(this.#one(this.#source.charAt(this.#at)))];
  }

  #where(place: Place): Code {
    return [this.#advance({ kind: "where", place })];
  }

  /** Whether a "$" stands where it means the line's end, in a basic expression. */
  #isLast(): boolean {
    return /^\$(?:$|\\[)|])/.test(this.#source.slice(this.#at, this.#at + 3));
  }

  #group(): Code {
    const group = ++this.#groups;
    if (++this.#depth > depthMax) return this.#fail("Regular expression too big");
    const code = this.#alternatives();
    this.#depth--;
    if (!this.#take(")")) return this.#fail("Invalid regular expression");
    this.#closed.add(group);
    return [{ kind: "save", slot: group * 2 }, ...shifted(code, 1), { kind: "save", slot: group * 2 + 1 }];
  }

  #bracket(): Code {
    const read = bracketSet(this.#source, this.#at, this.#how);
    if (read === null) return this.#fail("Invalid regular expression");
    this.#at = read.end;
    return [{ kind: "set", bytes: read.bytes }];
  }

  #escaped(): Code {
    const next = this.#source.charAt(this.#at + 1);
    if (next === "") return this.#fail("Invalid regular expression");
    this.#at += 2;
    const place = places.get(next);
    if (place !== undefined) return [{ kind: "where", place }];
    if (/[wWsS]/.test(next)) return [{ kind: "set", bytes: escapedSet(next) }];
    if (!/[1-9]/.test(next)) return [this.#one(controls[next] ?? next)];
    const group = Number(next);
    return this.#closed.has(group) ? [{ kind: "again", group }] : this.#fail("Invalid regular expression");
  }
}

const places: ReadonlyMap<string, Place> = new Map<string, Place>([
  ["<", "word start"],
  [">", "word end"],
  ["b", "word edge"],
  ["B", "no word edge"],
]);

function optional(code: Code): Code {
  return joined([{ kind: "fork", to: code.length + 1 }], code);
}
