import * as monaco from "monaco-editor/editor/editor.api.js";
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
import { changeBetween, languageOf, type Diagnostic, type LanguageContext } from "../../languages/index.ts";
import { readPalette, watchPalette } from "../palette/index.ts";
import { fromEditorText, toEditorColumn, toEditorText } from "./editor-text.ts";
import { limits } from "./limits.ts";
import "./monaco-features.ts";
import { markerOf } from "./monaco-fixes.ts";
import { fileText, registerLanguages } from "./monaco-languages.ts";
import { applyTheme } from "./monaco-theme.ts";
import { tell } from "./monaco-told.ts";
import { addBadges, badgeClass, STAND_IN_PATTERN } from "./stand-ins.ts";

/** A selection as offsets into the editor text. */
export interface Selection {
  readonly start: number;
  readonly end: number;
}

export interface MonacoFile {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onEdit: (text: string) => void;
  readonly onLineFocus: (line: number) => void;
}

/** A Monaco editor on one file. Dispose it when its element goes; the file's undo stack stays for the next one. */
export class MonacoView {
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #model: monaco.editor.ITextModel;
  readonly #highlight: monaco.editor.IEditorDecorationsCollection;
  readonly #badges: monaco.editor.IEditorDecorationsCollection;
  readonly #endings: (() => void)[] = [];
  #isSetting = false;
  #line = 1;
  #heightPixels: number;

