import type { ITheme } from "@xterm/xterm";
import type { Palette } from "../palette/index.ts";
import { place, START, type Placement, type PlacementState } from "./cells.ts";

/** The reckoning of cells.ts as xterm wants it, so that the terminal and the line editor agree on every width. */
export const UNICODE = {
  version: "console",
  wcwidth: (code: number): 0 | 1 | 2 => (code === 0 ? 0 : place(code, START).width),
  // xterm packs a placement into a number: bit 0 joins, bits 1 and 2 the width, the rest is ours.
  charProperties: (code: number, preceding: number): number => {
    const before: Placement = {
      state: STATES[preceding >> 3] ?? "start",
      width: ((preceding >> 1) & 3) === 2 ? 2 : 1,
      joins: false,
    };
    const { state, width, joins } = place(code, preceding === 0 ? START : before);
    return (STATES.indexOf(state) << 3) | (width << 1) | (joins ? 1 : 0);
  },
};

const STATES: readonly PlacementState[] = ["start", "other", "picture", "picture-joiner", "flag-half"];

/** xterm's options for the page's colours and font. */
export function appearance(palette: Palette) {
  const theme: ITheme = {
    background: palette.background,
    foreground: palette.text,
    cursor: palette.text,
    cursorAccent: palette.background,
    selectionBackground: `${palette.accent}55`,
    black: palette.text,
    red: palette.bad,
    green: palette.ok,
    yellow: palette.warn,
    blue: palette.accent,
    magenta: palette.accent,
    cyan: palette.accent,
    white: palette.text,
    brightBlack: palette.muted,
  };
  return {
    theme,
    fontFamily: palette.monoFont,
    fontSize: palette.fontPixels,
    // xterm rounds a row down to whole pixels and cuts off what is below: an underscore, in many fonts.
    lineHeight: 1.15,
  };
}
