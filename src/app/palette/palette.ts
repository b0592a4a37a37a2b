/** The page's colours and fonts as plain values, for widgets that CSS can't reach into. Colours are `#rrggbb`. */
export interface Palette {
  readonly background: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly accent: string;
  readonly ok: string;
  readonly warn: string;
  readonly bad: string;
  /** A font-family list. */
  readonly monoFont: string;
  /** CSS pixels of the element's own text. */
  readonly fontPixels: number;
  readonly isDark: boolean;
  readonly isHighContrast: boolean;
}

/** Reads the palette as it holds for `element`, which must be in the page. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.style.cssText = "position:absolute;visibility:hidden;forced-color-adjust:none;transition:none";
  element.append(probe);
  const isForced = matchMedia("(forced-colors: active)").matches;
  const colour = (name: string, system: string, fallback: string) => {
    probe.style.color = isForced ? system : `var(${name}, ${fallback})`;
    return plainColour(getComputedStyle(probe).color);
  };
  const background = colour("--color-bg", "Canvas", "light-dark(#ffffff, #14171c)");
  probe.style.fontFamily = "var(--font-mono, ui-monospace, monospace)";
  const style = getComputedStyle(probe);
  const palette: Palette = {
    background,
    surface: colour("--color-surface", "Canvas", "light-dark(#f5f6f8, #1c2027)"),
    text: colour("--color-text", "CanvasText", "light-dark(#1b1f24, #e4e7ec)"),
    muted: colour("--color-text-muted", "GrayText", "light-dark(#59616c, #9aa4b2)"),
    border: colour("--color-border", "CanvasText", "light-dark(#d0d5dc, #363c46)"),
    accent: colour("--color-accent", "LinkText", "light-dark(#0b5cad, #7ab8ff)"),
    ok: colour("--color-ok", "CanvasText", "light-dark(#18703a, #6cc58a)"),
    warn: colour("--color-warn", "CanvasText", "light-dark(#8a5a00, #e0b050)"),
    bad: colour("--color-bad", "CanvasText", "light-dark(#b3261e, #ff8a80)"),
    monoFont: style.fontFamily,
    fontPixels: Number.parseFloat(style.fontSize) || 14,
    isDark: luminance(background) < 0.4,
    isHighContrast: isForced || matchMedia("(prefers-contrast: more)").matches,
  };
  probe.remove();
  return palette;
}

/** Calls `listener` when the palette may have changed; gives what ends that. */
export function watchPalette(listener: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"].map(
    (query) => matchMedia(query),
  );
  const observer = new MutationObserver(listener);
  const watched = { attributes: true, attributeFilter: ["class", "style", "data-theme"] };
  observer.observe(document.documentElement, watched);
  observer.observe(document.body, watched);
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", listener);
  };
}

// A computed colour may be in any space (oklch, color-mix); a canvas turns it into bytes.
function plainColour(colour: string): string {
  const context = canvasContext();
  if (context === null) return "#808080";
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

let sharedContext: CanvasRenderingContext2D | null = null;

function canvasContext(): CanvasRenderingContext2D | null {
  if (sharedContext !== null) return sharedContext;
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  sharedContext = canvas.getContext("2d", { willReadFrequently: true });
  return sharedContext;
}

// Perceived brightness from 0 to 1, good enough to tell a dark page from a light one (ITU-R BT.601 weights).
function luminance(colour: string): number {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return 0.299 * part(1) + 0.587 * part(3) + 0.114 * part(5);
}
