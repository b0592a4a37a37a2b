import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Piece, PlacedWord, Word } from "../../engine/sh/index.ts";
import type { Field } from "./field.ts";
import { isHidden } from "./masking.ts";
import { isKnown, type PartlyKnown, type Place } from "./partly-known.ts";
import type { Scope, State } from "./state.ts";

/** The arguments that words stand for. */
// POSIX.1-2017 XCU 2.6
export function expandWords(scope: Scope, state: State, words: readonly PlacedWord[]): readonly Field[] {
  return words.flatMap((word) => fieldsOf(scope, state, word));
}

/** What a word stands for where only one can be. */
export function expandToOne(
  scope: Scope,
  state: State,
  { word, place }: { readonly word: Word; readonly place: Place },
): PartlyKnown {
  return word.map((piece) => valueOf(scope, state, { piece, place })).join("");
}

function fieldsOf(scope: Scope, state: State, token: PlacedWord): readonly Field[] {
  const place = scope.placeOf({ line: token.line, column: token.column });
  const fields: Field[] = [];
  let open: Pick<Field, "text" | "isOne"> | null = null;
  const add = (text: PartlyKnown, isSure: boolean): void => {
    open = { text: (open?.text ?? "") + text, isOne: (open?.isOne ?? true) && isSure };
  };
  const end = (): void => {
    if (open !== null) fields.push({ ...open, written: scope.writtenAs(token), place });
    open = null;
  };
  for (const piece of token.word) {
    const value = valueOf(scope, state, { piece, place });
    if (piece.kind === "text") {
      const isFiles = !piece.isQuoted && namesFiles(value);
      add(isFiles ? scope.unknowns.standFor({ reason: { kind: "expansion" }, place }) : value, !isFiles);
    } else if (piece.isQuoted) {
      if (piece.kind !== "variable" || piece.name !== "@") add(value, true);
    } else {
      for (const [at, part] of value.split(/[ \t\n]+/).entries()) {
        if (at > 0) end();
        if (part !== "") add(part, isKnown(part));
      }
    }
  }
  end();
  return fields;
}

/** Whether the shell looks for files that this is a pattern of. */
// POSIX.1-2017 XCU 2.13
function namesFiles(text: ByteString): boolean {
  const open = text.indexOf("[");
  return /[*?]/.test(text) || (open !== -1 && text.includes("]", open + 2));
}

function valueOf(
  scope: Scope,
  state: State,
  { piece, place }: { readonly piece: Piece; readonly place: Place },
): PartlyKnown {
  switch (piece.kind) {
    case "text":
      return encodeByteString(piece.text);
    case "command":
      return scope.substitute(scope, state, { source: piece.source, place });
    case "variable":
      return variableOf(scope, state, { name: piece.name, place });
    default:
      return piece satisfies never;
  }
}

function variableOf(
  { unknowns }: Scope,
  state: State,
  { name, place }: { readonly name: ByteString; readonly place: Place },
): PartlyKnown {
  // supervise starts a script without arguments.
  if (/^[@*1-9]$|^\d{2,}$/.test(name)) return "";
  if (name === "#") return "0";
  const variable = state.variables.get(name);
  if (variable?.value !== undefined && variable.value !== null) return variable.value;
  if (variable !== undefined && variable.unsetAt !== null) return "";
  const [setter] = state.setters;
  if (setter !== undefined) return unknowns.standFor(setter);
  const isOfShell = isHidden(name) || /^[?$0]$/.test(name);
  return unknowns.standFor({ reason: isOfShell ? { kind: "expansion" } : { kind: "variable", name }, place });
}