  /** `element` must be in the page and have a size. */
  constructor(element: HTMLElement, file: MonacoFile) {
    prepare();
    this.#model = modelOf(file);
    const palette = readPalette(element);
    applyTheme(palette);
    this.#editor = monaco.editor.create(element, {
      ...OPTIONS,
      model: this.#model,
      ariaLabel: `File: ${file.path}`,
      readOnly: file.isReadOnly,
      fontFamily: palette.monoFont,
      fontSize: palette.fontPixels,
      cursorBlinking: matchMedia("(prefers-reduced-motion: reduce)").matches ? "solid" : "blink",
    });
    this.#highlight = this.#editor.createDecorationsCollection();
    this.#badges = this.#editor.createDecorationsCollection();
    this.setText(file.text);
    this.#drawBadges();
    const edited = this.#model.onDidChangeContent(() => {
      this.#drawBadges();
      if (!this.#isSetting) file.onEdit(fileText(this.#model));
    });
    this.#editor.onDidChangeCursorPosition(({ position, source }) => {
      if (position.lineNumber === this.#line) return;
      this.#line = position.lineNumber;
      if (source !== "api" && source !== "model") file.onLineFocus(position.lineNumber);
    });
    this.#heightPixels = this.#editor.getLayoutInfo().height;
    this.#editor.onDidLayoutChange(({ height }) => this.#keepCaretSeen(height));
    this.#endings.push(
      () => edited.dispose(),
      watchPalette(() => applyTheme(readPalette(element))),
    );
  }

  /** Makes the text of the file `text`, by one change that undo can take back. */
  setText(text: string): void {
    const shown = toEditorText(text);
    const change = changeBetween(this.#model.getValue(monaco.editor.EndOfLinePreference.LF, true), shown);
    if (change === null) return;
    const from = this.#model.getPositionAt(change.from);
    const to = this.#model.getPositionAt(change.to);
    this.#isSetting = true;
    this.#model.pushStackElement();
    const range = new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
    this.#model.pushEditOperations([], [{ range, text: change.text }], () => null);
    this.#model.pushStackElement();
    this.#isSetting = false;
  }

  setReadOnly({ isReadOnly }: { readonly isReadOnly: boolean }): void {
    this.#editor.updateOptions({ readOnly: isReadOnly });
  }

  setDiagnostics(diagnostics: readonly Diagnostic[]): void {
    const lineCount = this.#model.getLineCount();
    const shown = diagnostics.filter(({ line }) => line <= lineCount).slice(0, limits.markersMax);
    const markers = shown.map((diagnostic) => markerOf(this.#model, diagnostic));
    tell(this.#model, { diagnostics: shown, versionId: this.#model.getVersionId() });
    monaco.editor.setModelMarkers(this.#model, "language", markers);
  }

  /** What is known of the file's surroundings. */
  setContext(context: LanguageContext): void {
    tell(this.#model, { context });
  }

  /** Marks a line as the one that the page tells about; null marks none. */
  highlightLine(line: number | null): void {
    const options = {
      isWholeLine: true,
      className: "told-line",
      linesDecorationsClassName: "told-line-edge",
    };
    this.#highlight.set(line === null ? [] : [{ range: new monaco.Range(line, 1, line, 1), options }]);
  }

  /** Scrolls a line into view, without touching the cursor. */
  revealLine(line: number): void {
    const last = this.#model.getLineCount();
    this.#editor.revealLineInCenterIfOutsideViewport(
      Math.min(line, last),
      monaco.editor.ScrollType.Immediate,
    );
  }

  /** Puts the cursor at a place of the file (UTF-16 columns) and the focus into the editor. */
  goTo({ line, column }: { readonly line: number; readonly column: number }): void {
    const lineNumber = Math.min(line, this.#model.getLineCount());
    const content = fromEditorText(this.#model.getLineContent(lineNumber));
    this.#editor.setPosition({ lineNumber, column: toEditorColumn(content, column) });
    this.revealLine(line);
    this.#editor.focus();
  }

  select({ start, end }: Selection): void {
    this.#editor.setSelection(
      monaco.Range.fromPositions(this.#model.getPositionAt(start), this.#model.getPositionAt(end)),
    );
  }

  setScrollTop(pixels: number): void {
    this.#editor.setScrollTop(pixels, monaco.editor.ScrollType.Immediate);
  }

  focus(): void {
    this.#editor.focus();
  }

  // The list of problems comes while the person types, and may cover the line that is typed.
  #keepCaretSeen(heightPixels: number): void {
    const before = this.#heightPixels;
    this.#heightPixels = heightPixels;
    const caret = this.#editor.getPosition();
    if (caret === null || !this.#editor.hasTextFocus()) return;
    const top = this.#editor.getTopForPosition(caret.lineNumber, caret.column) - this.#editor.getScrollTop();
    const wasSeen = top >= 0 && top < before;
    if (wasSeen) this.#editor.revealPosition(caret, monaco.editor.ScrollType.Immediate);
  }

  #drawBadges(): void {
    const found = this.#model.findMatches(STAND_IN_PATTERN, false, true, true, null, true, limits.badgesMax);
    this.#badges.set(
      found.flatMap(({ range, matches }) => {
        const inlineClassName = badgeClass(matches?.[0] ?? "");
        return inlineClassName === null ? [] : { range, options: { inlineClassName } };
      }),
    );
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#editor.dispose();
  }
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  acceptSuggestionOnEnter: "smart",
  autoIndent: "none",
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  contextmenu: true,
  // Mixed blanks in front and at the end of a line are seen; those between words stay plain.
  renderWhitespace: "boundary",
  detectIndentation: false,
  fixedOverflowWidgets: true,
  folding: true,
  foldingHighlight: false,
  foldingMaximumRegions: limits.foldsMax,
  // The place of the light bulb.
  glyphMargin: true,
  guides: { indentation: false },
  insertSpaces: false,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.On },
  lineHeight: 1.5,
  lineNumbersMinChars: 3,
  links: false,
  matchBrackets: "never",
  minimap: { enabled: false },
  occurrencesHighlight: "off",
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: { top: 4, bottom: 4 },
  quickSuggestions: false,
  renderControlCharacters: true,
  renderLineHighlight: "none",
  scrollBeyondLastLine: false,
  // A wheel at the end of the file goes on scrolling the page.
  scrollbar: { alwaysConsumeMouseWheel: false },
  selectionHighlight: false,
  // Tab leaves the editor, as it leaves any field. Ctrl+M makes it type a tab.
  tabFocusMode: true,
  tabSize: 8,
  trimAutoWhitespace: false,
  unusualLineTerminators: "off",
  wordBasedSuggestions: "off",
};

let isPrepared = false;

function prepare(): void {
  if (isPrepared) return;
  isPrepared = true;
  addBadges();
  globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };
  registerLanguages();
  // By itself F8 goes on to the other files' problems, of which this editor can't show one.
  monaco.editor.addKeybindingRules([
    { keybinding: monaco.KeyCode.F8, command: "editor.action.marker.next", when: "editorFocus" },
    {
      keybinding: monaco.KeyMod.Shift | monaco.KeyCode.F8,
      command: "editor.action.marker.prev",
      when: "editorFocus",
    },
  ]);
}

// The models outlive the editors, so that a file that is opened again can still be undone.
const models = new Map<string, monaco.editor.ITextModel>();

function modelOf({ id, path, text }: MonacoFile): monaco.editor.ITextModel {
  const kept = models.get(id);
  models.delete(id);
  const model = kept ?? createModel({ path, text });
  models.set(id, model);
  for (const [oldest, unused] of models) {
    if (models.size <= limits.keptFilesMax) break;
    if (unused.isAttachedToEditor()) continue;
    unused.dispose();
    models.delete(oldest);
  }
  return model;
}

function createModel({ path, text }: Pick<MonacoFile, "path" | "text">): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(toEditorText(text), languageOf(path).id);
  // Whatever the person's system does: LF ends lines here, and a CR is a character like others.
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  return model;
}
