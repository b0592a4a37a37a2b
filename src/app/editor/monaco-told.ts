import type * as monaco from "monaco-editor/editor/editor.api.js";
import type { Diagnostic, LanguageContext } from "../../languages/index.ts";

/** What the page has told about the file of a model. Monaco asks its questions by language, for all models. */
export interface Told {
  readonly diagnostics: readonly Diagnostic[];
  /** The version of the text that the diagnostics are about. */
  readonly versionId: number;
  readonly context: LanguageContext;
}

const toldOf = new WeakMap<monaco.editor.ITextModel, Told>();

export function tell(model: monaco.editor.ITextModel, told: Partial<Told>): void {
  toldOf.set(model, { ...toldAbout(model), ...told });
}

export function toldAbout(model: monaco.editor.ITextModel): Told {
  return toldOf.get(model) ?? { diagnostics: [], versionId: 0, context: {} };
}
