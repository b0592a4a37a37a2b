import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Palette } from "../palette/index.ts";
import { contrast, inkOn } from "./colours.ts";
import { kinds } from "./outcomes.ts";

const css = readFileSync("src/app/look/tokens.css", "utf8");

/** The colours of the page; with more contrast the last one that is said counts, else the first. */
function palette(mode: "light" | "dark", wish: "usual" | "more contrast"): Palette {
  const colour = (name: string): string => {
    const said = [...css.matchAll(new RegExp(`--color-${name}: light-dark\\((#\\w+), (#\\w+)\\)`, "g"))];
    const one = said.at(wish === "usual" ? 0 : -1);
    const value = one?.[mode === "light" ? 1 : 2];
    if (value === undefined) throw new Error(`no colour ${name}`);
    return value;
  };
  return {
    background: colour("bg"),
    surface: colour("surface"),
    text: colour("text"),
    muted: colour("text-muted"),
    border: colour("border"),
    accent: colour("accent"),
    ok: colour("ok"),
    warn: colour("warn"),
    bad: colour("bad"),
    monoFont: "monospace",
    fontPixels: 14,
    isDark: mode === "dark",
    isHighContrast: wish === "more contrast",
  };
}

describe("names on the map", () => {
  it.each([
    ["light", "usual"],
    ["dark", "usual"],
    ["light", "more contrast"],
    ["dark", "more contrast"],
  ] as const)("can be read on every kind: %s, %s", (mode, wish) => {
    for (const kind of [...kinds, null]) {
      const { ink, ground } = inkOn(kind, palette(mode, wish));
      expect({ kind, isReadable: contrast(ink, ground) >= 4.5 }).toEqual({ kind, isReadable: true });
    }
  });

  it("measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});
