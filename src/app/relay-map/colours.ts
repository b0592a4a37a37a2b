import type { OutcomeKind } from "../../audit/index.ts";
import type { Palette } from "../palette/index.ts";
import type { Composition } from "./composition.ts";
import { kindNumber, kinds } from "./outcomes.ts";

/** What a name is written in on addresses of a kind, and their own colour, which keeps lines and patterns off it. */
export function inkOn(
  kind: OutcomeKind | null,
  palette: Palette,
): { readonly ink: string; readonly ground: string } {
  if (kind === null) return { ink: palette.text, ground: palette.surface };
  const ground = palette[kindColours[kind]];
  const { text, surface } = palette;
  return { ink: contrast(text, ground) > contrast(surface, ground) ? text : surface, ground };
}

/** Red, green and blue, from 0 to 255. */
export type Colour = readonly [number, number, number];

export interface MapColours {
  /** By the number of the kind. */
  readonly kinds: readonly Colour[];
  /** What patterns lighten or darken towards. */
  readonly background: Colour;
  /** Of addresses that fare otherwise than before. */
  readonly changed: Colour;
}

/** The colours of the page that each kind of outcome has. */
const kindColours = {
  relays: "accent",
  denied: "bad",
  dropped: "warn",
  unknown: "muted",
  allowed: "border",
} as const satisfies Record<OutcomeKind, keyof Palette>;

export function mapColours(palette: Palette): MapColours {
  return {
    kinds: kinds.map((kind) => colourOf(palette[kindColours[kind]])),
    background: colourOf(palette.surface),
    changed: colourOf(palette.text),
  };
}

/**
 * The colour of a block by what is in it. What there is of a kind shows, be it one address of four billions: a kind that a
 * person must notice covers at least {@link COVER_MIN} of what is under it, and one under it is never covered by more than
 * {@link COVER_MAX}.
 */
export function mixedColour(composition: Composition, { kinds: colours }: MapColours): Colour {
  const total = composition.reduce((sum, count) => sum + count, 0);
  let mixed: Colour | null = null;
  let under = 0;
  for (let kind = colours.length - 1; kind >= 0; kind--) {
    const count = composition[kind] ?? 0;
    const colour = colours[kind];
    if (count === 0 || colour === undefined) continue;
    const share = count / total;
    const least = kind === RELAYS ? RELAYS_COVER_MIN : COVER_MIN;
    mixed =
      mixed === null ? colour : blend(mixed, colour, least + (COVER_MAX - least) * (share / (share + under)));
    under += share;
  }
  return mixed ?? [0, 0, 0];
}

const RELAYS = kindNumber("relays");
const COVER_MIN = 0.5;
const RELAYS_COVER_MIN = 0.65;
const COVER_MAX = 0.8;

/** `share` of the way from one colour to another. */
export function blend(from: Colour, to: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2)];
}

function colourOf(text: string): Colour {
  const part = (at: number) => Number.parseInt(text.slice(at, at + 2), 16) || 0;
  return [part(1), part(3), part(5)];
}

/** How well one colour is told from another, from 1 to 21. Colours are `#rrggbb`. */
// WCAG 2.2 contrast ratio
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((left, right) => right - left);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

// WCAG 2.2 relative luminance
function luminance(colour: string): number {
  const [red, green, blue] = colourOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
