import * as monaco from "monaco-editor/editor/editor.api.js";
import type { Diagnostic, Fix, TextEdit } from "../../languages/index.ts";
import { fromEditorText, toEditorColumn, toEditorText } from "./editor-text.ts";
import { toldAbout } from "./monaco-told.ts";

/** Offers the fixes of the diagnostics that touch a range, as what the light bulb and Ctrl+. show. */
export function fixActions(
  model: monaco.editor.ITextModel,
  range: monaco.IRange,
): readonly monaco.languages.CodeAction[] {
  const { diagnostics, versionId } = toldAbout(model);
  // The page tells of the newest text as soon as it has it; until then the columns are of another one.
  if (versionId !== model.getVersionId()) return [];
  const touched = diagnostics.filter(
    (diagnostic) =>
      diagnostic.fixes.length > 0 &&
      monaco.Range.areIntersectingOrTouching(rangeOf(model, diagnostic), range),
  );
  const seen = new Set<Fix>();
  return touched.flatMap((diagnostic) =>
    diagnostic.fixes.flatMap((fix, index) => {
      if (seen.has(fix)) return [];
      seen.add(fix);
      return action(model, { diagnostic, fix, isPreferred: index === 0 });
    }),
  );
}

function action(
  model: monaco.editor.ITextModel,
  offer: { readonly diagnostic: Diagnostic; readonly fix: Fix; readonly isPreferred: boolean },
): monaco.languages.CodeAction {
  const { diagnostic, fix, isPreferred } = offer;
  const edits = fix.edits.map((edit) => ({
    resource: model.uri,
    versionId: model.getVersionId(),
    textEdit: { range: editRange(model, edit), text: toEditorText(edit.text) },
  }));
  return {
    title: fix.title,
    kind: "quickfix",
    isPreferred,
    diagnostics: [markerOf(model, diagnostic)],
    edit: { edits },
  };
}

/** How Monaco marks a diagnostic. */
export function markerOf(model: monaco.editor.ITextModel, diagnostic: Diagnostic): monaco.editor.IMarkerData {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = rangeOf(model, diagnostic);
  return {
    startLineNumber,
    startColumn,
    endLineNumber,
    endColumn,
    severity: MARKER_SEVERITY[diagnostic.severity],
    // One sentence a line, since the widget for problems doesn't wrap.
    message: diagnostic.message.replace(/\. (?=[A-Z*])/g, ".\n"),
  };
}

const MARKER_SEVERITY: Readonly<Record<Diagnostic["severity"], monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

function rangeOf(model: monaco.editor.ITextModel, { line, column, columnEnd }: Diagnostic): monaco.Range {
  return editRange(model, { line, column, lineEnd: line, columnEnd });
}

function editRange(
  model: monaco.editor.ITextModel,
  { line, column, lineEnd, columnEnd }: Omit<TextEdit, "text">,
): monaco.Range {
  const shownColumn = (lineNumber: number, fileColumn: number): number =>
    toEditorColumn(fromEditorText(model.getLineContent(lineNumber)), fileColumn);
  return new monaco.Range(line, shownColumn(line, column), lineEnd, shownColumn(lineEnd, columnEnd));
}
