import * as monaco from "monaco-editor/editor/editor.api.js";
import { foldsOf, languages, type Language } from "../../languages/index.ts";
import { fromEditorColumn, fromEditorText, toEditorColumn, toEditorText } from "./editor-text.ts";
import { fixActions } from "./monaco-fixes.ts";
import { toldAbout } from "./monaco-told.ts";

/** Teaches Monaco our languages. Once for the page. */
export function registerLanguages(): void {
  if (monaco.languages.getLanguages().some(({ id }) => id === languages[0]?.id)) return;
  for (const language of languages) register(language);
}

function register(language: Language): void {
  const { id } = language;
  monaco.languages.register({ id });
  monaco.languages.setLanguageConfiguration(id, { comments: { lineComment: "#" } });
  monaco.languages.setTokensProvider(id, tokensProvider(language));
  monaco.languages.registerHoverProvider(id, {
    provideHover: (model, position) => hover(language, model, position),
  });
  monaco.languages.registerCompletionItemProvider(id, {
    triggerCharacters: [":", ",", "-"],
    provideCompletionItems: (model, position) => ({ suggestions: suggestions(language, model, position) }),
  });
  monaco.languages.registerCodeActionProvider(
    id,
    {
      provideCodeActions: (model, range) => ({ actions: [...fixActions(model, range)], dispose: () => {} }),
    },
    { providedCodeActionKinds: ["quickfix"] },
  );
  monaco.languages.registerFoldingRangeProvider(id, { provideFoldingRanges: (model) => folds(model) });
}

// Each line stands for itself, so there is one state.
const STATE: monaco.languages.IState = { clone: () => STATE, equals: () => true };

function tokensProvider(language: Language): monaco.languages.TokensProvider {
  return {
    getInitialState: () => STATE,
    tokenize: (shown) => {
      const line = fromEditorText(shown);
      const tokens = language
        .tokenize(line)
        .map(({ kind, from }) => ({ startIndex: toEditorColumn(line, from + 1) - 1, scopes: kind }));
      return { tokens, endState: STATE };
    },
  };
}

function hover(
  language: Language,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): monaco.languages.Hover | null {
  const { line, place, range } = placeIn(model, position);
  const found = language.hover(fileText(model), place, toldAbout(model).context);
  if (found === null) return null;
  return { range: range(line, found), contents: [{ value: plainMarkdown(found.text) }] };
}

function suggestions(
  language: Language,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): monaco.languages.CompletionItem[] {
  const { line, place, range } = placeIn(model, position);
  const { context } = toldAbout(model);
  return language.complete(fileText(model), place, context).map((completion, index) => ({
    label: { label: completion.label, description: completion.detail },
    ...(completion.explanation === undefined ? {} : { documentation: completion.explanation }),
    insertText: toEditorText(completion.insert),
    kind: monaco.languages.CompletionItemKind.Keyword,
    range: range(line, completion),
    // In the language's order, not the alphabet's.
    sortText: String(index).padStart(4, "0"),
  }));
}

function folds(model: monaco.editor.ITextModel): monaco.languages.FoldingRange[] {
  // Stand-ins don't matter here, so the editor text will do.
  return foldsOf(model.getValue(monaco.editor.EndOfLinePreference.LF)).map(({ line, lineEnd, kind }) => ({
    start: line,
    end: lineEnd,
    ...(kind === "comment" ? { kind: monaco.languages.FoldingRangeKind.Comment } : {}),
  }));
}

function placeIn(model: monaco.editor.ITextModel, { lineNumber, column }: monaco.Position) {
  const shown = model.getLineContent(lineNumber);
  return {
    line: fromEditorText(shown),
    place: { line: lineNumber, column: fromEditorColumn(shown, column) },
    range: (line: string, columns: { readonly column: number; readonly columnEnd: number }) =>
      new monaco.Range(
        lineNumber,
        toEditorColumn(line, columns.column),
        lineNumber,
        toEditorColumn(line, columns.columnEnd),
      ),
  };
}

/** The text of the file that a model holds. */
export function fileText(model: monaco.editor.ITextModel): string {
  return fromEditorText(model.getValue(monaco.editor.EndOfLinePreference.LF, true));
}

// The words are plain text; Monaco reads Markdown.
function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&"=]/g, "\\$&");
}
