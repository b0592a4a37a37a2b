/**
 * How the characters of editor-text.ts that stand for others look: a small badge with their name (CR, BM for the byte
 * order mark, ^@ and the like, the hex digits of a byte), since few fonts have a picture for them. The badge is drawn
 * over the character by CSS, so nothing moves.
 */

/** The CSS classes of a stand-in, null for any other character. Their rules are in the page after {@link addBadges}. */
export function badgeClass(character: string): string | null {
  return NAMES.has(character) ? `badge badge-${character.charCodeAt(0).toString(16)}` : null;
}

/** Finds each stand-in, as its only group. */
export const STAND_IN_PATTERN = "([\\u2400-\\u2408\\u240b-\\u241f\\u2421\\u2426\\ue080-\\ue0ff])";

/** Cuts editor text so that each stand-in is a part of its own. */
export function splitStandIns(text: string): string[] {
  return text.split(STAND_IN).filter((part) => part !== "");
}

/** Gives the page the rules for the badges, once. */
export function addBadges(): void {
  if (isAdded) return;
  isAdded = true;
  const sheet = new CSSStyleSheet();
  const rules = [...NAMES].map(
    ([character, name]) =>
      `.badge-${character.charCodeAt(0).toString(16)}::after{content:${JSON.stringify(name)}}`,
  );
  sheet.replaceSync(SHARED_RULES + rules.join(""));
  document.adoptedStyleSheets.push(sheet);
}

let isAdded = false;

const SHARED_RULES = `
.badge { position: relative; color: transparent !important; text-decoration: none !important; }
.badge::after {
  position: absolute; inset: 10% 0.5px; display: grid; place-content: center; overflow: hidden; border-radius: 2px;
  background: var(--color-bad, CanvasText); color: var(--color-bg, Canvas);
  font: 700 0.45em/1 var(--font-ui, sans-serif); letter-spacing: -0.06em; pointer-events: none;
}`;

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: 0x20 }, (_none, code) => {
    return [String.fromCharCode(0x2400 + code), `^${String.fromCharCode(code + 0x40)}`] as const;
  }),
  ["\u240d", "CR"],
  ["\u2421", "^?"],
  ["\u2426", "BM"],
  ...Array.from({ length: 128 }, (_none, at) => {
    return [String.fromCharCode(0xe080 + at), (0x80 + at).toString(16).toUpperCase()] as const;
  }),
]);

const STAND_IN = new RegExp(STAND_IN_PATTERN);
