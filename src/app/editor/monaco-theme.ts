import * as monaco from "monaco-editor/editor/editor.api.js";
import type { TokenKind } from "../../languages/index.ts";
import type { Palette } from "../palette/index.ts";

/** Gives all Monaco editors of the page its colours. */
export function applyTheme(palette: Palette): void {
  monaco.editor.defineTheme(THEME, {
    base: baseOf(palette),
    inherit: true,
    rules: Object.entries(tokenColours(palette)).map(([token, colour]) => ({
      token,
      foreground: colour.slice(1),
      ...(token === "invalid" ? { fontStyle: "underline" } : {}),
    })),
    colors: widgetColours(palette),
  });
  monaco.editor.setTheme(THEME);
}

const THEME = "page";

function baseOf({ isDark, isHighContrast }: Palette): monaco.editor.BuiltinTheme {
  if (isHighContrast) return isDark ? "hc-black" : "hc-light";
  return isDark ? "vs-dark" : "vs";
}

function tokenColours(palette: Palette): Record<TokenKind, string> {
  return {
    text: palette.text,
    comment: palette.muted,
    ignored: palette.muted,
    address: palette.text,
    domain: palette.text,
    punctuation: palette.muted,
    allow: palette.ok,
    deny: palette.bad,
    program: palette.accent,
    variable: palette.accent,
    value: palette.warn,
    invalid: palette.bad,
  };
}

function widgetColours(palette: Palette): Record<string, string> {
  const { background, surface, text, muted, border, accent } = palette;
  return {
    foreground: text,
    focusBorder: accent,
    "editor.background": background,
    "editor.foreground": text,
    "editorCursor.foreground": text,
    "editorLineNumber.foreground": muted,
    "editorLineNumber.activeForeground": text,
    "editorWhitespace.foreground": palette.warn,
    "editor.lineHighlightBackground": "#00000000",
    "editor.lineHighlightBorder": "#00000000",
    "editor.selectionBackground": `${accent}44`,
    "editorError.foreground": palette.bad,
    "editorWarning.foreground": palette.warn,
    "editorInfo.foreground": accent,
    "editorWidget.background": surface,
    "editorWidget.foreground": text,
    "editorWidget.border": border,
    "editorHoverWidget.background": surface,
    "editorHoverWidget.foreground": text,
    "editorHoverWidget.border": border,
    "editorSuggestWidget.background": surface,
    "editorSuggestWidget.foreground": text,
    "editorSuggestWidget.border": border,
    "editorSuggestWidget.selectedBackground": `${accent}33`,
    "editorSuggestWidget.selectedForeground": text,
    "editorSuggestWidget.highlightForeground": accent,
    "editorSuggestWidget.focusHighlightForeground": accent,
    "editorMarkerNavigation.background": surface,
    "editorLightBulb.foreground": palette.warn,
    "editorLightBulbAutoFix.foreground": accent,
    "editorGutter.foldingControlForeground": muted,
    "editor.foldBackground": surface,
    "textLink.foreground": accent,
    "textLink.activeForeground": accent,
    "menu.background": surface,
    "menu.foreground": text,
    "menu.border": border,
    "menu.selectionBackground": `${accent}33`,
    "menu.selectionForeground": text,
    "list.hoverBackground": `${accent}33`,
    "list.hoverForeground": text,
    descriptionForeground: muted,
    "input.background": background,
    "input.foreground": text,
    "input.border": border,
  };
}
