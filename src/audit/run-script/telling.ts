import type { Option } from "../../engine/sgetopt/index.ts";
import type { Field } from "./field.ts";
import { known, type PartlyKnown } from "./partly-known.ts";
import type { ChainStep, PlacedOption, PlacedText, RunUnknown } from "./server-start.ts";
import type { Scope } from "./state.ts";

export function programUnknown(scope: Scope, { text, place }: Field): RunUnknown {
  const [unknown] = scope.unknowns.within(text);
  return { ...(unknown ?? { reason: { kind: "program", name: baseName(text) }, place }), about: "program" };
}

export function about(scope: Scope, what: RunUnknown["about"], text: PartlyKnown): readonly RunUnknown[] {
  return scope.unknowns.within(text).map((unknown) => ({ ...unknown, about: what }));
}

export function placedOption(fields: readonly Field[], { value, at }: Option): Omit<PlacedOption, "letter"> {
  const field = fields[at - 1];
  if (field === undefined)
    throw new RangeError(`an option has its value in argument ${String(at)} of ${String(fields.length)}`);
  return { text: known(value), written: field.written, place: field.place };
}

export function placed({ text, written, place }: Field): PlacedText {
  return { text: known(text), written, place };
}

export function stepOf({ text, written, place }: Field): ChainStep {
  return { name: known(baseName(text)) ?? written, place };
}

export function baseName(path: PartlyKnown): PartlyKnown {
  return path.slice(path.lastIndexOf("/") + 1);
}
